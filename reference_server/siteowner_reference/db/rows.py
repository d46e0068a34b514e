"""Rows as dictionaries: what queries give, and what is inserted in bulk."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, insert
from sqlalchemy.orm import Session

from siteowner_reference.db.tables import Base

AnySelect = Select[*tuple[Any, ...]]
Row = dict[str, Any]
Rows = Mapping[type[Base], list[Row]]
"""Rows by table, in an order in which each refers to earlier ones only."""


def one_row(session: Session, statement: AnySelect) -> Row | None:
    """Gives the only row of a statement; None if there is none."""
    row = session.execute(statement).mappings().one_or_none()
    return None if row is None else dict(row)


def all_rows(session: Session, statement: AnySelect) -> list[Row]:
    """Gives the rows of a statement, in order."""
    return [dict(row) for row in session.execute(statement).mappings()]


def insert_rows(session: Session, rows: Rows) -> None:
    """Inserts all rows, one statement a table."""
    for table, values in rows.items():
        session.execute(insert(table), values)
