"""Log-ins that are kept from one command to the next: tokens, never a password.

They are in the system's keyring where there is one, else in a file that only its owner can read.
"""

from __future__ import annotations

import datetime as dt
import json
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from siteowner_sdk import Tokens
from siteowner_sdk.cli.failures import WrongUsageError
from siteowner_sdk.cli.new_files import write_whole
from siteowner_sdk.core.jwt import is_due

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

__all__ = ["FileStore", "KeyringStore", "LogIn", "LogIns", "Session", "Store"]

SERVICE = "siteowner"
# How long another process may take to renew a log-in.
PATIENCE = 30.0


@dataclass(frozen=True)
class LogIn:
    """A log-in as it is kept.

    Attributes:
        base_url: The server that gave the tokens, the only one they are ever sent to.
        username: Who logged in.
        tokens: The tokens.
    """

    base_url: str
    username: str
    tokens: Tokens

    def text(self) -> str:
        """The log-in as a store keeps it."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> LogIn | None:
        """What a store has kept; None where it was spoilt."""
        try:
            kept = json.loads(text)
            return cls(kept["base_url"], kept["username"], Tokens(**kept["tokens"]))
        except (KeyError, TypeError, ValueError):
            return None


class Store(Protocol):
    """A place for log-ins."""

    name: str

    def usable(self) -> bool:
        """Whether something can be kept here."""
        ...

    def get(self, profile: str) -> str | None:
        """What is kept for a profile."""
        ...

    def put(self, profile: str, text: str) -> None:
        """Keep something for a profile."""
        ...

    def remove(self, profile: str) -> None:
        """Keep nothing for a profile."""
        ...


class KeyringStore:
    """The keyring of the system."""

    name = "the system's keyring"

    def usable(self) -> bool:
        """Whether the system has a keyring."""
        import keyring

        # Below 1 are those that keep nothing, or only ask to be configured.
        return keyring.get_keyring().priority >= 1

    def get(self, profile: str) -> str | None:
        """What is kept for a profile."""
        if not self.usable():
            return None
        with _keyring_errors():
            import keyring

            return keyring.get_password(SERVICE, profile)

    def put(self, profile: str, text: str) -> None:
        """Keep something for a profile."""
        with _keyring_errors():
            import keyring

            keyring.set_password(SERVICE, profile, text)

    def remove(self, profile: str) -> None:
        """Keep nothing for a profile."""
        if not self.usable():
            return
        with _keyring_errors():
            import keyring
            from keyring.errors import PasswordDeleteError

            with suppress(PasswordDeleteError):
                keyring.delete_password(SERVICE, profile)


class FileStore:
    """A file for each profile, in a folder that only its owner can look into."""

    def __init__(self, folder: Path) -> None:
        self.name: str = f"files in {folder}"
        self._folder = folder

    def usable(self) -> bool:
        """There are always files."""
        return True

    def get(self, profile: str) -> str | None:
        """What is kept for a profile."""
        try:
            return self._path(profile).read_text(encoding="utf-8")
        except (FileNotFoundError, UnicodeError):
            return None

    def put(self, profile: str, text: str) -> None:
        """Keep something for a profile."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self._path(profile), text.encode(), private=True)

    def remove(self, profile: str) -> None:
        """Keep nothing for a profile."""
        self._path(profile).unlink(missing_ok=True)

    def _path(self, profile: str) -> Path:
        return self._folder / f"{quote(profile, safe='')}.json"


@dataclass(frozen=True)
class Session:
    """A log-in while a command uses it.

    Attributes:
        tokens: Its tokens.
        keep: To be called with the tokens that follow them.
    """

    tokens: Tokens
    keep: Callable[[Tokens], None]


class LogIns:
    """The log-ins of all profiles."""

    def __init__(
        self,
        stores: Sequence[Store],
        folder: Path,
        *,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        """Looks into the stores in their order; the last usable one gets new log-ins.

        Args:
            stores: Where log-ins are kept, the quickest first.
            folder: Where processes wait for each other.
            now: The clock.
        """
        self._stores = stores
        self._folder = folder
        self._now = now

    def find(self, profile: str) -> tuple[LogIn, Store] | None:
        """The log-in of a profile, and where it is kept."""
        for store in self._stores:
            text = store.get(profile)
            log_in = None if text is None else LogIn.read(text)
            if log_in is not None:
                return log_in, store
        return None

    def keep(self, profile: str, log_in: LogIn) -> Store:
        """Keep a log-in in place of an earlier one; says where."""
        best = [store for store in self._stores if store.usable()][-1]
        best.put(profile, log_in.text())
        for store in self._stores:
            if store is not best:
                store.remove(profile)
        return best

    def forget(self, profile: str) -> None:
        """Keep no log-in for a profile."""
        for store in self._stores:
            store.remove(profile)

    @contextmanager
    def session(self, profile: str, base_url: str) -> Iterator[Session | None]:
        """The log-in of a profile at a server, to be used; None where there is none.

        Where it has to be renewed, other processes wait for that, and then use what was kept: a
        backend may accept a refresh token once only.

        Raises:
            WrongUsageError: Another process takes too long to renew the log-in.
        """
        with ExitStack() as lock:
            found = self._at(profile, base_url)
            if found is not None and self._is_due(found[0]):
                lock.enter_context(self._renewing(profile))
                found = self._at(profile, base_url)
                if found is not None and not self._is_due(found[0]):
                    lock.close()
            yield None if found is None else _session(profile, *found, lock)

    def _at(self, profile: str, base_url: str) -> tuple[LogIn, Store] | None:
        found = self.find(profile)
        return found if found is not None and found[0].base_url == base_url else None

    def _is_due(self, log_in: LogIn) -> bool:
        return is_due(log_in.tokens.access, self._now())

    @contextmanager
    def _renewing(self, profile: str) -> Iterator[None]:
        import portalocker

        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / f"{quote(profile, safe='')}.lock"
        try:
            with portalocker.Lock(path, timeout=PATIENCE):
                yield
        except portalocker.LockException as error:
            raise WrongUsageError(
                f"Another process has been renewing the log-in for {PATIENCE:.0f} s "
                f"({path} is locked): try again, or end it"
            ) from error


def _session(profile: str, log_in: LogIn, store: Store, lock: ExitStack) -> Session:
    def keep(tokens: Tokens) -> None:
        store.put(profile, replace(log_in, tokens=tokens).text())
        lock.close()

    return Session(log_in.tokens, keep)


def state_folder() -> Path:
    """The folder that the system has for what a program remembers."""
    from platformdirs import user_state_path

    return user_state_path("siteowner", appauthor=False)


def system_stores(folder: Path) -> tuple[Store, ...]:
    """Files, which are quick to look into, and the keyring."""
    return FileStore(folder), KeyringStore()


@contextmanager
def _keyring_errors() -> Iterator[None]:
    from keyring.errors import KeyringError

    try:
        yield
    except KeyringError as error:
        raise WrongUsageError(
            f"The system's keyring refuses: {error}. Unlock it, or do without it by "
            "PYTHON_KEYRING_BACKEND=keyring.backends.null.Keyring"
        ) from error
