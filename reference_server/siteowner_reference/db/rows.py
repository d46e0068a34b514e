"""Rows as dictionaries: what queries give, and what is inserted in bulk."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, text
from sqlalchemy.orm import Session

from siteowner_reference.db.bulk import insert_many
from siteowner_reference.db.ids import continue_ids
from siteowner_reference.db.tables import Base

AnySelect = Select[*tuple[Any, ...]]
Row = dict[str, Any]
Rows = Mapping[type[Base], list[Row]]
"""Rows by table, in an order in which each refers to earlier ones only."""


def one_row(
    session: Session, statement: AnySelect, parameters: Mapping[str, Any] | None = None
) -> Row | None:
    """Gives the only row of a statement; None if there is none."""
    row = session.execute(statement, parameters).mappings().one_or_none()
    return None if row is None else dict(row)


def all_rows(session: Session, statement: AnySelect) -> list[Row]:
    """Gives the rows of a statement, in order."""
    result = session.execute(statement)
    names = tuple(result.keys())
    return [dict(zip(names, row, strict=True)) for row in result]


def insert_rows(session: Session, rows: Rows) -> None:
    """Inserts all rows with the ids that they have."""
    for table, values in rows.items():
        insert_many(session, table.metadata.tables[table.__tablename__], values)
    continue_ids(session, rows)


def refresh_statistics(session: Session) -> None:
    """Lets the database look at how much of everything there is now, to plan its queries by."""
    session.execute(text("ANALYZE"))
