"""What ends a command before its time: one sentence, and an exit status that scripts can read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from siteowner_sdk.cli.environment import environment_account
from siteowner_sdk.cli.terminal_text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siteowner_sdk.errors import APIStatusError, SiteOwnerError

__all__ = [
    "DEBUG",
    "Failure",
    "NotLoggedInError",
    "OperatorError",
    "OperatorGroup",
    "Status",
    "WrongUsageError",
    "failure_of",
]

DEBUG = "SITEOWNER_DEBUG"


class Status(IntEnum):
    """The exit statuses of the operator's commands."""

    DONE = 0
    REFUSED = 1
    WRONG_USAGE = 2
    NOT_LOGGED_IN = 3
    NO_ANSWER = 4
    SERVER_FAILED = 5
    INCOMPLETE = 6
    OWN_FAULT = 70
    INTERRUPTED = 130
    READER_GONE = 141


class OperatorError(Exception):
    """Ends a command with its sentence and this status."""

    status = Status.REFUSED


class WrongUsageError(OperatorError):
    """Options, configuration or files are not as they have to be."""

    status = Status.WRONG_USAGE


class NotLoggedInError(OperatorError):
    """There is no log-in for the server."""

    status = Status.NOT_LOGGED_IN


@dataclass(frozen=True)
class Failure:
    """What is told of an error."""

    sentence: str
    status: Status


def failure_of(error: Exception) -> Failure:
    """What an error comes to, for a person and for a script."""
    from siteowner_sdk.errors import SiteOwnerError
    from siteowner_sdk.reconciling import RepeatedCodeError

    if isinstance(error, OperatorError):
        return Failure(str(error), error.status)
    if isinstance(error, SiteOwnerError):
        return Failure(_words(error), _status(error))
    if isinstance(error, RepeatedCodeError):
        return Failure(f"{error}", Status.SERVER_FAILED)
    if isinstance(error, ImportError):
        return Failure(str(error), Status.WRONG_USAGE)
    if isinstance(error, OSError):
        return Failure(_file_problem(error), Status.WRONG_USAGE)
    return Failure(
        f"siteowner itself failed, by {type(error).__name__}: {error}. "
        f"With {DEBUG}=1 it shows where; please report it.",
        Status.OWN_FAULT,
    )


def _status(error: SiteOwnerError) -> Status:
    from siteowner_sdk import errors

    if isinstance(error, errors.AuthenticationError):
        return Status.NOT_LOGGED_IN
    if isinstance(error, errors.APIConnectionError):
        return Status.NO_ANSWER
    if isinstance(error, errors.APIStatusError) and 400 <= error.status_code < 500:
        return Status.REFUSED if _is_of_the_api(error) else Status.SERVER_FAILED
    return Status.SERVER_FAILED


def _is_of_the_api(error: APIStatusError) -> bool:
    """Whether the server's answer holds a message, as every refusal of the API does."""
    return error.detail is not None or bool(error.errors)


def _words(error: SiteOwnerError) -> str:
    from siteowner_sdk import errors

    if not isinstance(error, errors.APIStatusError):
        return str(error)
    if not _is_of_the_api(error):
        return (
            f"{error}. {error.method} {error.request.url.partition('?')[0]} does not answer as a "
            "SiteOwner API: check the base URL and the routes"
        )
    if isinstance(error, errors.AuthenticationError):
        return f"{error.detail or _fields(error)} (401): {_log_in()}"
    what = f"{error.operation_id} ({error.method} {error.path})"
    return f"The server refused {what} with {error.status_code}: {error.detail or _fields(error)}"


def _log_in() -> str:
    named = environment_account() is not None
    return "the environment names this account" if named else "run siteowner login"


def _fields(error: APIStatusError) -> str:
    whole = "non_field_errors"
    return "; ".join(
        (" ".join(messages) if name == whole else f"{name}: {' '.join(messages)}").rstrip(".")
        for name, messages in error.errors.items()
    )


def _file_problem(error: OSError) -> str:
    reason = error.strerror or str(error)
    return reason if error.filename is None else f"{error.filename}: {reason}"


def leave_reader() -> None:
    """Keep Python from complaining at its end that nobody reads standard output any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _tell(sentence: str) -> None:
    from rich.text import Text

    from siteowner_sdk.cli.consoles import console

    words = Text.assemble(("Error: ", "red"), printable(sentence))
    console(stderr=True).print(words, soft_wrap=True)


def _place(message: str, parameters: Sequence[Any]) -> str:
    """Where an option belongs that a command does not know, since it is siteowner's own."""
    options = [option for each in parameters for option in each.opts]
    unknown = next((each for each in options if message == f"No such option: {each}"), None)
    return f" here: it goes before the command, siteowner {unknown} …" if unknown else ""


class OperatorGroup(TyperGroup):
    """A group of commands that end in a sentence, not in a traceback."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - as Typer has it
        """Run the command that is named."""
        try:
            return super().invoke(ctx)
        except typer.TyperException as error:
            # What pydantic puts before what a reader of a value says of it.
            message = error.message.replace("Value error, ", "")
            error.message = f"{message}{_place(message, self.params)}"
            raise
        except (typer.Exit, ModuleNotFoundError):
            raise  # a package that is missing: main() knows which extra brings it
        except typer.Abort:
            typer.echo("Broken off", err=True)
            raise typer.Exit(Status.INTERRUPTED) from None
        except BrokenPipeError:
            leave_reader()
            raise typer.Exit(Status.READER_GONE) from None
        except Exception as error:
            if os.environ.get(DEBUG):
                raise
            failure = failure_of(error)
            _tell(failure.sentence)
            raise typer.Exit(failure.status) from None
