"""A server as a process of its own."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx

from tests.reference_server.conftest import PASSWORD

PROGRAM = "import typer; from siteowner_reference.cli import serve; typer.run(serve)"
FIRST_LINE = re.compile(r"Serving SiteOwner API at (http://127\.0\.0\.1:\d+/api)\n")


@dataclass(frozen=True)
class Served:
    """A process that accepts connections.

    Attributes:
        process: The process.
        base_url: Where the API is.
        said: All that it printed at the start.
    """

    process: subprocess.Popen[str]
    base_url: str
    said: str

    def owner(self) -> httpx.Client:
        """Gives a client that is logged in as the site owner."""
        credentials = {"username": "owner", "password": PASSWORD}
        token = httpx.post(f"{self.base_url}/auth/token/", json=credentials).json()["access"]
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.Client(base_url=self.base_url, headers=headers, timeout=30)


@contextmanager
def served(
    database_url: str, folder: Path, *options: str, log: IO[str] | None = None
) -> Iterator[Served]:
    """Serves a database until the end, in a folder where pictures are kept."""
    words = [*("--port", "0", "--seed-password", PASSWORD, "--log-level", "warning"), *options]
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "--database-url", database_url, *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    found = FIRST_LINE.fullmatch(line)
    assert found is not None, line
    try:
        yield Served(process, found[1], line + process.stdout.readline())
    finally:
        process.terminate()
        process.communicate(timeout=30)
