"""What the server refuses, as errors with its words."""

import copy
import pickle
from typing import Any

import pytest

from siteowner_sdk import (
    APIConnectionError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    BadRequestError,
    Deviation,
    InternalServerError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    Request,
    Response,
    SiteOwner,
    SiteOwnerError,
)
from siteowner_sdk.core.body import json_body
from siteowner_sdk.core.exchange import Exchange
from siteowner_sdk.core.refusal import field_errors, refusal
from tests.sdk.fakes import BASE_URL, FakeTransport, answer, script

REQUEST = Request(
    "teachers_create",
    "POST",
    f"{BASE_URL}/teachers/",
    {"Authorization": "Bearer secret", "Accept-Language": "en", "X-Api-Key": "secret"},
    json_body({"password": "secret"}),
)


def refused(body: object, status: int = 400) -> APIStatusError:
    """The error of a response with a JSON body."""
    return refusal(Exchange(REQUEST, answer(body, status), retries=2, note="Not tried again: x"))


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (400, BadRequestError),
        (401, AuthenticationError),
        (403, PermissionDeniedError),
        (404, NotFoundError),
        (429, RateLimitError),
        (500, InternalServerError),
        (503, InternalServerError),
        (599, InternalServerError),
        (301, APIStatusError),
        (405, APIStatusError),
        (415, APIStatusError),
    ],
)
def test_each_status_has_its_error(status: int, expected: type[APIStatusError]) -> None:
    """By status one of the subclasses; any other status is a plain APIStatusError."""
    error = refused({"detail": "No."}, status)

    assert expected is type(error)
    assert status == error.status_code


def test_the_families_are_apart() -> None:
    """No answer, a refusal and a broken promise of the server are never one another."""
    assert issubclass(APITimeoutError, APIConnectionError)
    families = (APIConnectionError, APIStatusError, APIResponseValidationError)
    for family in families:
        assert issubclass(family, SiteOwnerError)
        assert not any(issubclass(family, other) for other in families if other is not family)


def test_field_messages() -> None:
    """A refused field is in `errors`, and its words are in the text of the error."""
    error = refused({"gmail": ["This email is already associated with an account."]})

    assert {"gmail": ["This email is already associated with an account."]} == error.errors
    assert error.detail is None
    assert (
        "400 from teachers_create: gmail: This email is already associated with an account."
        == str(error)
    )


def test_detail() -> None:
    """A refusal of the whole is in `detail`; what stands beside it is no field."""
    body = {"detail": "Given token not valid", "code": "token_not_valid", "messages": [{"a": "b"}]}
    error = refused(body, 401)

    assert "Given token not valid" == error.detail
    assert {} == error.errors
    assert body == error.body
    assert "401 from teachers_create: Given token not valid" == str(error)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            ["Null characters are not allowed."],
            {"non_field_errors": ["Null characters are not allowed."]},
        ),
        ({"phone": "One."}, {"phone": ["One."]}),
        ({"phone": ["One.", "Two."]}, {"phone": ["One.", "Two."]}),
        ({"grades": {"1": ["Not a number."]}}, {"grades.1": ["Not a number."]}),
        ({"items": [{}, {"n": ["Bad."]}]}, {"items.1.n": ["Bad."]}),
        ({"phone": None}, {}),
        ({"code": [5]}, {"code": ["5"]}),
        ("text", {}),
        (None, {}),
    ],
)
def test_every_form_of_field_errors(body: Any, expected: dict[str, list[str]]) -> None:
    """Whatever form DRF gives messages in, they end as a list for each field."""
    assert expected == field_errors(body)


@pytest.mark.parametrize(
    "content", [b"<h1>Bad Gateway</h1>", b"", b"\xff\xfe", b"{broken", b"[" * 100_000]
)
def test_a_body_that_is_no_json(content: bytes) -> None:
    """A proxy's page is kept as text, and is an error of its status all the same."""
    error = refusal(Exchange(REQUEST, Response(502, content=content)))

    assert content.decode(errors="replace") == error.body
    assert "502 from teachers_create: the body holds no message" == str(error)


@pytest.mark.parametrize("depth", [101, 900, 100_000])
def test_a_body_that_is_nested_too_deep(depth: int) -> None:
    """It is text, and the error can be pickled."""
    content = b"[" * depth + b"]" * depth
    error = refusal(Exchange(REQUEST, Response(400, {}, content)))

    assert content.decode() == error.body
    assert content.decode() == pickle.loads(pickle.dumps(error)).body


def test_a_redirect_says_where_to() -> None:
    """A redirect is not followed: credentials stay with their origin."""
    error = refusal(
        Exchange(REQUEST, Response(301, {"location": "https://other.example/?ticket=secret"}))
    )

    assert "301 from teachers_create: a redirect to https://other.example/, which" in str(error)


def every_error() -> dict[str, SiteOwnerError]:
    """One of each kind."""
    return {
        "connection": APIConnectionError("broken", request=REQUEST.harmless(), request_sent=False),
        "timeout": APITimeoutError("late", request=REQUEST.harmless()),
        "status": refused({"phone": ["Bad."]}),
        "validation": APIResponseValidationError(
            (Deviation("$.id", "value", "nothing"),),
            request=REQUEST.harmless(),
            response=answer({}),
        ),
    }


@pytest.mark.parametrize("kind", ["connection", "timeout", "status", "validation"])
@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))]
)
def test_errors_survive_copying_and_pickling(kind: str, copied: Any) -> None:
    """An error that crosses a process (Celery, multiprocessing) says what it said."""
    error = every_error()[kind]

    twin = copied(error)

    assert type(error) is type(twin)
    assert (str(error), vars(error)) == (str(twin), vars(twin))


@pytest.mark.parametrize("kind", ["status", "validation"])
def test_errors_hold_no_secrets(kind: str) -> None:
    """Neither credentials, nor unknown headers, nor the body of the request are in an error."""
    error = every_error()[kind]

    assert b"secret" not in pickle.dumps(error)
    assert {"Accept-Language": "en"} == error.request.headers


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<html>", r"\$: expected JSON document, found Invalid JSON: .* at line 1 column 1"),
        (b"", r"\$: expected JSON document, found Invalid JSON: .* at line 1 column 0"),
        (b"[]", r"\$: expected object, found array"),
        (b'{"status": "verified"}', r"\$\.is_active: expected value, found nothing"),
        (
            b'{"status": "verified", "is_active": "true"}',
            r"\$\.is_active: expected boolean, found string",
        ),
        (
            b'{"status": 5, "is_active": null}',
            r"\$\.status: expected string, .*; \$\.is_active: expected boolean, found null",
        ),
    ],
)
def test_an_answer_that_is_not_what_the_contract_says(body: bytes, expected: str) -> None:
    """A success with another body names operation, place, what was expected and what came."""
    client = SiteOwner(BASE_URL, transport=FakeTransport(script(Response(200, content=body))))

    with pytest.raises(APIResponseValidationError, match=expected) as caught:
        client.students.update(3, status="verified")

    assert "students_partial_update (200)" in str(caught.value)
    assert 200 == caught.value.status_code
    assert body == caught.value.response.content


def test_the_place_of_a_deviation_is_a_json_path() -> None:
    """An item of a list is named by its index, in both shapes of `all=true` alike."""
    page = {"count": 1, "next": None, "previous": None, "results": [{"id": "1"}]}
    client = SiteOwner(
        BASE_URL, transport=FakeTransport(script(answer(page), answer([{"id": 1.5}])))
    )

    with pytest.raises(APIResponseValidationError, match=r"\$\.results\[0\]\.id: .* found string"):
        client.teachers.all()
    with pytest.raises(APIResponseValidationError, match=r"\$\[0\]\.id: .* found number"):
        client.teachers.all()


def test_a_bare_array_is_no_page() -> None:
    """Without `all=true` the contract has the envelope alone."""
    client = SiteOwner(BASE_URL, transport=FakeTransport(script(answer([]))))

    with pytest.raises(APIResponseValidationError, match="expected object, found array"):
        client.teachers.list()
