"""Requests held to openapi.yaml, as the SDK and the suite send them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from siteowner_contract.asked import request_deviations
from siteowner_contract.bodies import write_form
from siteowner_contract.openapi import load_contract
from siteowner_contract.pictures import PNG

CONTRACT = load_contract()
TEACHER: dict[str, Any] = {
    "username": "mona",
    "password": "Vq7-correct-Zm",
    "name": "Mona",
    "phone": "01012345678",
    "gmail": "mona@example.com",
    "gender": "female",
    "subject": 1,
    "grades": [1, 2],
}


def deviations(
    operation: str, *query: tuple[str, str], json_body: Any = None, form: Any = None
) -> list[str]:
    """Where a request of that operation deviates."""
    content, content_type = b"", ""
    if form is not None:
        content, content_type = write_form(form, "boundary")
    elif json_body is not None:
        content, content_type = json.dumps(json_body).encode(), "application/json"
    return list(request_deviations(CONTRACT[operation], query, content, content_type))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"profile_picture": PNG},
        {"video_security": None, "biography": None},
        {"is_active": False},
    ],
    ids=["required", "picture", "cleared", "boolean"],
)
def test_documented_form_is_none(changes: dict[str, Any]) -> None:
    """Files, cleared fields, repeated keys and booleans are read as what they stand for."""
    assert [] == deviations("teachers_create", form=TEACHER | changes)


def test_documented_query_and_json() -> None:
    """A query's integers and booleans are texts on the wire, JSON has its own types."""
    assert [] == deviations("teachers_list", ("is_active", "true"), ("subject", "3"))
    assert [] == deviations("recharge_codes_create", json_body={"course": 1, "value": "1.00"})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"gender": "other"}, "the body.gender: "),
        ({"subject": "maths"}, "the body.subject: "),
        ({"grades": ["one"]}, "the body.grades.0: "),
        ({"is_active": "yes"}, "the body.is_active: "),
        ({"nickname": "M"}, "the field nickname is not documented"),
    ],
    ids=["enum", "integer", "array", "boolean", "unknown"],
)
def test_wrong_field_is_named(change: dict[str, Any], said: str) -> None:
    """What is not documented is said with its place."""
    [found] = deviations("teachers_create", form=TEACHER | change)
    assert found.startswith(said)


def test_field_left_out_is_missed() -> None:
    """Required fields are."""
    lacking = {name: value for name, value in TEACHER.items() if name != "phone"}
    [found] = deviations("teachers_create", form=lacking)
    assert "phone" in found


def test_wrong_query_and_wrong_kind_of_body() -> None:
    """A parameter that is none, a value of another type, JSON for a form, a body for nothing."""
    assert ["the query parameter sort is not documented"] == deviations(
        "teachers_list", ("sort", "name")
    )
    [found] = deviations("teachers_list", ("subject", "maths"))
    assert found.startswith("the query's subject: ")
    assert ["the body is application/json, not multipart/form-data"] == deviations(
        "teachers_create", json_body=TEACHER
    )
    assert ["a body is sent where none is documented"] == deviations("teachers_list", json_body={})
