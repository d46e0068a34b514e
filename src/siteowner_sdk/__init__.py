"""Typed client of a SiteOwner backend."""
