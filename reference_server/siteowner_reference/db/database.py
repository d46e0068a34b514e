"""The engine and its transactions: one request is one transaction, ended by whoever opened it.

A transaction that writes has the database for itself: on SQLite by the write lock that it takes
at once, on PostgreSQL by an advisory lock. So a rule may look first and write afterwards, and
what it saw still holds; nothing has to be tried again.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from siteowner_reference.db.constraints import violation
from siteowner_reference.db.migrating import migrate, newest_version, version_of

__all__ = ["Database", "DatabaseBusyError", "Session"]

BUSY_SECONDS = 30
"""How long a transaction waits for those before it."""
LOCK = 0x51_7E_0B_E4
"""The advisory lock of those who write; the number is no other program's."""
BUSY = {"SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_BUSY_RECOVERY", "SQLITE_LOCKED", "55P03"}
"""What drivers call it when a lock was waited for in vain."""
CONNECTIONS = 40
"""As many as the worker threads of the server, and for a log-in that renews a hash once more."""


class DatabaseBusyError(Exception):
    """Other transactions kept the database for too long; nothing was changed."""


class Database:
    """One database, by its SQLAlchemy URL."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._reading_engine = self.engine.execution_options(**READING[self.engine.name])
        self._writing_engine = self.engine.execution_options(writes=True)

    def migrate(self) -> None:
        """Makes the tables, or brings those of an older version up to date.

        Raises:
            DatabaseVersionError: They are of a newer version, or not this server's.
        """
        with _refusals(), self._writing_engine.begin() as connection:
            migrate(connection)

    def is_current(self) -> bool:
        """Tells if the tables are those of this version."""
        with self.engine.connect() as connection:
            return version_of(connection) == newest_version()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Opens a transaction that sees one state of the data and changes nothing."""
        with _refusals(), Session(self._reading_engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Opens a transaction that is committed at the end, or undone by an exception.

        Raises:
            UniqueViolationError: Another row has a value that must be unique.
            DatabaseBusyError: The transactions before it took too long.
        """
        with _refusals(), Session(self._writing_engine) as session:
            yield session
            session.commit()

    def close(self) -> None:
        """Closes all connections."""
        self.engine.dispose()


READING = {"sqlite": {}, "postgresql": {"isolation_level": "REPEATABLE READ"}}
"""What makes all statements of a transaction see the same state; SQLite's always do."""


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise violation(error) from error
    except PoolTimeoutError as error:
        raise DatabaseBusyError from error
    except OperationalError as error:
        if BUSY.isdisjoint({_code(error)}):
            raise
        raise DatabaseBusyError from error


def _code(error: OperationalError) -> str | None:
    names = (getattr(error.orig, name, None) for name in ("sqlite_errorname", "sqlstate"))
    return next((name for name in names if name), None)


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    make = MAKERS.get(parsed.get_backend_name())
    if make is None:
        raise ValueError(
            f"The database URL '{parsed}' is of neither kind that is supported: give one such as "
            "sqlite:///siteowner.sqlite3 or postgresql+psycopg://user:password@host/name"
        )
    return make(parsed)


def _postgresql(url: URL) -> Engine:
    try:
        engine = create_engine(
            url,
            pool_size=CONNECTIONS,
            max_overflow=CONNECTIONS,
            hide_parameters=True,  # an exception goes to the log, and values are personal
            pool_pre_ping=True,
            connect_args={"options": f"-c lock_timeout={BUSY_SECONDS}s"},
        )
    except ModuleNotFoundError as error:
        raise ValueError(
            f"The driver of the database URL '{url}' is missing ({error}): use one such as "
            "postgresql+psycopg://user:password@host/name with siteowner-sdk[postgres] installed"
        ) from error
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")


def _sqlite(url: URL) -> Engine:
    if url.database in {None, "", ":memory:"}:
        raise ValueError(
            f"The database URL '{url}' names no file. Threads would not share an in-memory "
            "database: give a file, such as sqlite:///siteowner.sqlite3"
        )
    engine = create_engine(
        url,
        pool_size=CONNECTIONS,
        max_overflow=CONNECTIONS,
        hide_parameters=True,  # an exception goes to the log, and values are personal
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


MAKERS = {"sqlite": _sqlite, "postgresql": _postgresql}
