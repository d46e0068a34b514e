"""One thin adapter for each HTTP library, loaded when it is chosen."""
