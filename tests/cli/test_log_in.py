"""`siteowner login`, `logout`, `whoami`, and what commands do with a log-in that is kept."""

from __future__ import annotations

import datetime as dt
import json
import stat
import threading
from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked, PasswordDeleteError

from siteowner_sdk import Tokens
from siteowner_sdk.cli.failures import WrongUsageError
from siteowner_sdk.cli.log_ins import FileStore, KeyringStore, LogIn, LogIns
from tests.cli.conftest import CommandLine, MemoryStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typer.testing import Result

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
URL = "https://school.example/api"


def log_in(line: CommandLine, *options: str, password: str | None = None) -> Result:
    """A log-in of the site owner."""
    secret = password or line.server.password
    words = (*options, "login", "--username", "owner", "--password-stdin")
    return line(*words, stdin=f"{secret}\n")


def test_a_log_in_is_kept_without_the_password(anyone: CommandLine) -> None:
    """The commands that follow need no more, and no secret is shown or written in clear."""
    done = log_in(anyone)

    assert 0 == done.exit_code, done.output
    assert (
        f"Logged in at {anyone.server.base_url} as owner. "
        "The log-in is kept in memory, as profile 'default'.\n"
    ) == done.stderr
    kept = anyone.store.kept["default"]
    assert {"base_url", "username", "tokens"} == set(json.loads(kept))
    assert anyone.server.password not in kept
    assert 0 == anyone("teachers", "list").exit_code


def test_a_log_in_writes_its_profile(anyone: CommandLine) -> None:
    """Base URL and user name go into the configuration, whose comments stay."""
    config = anyone.folder / "config.toml"
    config.write_text('# mine\n[profiles.other]\nbase_url = "https://other.example"\n')

    log_in(anyone, "--profile", "staging")
    anyone.environment.pop("SITEOWNER_BASE_URL")

    assert 0 == anyone("--profile", "staging", "teachers", "list").exit_code
    assert (
        '# mine\n[profiles.other]\nbase_url = "https://other.example"\n\n'
        f'[profiles.staging]\nbase_url = "{anyone.server.base_url}"\nusername = "owner"\n'
    ) == config.read_text()


def test_a_refused_log_in_keeps_nothing(anyone: CommandLine) -> None:
    """A wrong password ends with 3, and leaves an earlier log-in as it is."""
    log_in(anyone)
    before = dict(anyone.store.kept)

    done = log_in(anyone, password="wrong")

    assert 3 == done.exit_code
    assert (
        "Error: No active account found with the given credentials (401): run siteowner login\n"
    ) == done.stderr
    assert before == anyone.store.kept


def test_an_account_that_is_no_site_owner_is_not_kept(anyone: CommandLine) -> None:
    """A teacher can log in at the server, and could do nothing here."""
    words = ("login", "--username", "teacher1", "--password-stdin")

    done = anyone(*words, stdin=f"{anyone.server.password}\n")

    assert 1 == done.exit_code
    assert {} == anyone.store.kept


def test_a_password_from_the_environment(anyone: CommandLine) -> None:
    """A script logs in without standard input."""
    anyone.environment |= {
        "SITEOWNER_USERNAME": "owner",
        "SITEOWNER_PASSWORD": anyone.server.password,
    }

    assert 0 == anyone("login").exit_code
    assert "default" in anyone.store.kept


def test_nobody_is_asked_without_a_terminal(anyone: CommandLine) -> None:
    """What is missing is told in place of a prompt that nobody sees."""
    done = anyone("login")

    assert 2 == done.exit_code
    assert "pass siteowner --base-url URL login --username NAME" in done.stderr


def test_without_a_log_in(anyone: CommandLine) -> None:
    """The sentence says what to type, and the exit status that it is about the log-in."""
    done = anyone("teachers", "list")

    assert 3 == done.exit_code
    assert (
        f"Error: Not logged in at {anyone.server.base_url}: run siteowner login, "
        "or set SITEOWNER_USERNAME and SITEOWNER_PASSWORD\n"
    ) == done.stderr


def test_log_out(anyone: CommandLine) -> None:
    """A log-in is forgotten, and a second time there is none."""
    log_in(anyone)

    assert "Logged out: profile 'default'\n" == anyone("logout").stderr
    assert "There was no log-in: profile 'default'\n" == anyone("logout").stderr
    assert 3 == anyone("teachers", "list").exit_code


def test_whoami_shows_no_secret(anyone: CommandLine) -> None:
    """Server, account and place are told, and no token."""
    log_in(anyone)
    tokens = json.loads(anyone.store.kept["default"])["tokens"]

    shown = anyone.output("whoami")

    assert ["profile", "base_url", "account", "log-in", "good"] == [
        line.split()[0] for line in shown.splitlines()
    ]
    assert "owner" in shown
    assert not any(token in shown for token in tokens.values())


def test_whoami_by_the_environment(command: CommandLine) -> None:
    """A token of the environment is named, not shown."""
    shown = command.output("whoami")

    assert "that of SITEOWNER_TOKEN" in shown
    assert command.environment["SITEOWNER_TOKEN"] not in shown


def test_a_log_in_is_sent_to_no_other_server(anyone: CommandLine) -> None:
    """Tokens go where they came from, whatever base URL is given with the same profile."""
    log_in(anyone)

    done = anyone("--base-url", "https://elsewhere.example/api", "teachers", "list")

    assert 3 == done.exit_code
    assert "Not logged in at https://elsewhere.example/api" in done.stderr


def test_an_expired_log_in(anyone: CommandLine) -> None:
    """When the refresh token has run out too, one sentence says what to do."""
    log_in(anyone)
    anyone.server.advance_clock(dt.timedelta(days=3))

    done = anyone("teachers", "list")

    assert (3, "Error: Token is expired (401): run siteowner login\n") == (
        done.exit_code,
        done.stderr,
    )


def test_a_log_in_is_renewed_and_kept(anyone: CommandLine) -> None:
    """After the access token has run out, a command gets a new one and keeps it."""
    log_in(anyone)
    before = anyone.store.kept["default"]
    anyone.server.advance_clock(dt.timedelta(hours=2))

    assert 0 == anyone("teachers", "list", "--limit", "1").exit_code

    assert json.loads(before)["tokens"] != json.loads(anyone.store.kept["default"])["tokens"]


def test_a_spoilt_log_in_is_none(anyone: CommandLine) -> None:
    """What can't be read as a log-in is as if it were not there."""
    anyone.store.kept["default"] = '{"base_url": 1}'

    assert 3 == anyone("teachers", "list").exit_code


def token(expires: dt.datetime) -> str:
    """An access token that runs out then."""
    import base64

    claims = {"iat": expires.timestamp() - 1800, "exp": expires.timestamp()}
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"e30.{payload}.x"


def kept(access: str) -> LogIn:
    """A log-in with this access token."""
    return LogIn(URL, "owner", Tokens(access, "refresh"))


def test_of_many_processes_one_renews(tmp_path: Path) -> None:
    """Those that find an expired token wait for the first, and use what it kept."""
    due, fresh = token(NOW - dt.timedelta(hours=1)), token(NOW + dt.timedelta(hours=1))
    store = FileStore(tmp_path)
    store.put("default", kept(due).text())
    renewed: list[str] = []
    used: list[str] = []

    def command() -> None:
        log_ins = LogIns((FileStore(tmp_path),), tmp_path, now=lambda: NOW)
        with log_ins.session("default", URL) as session:
            assert session is not None
            if session.tokens.access == due:
                renewed.append(session.tokens.access)
                session.keep(Tokens(fresh, "rotated"))
            else:
                used.append(session.tokens.refresh)

    threads = [threading.Thread(target=command) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [due] == renewed
    assert ["rotated"] * 7 == used


def test_a_file_is_its_owners_alone(tmp_path: Path) -> None:
    """Nobody else can read a kept log-in, nor look into its folder."""
    store = FileStore(tmp_path / "state")

    store.put("a/b", "secret")

    assert "secret" == store.get("a/b")
    (file,) = (tmp_path / "state").iterdir()
    assert (0o600, 0o700) == (
        stat.S_IMODE(file.stat().st_mode),
        stat.S_IMODE(file.parent.stat().st_mode),
    )
    store.remove("a/b")
    assert store.get("a/b") is None


class Keyring(KeyringBackend):
    """A keyring in memory."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept."""
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep something."""
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Keep it no longer."""
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError(username)


class LockedKeyring(Keyring):
    """A keyring that its owner does not unlock."""

    def get_password(self, service: str, username: str) -> str | None:
        """Refused."""
        raise KeyringLocked("dismissed")


@pytest.fixture
def _keyring_as_before() -> Iterator[None]:
    """The keyring of the process, put back after the test."""
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.mark.usefixtures("_keyring_as_before")
def test_the_keyring_keeps_a_log_in(tmp_path: Path) -> None:
    """Where the system has a keyring, a new log-in is there and no longer in a file."""
    system = Keyring()
    keyring.set_keyring(system)
    files = FileStore(tmp_path)
    files.put("default", kept("from before").text())
    log_ins = LogIns((files, KeyringStore()), tmp_path, now=lambda: NOW)

    store = log_ins.keep("default", kept("new"))

    assert "the system's keyring" == store.name
    assert [("siteowner", "default")] == list(system.kept)
    assert files.get("default") is None
    assert log_ins.find("default") == (kept("new"), store)
    log_ins.forget("default")
    log_ins.forget("default")
    assert {} == system.kept


@pytest.mark.parametrize("backend", [null.Keyring, fail.Keyring])
@pytest.mark.usefixtures("_keyring_as_before")
def test_without_a_keyring_a_file_keeps_it(tmp_path: Path, backend: type[KeyringBackend]) -> None:
    """A keyring that keeps nothing is none."""
    keyring.set_keyring(backend())
    files = FileStore(tmp_path)
    log_ins = LogIns((files, KeyringStore()), tmp_path)

    assert files is log_ins.keep("default", kept("new"))
    assert log_ins.find("default") == (kept("new"), files)
    assert log_ins.find("other") is None


@pytest.mark.usefixtures("_keyring_as_before")
def test_a_locked_keyring_is_told(tmp_path: Path) -> None:
    """The sentence says how to go on without it."""
    keyring.set_keyring(LockedKeyring())

    with pytest.raises(WrongUsageError, match="PYTHON_KEYRING_BACKEND"):
        LogIns((KeyringStore(),), tmp_path).find("default")


def test_a_renewal_stays_where_the_log_in_is(tmp_path: Path) -> None:
    """New tokens go to the store that had the old ones."""
    first, second = MemoryStore("first"), MemoryStore("second")
    first.put("default", kept("old").text())
    log_ins = LogIns((first, second), tmp_path, now=lambda: NOW)

    with log_ins.session("default", URL) as session:
        assert session is not None
        session.keep(Tokens("new", "refresh"))

    assert ({"default": kept("new").text()}, {}) == (first.kept, second.kept)
