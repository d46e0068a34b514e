"""Databases to measure on, planted in a size."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter

import psycopg
from sqlalchemy.engine import make_url

from benchmarks.serving.operations import CREDENTIALS
from siteowner_reference.db.database import Database
from siteowner_reference.domain.clock import system_clock
from siteowner_reference.seed.large import Size, large
from siteowner_reference.seed.planting import plant
from siteowner_reference.settings import Settings
from tests.postgres import postgres_server

POSTGRESQL_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "512MB",
    "max_wal_size": "4GB",
    # As on the SQLite side: what the machine's own crash would lose is not what is measured.
    "synchronous_commit": "off",
}
NewDatabase = Callable[[str], str]
"""Makes an empty database of a name and gives its URL."""


@contextmanager
def sqlite(folder: Path) -> Iterator[NewDatabase]:
    """Makes files in a folder."""
    yield lambda name: f"sqlite:///{folder / name}.sqlite3"


@contextmanager
def postgresql(_folder: Path) -> Iterator[NewDatabase]:
    """Runs a server of our own."""
    with postgres_server(POSTGRESQL_SETTINGS) as server:
        yield server.create


KINDS: Mapping[str, Callable[[Path], AbstractContextManager[NewDatabase]]] = {
    "sqlite": sqlite,
    "postgresql": postgresql,
}


def planted(url: str, size: Size) -> float:
    """Fills a database, and gives how many seconds that took."""
    started = perf_counter()
    settings = Settings(database_url=url, seed="large", seed_password=CREDENTIALS["password"])
    database = Database(url)
    plant(database, settings, system_clock, {"large": partial(large, size=size)})
    database.close()
    seconds = perf_counter() - started
    _settle(url)
    return seconds


def _settle(url: str) -> None:
    """Lets PostgreSQL do now what it would do in the background some time later."""
    if (parts := make_url(url)).get_backend_name() == "postgresql":
        with psycopg.connect(
            host=str(parts.query["host"]),
            user=parts.username,
            dbname=parts.database,
            autocommit=True,
        ) as connection:
            connection.execute("VACUUM ANALYZE")
