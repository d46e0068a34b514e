"""Who a request is sent as: what goes into the `Authorization` header."""

from __future__ import annotations

import base64
import shlex
import subprocess
import time
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

# Shorter than the shortest access token that is reckoned with, 5 minutes.
TOKEN_SECONDS = 240.0


class Scheme(StrEnum):
    """How a token is presented."""

    BEARER = "Bearer"
    TOKEN = "Token"  # noqa: S105 - the name of a scheme
    BASIC = "Basic"


class LoginError(RuntimeError):
    """An account could not log in, or the command that should print a header failed."""


class Credentials(Protocol):
    """Something that knows the `Authorization` header of the moment."""

    def authorization(self) -> str | None:
        """The header's value, or None to send no such header."""


@dataclass(frozen=True)
class Fixed:
    """A header that never changes; None for no credentials at all."""

    value: str | None

    def authorization(self) -> str | None:
        """The header as it was given."""
        return self.value


class Renewed:
    """A header that is fetched anew before it can run out.

    Args:
        fetch: Gives a fresh header.
        clock: Seconds that only rise.
    """

    def __init__(
        self, fetch: Callable[[], str], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = Lock()
        self._value: str | None = None
        self._fetched_at = 0.0

    def authorization(self) -> str | None:
        """The present header."""
        with self._lock:
            now = self._clock()
            if self._value is None or now - self._fetched_at > TOKEN_SECONDS:
                self._value, self._fetched_at = self._fetch(), now
            return self._value


ANONYMOUS = Fixed(None)


@dataclass(frozen=True)
class Account:
    """A user name and a password."""

    username: str
    password: str

    @classmethod
    def parse(cls, text: str) -> Account:
        """Read `USER:PASSWORD`.

        Raises:
            ValueError: There is no colon with something on both sides.
        """
        username, colon, password = text.partition(":")
        if not (username and colon and password):
            raise ValueError(f"{username or 'an account'}: an account is given as USER:PASSWORD")
        return cls(username, password)


def basic(account: Account) -> Fixed:
    """HTTP basic authentication."""
    pair = f"{account.username}:{account.password}".encode()
    return Fixed(f"{Scheme.BASIC} {base64.b64encode(pair).decode()}")


def from_command(command: str) -> str:
    """Run `command`, which prints the value of an `Authorization` header.

    Raises:
        LoginError: It failed, took over a minute, or printed nothing.
    """
    try:
        done = subprocess.run(
            shlex.split(command), capture_output=True, text=True, timeout=60, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise LoginError(f"--auth-command: {error}") from error
    header = done.stdout.strip().removeprefix("Authorization:").strip()
    if not header:
        raise LoginError("--auth-command printed nothing; it must print an Authorization header")
    return header
