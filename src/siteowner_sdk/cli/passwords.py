"""Passwords, which are never words of a command line: others can read those."""

from __future__ import annotations

import os
import sys
from typing import Annotated, TypeAlias

import typer

from siteowner_sdk.cli.failures import WrongUsageError

__all__ = [
    "AskPassword",
    "PasswordStdin",
    "asked_password",
    "changed_password",
    "line_of_stdin",
    "new_password",
]

NEW_PASSWORD = "SITEOWNER_NEW_PASSWORD"  # noqa: S105 - the name of a variable

PasswordStdin: TypeAlias = Annotated[
    bool,
    typer.Option("--password-stdin", help="Read the password from standard input."),
]
AskPassword: TypeAlias = Annotated[
    bool, typer.Option("--ask-password", help="Ask for a new password.")
]


def new_password(*, password_stdin: bool) -> str:
    """The password of an account that is made: from standard input, the environment or a person.

    Raises:
        WrongUsageError: There is none, and nobody can be asked.
    """
    if password_stdin:
        return line_of_stdin()
    return os.environ.get(NEW_PASSWORD) or asked_password(
        "Password of the account",
        instead=f"pass --password-stdin, or set {NEW_PASSWORD}",
        twice=True,
    )


def changed_password(*, ask_password: bool, password_stdin: bool) -> str | None:
    """The new password of an account; None where it is to stay.

    Raises:
        WrongUsageError: There is none, or nobody can be asked.
    """
    if not (ask_password or password_stdin):
        return None
    if password_stdin:
        return line_of_stdin()
    return asked_password("New password", instead="pass --password-stdin", twice=True)


def asked_password(prompt: str, *, instead: str, twice: bool = False) -> str:
    """A password that is typed unseen.

    Args:
        prompt: What is asked for.
        instead: What to do where nobody can be asked.
        twice: Whether it is to be typed again, since nothing else would show a slip.

    Raises:
        WrongUsageError: There is no terminal.
    """
    if not sys.stdin.isatty():
        raise WrongUsageError(f"There is no terminal to ask for the password: {instead}")
    password: str = typer.prompt(prompt, hide_input=True, confirmation_prompt=twice, err=True)
    return password


def line_of_stdin() -> str:
    """A password from the first line of standard input.

    Raises:
        WrongUsageError: The line is empty.
    """
    password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise WrongUsageError("--password-stdin: standard input holds no password")
    return password
