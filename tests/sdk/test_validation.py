"""What passes is held against openapi.yaml: what is right has no violation, what is broken one."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from siteowner_sdk import Request, Response
from siteowner_sdk.core.body import Body
from siteowner_sdk.core.files import BytesSource
from siteowner_sdk.core.request import prepare
from siteowner_sdk.operations import COURSES_UPDATE
from siteowner_sdk.validation import Violation
from siteowner_sdk.validation.contract import load_contract
from siteowner_sdk.validation.judge import judge_request, judge_response
from siteowner_sdk.validation.schema import FIELDS, SHAPES, WORDS
from tests.sdk.examples import DOCUMENT, examples
from tests.sdk.fakes import BASE_URL
from tests.sdk.generated_answers import breakings, broken, places
from tests.sdk.validation_cases import (
    BROKEN_REQUESTS,
    BROKEN_RESPONSES,
    COURSE,
    JSON_TYPE,
    PICTURE,
    course,
    documented,
    form,
    request,
    teachers_list,
    told,
)

CONTRACT = load_contract()
CALLS = {name: example for name, example in examples().items() if example.answer is not None}


def of_request(sent: Request, **routes: str) -> list[Violation]:
    """The violations of a request."""
    return list(judge_request(CONTRACT, sent, routes))


def of_response(sent: Request, response: Response) -> list[Violation]:
    """The violations of a response."""
    return list(judge_response(CONTRACT, sent, response))


def refusals() -> dict[str, tuple[str, int, Any]]:
    """Every example of an answer in the contract: operation, status and body."""
    return {
        f"{operation.id}-{status}-{name}": (operation.id, int(status), example["value"])
        for operation in CONTRACT.operations.values()
        for status in operation.statuses
        for name, example in _examples(operation.id, status).items()
    }


def _examples(operation_id: str, status: str) -> dict[str, Any]:
    operation = CONTRACT.operations[operation_id]
    response = DOCUMENT["paths"][operation.path][operation.method.lower()]["responses"][status]
    content = CONTRACT.resolve(response).get("content", {})
    found: dict[str, Any] = content.get("application/json", {}).get("examples", {})
    return found


ANSWERS = refusals()


@pytest.mark.parametrize(("operation", "status", "body"), ANSWERS.values(), ids=ANSWERS)
def test_every_example_of_the_contract_is_within_it(
    operation: str, status: int, body: object
) -> None:
    """Successes and refusals alike; all items are an answer where they were asked for."""
    is_all = isinstance(body, list) and operation in ("teachers_list", "students_list")
    sent = Request(operation, "GET", f"{BASE_URL}/?all=true" if is_all else BASE_URL)

    assert [] == of_response(sent, documented(body, status))


@pytest.mark.parametrize(("sent", "expected"), BROKEN_REQUESTS.values(), ids=BROKEN_REQUESTS)
def test_broken_requests(sent: Request, expected: tuple[str, ...]) -> None:
    """Each is told with place, path, what was expected, what kind of thing came, and its weight."""
    assert expected in [told(violation) for violation in of_request(sent)]


@pytest.mark.parametrize(
    ("sent", "response", "expected"), BROKEN_RESPONSES.values(), ids=BROKEN_RESPONSES
)
def test_broken_responses(sent: Request, response: Response, expected: tuple[str, ...]) -> None:
    """Each is told once, with the status that it came with."""
    (violation,) = of_response(sent, response)

    assert expected == told(violation)
    assert (sent.operation_id, "response") == (violation.operation_id, violation.part)
    assert response.status_code == violation.status_code


@pytest.mark.parametrize("name", CALLS)
def test_a_field_broken_in_any_way_is_told_at_its_place(name: str) -> None:
    """Every documented field of every answer: left out, null, of other types, malformed."""
    call = CALLS[name]
    sent = Request(call.operation, call.method, BASE_URL)
    tried = 0
    for place in places(call.operation, call.answer):
        for breaking in breakings(place):
            answer = broken(call.answer, place, breaking)
            violations = of_response(sent, documented(answer, call.status))
            assert path_of(place.path) in [each.path for each in violations], (place, breaking)
            assert not any("yesterday" in str(each) for each in violations)
            tried += 1

    assert tried


def path_of(steps: tuple[str | int, ...]) -> str:
    """A place as a JSON path."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


def test_formats_are_checked() -> None:
    """A day that no calendar has is told, for all that it looks like one."""
    trends = EXPECTED_TRENDS | {"start_date": "2026-02-30"}

    assert ["$.start_date"] == [
        each.path for each in of_response(request("revenue_trends", "GET", "/"), documented(trends))
    ]


EXPECTED_TRENDS = {
    "start_date": "2026-02-01",
    "end_date": "2026-02-28",
    "total_revenue": "0.00",
    "total_purchases": 0,
    "daily_trends": [],
}


def test_what_a_form_can_say_is_within_the_contract() -> None:
    """Texts that stand for numbers and booleans, empty parts, repeated keys, files."""
    whole = form(**COURSE, description="", cover_picture=PICTURE, is_active=True)
    cleared = form(video_security="", facebook="", profile_picture="", grades=[1, 2])

    assert [] == of_request(course(whole))
    assert [] == of_request(request("teachers_partial_update", "PATCH", "/teachers/4/", cleared))
    assert [] == of_request(course(form(**COURSE, unknown="ignored by the server")))


def test_an_empty_form_has_no_fields() -> None:
    """A PATCH of nothing is allowed; a PUT of nothing lacks what is required."""
    nothing = prepare(COURSES_UPDATE, path={"id": 1}, body={}).body

    assert [] == of_request(request("courses_partial_update", "PATCH", "/courses/1/", nothing))
    assert ["$.grade", "$.name", "$.teacher"] == sorted(
        each.path for each in of_request(request("courses_update", "PUT", "/courses/1/", nothing))
    )


def test_what_a_query_can_say_is_within_the_contract() -> None:
    """All of these are documented; one without a value counts as left out."""
    assert [] == of_request(
        teachers_list(is_active="false", subject=3, grades="", search="منى", all="true", page=2)
    )


def test_a_path_may_have_anything_before_it() -> None:
    """The base URL's own path is no part of the contract."""
    sent = Request("students_retrieve", "GET", "https://school.example/v1/owner/api/students/4/")

    assert [] == of_request(sent)


def test_a_route_table_moves_a_path() -> None:
    """Its template is what the path is held against; what it does not name stays."""
    moved = Request("teachers_retrieve", "GET", f"{BASE_URL}/v2/tutors/4/edit")
    routes = {"teachers_retrieve": "v2/tutors/{id}/edit"}

    assert [] == of_request(moved, **routes)
    assert ["v2/tutors/{id}/edit"] == [
        each.expected
        for each in of_request(request("teachers_retrieve", "GET", "/teachers/4/"), **routes)
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"NaN",
        b"\xef\xbb\xbf{}",
        json.dumps({}).encode("utf-16"),
        b"9" * 5000,
        b"{}{}",
    ],
)
def test_what_is_no_json(content: bytes) -> None:
    """What Python's reader would put up with, or can't read, is told as well."""
    answer = Response(200, JSON_TYPE, content)

    assert [("$", "JSON")] == [
        (each.path, each.expected)
        for each in of_response(request("revenue_trends", "GET", "/"), answer)
    ]


ODD_FORMS = {
    "no boundary": ("multipart/form-data", b"abc"),
    "no form": ("multipart/form-data; boundary=b", b"\x00\xff--b\r\n"),
    "no name": (
        "multipart/form-data; boundary=b",
        b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n",
    ),
    "a form in a form": (
        "multipart/form-data; boundary=b",
        (
            b'--b\r\nContent-Disposition: form-data; name="x"\r\nContent-Type: multipart/mixed; '
            b"boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n--b--\r\n"
        ),
    ),
}


@pytest.mark.parametrize(("content_type", "content"), ODD_FORMS.values(), ids=ODD_FORMS)
def test_odd_forms(content_type: str, content: bytes) -> None:
    """Whatever somebody sends as a form: its required fields are missing."""
    odd = Body(content_type, (BytesSource(content),))

    assert ["$.grade", "$.name", "$.teacher"] == sorted(
        each.path for each in of_request(course(odd))
    )


def test_further_fields_of_an_answer_are_allowed() -> None:
    """A newer server may say more."""
    answer = EXPECTED_TRENDS | {"currency": "EGP"}

    assert [] == of_response(request("revenue_trends", "GET", "/"), documented(answer))


def test_an_answer_without_a_body_may_have_none() -> None:
    """204, and a content type with parameters and in capitals."""
    destroy = request("courses_destroy", "DELETE", "/courses/1/")
    trends = Response(
        200,
        {"content-type": "Application/JSON; charset=utf-8"},
        json.dumps(EXPECTED_TRENDS).encode(),
    )

    assert [] == of_response(destroy, Response(204))
    assert [] == of_response(request("revenue_trends", "GET", "/"), trends)


def test_a_violation_reads_as_a_sentence() -> None:
    """Operation, part, status, place, path, what was expected and what came."""
    (violation,) = of_response(
        request("revenue_trends", "GET", "/"),
        documented(EXPECTED_TRENDS | {"total_purchases": "01012345678"}),
    )

    assert (
        "revenue_trends, response 200, body $.total_purchases: "
        "expected integer, found string (must)" == str(violation)
    )


def test_an_operation_that_is_in_no_contract_is_told_once() -> None:
    """With its request, not with its response again."""
    sent = request("teachers_destroy", "DELETE", "/teachers/4/")

    assert 1 == len(of_request(sent))
    assert [] == of_response(sent, Response(200, JSON_TYPE, b"{}"))


def test_every_constraint_of_the_contract_has_words() -> None:
    """What a schema of openapi.yaml can ask for is told in words."""
    said = WORDS.keys() | FIELDS.keys() | SHAPES
    parts = {"properties", "items", "$ref", "title", "description", "default", "examples"}

    assert set() == {
        keyword
        for schema in schemas(DOCUMENT["components"]["schemas"])
        for keyword in schema.keys() - said - parts
        if not keyword.startswith("x-") and keyword != "writeOnly"
    }


def schemas(named: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Schemas by name, and all that are within them."""
    for schema in named.values():
        yield schema
        yield from schemas(schema.get("properties", {}))
        inner = [*schema.get("anyOf", ()), schema.get("items"), schema.get("additionalProperties")]
        yield from schemas({str(i): each for i, each in enumerate(inner) if isinstance(each, dict)})
