"""Which integers can be the id of a row, and which one is the next."""

from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.orm import Session

from siteowner_reference.db.tables import Base

MAX_ID = 2**31 - 1
NO_ID = 0
"""An id that no row has: what an integer out of the database's range is looked up as."""


def row_id(number: int) -> int:
    """Gives an id that every database can be asked for: `number`, or `NO_ID` if out of range."""
    return number if 0 < number <= MAX_ID else NO_ID


NEXT_IDS = {
    "sqlite": (
        "UPDATE sqlite_sequence SET seq = (SELECT coalesce(max(id), 0) FROM {table}) "
        "WHERE name = '{table}'"
    ),
    "postgresql": (
        "SELECT setval(pg_get_serial_sequence('{table}', 'id'), "
        "(SELECT coalesce(max(id), 0) FROM {table}) + 1, false)"
    ),
}


def continue_ids(session: Session, tables: Iterable[type[Base]]) -> None:
    """Makes the next row of each table that has ids get the one after the largest."""
    statement = NEXT_IDS[session.get_bind().dialect.name]
    for table in tables:
        if "id" in table.__table__.columns:
            session.execute(text(statement.format(table=table.__tablename__)))
