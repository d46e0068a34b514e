"""The reference server as the server under test: the one place that imports it."""

from __future__ import annotations

import json
import secrets
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siteowner_contract.loopback import AppError, served
from siteowner_contract.openapi import load_contract
from siteowner_contract.registry import load_checks

if TYPE_CHECKING:
    from collections.abc import Iterator

OWNER = "owner"
OUTSIDERS = ("teacher1", "assistant1", "student1")


@dataclass(frozen=True)
class Embedded:
    """A reference server that runs.

    Attributes:
        origin: Where it is, without a path.
        password: The password of all its accounts.
        expired_token: A site owner's access token that ran out.
    """

    origin: str
    password: str
    expired_token: str


@contextmanager
def running_apart() -> Iterator[Embedded]:
    """A reference server in a process of its own, so that suite and server have a core each.

    Raises:
        AppError: It did not start; why is on standard error.
    """
    command = [sys.executable, "-m", "siteowner_contract.embedded"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            _import_meanwhile()
            yield _announced(process)
        finally:
            # It ends when its standard input does. Also after Ctrl-C its end is waited for.
            process.communicate()


def _import_meanwhile() -> None:
    """Load the suite itself, Schemathesis and all, which takes as long as the server's start."""
    load_checks()
    load_contract()


def _announced(process: subprocess.Popen[str]) -> Embedded:
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        raise AppError("the embedded reference server did not start; see the message above")
    return Embedded(**json.loads(line))


@contextmanager
def reference_server() -> Iterator[tuple[Any, str]]:
    """A reference server with a fresh seeded database of its own, removed afterwards.

    Yields:
        The application, and the password of all its accounts.
    """
    from siteowner_reference.app import create_app
    from siteowner_reference.settings import Settings

    password = f"Vq7-{secrets.token_urlsafe(12)}"
    with tempfile.TemporaryDirectory(prefix="siteowner-contract-") as folder:
        settings = Settings(
            database_url=f"sqlite:///{folder}/siteowner.sqlite3",
            media_dir=Path(folder) / "media",
            seed="small",
            seed_password=password,
        )
        app = create_app(settings)
        try:
            yield app, password
        finally:
            app.state.site.database.close()


def expired_token(app: Any) -> str:  # noqa: ANN401 - the server's types are not imported
    """A site owner's access token that ran out a minute ago."""
    from siteowner_reference.db.queries import users

    site = app.state.site
    then = site.clock() - site.tokens.access_lifetime - timedelta(minutes=1)
    with site.reading() as work:
        owner = users.credentials(work.session, OWNER)
    if owner is None:
        raise LookupError(f"the embedded server has no account {OWNER}")
    return str(replace(site.tokens, clock=lambda: then).access(owner.id))


def _hash_cheaply() -> None:
    """Keep passwords that nobody will want to guess by a hash that costs no time to make."""
    from argon2 import PasswordHasher

    from siteowner_reference.domain import passwords

    passwords.HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def main() -> None:
    """Run a reference server until standard input ends; it is told on standard output.

    Exits with 1 and one sentence on standard error where a package of the server is missing.
    """
    try:
        _serve()
    except ModuleNotFoundError as error:
        sys.exit(
            f"the embedded reference server needs the package {error.name!r}, which is not "
            "installed: pip install 'siteowner-sdk[contract,server]', or name the server to check "
            "with --base-url or --app"
        )


def _serve() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the suite, which asks on
    _hash_cheaply()
    with reference_server() as (app, password), served(app) as origin:
        announcement = asdict(Embedded(origin, password, expired_token(app)))
        sys.stdout.write(json.dumps(announcement) + "\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
