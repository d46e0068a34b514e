"""A reference server in a process of its own, for as long as it is needed."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LocalServer", "ServerStartError", "fresh_server", "local_server", "siteowner"]

SERVING = "Serving SiteOwner API at "


class ServerStartError(Exception):
    """The process ended before it accepted connections."""


@dataclass(frozen=True)
class LocalServer:
    """A running reference server and the password of its four accounts."""

    base_url: str
    password: str


@contextmanager
def fresh_server() -> Iterator[LocalServer]:
    """A freshly seeded server in a temporary folder, with a password of its own."""
    with (
        tempfile.TemporaryDirectory(prefix="siteowner-", ignore_cleanup_errors=True) as folder,
        local_server(Path(folder), secrets.token_urlsafe(12)) as server,
    ):
        yield server


@contextmanager
def local_server(folder: Path, password: str) -> Iterator[LocalServer]:
    """A server on a free port, stopped at the end.

    Database and pictures are kept in the folder; an empty database is seeded, and its accounts get
    the password.

    Raises:
        ServerStartError: the process ended before it accepted connections.
    """
    with subprocess.Popen(
        siteowner("serve", "--port", "0", "--seed", "small", *storage(folder)),
        env=os.environ | {"SITEOWNER_SERVER_SEED_PASSWORD": password},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield LocalServer(base_url=announced_url(process), password=password)
        finally:
            process.terminate()


def storage(folder: Path) -> tuple[str, ...]:
    """The options that keep database and pictures of a server in one folder."""
    database = folder / "siteowner.sqlite3"
    return ("--database-url", f"sqlite:///{database}", "--media-dir", str(folder / "media"))


def announced_url(process: subprocess.Popen[str]) -> str:
    """The base URL from the line that a server prints when it accepts connections."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(SERVING):
            return line.removeprefix(SERVING).strip()
    raise ServerStartError(f"The reference server ended with exit status {process.wait()}.")


def siteowner(*arguments: str) -> list[str]:
    """The command line of `siteowner` under the interpreter that runs now."""
    return [sys.executable, "-m", "siteowner_sdk", *arguments]
