"""The rules of the SiteOwner backend, one module a resource. No HTTP in here."""
