"""A list that can be counted and read in parts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import Session

from siteowner_reference.db.rows import AnySelect, Row, all_rows

Condition = Callable[[Any], ColumnElement[bool]]


@dataclass(frozen=True)
class Listing:
    """The rows of a statement whose joins neither add rows nor drop any but those filtered out."""

    statement: AnySelect

    def count(self, session: Session) -> int:
        """Gives the number of rows."""
        counted = self.statement.order_by(None).with_only_columns(
            func.count(), maintain_column_froms=True
        )
        return session.scalars(counted).one()

    def rows(self, session: Session, offset: int = 0, limit: int | None = None) -> list[Row]:
        """Gives the rows of a part, in order; without a limit all that come after `offset`."""
        statement = self.statement.offset(offset) if offset else self.statement
        if limit is not None:
            statement = statement.limit(limit)
        return all_rows(session, statement)


def conditions(
    known: Mapping[str, Condition], filters: Mapping[str, Any]
) -> Sequence[ColumnElement[bool]]:
    """Gives the condition of each filter; they are joined with AND (GEN-8)."""
    return [known[name](value) for name, value in filters.items()]
