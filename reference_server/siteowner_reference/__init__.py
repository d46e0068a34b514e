"""A server that answers as the documented SiteOwner backend does, independent of SDK and suite."""
