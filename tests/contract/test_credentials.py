"""What goes into the Authorization header."""

from __future__ import annotations

import sys

import pytest

from siteowner_contract.credentials import (
    TOKEN_SECONDS,
    Account,
    LoginError,
    Renewed,
    basic,
    from_command,
)


def test_token_is_fetched_once_and_again_before_it_runs_out() -> None:
    """A run that outlasts an access token logs in again."""
    now = [0.0]
    fetched = iter(["Bearer one", "Bearer two"])
    credentials = Renewed(lambda: next(fetched), lambda: now[0])
    assert ["Bearer one", "Bearer one"] == [credentials.authorization() for _ in range(2)]
    now[0] = TOKEN_SECONDS + 1
    assert "Bearer two" == credentials.authorization()


def test_basic_is_the_encoded_pair() -> None:
    """As RFC 7617 has it, in UTF-8."""
    assert "Basic b3duZXI6cMOkc3M=" == basic(Account("owner", "päss")).authorization()


def test_account_may_have_colons_in_its_password() -> None:
    """Only the first colon separates."""
    assert Account("owner", "a:b") == Account.parse("owner:a:b")


@pytest.mark.parametrize("text", ["owner", "owner:", ":secret"])
def test_half_an_account_is_refused_without_showing_the_password(text: str) -> None:
    """The message says what is wanted, and not what was typed behind the colon."""
    with pytest.raises(ValueError, match="USER:PASSWORD") as refused:
        Account.parse(text)
    assert "secret" not in str(refused.value)


def test_command_prints_a_header() -> None:
    """The name of the header may be printed too."""
    command = f"{sys.executable} -c 'print(\"Authorization: Token abc\")'"
    assert "Token abc" == from_command(command)


@pytest.mark.parametrize("code", ["pass", "raise SystemExit(3)"])
def test_command_that_gives_nothing_is_an_error(code: str) -> None:
    """Silence or a failure must not become a run without credentials."""
    with pytest.raises(LoginError, match="--auth-command"):
        from_command(f"{sys.executable} -c '{code}'")
