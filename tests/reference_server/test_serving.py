"""The command `serve`, as a process of its own."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import typer
from typer.testing import CliRunner

from siteowner_reference.announcing import announcement
from siteowner_reference.cli import serve

PROGRAM = "import typer; from siteowner_reference.cli import serve; typer.run(serve)"
FIRST_LINE = re.compile(r"Serving SiteOwner API at (http://127\.0\.0\.1:\d+/api)\n")

command = typer.Typer()
command.command()(serve)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A server on a free port over a new database, in a folder of its own."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "--port", "0", "--seed-password", "Sesame-2026!"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    process.terminate()
    process.communicate(timeout=20)


def test_serving_is_announced_when_it_serves(server: subprocess.Popen[str], tmp_path: Path) -> None:
    """The first line has the address, at which log-in then works at once."""
    assert server.stdout is not None
    line = FIRST_LINE.fullmatch(server.stdout.readline())
    assert line is not None
    credentials = {"username": "owner", "password": "Sesame-2026!"}

    assert httpx.post(f"{line[1]}/auth/token/", json=credentials).status_code == 200
    assert (tmp_path / "siteowner.sqlite3").exists()


def test_announcement_has_the_passwords() -> None:
    """Passwords that were made are said, and nothing is said of them when none were."""
    with_passwords = announcement("http://h:1", {"owner": "secret"})

    assert "owner  secret" in with_passwords
    assert announcement("http://h:1", {}).splitlines() == [
        "Serving SiteOwner API at http://h:1/api",
        "Dashboard at http://h:1/",
        "Documentation at http://h:1/docs",
    ]


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (["--database-url", "sqlite://"], "names no file"),
        (["--database-url", "nonsense"], "Could not parse"),
        (["--database-url", "mysql://root:secret@host/x"], "root:***@host/x' is of neither kind"),
        (["--database-url", "postgresql+pg8000://host/x"], "siteowner-sdk[postgres]"),
        (["--database-url", "sqlite:////no/such/folder/x.sqlite3"], "unable to open"),
        (["--seed", "huge"], "huge"),
    ],
)
def test_a_server_that_can_not_start_says_why(options: list[str], text: str) -> None:
    """A wrong option ends the command with 2 and says what is wrong with it."""
    result = CliRunner().invoke(command, ["--port", "0", *options])

    assert result.exit_code == 2
    assert text in result.output


def test_an_interrupt_ends_it_in_order(server: subprocess.Popen[str]) -> None:
    """Ctrl-C stops the server with 0 and no traceback."""
    assert server.stdout is not None
    server.stdout.readline()
    server.send_signal(signal.SIGINT)

    assert server.wait(timeout=20) == 0
