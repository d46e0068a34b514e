"""Forged headers: none is the good one, and each is wrong in the way that its name says."""

from __future__ import annotations

import base64

import jwt
import pytest

from siteowner_contract.credentials import Account, basic
from siteowner_contract.forgery import ANOTHER_KEY, FOREMOST, forged_headers

KEY = "the key of the server, which is long enough"
TOKEN = jwt.encode({"user_id": "7", "token_type": "access"}, KEY, "HS256")
FORGED = forged_headers(f"Bearer {TOKEN}")


@pytest.mark.parametrize("header", FORGED.values(), ids=FORGED)
def test_forged_token_is_not_accepted_by_who_verifies(header: str) -> None:
    """A correct server refuses each of them."""
    scheme, _, token = header.partition(" ")
    assert "Bearer" == scheme
    with pytest.raises(jwt.InvalidTokenError):
        jwt.decode(token, KEY, ["HS256"])


def test_who_does_not_verify_reads_the_claims() -> None:
    """Apart from garbage, the forgeries are well made: only verification tells."""
    well_made = set(FORGED) - {"garbage", "three parts of nothing"}
    for what in well_made:
        claims = jwt.decode(FORGED[what].split()[1], options={"verify_signature": False})
        assert "7" == claims["user_id"], what


def test_token_of_another_key_is_signed() -> None:
    """It is a good token, but another server's."""
    token = FORGED["signed by another key"].split()[1]
    assert "7" == jwt.decode(token, ANOTHER_KEY, ["HS256"])["user_id"]


def test_opaque_token_is_altered() -> None:
    """Of a key that says nothing, another key is made."""
    forged = forged_headers("Token 0123456789abcdef")
    assert {"Token A123456789abcdef", "Token 0123456789abcde"} < set(forged.values())
    assert "Token 0123456789abcdef" not in forged.values()


def test_token_that_only_looks_like_a_json_web_token() -> None:
    """Three parts that nobody can read are forged all the same."""
    forged = forged_headers("Bearer one.two.three")
    assert "Bearer one.two.three" not in forged.values()


def test_basic_gets_another_password() -> None:
    """The user is the same."""
    header = forged_headers(basic(Account("owner", "secret")).value)["another password"]
    assert b"owner:garbage" == base64.b64decode(header.removeprefix("Basic "))


@pytest.mark.parametrize("header", [f"Bearer {TOKEN}", "Token 01234", "Basic bzpw", None])
def test_some_are_foremost_and_some_take_turns(header: str | None) -> None:
    """Whatever the kind of credentials, there are both."""
    forged = set(forged_headers(header))
    assert forged & FOREMOST
    assert forged - FOREMOST
