"""How the server under test is reached, and what may be done to it."""

from __future__ import annotations

import ipaddress
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from siteowner_contract import embedded
from siteowner_contract.credentials import (
    Account,
    Credentials,
    Fixed,
    LoginError,
    Renewed,
    Scheme,
    basic,
    from_command,
)
from siteowner_contract.loopback import load_app, served
from siteowner_contract.settings import Settings, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siteowner_contract.session import Session

API = "/api"


@dataclass(frozen=True)
class Permissions:
    """What a run is allowed to do.

    Attributes:
        write: Create things of its own, and change and remove those.
        change_students: Change a student and put it back.
        delete_courses: Try to delete a course that has students, which ought to be refused.
        make_dear_codes: Make codes that are worth more than 1.00; expired they are, too.
    """

    write: bool
    change_students: bool
    delete_courses: bool
    make_dear_codes: bool = False


@dataclass(frozen=True)
class Target:
    """A server that can be called.

    Attributes:
        name: What a person calls it.
        base_url: Where it is, without a slash at its end.
        settings: What is to be done, log-in completed where the target knows it.
        permissions: What may be done to it.
        media_reachable: Whether a picture's URL can be fetched.
    """

    name: str
    base_url: str
    settings: Settings
    permissions: Permissions
    media_reachable: bool


@contextmanager
def open_target(settings: Settings) -> Iterator[Target]:
    """Reach the server that the settings name, starting it when it is an application.

    Raises:
        SettingsError: The log-in is missing, or writing was not confirmed.
        AppError: The application could not be started.
    """
    if settings.base_url is not None:
        yield _by_url(settings, settings.base_url)
    elif settings.app is not None:
        with served(load_app(settings.app)) as origin:
            yield _target(settings.app, origin + API, settings, media_reachable=False)
    else:
        with embedded.running_apart() as server:
            completed = replace(
                _with_accounts(settings, server.password), expired_token=server.expired_token
            )
            url = server.origin + API
            yield _target("the reference server", url, completed, media_reachable=False)


def permissions(settings: Settings, base_url: str) -> Permissions:
    """What the settings allow on that server.

    Raises:
        SettingsError: Writing to a host that is not loopback was not confirmed by its name.
    """
    host = urlsplit(base_url).hostname or ""
    local = is_loopback(host)
    if settings.writes and not local and settings.yes_this_server != host:
        raise SettingsError(
            f"--writes would create teachers, courses and codes at {host}; "
            f"if that is meant, add --yes-this-server {host}"
        )
    named = bool(settings.data.changeable_students)
    return Permissions(
        write=settings.writes,
        change_students=settings.writes and (settings.destructive or local or named),
        delete_courses=settings.destructive,
        make_dear_codes=settings.writes and local,
    )


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def owner_credentials(settings: Settings, session: Session) -> Credentials:
    """Who the site owner's calls are made as.

    Args:
        settings: Where the account, token or command is.
        session: How to log in.

    Raises:
        SettingsError: None of them is given.
    """
    if settings.auth_command is not None:
        command = settings.auth_command
        return Renewed(lambda: from_command(command))
    if settings.token is not None:
        return Fixed(f"{settings.auth_scheme} {settings.token}")
    account = owner_account(settings)
    if account is None:
        raise SettingsError(
            "needs a site owner: give --username and --password, --token, or --auth-command"
        )
    return account_credentials(settings, session, account)


def owner_account(settings: Settings) -> Account | None:
    """The site owner's account; None where only a token or a command is known."""
    if settings.username is None or settings.password is None:
        return None
    return Account(settings.username, settings.password)


def account_credentials(settings: Settings, session: Session, account: Account) -> Credentials:
    """Credentials of an account: HTTP basic where that is the scheme, else a token of a log-in."""
    if settings.auth_scheme is Scheme.BASIC:
        return basic(account)
    return Renewed(lambda: f"{settings.auth_scheme} {log_in(session, account)}")


def log_in(session: Session, account: Account) -> str:
    """An access token of that account.

    Raises:
        LoginError: The server gave none.
    """
    body = {"username": account.username, "password": account.password}
    exchange = session.call("auth_token_create", json=body)
    if exchange.status == 200 and isinstance(exchange.json, dict):
        # djangorestframework-simplejwt says `access`, DRF's own key `token`.
        for field in ("access", "token"):
            if isinstance(exchange.json.get(field), str):
                return str(exchange.json[field])
    raise LoginError(f"{account.username} could not log in at {exchange.url}: {exchange.summary()}")


def _by_url(settings: Settings, base_url: str) -> Target:
    url = urlsplit(base_url)
    if url.scheme not in {"http", "https"} or not url.hostname:
        raise SettingsError(f"--base-url {base_url}: not a URL such as https://example.com/api")
    return _target(base_url, base_url, settings, media_reachable=True)


def _target(name: str, base_url: str, settings: Settings, *, media_reachable: bool) -> Target:
    base_url = base_url.rstrip("/")
    return Target(name, base_url, settings, permissions(settings, base_url), media_reachable)


def _with_accounts(settings: Settings, password: str) -> Settings:
    return replace(
        settings,
        username=embedded.OWNER,
        password=password,
        outsiders=tuple(Account(name, password) for name in embedded.OUTSIDERS),
        writes=True,
        destructive=True,
    )
