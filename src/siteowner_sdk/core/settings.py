"""Where the server is and who calls: by the arguments, else by the environment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias
from unicodedata import category
from urllib.parse import urlsplit

from .auth import Auth, BearerAuth
from .callbacks import check_plain
from .headers import check_added, check_secret
from .hooks import EVENTS
from .jwt import Login, Tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .deviations import Drift
    from .hooks import Hook

LONGEST_NAME = 63  # of one between the dots of a host

BASE_URL = "SITEOWNER_BASE_URL"
USERNAME = "SITEOWNER_USERNAME"
PASSWORD = "SITEOWNER_PASSWORD"  # noqa: S105 - the name of a variable
TOKEN = "SITEOWNER_TOKEN"  # noqa: S105 - the name of a variable

Identity: TypeAlias = Auth | Login | Tokens | None


@dataclass(frozen=True, slots=True)
class Given:
    """The arguments that say who calls; None where they were not given."""

    auth: Auth | None = None
    token: str | Tokens | None = field(default=None, repr=False)
    username: str | None = None
    password: str | None = field(default=None, repr=False)


def base_url(given: str | None, environ: Mapping[str, str]) -> str:
    """Where the API is, without a slash at the end.

    Raises:
        ValueError: It is not said, or is no URL of a web server.
    """
    url = given or environ.get(BASE_URL)
    if not url:
        raise ValueError(
            f"No base URL: pass base_url='https://school.example/api' or set {BASE_URL}"
        )
    if any(character.isspace() or category(character) == "Cc" for character in url):
        raise ValueError("The base URL can have no white space, line break or control character")
    if not _names_a_server(url):
        # Before an @ there may be a password.
        shown = "" if "@" in url else f", not {url!r}"
        raise ValueError(
            "The base URL must begin with http:// or https:// and name a host, and perhaps a port "
            f"from 1 to 65535{shown}"
        )
    # An empty query or fragment is one: what is put behind it would be part of it.
    if urlsplit(url).username is not None or "?" in url or "#" in url:
        raise ValueError(
            "The base URL can have no credentials, query or fragment: "
            "pass username= and password= for credentials"
        )
    return url.rstrip("/")


def _names_a_server(url: str) -> bool:
    try:
        parts = urlsplit(url)
        names = (parts.hostname or "").removesuffix(".").split(".")
        return (
            parts.scheme in ("http", "https")
            and all(0 < len(name) <= LONGEST_NAME for name in names)
            and parts.port != 0
        )
    except ValueError:  # of a port that is no number, or of brackets that do not match
        return False


def identity(given: Given, environ: Mapping[str, str]) -> Identity:
    """Who calls: as the arguments say, else as the environment says, else nobody.

    Raises:
        ValueError: Two ways were given at once, or a user name without its password.
    """
    named = [
        name
        for name, value in (
            ("auth", given.auth),
            ("token", given.token),
            ("username", given.username),
        )
        if value is not None
    ]
    if len(named) > 1:
        raise ValueError(f"Pass only one of {' and '.join(named)}")
    if given.auth is not None:
        return given.auth
    if given.token is not None:
        return _token(given.token)
    if given.username is not None or given.password is not None:
        return _login(given.username, given.password, "username and password")
    return _from_environment(environ)


def _from_environment(environ: Mapping[str, str]) -> Identity:
    if environ.get(TOKEN):
        return _token(environ[TOKEN])
    if environ.get(USERNAME) or environ.get(PASSWORD):
        return _login(environ.get(USERNAME), environ.get(PASSWORD), f"{USERNAME} and {PASSWORD}")
    return None


def _token(token: str | Tokens) -> BearerAuth | Tokens:
    if isinstance(token, str):
        return BearerAuth(token)
    if token.access:
        check_secret(token.access, "access token")
    return token


def _login(username: str | None, password: str | None, names: str) -> Login:
    if not username or not password:
        raise ValueError(f"{names} belong together: one of them is missing")
    return Login(username, password)


def headers(
    given: Mapping[str, str] | None, language: str | None, user_agent: str
) -> dict[str, str]:
    """The headers of every request: one's own before the usual ones.

    Raises:
        ValueError: One's own hold credentials, which would go along with others or in their place;
            or one can't be sent as it is.
    """
    usual = {"Accept": "application/json", "User-Agent": user_agent}
    if language is not None:
        usual["Accept-Language"] = language
    own = {name.lower() for name in given or {}}
    if "authorization" in own:
        raise ValueError("Pass credentials by auth=, token= or username=, not in headers=")
    found = {name: value for name, value in usual.items() if name.lower() not in own}
    found |= given or {}
    check_added(found, "headers= or language=")
    return found


def plain_functions(
    on_token: Callable[[Tokens], object] | None,
    on_drift: Callable[[Drift], object] | None,
    hooks: Sequence[Hook],
    auth: Auth | None = None,
) -> tuple[Hook, ...]:
    """The hooks, where none of them, nor a callback or `auth`, is a coroutine function.

    Raises:
        TypeError: One is. It would never be awaited, and the tokens would be lost.
    """
    check_plain("on_token", on_token)
    check_plain("on_drift", on_drift)
    check_plain(f"{type(auth).__qualname__}.headers", getattr(auth, "headers", None))
    for hook in hooks:
        for event in EVENTS:
            check_plain(f"{type(hook).__qualname__}.{event}", getattr(hook, event, None))
    return tuple(hooks)


def one_way_to_send(*, transport: bool, http_client: bool, connection: bool) -> None:
    """Checks that only one of the ways to send was given.

    Args:
        transport: Whether a transport was given, and not its name alone.
        http_client: Whether a client of an HTTP library was given.
        connection: Whether settings of own connections were given, a proxy or how certificates are
            checked.

    Raises:
        ValueError: More than one was.
    """
    if transport and http_client:
        raise ValueError("Pass only one of transport and http_client")
    if connection and (transport or http_client):
        raise ValueError(
            "proxy and verify are settings of own connections: set them on what is handed in"
        )
