"""The questions asked of the database, one module a resource."""
