"""The engine and its transactions: one request is one transaction, ended by whoever opened it.

A transaction that writes has the database for itself: on SQLite by the write lock that it takes
at once, on PostgreSQL by an advisory lock. So a rule may look first and write afterwards, and
what it saw still holds; nothing has to be tried again.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL, Dialect, Engine, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from siteowner_reference.db.constraints import violation
from siteowner_reference.db.migrating import migrate, newest_version, version_of

__all__ = ["Database", "DatabaseBusyError", "Session"]

BUSY_SECONDS = 30
"""How long a transaction waits for those before it."""
LOCK = 0x51_7E_0B_E4
"""The advisory lock of those who write; the number is no other program's."""
BUSY = {"SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_BUSY_RECOVERY", "SQLITE_LOCKED", "55P03"}
"""What drivers call it when a lock was waited for in vain."""
IDLE_SECONDS = 1.0
"""After how long the database may have gone away behind a connection that nobody used."""
CONNECTIONS = 40
"""As many as the worker threads of the server, and for a log-in that renews a hash once more."""


class DatabaseBusyError(Exception):
    """Other transactions kept the database for too long; nothing was changed."""


class Database:
    """One database, by its SQLAlchemy URL."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
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
        with _refusals(), _session(self.engine) as session:
            try:
                yield session
            finally:
                # Undone, it would cost PostgreSQL's driver all its prepared statements.
                session.commit()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Opens a transaction that is committed at the end, or undone by an exception.

        Raises:
            UniqueViolationError: Another row has a value that must be unique.
            DatabaseBusyError: The transactions before it took too long.
        """
        with _refusals(), _session(self._writing_engine) as session:
            yield session
            session.commit()

    def close(self) -> None:
        """Closes all connections."""
        self.engine.dispose()


@contextmanager
def _session(engine: Engine) -> Iterator[Session]:
    # Of a connection that is given back even when its transaction could not begin.
    with engine.connect() as connection, Session(connection, expire_on_commit=False) as session:
        yield session


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
            pool_use_lifo=True,  # each connection has caches and prepared statements of its own
            hide_parameters=True,  # an exception goes to the log, and values are personal
            connect_args={
                "options": f"-c lock_timeout={BUSY_SECONDS}s",
                "autocommit": True,  # or the driver would begin transactions of its own
            },
        )
    except ModuleNotFoundError as error:
        raise ValueError(
            f"The driver of the database URL '{url}' is missing ({error}): use one such as "
            "postgresql+psycopg://user:password@host/name with siteowner-sdk[postgres] installed"
        ) from error
    event.listen(engine, "begin", _begin_postgresql)
    event.listen(engine, "checkin", _note_idle)
    event.listen(engine, "checkout", partial(_ping_idle, engine.dialect))
    return engine


def _begin_postgresql(connection: Connection) -> None:
    # What a reader sees is one state; what a writer sees is no older than the lock.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql(
        f"BEGIN; SELECT pg_advisory_xact_lock({LOCK})"
        if writes
        else "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    )


def _note_idle(_connection: object, record: ConnectionPoolEntry) -> None:
    record.info["idle_since"] = time.monotonic()


def _ping_idle(
    dialect: Dialect, connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: object
) -> None:
    # Asking before every request, as the pool itself can, is one round trip of six.
    now = time.monotonic()
    if now - record.info.get("idle_since", now) < IDLE_SECONDS:
        return
    try:
        dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error as error:
        raise DisconnectionError from error  # the pool opens another


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
