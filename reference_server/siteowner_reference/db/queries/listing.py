"""A list that can be counted and read in parts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Integer, UnaryExpression, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from siteowner_reference.db.rows import AnySelect, Row, all_rows
from siteowner_reference.db.searching import Found, Ids

Condition = Callable[[Any], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Order:
    """One column to order by.

    Attributes:
        column: Which one.
        descending: Whether the greatest comes first.
        nullable: Whether there may be nulls in it.
    """

    column: ColumnElement[Any] | InstrumentedAttribute[Any]
    descending: bool = False
    nullable: bool = False

    def reversed(self) -> "Order":
        """Gives the other way round."""
        return replace(self, descending=not self.descending)

    def clause(self) -> UnaryExpression[Any]:
        """Gives it in SQL. Databases differ in where they put nulls: here one is less than all."""
        clause = self.column.desc() if self.descending else self.column.asc()
        if not self.nullable:
            return clause
        return clause.nulls_last() if self.descending else clause.nulls_first()


@dataclass(frozen=True, slots=True)
class Listing:
    """Some rows of a table, each with what is joined to it.

    Attributes:
        statement: What is told of each row; its joins neither add rows nor drop any.
        key: The id of the table.
        found: Where the ids of the rows are found.
        orders: In which order; the last one is by the id.
        counting: A cheaper statement than counting the rows, where totals are kept of them.
    """

    statement: AnySelect
    key: Ids
    found: Found
    orders: Sequence[Order]
    counting: AnySelect | None = None

    def count(self, session: Session) -> int:
        """Gives the number of rows."""
        counting = self.counting
        if counting is None:
            counting = select(func.count(self.found.ids)).where(*self.found.conditions)
        return int(session.scalars(counting).one() or 0)

    def all(self, session: Session) -> list[Row]:
        """Gives all rows, in order."""
        conditions = self.found.conditions
        if self.found.ids is not self.key:
            conditions = [self.key.in_(select(self.found.ids).where(*conditions))]
        return all_rows(session, _ordered(self.statement.where(*conditions), self.orders))

    def part(self, session: Session, offset: int, limit: int, count: int) -> list[Row]:
        """Gives at most `limit` rows of `count`, in order, leaving out the first `offset`.

        Their ids are found first, in an index, from whichever end is nearer: what is passed over
        to get to a late page is read, though not shown.
        """
        size = max(0, min(limit, count - offset))
        after = count - offset - size
        ids = select(self.found.ids).where(*self.found.conditions)
        orders = [
            replace(order, column=self.found.ids) if order.column is self.key else order
            for order in self.orders
        ]
        if after < offset:
            ids = _ordered(ids, [order.reversed() for order in orders]).offset(_written(after))
        else:
            ids = _ordered(ids, orders).offset(_written(offset))
        # By itself SQLAlchemy ties a subquery to the rows around it, and each would get a limit.
        rows = self.statement.where(self.key.in_(ids.limit(_written(size)).correlate(None)))
        return all_rows(session, _ordered(rows, self.orders))


def _written(number: int) -> ColumnElement[int]:
    # As a parameter it would hide from PostgreSQL how few rows are wanted, and each time the
    # statement would be planned anew.
    return literal(number, Integer, literal_execute=True)


def _ordered(statement: AnySelect, orders: Sequence[Order]) -> AnySelect:
    return statement.order_by(*(order.clause() for order in orders))


def conditions(
    known: Mapping[str, Condition], filters: Mapping[str, Any]
) -> Sequence[ColumnElement[bool]]:
    """Gives the condition of each filter; they are joined with AND (GEN-8)."""
    return [known[name](value) for name, value in filters.items()]
