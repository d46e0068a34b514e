"""Tables, transactions and queries: everything that knows SQL."""
