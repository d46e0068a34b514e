"""`siteowner` as a process of its own: at a terminal, in a pipe, and where standard output ends."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from siteowner_sdk.cli.local_server import fresh_server, siteowner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from siteowner_sdk.cli.local_server import LocalServer

# Seconds in which a command says nothing.
PATIENCE = 30
CTRL_C = "\x03"
STEERING = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[\u2068\u2069]")


@pytest.fixture(scope="module")
def served() -> Iterator[LocalServer]:
    """A reference server in a process of its own."""
    with fresh_server() as server:
        yield server


@pytest.fixture
def environment(served: LocalServer, tmp_path: Path) -> dict[str, str]:
    """The environment of someone at a terminal, who has no keyring."""
    return os.environ | {
        "SITEOWNER_BASE_URL": served.base_url,
        "SITEOWNER_CONFIG": str(tmp_path / "config.toml"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "TERM": "xterm-256color",
        "COLUMNS": "100",
    }


def owner(served: LocalServer) -> dict[str, str]:
    """The variables that log the site owner in."""
    return {"SITEOWNER_USERNAME": "owner", "SITEOWNER_PASSWORD": served.password}


def typed(
    words: tuple[str, ...], environment: dict[str, str], answers: dict[str, str]
) -> tuple[str, int]:
    """What a terminal shows of a command, and its exit status.

    Args:
        words: The command.
        environment: Its environment.
        answers: What is typed after each of these prompts.
    """
    child, terminal = pty.fork()
    if child == 0:
        # A shell that runs the tests in the background has Ctrl-C ignored, which is inherited.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execve(sys.executable, siteowner(*words), environment)
    shown, left, silences = "", dict(answers), 0
    while silences < PATIENCE:
        if not select.select([terminal], [], [], 1)[0]:
            silences += 1
            # Between a prompt and the reading of its answer Python can miss the signal.
            if CTRL_C in answers.values():
                os.write(terminal, CTRL_C.encode())
            continue
        try:
            shown += os.read(terminal, 4096).decode(errors="replace")
        except OSError:  # the other end is closed
            break
        for prompt in [each for each in left if each in shown]:
            os.write(terminal, left.pop(prompt).encode())
    else:
        os.kill(child, signal.SIGKILL)
    os.close(terminal)
    return shown, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def run(
    words: tuple[str, ...], environment: dict[str, str], stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[str]:
    """A command whose output is no terminal's."""
    return subprocess.run(
        siteowner(*words),
        env=environment,
        text=True,
        check=False,
        timeout=60,
        stdout=stdout,
        stderr=subprocess.PIPE,
    )


def test_log_in_at_a_terminal(served: LocalServer, environment: dict[str, str]) -> None:
    """Who types is asked, the password isn't shown, and the commands that follow need no more."""
    shown, status = typed(
        ("login",), environment, {"User name: ": "owner\n", "Password: ": f"{served.password}\n"}
    )
    assert 0 == status, shown
    assert served.password not in shown

    shown, status = typed(("students", "list", "--limit", "2"), environment, {})

    assert 0 == status
    assert "╭" in shown
    assert "\u2068" in shown
    assert max(map(len, STEERING.sub("", shown).split("\r\n"))) <= 100


def test_no_colour_at_a_terminal(served: LocalServer, environment: dict[str, str]) -> None:
    """Who wants no colour gets none."""
    environment |= owner(served) | {"NO_COLOR": "1"}

    shown, _ = typed(("profiles",), environment, {})
    failed, status = typed(("teachers", "retrieve", "99999"), environment, {})

    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", shown + failed)
    assert 1 == status


def test_deleting_asks(served: LocalServer, environment: dict[str, str]) -> None:
    """The question says what will go, and a no deletes nothing."""
    environment |= owner(served)

    shown, status = typed(("courses", "delete", "1"), environment, {"[y/N]: ": "n\n"})

    assert 1 == status
    assert re.search(r"Delete course 1, .*, with \d+ topics, \d+ lectures and \d+ unused", shown)
    assert "Nothing was deleted" in shown


def test_broken_off_at_a_question(served: LocalServer, environment: dict[str, str]) -> None:
    """Ctrl-C at a prompt ends with 130 and no traceback."""
    shown, status = typed(("login",), environment, {"User name: ": CTRL_C})

    assert 130 == status, shown
    assert "Traceback" not in shown


@pytest.mark.parametrize("format_", [(), ("--json",), ("--csv", "-")])
def test_a_reader_that_goes_away(
    served: LocalServer, environment: dict[str, str], format_: tuple[str, ...]
) -> None:
    """`| head` ends it quietly, with the status that a shell has for that."""
    reading, writing = os.pipe()
    os.close(reading)

    done = run(("students", "list", *format_), environment | owner(served), stdout=writing)
    os.close(writing)

    assert (141, "") == (done.returncode, done.stderr)


def test_a_full_disk(served: LocalServer, environment: dict[str, str]) -> None:
    """Output that can't be written is told, with 2."""
    full = os.open("/dev/full", os.O_WRONLY)

    done = run(("students", "list", "--json"), environment | owner(served), stdout=full)
    os.close(full)

    assert (2, "Error: No space left on device\n") == (done.returncode, done.stderr)


def test_a_pipe_gets_plain_text(served: LocalServer, environment: dict[str, str]) -> None:
    """No colour, no frame, nothing cut at the width of the terminal."""
    done = run(("students", "list"), environment | owner(served) | {"COLUMNS": "20"})

    assert 0 == done.returncode
    header, *rows = done.stdout.splitlines()
    assert re.fullmatch(r"id +name_en +name_ar +status .* gmail +created", header)
    assert len(rows) > 50
    assert "\x1b" not in done.stdout
    assert "\u2068" not in done.stdout


def test_nobody_answers(environment: dict[str, str], served: LocalServer) -> None:
    """A port where nobody listens ends with 4."""
    environment |= owner(served) | {"SITEOWNER_BASE_URL": "http://127.0.0.1:1/api"}

    done = run(("teachers", "list"), environment)

    assert 4 == done.returncode
    assert done.stderr.startswith("Error: No answer to auth_token_create (POST http://127.0.0.1:1/")


def test_a_page_that_is_not_the_api(environment: dict[str, str], served: LocalServer) -> None:
    """A wrong path ends with 5, and the sentence says to check the base URL."""
    url = served.base_url.removesuffix("/api")

    done = run(("teachers", "list"), environment | owner(served) | {"SITEOWNER_BASE_URL": url})

    assert 5 == done.returncode
    assert "check the base URL" in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_offered(environment: dict[str, str], shell: str) -> None:
    """Each shell's script is printed, and knows the program."""
    environment["_SITEOWNER_COMPLETE"] = f"source_{shell}"

    done = run((), environment)

    assert 0 == done.returncode
    assert "_SITEOWNER_COMPLETE" in done.stdout


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("siteowner students set-status 42 ver", {"verified"}),
        ("siteowner teachers list --act", {"--active"}),
        ("siteowner --profile st", {"staging"}),
        ("siteowner teach", {"teachers"}),
        ("siteowner teachers update 1 --clear bio", {"biography"}),
    ],
)
def test_completion(
    environment: dict[str, str], tmp_path: Path, line: str, expected: set[str]
) -> None:
    """Commands, options, values of the API and names of profiles are completed."""
    (tmp_path / "config.toml").write_text("[profiles.staging]\n[profiles.live]\n")
    words = line.split()
    completing = {
        "_SITEOWNER_COMPLETE": "complete_bash",
        "COMP_WORDS": "\n".join(words),
        "COMP_CWORD": str(len(words) - 1),
    }

    done = run((), environment | completing)

    assert expected == set(done.stdout.split())
