"""A SiteOwner backend in Django REST Framework, for development and tests alone.

It is written from the API documents and from DRF's own parts, not from the reference server, so
that the two can be held against each other.
"""
