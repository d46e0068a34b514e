"""HTTP: one module a resource that parses, calls the domain and answers."""
