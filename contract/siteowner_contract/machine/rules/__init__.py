"""What may happen in any order: one module a resource."""
