"""The stage of a page: a folder and, once it is asked for, a reference server of its own."""

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from siteowner_contract.loopback import served
from siteowner_reference.app import create_app
from siteowner_reference.domain.clock import system_clock
from siteowner_reference.settings import Settings
from tests.docs.stage import DATABASE, PASSWORD, Stage


def settings(folder: Path) -> Settings:
    """A small school in a folder, whose accounts all have the documentation's password."""
    return Settings(
        database_url=f"sqlite:///{folder / DATABASE}",
        media_dir=folder / "media",
        seed="small",
        seed_password=PASSWORD,
        control=True,
    )


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a fresh server, made once."""
    folder = tmp_path_factory.mktemp("seed")
    create_app(settings(folder), clock=system_clock).state.site.database.close()
    return folder / DATABASE


@pytest.fixture
def stage(seed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """An empty folder, and a server on a copy of the seed that starts when it is asked for."""
    with ExitStack() as running:

        @cache
        def server() -> str:
            folder = tmp_path / "server"
            folder.mkdir()
            shutil.copyfile(seed, folder / DATABASE)
            app = create_app(settings(folder), clock=system_clock)
            running.callback(app.state.site.database.close)
            return running.enter_context(served(app))

        work = tmp_path / "work"
        work.mkdir()
        monkeypatch.chdir(work)
        yield Stage(work, server)


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """The event loop of a page."""
    with asyncio.Runner() as loop:
        yield loop
