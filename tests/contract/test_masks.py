"""What a report shows of people and secrets: nothing but what each value is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from siteowner_contract.bodies import write_form
from siteowner_contract.masks import Masks
from siteowner_contract.privacy import Kind, Private
from tests.contract.exchanges import URL, exchange

if TYPE_CHECKING:
    from siteowner_contract.exchange import Exchange

TEACHER = {
    "id": 3,
    "username": "salma.hassan",
    "name": "Salma Hassan",
    "phone": "01012345678",
    "gmail": "salma@example.com",
    "subject_detail": {"id": 1, "name": "Physics"},
    "is_active": True,
    "secondary_phone": None,
}
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyIjoxfQ.c2lnbmF0dXJl"


def _masks(*seen: Exchange, personal: bool = True) -> Masks:
    private = Private()
    for one in seen:
        private.note(one)
    return Masks(private, personal=personal)


def _shown(seen: Exchange, **more: Any) -> Any:
    return _masks(seen, **more).exchange(seen).json


def test_fields_of_people_are_placeholders() -> None:
    """The names of subjects, ids, flags and nulls stay: they are evidence and nobody's."""
    page = exchange(body={"count": 1, "results": [TEACHER]})
    assert {
        "id": 3,
        "username": "<username 1>",
        "name": "<name 1>",
        "phone": "<phone 1>",
        "gmail": "<e-mail 1>",
        "subject_detail": {"id": 1, "name": "Physics"},
        "is_active": True,
        "secondary_phone": None,
    } == _shown(page)["results"][0]


def test_same_value_has_the_same_placeholder_everywhere() -> None:
    """Evidence still shows that two values are one."""
    masks = _masks(exchange(body=TEACHER))
    first = masks.exchange(exchange(body=TEACHER)).json["phone"]
    assert first == masks.placeholder(Kind.PHONE, "01012345678")
    assert first != masks.placeholder(Kind.PHONE, "01112345678")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Teacher Salma Hassan does not teach", "Teacher <name 1> does not teach"),
        ("came 'Salma Hassan', 'Salma Hassan'", "came '<name 1>', '<name 1>'"),
        ("Salma Hassanein is another", "Salma Hassanein is another"),
        ("came 'Salma Has…", "came '<name 1>…"),
        ("call 01298765432 now", "call <phone 1> now"),
        ("of 29805121234567.", "of <national id 1>."),
        ("write to a.b@school.example", "write to <e-mail 1>"),
        ("X7K9-M2P4-QR1W-L5D8 is free", "<code 1> is free"),
        (f"Bearer {TOKEN}", "Bearer ***"),
        ("https://owner:secret@school.example/api", "https://***@school.example/api"),
        ("count 20, next None, 2026-11-24", "count 20, next None, 2026-11-24"),
    ],
)
def test_sentences_are_masked_by_what_was_seen_and_by_form(text: str, expected: str) -> None:
    """A message that quotes a person, whole or cut short, is no way round the fields."""
    assert expected == _masks(exchange(body=TEACHER)).text(text)


def test_messages_of_a_refusal_are_evidence() -> None:
    """What stands under a field that was refused is about it, and is shown save for names."""
    body = {"phone": ["Phone number must be exactly 11 digits."], "detail": "of Salma Hassan"}
    shown = _masks(exchange(body=TEACHER)).exchange(exchange(400, body)).json
    assert {**body, "detail": "of <name 1>"} == shown


def test_broken_type_still_shows() -> None:
    """A phone that is a number is a fault, and can be seen to be one."""
    assert "<phone 1> as a number" == _shown(exchange(body={"phone": 1012345678}))["phone"]


def test_search_in_a_url_is_masked() -> None:
    """What is searched for is taken from somebody's data."""
    seen = exchange(body=[], url=f"{URL}?is_active=true&search=Salma%20Hassan")
    assert f"{URL}?is_active=true&search=<search 1>" == _masks(seen).exchange(seen).url


def test_form_is_masked_and_its_password_is_a_variable() -> None:
    """The command can be typed again by whoever has the values."""
    content, content_type = write_form({**TEACHER, "password": "Str0ng-Pass"}, "b")
    seen = exchange(
        201,
        TEACHER,
        operation="teachers_create",
        method="POST",
        headers={"content-type": content_type},
        content=content,
    )
    shown = _masks(seen).exchange(seen)
    assert "01012345678" not in shown.curl()
    assert "phone=<phone 1>" in shown.curl()
    assert '"password=$PASSWORD"' in shown.curl()
    assert "***" == shown.sent["password"]


def test_secrets_are_masked_although_people_are_shown() -> None:
    """Nobody needs a password or a token in a report."""
    login = exchange(
        body={"access": TOKEN, "detail": f"{TOKEN} for hunter2-hunter2"},
        operation="auth_token_create",
        method="POST",
        headers={"authorization": "Token 0123456789abcdef"},
        content=json.dumps({"username": "owner", "password": "hunter2-hunter2"}).encode(),
    )
    masks = _masks(login, exchange(body=TEACHER), personal=False)
    assert {"access": "***", "detail": "*** for ***"} == masks.exchange(login).json
    assert "*** of Salma Hassan" == masks.text("0123456789abcdef of Salma Hassan")


def test_words_of_the_contract_are_never_masked() -> None:
    """A teacher who is called like a field would otherwise blot out every message."""
    masks = _masks(exchange(body={**TEACHER, "name": "username", "username": "ab"}))
    assert "the field username, ab" == masks.text("the field username, ab")


def test_body_that_is_no_json_is_masked() -> None:
    """A debug page of Django quotes whatever it had in hand."""
    seen = exchange(500)
    seen = type(seen)(**{**vars(seen), "answer": b"<h1>KeyError</h1> Salma Hassan"})
    shown = _masks(exchange(body=TEACHER)).exchange(seen)
    assert "<h1>KeyError</h1> <name 1>" == shown.came
