"""Seeded databases to use up, each a copy of one that is seeded once."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Protocol

from tests.postgres import Postgres

Plant = Callable[[str], None]
"""Opens the database of a URL, and seeds it when it is empty."""


class Databases(Protocol):
    """Makes databases of one kind."""

    def empty(self, folder: Path) -> str:
        """Gives the URL of a database without tables."""

    @contextmanager
    def seeded(self, folder: Path) -> Iterator[str]:
        """Gives the URL of a seeded database that nobody else has."""


class SQLiteDatabases:
    """Databases that are files."""

    def __init__(self, template: Path, plant: Plant) -> None:
        self._template = template / "siteowner.sqlite3"
        plant(self.empty(template))

    def empty(self, folder: Path) -> str:
        """Names a file that is not there."""
        return f"sqlite:///{folder / 'siteowner.sqlite3'}"

    @contextmanager
    def seeded(self, folder: Path) -> Iterator[str]:
        """Copies the file."""
        shutil.copyfile(self._template, folder / "siteowner.sqlite3")
        yield self.empty(folder)


class PostgresDatabases:
    """Databases of one server, on which one test runs at a time."""

    TEMPLATE = "seeded"

    def __init__(self, server: Postgres, plant: Plant) -> None:
        self._server = server
        self._numbers = count()
        self._spare: str | None = None
        url = server.create(self.TEMPLATE)
        plant(url)
        server.settle(self.TEMPLATE)
        plant(url)  # which writes a last thing when it is first opened afterwards

    def empty(self, folder: Path) -> str:
        """Makes a database, which goes with the server."""
        return self._server.create(f"empty_{next(self._numbers)}")

    @contextmanager
    def seeded(self, folder: Path) -> Iterator[str]:
        """Copies the template, save where a test before wrote nothing to its copy."""
        name, self._spare = self._spare or self._copy(), None
        before = self._server.written()
        yield self._server.url(name)
        if self._server.written() == before:
            self._spare = name
        else:
            self._server.drop(name)

    def _copy(self) -> str:
        name = f"copy_{next(self._numbers)}"
        self._server.create(name, self.TEMPLATE)
        return name
