"""Request ids and the access log: enough to find a request again, nothing that is personal."""

import logging

import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from siteowner_reference.drf.pages import PAGES
from siteowner_reference.http.access import kept_or_made
from tests.reference_server.callers import caller, token
from tests.reference_server.conftest import PASSWORD
from tests.reference_server.forms import TEACHER, form

ACCESS = "siteowner_reference.access"

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    """Gives the fields of the access lines."""
    return [record.__dict__["fields"] for record in caplog.records if record.name == ACCESS]


@pytest.mark.parametrize(
    "path",
    ["/api/teachers/", "/api/students/9999/", "/api/none/", "/docs", "/healthz", "/", "/media/x"],
)
def test_each_answer_has_an_id(app: FastAPI, path: str) -> None:
    """Whatever is asked for, the answer's headers have an id that no other answer has."""
    with caller(app, "owner") as client:
        ids = {client.get(path).headers["X-Request-ID"] for _ in range(3)}

    assert len(ids) == 3


def test_an_id_that_was_sent_is_kept(app: FastAPI) -> None:
    """A caller's own id comes back, on a refusal too."""
    with caller(app) as client:
        answer = client.get("/api/teachers/", headers={"X-Request-ID": "from-the.proxy:1"})

    assert (401, "from-the.proxy:1") == (answer.status_code, answer.headers["X-Request-ID"])


@pytest.mark.usefixtures("databases")
@pytest.mark.parametrize("sent", [None, "", "two words", "a\nb", "x" * 65, "é", '"', "<b>"])
def test_an_id_that_could_do_harm_is_not_kept(sent: str | None) -> None:
    """An id that is too long, or could forge a line of a log, is replaced."""
    made = kept_or_made(sent)

    assert made != sent
    assert len(made) == 32


def test_a_line_for_each_request(app: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    """A line has method, route template, operation id, status and milliseconds."""
    caplog.set_level(logging.INFO, ACCESS)
    with caller(app, "owner") as client:
        client.get("/api/teachers/1/")
        client.head("/api/teachers/1/")
        client.put("/api/students/1/")
        client.get("/healthz")
        client.get("/api/teachers")
    found = lines(caplog)

    assert all(isinstance(fields.pop("ms"), float) for fields in found)
    names = ("method", "route", "operation", "status")
    assert [
        ("GET", "/api/teachers/{id}/", "teachers_retrieve", 200),
        ("HEAD", "/api/teachers/{id}/", "teachers_retrieve", 200),
        ("PUT", "/api/students/{id}/", None, 405),
        ("GET", "/healthz", None, 200),
        ("GET", "/{path:path}", None, 301),
    ] == [tuple(fields[name] for name in names) for fields in found]


async def broken(_request: Request) -> Response:
    """Fails with what an answer must not tell."""
    raise RuntimeError("SELECT secret FROM users")


def test_a_fault_is_logged_as_500(app: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    """A fault of the server has its line as well."""
    caplog.set_level(logging.INFO, ACCESS)
    app.router.routes.insert(0, Route("/broken", broken))
    with caller(app, "owner", raises=False) as client:
        response = client.get("/broken")

    assert (500, PAGES[500]) == (response.status_code, response.text)
    assert [500] == [fields["status"] for fields in lines(caplog)]


def test_nothing_personal_is_logged(app: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    """Neither tokens nor passwords, queries, bodies or unknown paths are in any line."""
    caplog.set_level(logging.DEBUG)
    secrets = [PASSWORD, token(app, "owner"), "Nadia", "01012345678", "nadia@example.com", "hidden"]
    with caller(app, "owner") as client:
        client.post("/api/auth/token/", json={"username": "owner", "password": PASSWORD})
        client.post("/api/teachers/", files=form({**TEACHER, "password": PASSWORD}))
        client.get("/api/students/", params={"search": "Nadia"})
        client.get("/api/hidden", params={"token": token(app, "owner")})
    written = "\n".join(map(str, (record.__dict__ for record in server_records(caplog))))

    assert len(lines(caplog)) == 4
    assert [] == [secret for secret in secrets if secret in written]


def server_records(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """Gives what the server logged, not the client."""
    return [
        record for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))
    ]
