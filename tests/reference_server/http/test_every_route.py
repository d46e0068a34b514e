"""Every route of the server, for every kind of caller: none is let through that should not be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import jwt
import pytest
from fastapi import FastAPI
from starlette.routing import BaseRoute, Mount, Route

from siteowner_reference.app import API, OPERATIONS
from siteowner_reference.db import snapshots
from siteowner_reference.db.queries import users
from siteowner_reference.http.operations import Operation
from siteowner_reference.http.views import View
from tests.reference_server.callers import caller, site_of, token
from tests.reference_server.conftest import SetClock

OPEN = [
    "/",
    "/docs",
    "/docs/static",
    "/healthz",
    "/media/{name}",
    "/openapi.yaml",
    "/page",
    "/readyz",
]
"""What is there for everybody, beside the two operations that give tokens."""
REST = "/{path:path}"
"""What no other route answers."""
GUARDED = [operation for operation in OPERATIONS if not operation.public]

NOT_PROVIDED = "Authentication credentials were not provided."
NOT_VALID = "Given token not valid for any token type"
FORBIDDEN = "You do not have permission to perform this action."


@dataclass(frozen=True)
class Credentials:
    """Who calls, and what every operation says to that.

    Attributes:
        authorization: Gives the header for a server; None is no header.
        status: The status of every answer.
        detail: What it says.
    """

    authorization: Callable[[FastAPI], str | None]
    status: int
    detail: str


def nothing(_app: FastAPI) -> None:
    """Gives no header."""


def text(header: str) -> Callable[[FastAPI], str]:
    """Gives a header that is always the same."""
    return lambda _app: header


def account(username: str) -> Callable[[FastAPI], str]:
    """Gives a live token of an account."""
    return lambda app: f"Bearer {token(app, username)}"


def claims(app: FastAPI) -> Mapping[str, Any]:
    """Gives the claims of a live token of the owner, which only want a signature."""
    read: Mapping[str, Any] = jwt.decode(token(app, "owner"), options={"verify_signature": False})
    return read


def bad_signature(app: FastAPI) -> str:
    """Signs with another key."""
    return f"Bearer {jwt.encode(dict(claims(app)), 'x' * 64, 'HS256')}"


def unsigned(app: FastAPI) -> str:
    """Signs not at all, and says so."""
    return f"Bearer {jwt.encode(dict(claims(app)), '', 'none')}"


def refresh_token(app: FastAPI) -> str:
    """Gives the owner's token of the other type."""
    site = site_of(app)
    return f"Bearer {site.tokens.refresh(int(claims(app)['user_id']))}"


def expired(app: FastAPI) -> str:
    """Gives a token of the owner that was good until a moment ago."""
    site = site_of(app)
    past = int((site.clock() - timedelta(seconds=1)).timestamp())
    return f"Bearer {jwt.encode({**claims(app), 'exp': past}, site.tokens.secret, 'HS256')}"


def inactive_owner(app: FastAPI) -> str:
    """Gives a live token of an owner who has been deactivated since."""
    site = site_of(app)
    made = account("owner")(app)
    with site.writing() as work:
        users.change(work.session, int(claims(app)["user_id"]), {"is_active": False})
    return made


REFUSED = {
    "none": Credentials(nothing, 401, NOT_PROVIDED),
    "another scheme": Credentials(text("Basic b3duZXI6eA=="), 401, NOT_PROVIDED),
    "garbage": Credentials(text("Bearer garbage"), 401, NOT_VALID),
    "bad signature": Credentials(bad_signature, 401, NOT_VALID),
    "unsigned": Credentials(unsigned, 401, NOT_VALID),
    "refresh token": Credentials(refresh_token, 401, NOT_VALID),
    "expired": Credentials(expired, 401, NOT_VALID),
    "teacher": Credentials(account("teacher1"), 403, FORBIDDEN),
    "assistant": Credentials(account("assistant1"), 403, FORBIDDEN),
    "student": Credentials(account("student1"), 403, FORBIDDEN),
    "inactive owner": Credentials(inactive_owner, 401, "User is inactive"),
}


def send(client: httpx.Client, path: str, method: str, authorization: str | None) -> httpx.Response:
    """Sends a request that would do harm, if it were let through, or at least be read."""
    headers = {} if authorization is None else {"Authorization": authorization}
    target = path.format(id=1, course_id=1, lecture_id=1)
    content = b"" if method == "DELETE" else b"{"
    return client.request(method, f"{API}{target}", headers=headers, content=content)


@pytest.mark.parametrize("kind", REFUSED)
def test_GEN_1_GEN_2_GEN_10_nobody_but_the_owner(app: FastAPI, kind: str) -> None:
    """No operation lets anybody else through, whatever the method, and nothing is changed."""
    credentials = REFUSED[kind]
    site = site_of(app)
    header = credentials.authorization(app)
    with site.reading() as work:
        before = snapshots.taken(work.session)
    with caller(app) as client:
        answers = {
            (path, method): send(client, path, method, header)
            for path in {operation.path for operation in GUARDED}
            for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
        }
    with site.reading() as work:
        after = snapshots.taken(work.session)

    for (path, method), answer in answers.items():
        assert credentials.status == answer.status_code, (path, method)
        if method != "HEAD":
            assert credentials.detail == answer.json()["detail"], (path, method)
    assert before == after


@pytest.mark.parametrize("operation", GUARDED, ids=lambda operation: operation.id)
def test_the_owner_is_let_through(app: FastAPI, operation: Operation) -> None:
    """With the owner's token no operation answers 401 or 403."""
    with caller(app) as client:
        header = account("owner")(app)
        response = send(client, operation.path, operation.method, header)

    assert response.status_code not in {401, 403}


def test_public_operations_are_the_two_that_give_tokens() -> None:
    """Nothing but log-in and refresh is open."""
    assert ["auth_token_create", "auth_token_refresh"] == [
        operation.id for operation in OPERATIONS if operation.public
    ]


def path_of(route: BaseRoute) -> str:
    """Gives the template of a route."""
    assert isinstance(route, Route | Mount)
    return route.path


def test_no_route_is_forgotten(app: FastAPI) -> None:
    """A route is an operation's, which asks who calls, or one of the few that are for everybody."""
    views = [
        route for route in app.routes if isinstance(route, Route) and isinstance(route.app, View)
    ]
    others = [path_of(route) for route in app.routes if route not in views]

    assert {f"{API}{operation.path}" for operation in OPERATIONS} == {view.path for view in views}
    assert sorted([*OPEN, REST]) == sorted(others)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [(timedelta(minutes=29), 200), (timedelta(minutes=30), 401)],
)
def test_a_token_is_good_until_its_time(
    app: FastAPI, clock: SetClock, limit: timedelta, expected: int
) -> None:
    """By the server's clock a token is good before its expiry, and at that very second no more."""
    with caller(app, "owner") as client:
        clock.advance(seconds=limit.total_seconds())

        assert expected == client.get(f"{API}/dashboard/stats/").status_code
