"""A server for each test: its own database, copied from one that is seeded once.

What uses `app` runs on SQLite and on PostgreSQL.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from siteowner_reference.app import create_app
from siteowner_reference.db.tables import User
from siteowner_reference.http.site import Site
from siteowner_reference.settings import Settings
from tests.postgres import Postgres, postgres_server
from tests.reference_server.databases import (
    Databases,
    Plant,
    PostgresDatabases,
    SQLiteDatabases,
)
from tests.reference_server.in_process import InProcess

NOON = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
"""Noon in Cairo."""

PASSWORD = "Sesame-2026!"

Login = Callable[[str], httpx.Client]
"""Gives a client that is logged in with a username."""

Configured = Callable[..., FastAPI]
"""Makes a server with some settings."""


class SetClock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        """Gives the instant that was set."""
        return self.now

    def advance(self, **duration: float) -> None:
        """Lets time pass, by the arguments of `timedelta`."""
        self.now += timedelta(**duration)


def settings_in(folder: Path, **others: object) -> Settings:
    """Gives settings whose data is all in one folder."""
    values = {
        "database_url": f"sqlite:///{folder / 'siteowner.sqlite3'}",
        "media_dir": folder / "media",
        "seed_password": PASSWORD,
        **others,
    }
    return Settings(**values)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server without data."""
    with postgres_server() as server:
        yield server


def plant_in(folder: Path) -> Plant:
    """Gives what opens a database, and seeds an empty one."""

    def plant(url: str) -> None:
        app = create_app(settings_in(folder, database_url=url), clock=SetClock())
        app.state.site.database.close()

    return plant


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """SQLite databases."""
    folder = tmp_path_factory.mktemp("sqlite")
    return SQLiteDatabases(folder, plant_in(folder))


@pytest.fixture(scope="session")
def postgresql_databases(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """PostgreSQL databases."""
    return PostgresDatabases(postgres, plant_in(tmp_path_factory.mktemp("postgresql")))


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Databases of each kind in turn."""
    kind: Databases = request.getfixturevalue(f"{request.param}_databases")
    return kind


@pytest.fixture
def database_url(databases: Databases, tmp_path: Path) -> Iterator[str]:
    """A seeded database that only this test has."""
    with databases.seeded(tmp_path) as url:
        yield url


@pytest.fixture
def clock() -> SetClock:
    """The server's clock."""
    return SetClock()


@pytest.fixture
def app(database_url: str, tmp_path: Path, clock: SetClock) -> Iterator[FastAPI]:
    """A server with the small seed."""
    app = create_app(settings_in(tmp_path, database_url=database_url), clock=clock)
    yield app
    app.state.site.database.close()


@pytest.fixture
def configured(database_url: str, tmp_path: Path, clock: SetClock) -> Iterator[Configured]:
    """Makes servers with the small seed and some further settings."""
    with ExitStack() as stack:

        def make(**others: object) -> FastAPI:
            settings = settings_in(tmp_path, **{"database_url": database_url, **others})
            app = create_app(settings, clock=clock)
            stack.callback(app.state.site.database.close)
            return app

        yield make


@pytest.fixture
def site(app: FastAPI) -> Site:
    """The parts of the server."""
    site: Site = app.state.site
    return site


@pytest.fixture
def anonymous(app: FastAPI) -> Iterator[httpx.Client]:
    """A client without credentials."""
    with httpx.Client(transport=InProcess(app), base_url="http://siteowner.test/api") as client:
        yield client


@pytest.fixture
def log_in(app: FastAPI, site: Site) -> Iterator[Login]:
    """Makes clients of any account, without the cost of checking a password."""
    with ExitStack() as stack:

        def client(username: str) -> httpx.Client:
            with site.reading() as work:
                user_id = work.session.scalars(
                    select(User.id).where(User.username == username)
                ).one()
            headers = {"Authorization": f"Bearer {site.tokens.access(user_id)}"}
            base_url = "http://siteowner.test/api"
            made = httpx.Client(transport=InProcess(app), base_url=base_url, headers=headers)
            return stack.enter_context(made)

        yield client


@pytest.fixture
def owner(log_in: Login) -> httpx.Client:
    """A client of the site owner."""
    return log_in("owner")
