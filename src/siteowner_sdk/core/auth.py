"""Credentials that users hand in, and what the flow of a call asks of any credentials."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

from .headers import check_added, check_secret

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .deviations import Deviation
    from .flow import Flow
    from .request import Call, Request

T = TypeVar("T")


class Auth(Protocol):
    """A way to authenticate, in `SiteOwner` and `AsyncSiteOwner` alike.

    Its one method is a plain one: what has to be waited for, such as a token from another server,
    is best got beforehand, and kept in the object.
    """

    def headers(self, request: Request, /) -> Mapping[str, str]:
        """Headers that authenticate a request. Asked for before each attempt."""
        ...


@dataclass(frozen=True, slots=True)
class BearerAuth:
    """A token that is sent as it is: `Authorization: Bearer …`.

    Raises:
        ValueError: It is empty, or can't stand in a header: it ends in a line break, say.
    """

    token: str = field(repr=False)

    def __post_init__(self) -> None:
        check_secret(self.token, "token")

    def headers(self, _request: Request, /) -> Mapping[str, str]:
        """The header with the token."""
        return {"Authorization": f"Bearer {self.token}"}


@dataclass(frozen=True, slots=True)
class TokenAuth:
    """A key of Django REST Framework's TokenAuthentication: `Authorization: Token …`.

    Raises:
        ValueError: It is empty, or can't stand in a header: it ends in a line break, say.
    """

    key: str = field(repr=False)

    def __post_init__(self) -> None:
        check_secret(self.key, "key")

    def headers(self, _request: Request, /) -> Mapping[str, str]:
        """The header with the key."""
        return {"Authorization": f"Token {self.key}"}


@dataclass(frozen=True, slots=True)
class BasicAuth:
    """User name and password with every request: `Authorization: Basic …`."""

    username: str
    password: str = field(repr=False)

    def headers(self, _request: Request, /) -> Mapping[str, str]:
        """The header with both."""
        pair = base64.b64encode(f"{self.username}:{self.password}".encode()).decode()
        return {"Authorization": f"Basic {pair}"}


class LoginLine(Protocol):
    """How credentials reach the server: without any, in the time that the call in hand has left."""

    def perform(self, call: Call[T], take: Callable[[T], tuple[Deviation, ...]], /) -> Flow[None]:
        """Makes a call and has its answer taken, which says why it can't be used."""
        ...

    def remaining(self) -> float | None:
        """Seconds left; None without end."""
        ...


class Credentials(Protocol):
    """What the flow of a call asks about credentials."""

    @property
    def username(self) -> str | None:
        """Whose they are; None where that is not known."""
        ...

    def authorize(self, request: Request, line: LoginLine, /) -> Flow[Request]:
        """The request with what authenticates it."""
        ...

    def renew(self, refused: Request, line: LoginLine, /) -> Flow[bool]:
        """After a 401: whether there are new credentials now."""
        ...


@dataclass(frozen=True, slots=True)
class FixedCredentials:
    """Credentials that no 401 changes; with no `auth`, none at all."""

    auth: Auth | None = None

    @property
    def username(self) -> str | None:
        """Whose they are, where they say it."""
        return self.auth.username if isinstance(self.auth, BasicAuth) else None

    def authorize(self, request: Request, _line: LoginLine, /) -> Flow[Request]:
        """The request with the headers of `auth`."""
        yield from ()
        if self.auth is None:
            return request
        headers = self.auth.headers(request)
        check_added(headers, f"{type(self.auth).__qualname__}.headers")
        return request.with_headers(headers)

    def renew(self, _refused: Request, _line: LoginLine, /) -> Flow[bool]:
        """There are no others."""
        yield from ()
        return False
