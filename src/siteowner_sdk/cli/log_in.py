"""`siteowner login`, `logout` and `whoami`."""

import datetime as dt
import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from siteowner_sdk.cli.environment import IDENTITY, environment_account
from siteowner_sdk.cli.failures import NotLoggedInError, WrongUsageError
from siteowner_sdk.cli.passwords import asked_password, line_of_stdin

if TYPE_CHECKING:
    from siteowner_sdk import Tokens
    from siteowner_sdk.cli.operator import Operator

__all__ = ["login", "logout", "whoami"]

INSTEAD = "pass --password-stdin, or set SITEOWNER_PASSWORD"


def login(
    context: typer.Context,
    *,
    username: Annotated[
        str | None, typer.Option(help="Who logs in.", envvar="SITEOWNER_USERNAME")
    ] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
) -> None:
    """Log in, and keep the log-in for the commands to come.

    Asks for what is not known: base URL, user name, password. SITEOWNER_PASSWORD is taken too. The
    tokens are kept, the password is not: in the system's keyring where there is one, else in a file
    that only you can read. Base URL and user name go into the configuration.
    """
    operator: Operator = context.obj
    operator = operator.at(_base_url(operator))
    name = username or operator.named_profile.username or _ask("User name")
    log_in_of(operator, name, _password(password_stdin=password_stdin))


def log_in_of(operator: "Operator", username: str, password: str) -> None:
    """Log in and keep it, when the account is a site owner's.

    Raises:
        SiteOwnerError: The server refuses.
    """
    from siteowner_sdk.cli.config import save_profile
    from siteowner_sdk.cli.log_ins import LogIn

    tokens: list[Tokens] = []
    account = {"username": username, "password": password, "on_token": tokens.append}
    with operator.client_as(**account) as client:
        client.dashboard.stats()
    profile = operator.profile_name
    store = operator.log_ins.keep(profile, LogIn(operator.base_url, username, tokens[-1]))
    save_profile(operator.config, profile, {"base_url": operator.base_url, "username": username})
    operator.errors.print(
        f"Logged in at {operator.base_url} as {username}. "
        f"The log-in is kept in {store.name}, as profile {profile!r}.",
        soft_wrap=True,
    )


def logout(context: typer.Context) -> None:
    """Forget the log-in that is kept.

    The server has no log-out: tokens that someone copied stay good until they run out.
    """
    operator: Operator = context.obj
    profile = operator.profile_name
    there_was = operator.log_ins.find(profile) is not None
    operator.log_ins.forget(profile)
    done = "Logged out" if there_was else "There was no log-in"
    operator.errors.print(f"{done}: profile {profile!r}", soft_wrap=True)


def whoami(context: typer.Context) -> None:
    """Say where commands go to and as whom. Asks no server, and shows no secret."""
    operator: Operator = context.obj
    rows = [("profile", operator.profile_name), ("base_url", operator.base_url)]
    for title, value in [*rows, *_account(operator)]:
        operator.console.print(f"{title:<10} {value}", soft_wrap=True)


def _account(operator: "Operator") -> list[tuple[str, str]]:
    account = environment_account()
    if account is not None:
        return [("account", account), ("log-in", f"from the environment: {', '.join(IDENTITY)}")]
    found = operator.log_ins.find(operator.profile_name)
    if found is None or found[0].base_url != operator.base_url:
        raise NotLoggedInError(operator.not_logged_in())
    kept, store = found
    return [
        ("account", kept.username),
        ("log-in", f"in {store.name}"),
        ("good until", _until(kept.tokens.refresh)),
    ]


def _until(refresh: str) -> str:
    from siteowner_sdk.core.jwt import expires_at

    end = expires_at(refresh)
    if end is None:
        return "the server refuses it"
    over = " (over: run siteowner login)" if end <= dt.datetime.now(dt.UTC) else ""
    return f"{end.astimezone():%Y-%m-%d %H:%M %Z}{over}"


def _base_url(operator: "Operator") -> str:
    given = operator.options.base_url or operator.named_profile.base_url
    return given or _ask("Base URL, such as https://school.example/api")


def _ask(what: str) -> str:
    if not sys.stdin.isatty():
        raise WrongUsageError(
            f"There is no terminal to ask for the {what.partition(',')[0]}: "
            "pass siteowner --base-url URL login --username NAME"
        )
    answer: str = typer.prompt(what, err=True)
    return answer


def _password(*, password_stdin: bool) -> str:
    from siteowner_sdk.core.settings import PASSWORD

    if password_stdin:
        return line_of_stdin()
    return os.environ.get(PASSWORD) or asked_password("Password", instead=INSTEAD)
