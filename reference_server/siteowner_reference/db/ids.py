"""Which integers can be the id of a row."""

MAX_ID = 2**31 - 1
NO_ID = 0
"""An id that no row has: what an integer out of the database's range is looked up as."""


def row_id(number: int) -> int:
    """Gives an id that every database can be asked for: `number`, or `NO_ID` if out of range."""
    return number if 0 < number <= MAX_ID else NO_ID
