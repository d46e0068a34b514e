"""The checks: one function a requirement, one module a resource; GEN is split by subject."""
