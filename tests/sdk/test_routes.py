"""Route tables."""

from pathlib import Path
from typing import Any

import pytest

from siteowner_sdk import SiteOwner
from siteowner_sdk.core.routes import load_routes
from tests.sdk.fakes import BASE_URL, FakeTransport, answer

PATHS = {
    "teachers_list": "/teachers/",
    "teachers_retrieve": "/teachers/{id}/",
    "revenue_course": "/revenue/courses/{course_id}/",
}


def test_a_toml_file(tmp_path: Path) -> None:
    """One line an operation; `{pk}` is read as `{id}`; what is not named keeps its path."""
    table = tmp_path / "routes.toml"
    table.write_text('teachers_retrieve = "/v2/owner/tutors/{pk}"\n', "utf-8")

    expected = {"teachers_retrieve": "/v2/owner/tutors/{id}"}
    assert expected == load_routes(table, PATHS)
    assert expected == load_routes(str(table), PATHS)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"teachers_fetch": "/x/"}, "names 'teachers_fetch'; the operations are teachers_list, "),
        ({"teachers_retrieve": "/x/"}, r"teachers_retrieve, '/x/', must have \{id\} in it"),
        ({"teachers_retrieve": "/x/{id}/{id}/"}, r"must have \{id\} in it, once each"),
        ({"teachers_list": "/x/{id}/"}, "must have no parameter in it"),
        ({"revenue_course": "/x/{pk}/"}, r"must have \{course_id\} in it"),
        ({"teachers_list": 5}, "must be a path such as '/teachers/', not 5"),
    ],
)
def test_a_table_that_does_not_fit(table: dict[str, Any], message: str) -> None:
    """An operation or parameter that does not exist is an error, before anything is sent."""
    with pytest.raises(ValueError, match=message):
        load_routes(table, PATHS)


def test_a_file_that_is_no_toml(tmp_path: Path) -> None:
    """The message names the file and the place in it."""
    table = tmp_path / "routes.toml"
    table.write_text("teachers_list: /x/", "utf-8")

    with pytest.raises(ValueError, match=r"routes\.toml is no TOML file: .*line 1"):
        load_routes(table, PATHS)


def test_a_client_goes_by_its_routes() -> None:
    """The named operations, the log-in among them, go where the table says."""
    tokens = answer({"access": "a", "refresh": "r"})
    transport = FakeTransport(
        lambda request: tokens if request.operation_id.startswith("auth") else answer(None, 204)
    )
    routes = {"courses_destroy": "/v2/courses/{pk}", "auth_token_create": "login/"}

    client = SiteOwner(
        BASE_URL, username="owner", password="secret", routes=routes, transport=transport
    )
    client.courses.delete(5)

    assert [f"{BASE_URL}/login/", f"{BASE_URL}/v2/courses/5"] == [
        request.url for request in transport.requests
    ]
