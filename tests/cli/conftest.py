"""The command line in this process, on a reference server of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from siteowner_sdk.cli.app import app
from siteowner_sdk.cli.operator import Surroundings

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

    from siteowner_sdk.testing import ReferenceServer

SETTINGS = (
    *("BASE_URL", "USERNAME", "PASSWORD", "TOKEN", "NEW_PASSWORD", "DEBUG", "PROFILE", "CONFIG"),
    *("ROUTES", "LANGUAGE", "TIMEOUT", "INSECURE", "CA_FILE"),
)


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on the account, the server or the terminal of who runs it."""
    for name in SETTINGS:
        monkeypatch.delenv(f"SITEOWNER_{name}", raising=False)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@dataclass
class MemoryStore:
    """A place for log-ins that is gone with the test."""

    name: str = "memory"
    is_usable: bool = True
    kept: dict[str, str] = field(default_factory=dict)

    def usable(self) -> bool:
        """Whether something can be kept here."""
        return self.is_usable

    def get(self, profile: str) -> str | None:
        """What is kept for a profile."""
        return self.kept.get(profile)

    def put(self, profile: str, text: str) -> None:
        """Keep something for a profile."""
        self.kept[profile] = text

    def remove(self, profile: str) -> None:
        """Keep nothing for a profile."""
        self.kept.pop(profile, None)


@dataclass
class CommandLine:
    """`siteowner` with the network, stores and configuration of a test.

    Attributes:
        server: What is called.
        folder: Where configuration and files are.
        store: Where log-ins are kept.
        environment: Variables of every command.
    """

    server: ReferenceServer
    folder: Path
    store: MemoryStore
    environment: dict[str, str]

    def __call__(self, *words: str, stdin: str | None = None) -> Result:
        """What comes of a command; nobody is at a terminal."""
        surroundings = Surroundings(self.server.transport, (self.store,), self.folder)
        return CliRunner().invoke(
            app, words, input=stdin, env=self.environment, obj=surroundings, prog_name="siteowner"
        )

    def output(self, *words: str, stdin: str | None = None) -> str:
        """Standard output of a command that succeeds."""
        done = self(*words, stdin=stdin)
        assert 0 == done.exit_code, done.output
        return done.stdout


@pytest.fixture
def anyone(siteowner_server: ReferenceServer, tmp_path: Path) -> CommandLine:
    """A command line that nobody is logged in at."""
    environment = {
        "SITEOWNER_BASE_URL": siteowner_server.base_url,
        "SITEOWNER_CONFIG": str(tmp_path / "config.toml"),
    }
    return CommandLine(siteowner_server, tmp_path, MemoryStore(), environment)


@pytest.fixture
def command(anyone: CommandLine) -> CommandLine:
    """A command line with a site owner's token in its environment."""
    return as_account(anyone, "owner")


def as_account(line: CommandLine, username: str) -> CommandLine:
    """The command line with a token of an account."""
    header = line.server._auth(username).headers(None)["Authorization"]  # type: ignore[arg-type]
    token = header.removeprefix("Bearer ")
    environment = line.environment | {"SITEOWNER_TOKEN": token}
    return CommandLine(line.server, line.folder, line.store, environment)
