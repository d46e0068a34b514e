"""What is too large is refused before it is read."""

import asyncio
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.requests import Request

from siteowner_reference.drf.pages import PAGES
from siteowner_reference.http.limits import MAX_BODY_BYTES, MAX_QUERY_BYTES, read_body, refusal
from tests.reference_server.callers import caller


def scope(query: bytes = b"", headers: list[tuple[bytes, bytes]] | None = None) -> dict[str, Any]:
    """Gives what the limits look at."""
    return {"type": "http", "query_string": query, "headers": headers or []}


@pytest.mark.parametrize(
    ("request_scope", "status"),
    [
        (scope(), None),
        (scope(b"x" * MAX_QUERY_BYTES), None),
        (scope(b"x" * (MAX_QUERY_BYTES + 1)), 400),
        (scope(headers=[(b"x", b"y")] * 100), None),
        (scope(headers=[(b"x", b"y")] * 101), 400),
        (scope(headers=[(b"x", b"y" * 70_000)]), 400),
        (scope(headers=[(b"content-length", b"%d" % MAX_BODY_BYTES)]), None),
        (scope(headers=[(b"content-length", b"%d" % (MAX_BODY_BYTES + 1))]), 413),
        (scope(headers=[(b"content-length", b"9" * 5000)]), 413),
        (scope(headers=[(b"content-length", b"-1")]), None),
    ],
)
def test_what_a_request_says_of_itself(request_scope: dict[str, Any], status: int | None) -> None:
    """Query, headers and declared length each have a limit that is just allowed."""
    assert status == refusal(request_scope)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize("path", ["/api/teachers/", "/healthz", "/nothing"])
def test_the_answer_is_djangos_page(app: FastAPI, path: str) -> None:
    """A refusal is a page, on any path, and has an id."""
    with caller(app) as client:
        response = client.get(path, headers=[("X-Many", "1")] * 101)

    assert (400, PAGES[400]) == (response.status_code, response.text)
    assert "X-Request-ID" in response.headers


def test_a_body_is_counted_where_it_is_not_declared() -> None:
    """A body in chunks is refused as soon as it is too large, whatever its end would be."""
    chunks = 0

    async def receive() -> dict[str, Any]:
        nonlocal chunks
        chunks += 1
        return {"type": "http.request", "body": bytes(MAX_BODY_BYTES // 4), "more_body": True}

    assert asyncio.run(read_body(Request(scope(), receive))) is None
    assert chunks == 5
