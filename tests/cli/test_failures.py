"""Every failure is one sentence and an exit status, never a traceback."""

from __future__ import annotations

import errno
import pickle
from typing import TYPE_CHECKING

import pytest
import typer
from typer.testing import CliRunner

from siteowner_sdk import APIConnectionError, APITimeoutError, Request, Response
from siteowner_sdk.cli.failures import (
    Failure,
    NotLoggedInError,
    OperatorGroup,
    Status,
    WrongUsageError,
    failure_of,
)
from siteowner_sdk.core.exchange import Exchange
from siteowner_sdk.core.refusal import refusal
from tests.cli.conftest import as_account

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine

REQUEST = Request("teachers_list", "GET", "https://school.example/api/teachers/?search=x")
WHAT = "The server refused teachers_list (GET /api/teachers/) with"
ELSEWHERE = (
    "GET https://school.example/api/teachers/ does not answer as a SiteOwner API: "
    "check the base URL and the routes"
)


def answered(status: int, body: bytes, **headers: str) -> Exception:
    """The error of an answer."""
    return refusal(Exchange(REQUEST, Response(status, headers, body), 0))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (
            answered(400, b'{"phone": ["Too short."], "non_field_errors": ["Taken."]}'),
            Failure(f"{WHAT} 400: phone: Too short; Taken", Status.REFUSED),
        ),
        (
            answered(404, b'{"detail": "Not found."}'),
            Failure(f"{WHAT} 404: Not found.", Status.REFUSED),
        ),
        (
            answered(401, b'{"detail": "Token is invalid"}'),
            Failure("Token is invalid (401): run siteowner login", Status.NOT_LOGGED_IN),
        ),
        (
            answered(404, b"<html>"),
            Failure(
                f"404 from teachers_list: the body holds no message. {ELSEWHERE}",
                Status.SERVER_FAILED,
            ),
        ),
        (
            answered(302, b"", location="https://x.example/?next=secret"),
            Failure(
                "302 from teachers_list: a redirect to https://x.example/, which is not followed; "
                f"check base_url and routes. {ELSEWHERE}",
                Status.SERVER_FAILED,
            ),
        ),
        (
            answered(503, b'{"detail": "Busy."}'),
            Failure(f"{WHAT} 503: Busy.", Status.SERVER_FAILED),
        ),
        (APIConnectionError("No route.", request=REQUEST), Failure("No route.", Status.NO_ANSWER)),
        (APITimeoutError("Too slow.", request=REQUEST), Failure("Too slow.", Status.NO_ANSWER)),
        (WrongUsageError("No."), Failure("No.", Status.WRONG_USAGE)),
        (NotLoggedInError("No."), Failure("No.", Status.NOT_LOGGED_IN)),
        (ImportError("pip install x"), Failure("pip install x", Status.WRONG_USAGE)),
        (
            OSError(errno.EACCES, "Permission denied", "x.csv"),
            Failure("x.csv: Permission denied", Status.WRONG_USAGE),
        ),
        (OSError(errno.ENOSPC, "Full"), Failure("Full", Status.WRONG_USAGE)),
        (
            ZeroDivisionError("by zero"),
            Failure(
                "siteowner itself failed, by ZeroDivisionError: by zero. "
                "With SITEOWNER_DEBUG=1 it shows where; please report it.",
                Status.OWN_FAULT,
            ),
        ),
    ],
    ids=str,
)
def test_what_an_error_comes_to(error: Exception, expected: Failure) -> None:
    """The sentence has the server's words and the fields, the status what kind it is."""
    assert expected == failure_of(error)


def ending_in(error: BaseException) -> typer.Typer:
    """A program that ends so."""
    app = typer.Typer(cls=OperatorGroup)

    @app.callback()
    def root() -> None:
        """Nothing."""

    @app.command()
    def command() -> None:
        """Nothing else."""
        raise pickle.loads(pickle.dumps(error))

    return app


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (RuntimeError("red \x1b[31m"), 70, "RuntimeError: red \ufffd[31m."),
        (typer.Abort(), 130, "Broken off\n"),
        (KeyboardInterrupt(), 130, ""),
        (WrongUsageError("two\nlines"), 2, "Error: two lines\n"),
    ],
    ids=repr,
)
def test_how_a_command_ends(error: BaseException, status: int, words: str) -> None:
    """Nothing that steers the terminal is printed, and Ctrl-C has its usual status."""
    done = CliRunner().invoke(ending_in(error), ["command"])

    assert status == done.exit_code
    assert words in done.stderr
    assert "Traceback" not in done.output


def test_a_traceback_for_who_wants_one() -> None:
    """With SITEOWNER_DEBUG=1 the error comes through."""
    app = ending_in(ValueError("deep"))

    done = CliRunner().invoke(app, ["command"], env={"SITEOWNER_DEBUG": "1"})

    assert isinstance(done.exception, ValueError)


def test_another_role_is_refused(anyone: CommandLine) -> None:
    """A teacher's token ends with 1 and the server's words."""
    done = as_account(anyone, "teacher1")("teachers", "list")

    assert 1 == done.exit_code
    assert "You do not have permission to perform this action." in done.stderr


def test_a_bad_token_of_the_environment(anyone: CommandLine) -> None:
    """It is the environment that has to be mended, not the log-in."""
    anyone.environment["SITEOWNER_TOKEN"] = "nonsense"

    done = anyone("teachers", "list")

    assert 3 == done.exit_code
    assert "(401): the environment names this account" in done.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("teachers", "retrieve", "99999"), "GET /api/teachers/99999/) with 404: Not found."),
        (("teachers", "list", "--page", "99"), "with 404: Invalid page."),
        (("students", "list", "--search", "\0"), "with 400: Null characters are not allowed"),
    ],
)
def test_refusals_of_the_server(
    command: CommandLine, words: tuple[str, ...], sentence: str
) -> None:
    """They end with 1 and the server's words."""
    done = command(*words)

    assert 1 == done.exit_code
    assert sentence in done.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--base-url", "x", "teachers", "list"), "must begin with http:// or https://"),
        (("--routes", "/nowhere", "teachers", "list"), "/nowhere: No such file or directory"),
        (("--ca-file", "/nowhere", "teachers", "list"), "/nowhere holds no certificates in PEM"),
        (("--profile", "nope", "teachers", "list"), "has no profile 'nope'"),
        (("teachers", "list", "--profile", "x"), "goes before the command, siteowner --profile"),
        (("--timeout", "5", "contract", "list"), "--timeout before contract is for the operator's"),
        (("--insecure", "serve"), "--insecure before serve is for the operator's commands"),
        (("teachers", "create", "--picture", "/nowhere"), "'/nowhere' does not exist"),
    ],
)
def test_wrong_usage(command: CommandLine, words: tuple[str, ...], sentence: str) -> None:
    """It ends with 2, and the sentence says what to mend."""
    done = command(*words)

    assert 2 == done.exit_code
    # Typer's own errors stand in a frame.
    assert sentence in " ".join(done.stderr.replace("│", " ").split())
