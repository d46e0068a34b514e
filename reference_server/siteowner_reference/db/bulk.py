"""Many rows at once, by the quickest way that each kind of database has."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

Values = Sequence[Mapping[str, Any]]


def insert_many(session: Session, table: Table, values: Values) -> None:
    """Inserts rows, of which each has the same columns as the first."""
    if values:
        INSERTERS[session.get_bind().dialect.name](session, table, values)


def _execute_many(session: Session, table: Table, values: Values) -> None:
    session.execute(insert(table), values)


def _copy(session: Session, table: Table, values: Values) -> None:
    """Inserts by COPY, for which the values are prepared as the columns' types do it."""
    dialect = session.get_bind().dialect
    names = list(values[0])
    processors = [
        (name, table.columns[name].type.dialect_impl(dialect).bind_processor(dialect))
        for name in names
    ]
    columns = ", ".join(map(dialect.identifier_preparer.quote, names))
    cursor: Any = session.connection().connection.cursor()
    with cursor, cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
        for row in values:
            copy.write_row(
                [process(row[name]) if process else row[name] for name, process in processors]
            )


INSERTERS: Mapping[str, Callable[[Session, Table, Values], None]] = {
    "sqlite": _execute_many,
    "postgresql": _copy,
}
