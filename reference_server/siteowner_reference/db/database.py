"""The engine and its transactions: one request is one transaction, ended by whoever opened it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from siteowner_reference.db.constraints import violation
from siteowner_reference.db.tables import Base

__all__ = ["Database", "Session"]

BUSY_SECONDS = 30
CONNECTIONS = 40
"""As many as the worker threads of the server, so that none waits for a connection."""


class Database:
    """One database, by its SQLAlchemy URL."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._writing_engine = self.engine.execution_options(writes=True)

    def create_tables(self) -> None:
        """Makes the tables that are missing."""
        Base.metadata.create_all(self.engine)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Opens a transaction that sees one state of the data and changes nothing."""
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Opens a transaction that is committed at the end, or undone by an exception.

        On SQLite it takes the write lock at once: a transaction that reads first and asks for
        the lock later fails when another one wrote in between.

        Raises:
            UniqueViolationError: Another row has a value that must be unique.
        """
        with Session(self._writing_engine) as session:
            try:
                yield session
                session.commit()
            except IntegrityError as error:
                raise violation(error) from error

    def close(self) -> None:
        """Closes all connections."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_size=CONNECTIONS, max_overflow=0)
    if parsed.database in {None, "", ":memory:"}:
        raise ValueError(
            f"The database URL {url!r} names no file. Threads would not share an in-memory "
            "database: give a file, such as sqlite:///siteowner.sqlite3"
        )
    engine = create_engine(
        parsed,
        pool_size=CONNECTIONS,
        max_overflow=0,
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in ("journal_mode=WAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # The driver's own transaction control starts one only at the first write.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
