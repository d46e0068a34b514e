"""Answers judged by their schema, what is only assumed more gently."""

from __future__ import annotations

from typing import Any

import pytest

from siteowner_contract import Level
from siteowner_contract.conformance import Conformance, Deviation, soften
from siteowner_contract.openapi import load_contract
from tests.contract.exchanges import exchange

CONFORMANCE = Conformance(load_contract())
EXAMPLES = load_contract().document["paths"]


def _example(path: str) -> dict[str, Any]:
    content = EXAMPLES[path]["get"]["responses"]["200"]["content"]["application/json"]
    if "example" in content:
        return dict(content["example"])
    return dict(next(iter(content["examples"].values()))["value"])


STUDENT = _example("/students/{id}/")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"nickname": "further fields are allowed"}, []),
        ({"status": "expelled"}, [(Level.MUST, "status")]),
        ({"birth_date": "03/04/2010"}, [(Level.MUST, "birth_date")]),
        ({"is_active": "true"}, [(Level.MUST, "is_active")]),
        ({"grade": None}, []),
        ({"gender": None}, [(Level.MUST, "gender")]),
        ({"educational_state": "university"}, [(Level.SHOULD, "educational_state")]),
        ({"educational_state": 1}, [(Level.MUST, "educational_state")]),
    ],
)
def test_deviations(change: dict[str, Any], expected: list[tuple[Level, str]]) -> None:
    """A documented constraint is a MUST, an assumed one a SHOULD, its type a MUST all the same."""
    answer = exchange(body={**STUDENT, **change}, operation="students_retrieve")
    found = [(deviation.level, deviation.place) for deviation in CONFORMANCE.deviations(answer)]
    assert expected == found


def test_missing_field_is_named() -> None:
    """All documented fields have to be there."""
    body = {name: value for name, value in STUDENT.items() if name != "area"}
    [deviation] = CONFORMANCE.deviations(exchange(body=body, operation="students_retrieve"))
    assert Level.MUST is deviation.level
    assert '"area" is a required property' in deviation.message


def test_deviation_in_a_page_is_named_by_its_field() -> None:
    """Of two shapes the one that the body has is meant, and ten wrong rows are one deviation."""
    page = _example("/teachers/")
    page["results"] = [{**page["results"][0], "name": None}] * 10
    [deviation] = CONFORMANCE.deviations(exchange(body=page))
    assert "results[].name" == deviation.place


def test_body_that_is_no_json() -> None:
    """HTML with a 200 is not what the documents promise."""
    answer = exchange(operation="dashboard_stats")
    assert [Deviation(Level.MUST, "the body", "is not JSON")] == CONFORMANCE.deviations(answer)


def test_status_without_a_schema() -> None:
    """A 204 has nothing that could deviate."""
    assert [] == CONFORMANCE.deviations(exchange(204, operation="courses_destroy"))


def test_softened_schema_keeps_type_and_presence() -> None:
    """Only the constraints beside `x-assumed` go."""
    assumed = {"type": "string", "enum": ["school"], "x-assumed": True}
    schema = {"required": ["state"], "properties": {"state": assumed, "sex": {"enum": ["m"]}}}
    assert {
        "required": ["state"],
        "properties": {
            "state": {"type": "string", "x-assumed": True},
            "sex": {"enum": ["m"]},
        },
    } == soften(schema)
