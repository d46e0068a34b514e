"""The server is what `openapi.yaml` says: its operations, and the form of every answer."""

from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest

from siteowner_reference.app import OPERATIONS
from siteowner_reference.http.operations import Operation
from tests.reference_server.conftest import PASSWORD, Login
from tests.reference_server.contract import documented, documented_operations
from tests.reference_server.forms import TEACHER, form

PATH = {"id": 1, "course_id": 1, "lecture_id": 1}
COURSE_WITHOUT_STUDENTS = 12

Body = Mapping[str, Any]
BODIES: Mapping[str, Body] = {
    "teachers_create": {"files": form(TEACHER)},
    "teachers_update": {"files": form({**TEACHER, "grades": [3]})},
    "teachers_partial_update": {"files": form({"biography": "Teaches.", "video_security": ""})},
    "students_partial_update": {"json": {"status": "declined"}},
    "courses_partial_update": {"files": form({"description": ""})},
    "recharge_codes_create": {"json": {"course": 1, "value": "10.50"}},
    "auth_token_create": {"json": {"username": "owner", "password": PASSWORD}},
}


def course_body(owner: httpx.Client) -> Body:
    """Gives a body that repeats a course's fixed fields under another name."""
    course = owner.patch("/courses/12/").json()
    return {"files": form({"name": "New", "teacher": course["teacher"], "grade": course["grade"]})}


def refresh_body(owner: httpx.Client) -> Body:
    """Gives a body with a good refresh token."""
    pair = owner.post("/auth/token/", **BODIES["auth_token_create"]).json()
    return {"json": {"refresh": pair["refresh"]}}


BODIES_FROM_ANSWERS: Mapping[str, Callable[[httpx.Client], Body]] = {
    "courses_create": course_body,
    "courses_update": course_body,
    "auth_token_refresh": refresh_body,
}


def send(client: httpx.Client, operation: Operation, body: Body, **ids: int) -> httpx.Response:
    """Sends one operation."""
    path = operation.path.format(**{**PATH, "id": path_id(operation), **ids})
    return client.request(operation.method, path, **body)


def path_id(operation: Operation) -> int:
    """Gives an id with which an operation succeeds."""
    return COURSE_WITHOUT_STUDENTS if operation.id.startswith("courses") else 1


def valid_body(owner: httpx.Client, operation: Operation) -> Body:
    """Gives a body with which an operation succeeds."""
    make = BODIES_FROM_ANSWERS.get(operation.id)
    return make(owner) if make else BODIES.get(operation.id, {})


def of_operations(*, only: Callable[[Operation], bool] = lambda _: True) -> pytest.MarkDecorator:
    """Runs a test for each operation."""
    chosen = [operation for operation in OPERATIONS if only(operation)]
    return pytest.mark.parametrize("operation", chosen, ids=lambda operation: operation.id)


def test_operations_are_the_contracts() -> None:
    """The server has exactly the operations of the contract, by method, path and id."""
    expected = {(doc.method, doc.path, doc.id) for doc in documented_operations()}

    assert expected == {(own.method, own.path, own.id) for own in OPERATIONS}


@of_operations()
def test_GEN_5_success_conforms(owner: httpx.Client, operation: Operation) -> None:
    """The success of each operation has the documented status and form."""
    response = send(owner, operation, valid_body(owner, operation))

    assert response.status_code in {200, 201, 204}, response.text
    if response.status_code == 204:
        assert response.content == b""
    else:
        documented(operation.id).check(response.status_code, response.json())


@of_operations(only=lambda operation: not operation.public)
def test_GEN_1_without_credentials_conforms(anonymous: httpx.Client, operation: Operation) -> None:
    """Without credentials each operation answers the documented 401."""
    response = send(anonymous, operation, {"content": b"{"})

    assert response.status_code == 401
    assert response.json() == {"detail": "Authentication credentials were not provided."}
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="api"'
    documented(operation.id).check(401, response.json())


@pytest.mark.parametrize("username", ["teacher1", "assistant1", "student1"])
@of_operations(only=lambda operation: not operation.public)
def test_GEN_2_other_roles_conform(log_in: Login, operation: Operation, username: str) -> None:
    """To any other role each operation answers the documented 403, its body unread."""
    response = send(log_in(username), operation, {"content": b"{"})

    assert response.status_code == 403
    assert response.json() == {"detail": "You do not have permission to perform this action."}
    documented(operation.id).check(403, response.json())


@pytest.mark.parametrize("missing", [0, 99_999, 2**31, 2**63, 10**30])
@of_operations(only=lambda operation: "{" in operation.path)
def test_GEN_6_unknown_id_conforms(owner: httpx.Client, operation: Operation, missing: int) -> None:
    """An id that nothing has is the documented 404, in or out of the database's range."""
    ids = dict.fromkeys(PATH, missing)
    response = send(owner, operation, {"content": b"{"}, **ids)

    assert response.status_code == 404
    assert response.json() == {"detail": "Not found."}
    documented(operation.id).check(404, response.json())


@of_operations(only=lambda operation: operation.method in {"POST", "PUT", "PATCH"})
def test_GEN_11_other_content_type_conforms(owner: httpx.Client, operation: Operation) -> None:
    """A body of another content type is the documented 415."""
    body = {"content": b"x=1", "headers": {"Content-Type": "text/plain"}}
    response = send(owner, operation, body)

    assert response.status_code == 415
    assert response.json() == {"detail": 'Unsupported media type "text/plain" in request.'}
    documented(operation.id).check(415, response.json())


@of_operations(only=lambda operation: operation.method in {"POST", "PUT"})
def test_GEN_7_empty_body_conforms(owner: httpx.Client, operation: Operation) -> None:
    """Without a body each required field is named, in the documented form of a 400."""
    response = send(owner, operation, {})

    assert response.status_code == 400
    assert all(texts for texts in response.json().values())
    documented(operation.id).check(400, response.json())


@of_operations(only=lambda operation: operation.method == "GET" and operation.id.endswith("list"))
def test_GEN_14_page_that_is_not_there_conforms(owner: httpx.Client, operation: Operation) -> None:
    """A page after the last is the documented 404."""
    response = owner.get(operation.path, params={"page": 999})

    assert response.status_code == 404
    assert response.json() == {"detail": "Invalid page."}
    documented(operation.id).check(404, response.json())
