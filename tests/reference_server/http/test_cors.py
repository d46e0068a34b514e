"""`--cors-origin`: which web pages may call the server from a browser, and what they see."""

import httpx
import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from siteowner_reference.app import OPERATIONS
from tests.reference_server.callers import caller
from tests.reference_server.conftest import Configured

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)

PAGE = "http://localhost:5173"
OTHER = "http://localhost:5174"
STATS = "/api/dashboard/stats/"
ALLOWED = "Access-Control-Allow-Origin"


@pytest.fixture
def allowing(configured: Configured) -> FastAPI:
    """A server that two origins may call, at most once a minute."""
    return configured(cors_origin=(PAGE, "https://owner.example"), throttle="1/m")


def ask(client: httpx.Client, path: str, method: str, origin: str = PAGE) -> httpx.Response:
    """Asks what a browser asks before it sends a request with a token or another method."""
    wanted = {
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "authorization,content-type,x-request-id",
    }
    return client.options(path, headers={"Origin": origin, **wanted})


@pytest.mark.parametrize("origin", [PAGE, "https://owner.example"])
def test_each_operation_may_be_called(allowing: FastAPI, origin: str) -> None:
    """A browser is told beforehand, without a token, that a page may call each operation."""
    with caller(allowing) as client:
        answers = {
            (operation.id, operation.method): ask(
                client, f"/api{operation.path.replace('{id}', '1')}", operation.method, origin
            )
            for operation in OPERATIONS
        }

    assert {(200, origin)} == {
        (answer.status_code, answer.headers[ALLOWED]) for answer in answers.values()
    }
    for (_, method), answer in answers.items():
        assert method in answer.headers["Access-Control-Allow-Methods"].split(", ")
        assert "authorization" in answer.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("origin", [OTHER, "null", "http://localhost", f"{PAGE}.example"])
def test_others_may_not(allowing: FastAPI, origin: str) -> None:
    """A page of another origin is told no beforehand, and can't read an answer either."""
    with caller(allowing, "owner") as client:
        preflight = ask(client, STATS, "GET", origin)
        answer = client.get(STATS, headers={"Origin": origin})

    assert (400, 200) == (preflight.status_code, answer.status_code)
    assert "Disallowed CORS origin" == preflight.text
    assert ALLOWED not in preflight.headers
    assert ALLOWED not in answer.headers
    assert "Origin" in answer.headers["Vary"]


async def broken(_request: Request) -> Response:
    """Fails."""
    raise RuntimeError


def test_whatever_the_answer_the_page_may_read_it(allowing: FastAPI) -> None:
    """Refusals of every kind and a fault of the server have the headers as a success has."""
    allowing.router.routes.insert(0, Route("/broken", broken))
    headers = {"Origin": PAGE}
    with (
        caller(allowing, raises=False) as stranger,
        caller(allowing, "student1") as student,
        caller(allowing, "owner") as owner,
    ):
        answers = [
            stranger.get(STATS, headers=headers),
            student.get(STATS, headers=headers),
            owner.get("/api/teachers/999999/", headers=headers),
            owner.get(STATS, headers=headers),
            stranger.get("/api/none/", headers=headers),
            stranger.get("/api/teachers", headers=headers),
            stranger.get(STATS, headers={**headers, "Cookie": "y" * 70_000}),
            stranger.get("/broken", headers=headers),
            stranger.get("/healthz", headers=headers),
        ]

    statuses = [401, 403, 404, 429, 404, 301, 400, 500, 200]
    assert statuses == [answer.status_code for answer in answers]
    assert {PAGE} == {answer.headers[ALLOWED] for answer in answers}
    exposed = {answer.headers["Access-Control-Expose-Headers"] for answer in answers}
    assert {"Allow, Retry-After, WWW-Authenticate, X-Request-ID"} == exposed
    assert [1] * len(answers) == [
        len(answer.headers.get_list("X-Request-ID")) for answer in answers
    ]


def test_answers_that_go_wrong_on_purpose_may_be_read(configured: Configured) -> None:
    """A fault of `--fault` is a status to the page, and what it asks beforehand is spared."""
    with caller(configured(cors_origin=(PAGE,), fault="503=1"), "owner") as client:
        preflight = ask(client, STATS, "GET")
        answer = client.get(STATS, headers={"Origin": PAGE})

    assert (200, 503) == (preflight.status_code, answer.status_code)
    assert PAGE == answer.headers[ALLOWED]


def test_any_page(configured: Configured) -> None:
    """With `*` every page may call, and cookies are never asked for."""
    with caller(configured(cors_origin=("*",)), "owner") as client:
        answers = [ask(client, STATS, "GET", OTHER), client.get(STATS, headers={"Origin": OTHER})]

    assert [(200, "*")] * 2 == [(answer.status_code, answer.headers[ALLOWED]) for answer in answers]
    assert not any("Access-Control-Allow-Credentials" in answer.headers for answer in answers)


def test_a_page_of_the_internet_may_call_a_server_here(allowing: FastAPI) -> None:
    """A browser that asks before it lets a page into the local network is told yes."""
    asked = {
        "Origin": PAGE,
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Private-Network": "true",
    }
    with caller(allowing) as client:
        answer = client.options(STATS, headers=asked)

    assert "true" == answer.headers["Access-Control-Allow-Private-Network"]


def test_off_by_default(app: FastAPI) -> None:
    """A server that nobody told otherwise answers a browser's question as DRF does, and no more."""
    with caller(app, "owner") as client:
        answers = [ask(client, STATS, "GET"), client.get(STATS, headers={"Origin": PAGE})]

    assert [200, 200] == [answer.status_code for answer in answers]
    assert not any(
        name.startswith("access-control-") for answer in answers for name in answer.headers
    )
