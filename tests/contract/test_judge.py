"""How findings come about."""

from __future__ import annotations

from typing import Any

import pytest

from siteowner_contract import Finding, Level
from siteowner_contract.judge import BrokenOff, Judge, is_field_errors
from tests.contract.exchanges import exchange

ARABIC = "هذا الحقل مطلوب."


@pytest.fixture
def findings() -> list[Finding]:
    """Where the judge writes."""
    return []


@pytest.fixture
def must(findings: list[Finding]) -> Judge:
    """A judge of what must hold."""
    return Judge(Level.MUST, findings)


def test_broken_assertion_is_recorded_and_the_check_goes_on(
    must: Judge, findings: list[Finding]
) -> None:
    """Expected and came are phrases a person can read."""
    answer = exchange(404)
    assert not must.status(answer, 200, 201)
    assert [Finding(Level.MUST, "status 200 or 201", "404", answer)] == findings


def test_answer_that_makes_the_rest_meaningless_breaks_off(
    must: Judge, findings: list[Finding]
) -> None:
    """Without a body there is nothing more to look at; the finding stays."""
    with pytest.raises(BrokenOff):
        must.answers(exchange(200), 200)
    assert 1 == len(findings)


@pytest.mark.parametrize(
    ("status", "body", "holds"),
    [
        (400, {"username": ["Taken."]}, True),
        (400, {"username": [ARABIC]}, True),
        (400, {"username": ["Other words."]}, False),
        (400, {"username": ["Taken."], "gmail": ["Taken."]}, False),
        (400, {"username": "Taken."}, False),
        (400, {"username": []}, False),
        (400, ["Taken."], False),
        (409, {"username": ["Taken."]}, False),
    ],
)
def test_documented_refusal(must: Judge, status: int, body: Any, holds: bool) -> None:
    """Status, field and text are compared to the letter, save in the server's own language."""
    assert holds is must.refuses(exchange(status, body), "username", "Taken.")


@pytest.mark.parametrize(
    ("body", "holds"),
    [
        ({"detail": "Not found."}, True),
        ({"detail": "Not found. Really."}, False),
        ({"error": "Not found."}, False),
        ([], False),
        (None, False),
    ],
)
def test_detail(must: Judge, body: Any, holds: bool) -> None:
    """The text of a refusal is the whole of its detail."""
    assert holds is must.says(exchange(404, body), "Not found.")


def test_beginning_of_a_detail(must: Judge) -> None:
    """Where the documents cut a text short, its beginning counts."""
    assert must.says(exchange(403, {"detail": "You may not. Ask."}), "You may not", whole=False)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"name": ["Required."]}, True),
        ({"items": {"1": {"n": ["Required."]}}}, True),
        ({"items": [{}, {"n": ["Required."]}]}, True),
        ({}, False),
        ({"name": "Required."}, False),
        ({"name": []}, False),
        (["Required."], False),
    ],
)
def test_shape_of_field_errors(body: Any, expected: bool) -> None:
    """Nested messages come in two shapes, by the framework's version."""
    assert expected is is_field_errors(body)


@pytest.mark.parametrize("detail", ["Not found.", ARABIC])
def test_language_of_an_answer(must: Judge, findings: list[Finding], detail: str) -> None:
    """A text with Arabic letters is not the English that was asked for."""
    assert (detail != ARABIC) is must.speaks_english(exchange(404, {"detail": detail}))
    assert (detail == ARABIC) is bool(findings)
