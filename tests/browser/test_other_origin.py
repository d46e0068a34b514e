"""A frontend of another origin calls a reference server: CORS as a real browser enforces it."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.reference_server.conftest import PASSWORD
from tests.reference_server.served import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

LIBRARY = Path(__file__).parents[2] / "node_modules" / "openapi-fetch" / "dist" / "index.mjs"
FILES = {
    "/": ("text/html", b"<!doctype html><title>frontend</title><link rel=icon href=data:,>"),
    "/openapi-fetch.mjs": ("text/javascript", LIBRARY.read_bytes()),
}
CALLS = """async ({ baseUrl, username, password }) => {
  const { default: createClient } = await import("/openapi-fetch.mjs");
  const api = createClient({ baseUrl });
  const login = await api.POST("/auth/token/", { body: { username, password } });
  const authorization = `Bearer ${login.data.access}`;
  api.use({ onRequest: ({ request }) => request.headers.set("Authorization", authorization) });
  const params = { path: { id: 1 } };
  const body = new FormData();
  body.append("profile_picture", new Blob(["no picture"], { type: "image/png" }));
  const listed = await api.GET("/teachers/");
  const refused = await api.PATCH("/teachers/{id}/", { params, body });
  const missing = await api.DELETE("/courses/{id}/", { params: { path: { id: 999999 } } });
  const stranger = await createClient({ baseUrl }).GET("/teachers/");
  return {
    count: listed.data.count,
    named: listed.response.headers.get("X-Request-ID") !== null,
    statuses: [refused, missing, stranger].map((each) => each.response.status),
    fields: Object.keys(refused.error),
    scheme: stranger.response.headers.get("WWW-Authenticate")?.split(" ")[0],
  };
}"""
ASK = "url => fetch(url).then(answer => answer.status, error => error.message)"


class Files(BaseHTTPRequestHandler):
    """Answers with the files of the frontend."""

    def do_GET(self) -> None:
        """Gives a file."""
        media_type, content = FILES[self.path]
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def frontend() -> Iterator[str]:
    """Serves the frontend on a port of its own; gives its origin."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Files) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def origin() -> Iterator[str]:
    """Where the frontend is."""
    with frontend() as origin:
        yield origin


def test_a_page_that_is_allowed_calls(open_page: OpenPage, origin: str, tmp_path: Path) -> None:
    """Log-in, a list, a form, a deletion and refusals reach the page, with headers to read."""
    database = f"sqlite:///{tmp_path / 'siteowner.sqlite3'}"
    with served(database, tmp_path, "--cors-origin", origin) as server:
        page = open_page()
        page.goto(origin)
        account = {"baseUrl": server.base_url, "username": "owner", "password": PASSWORD}
        seen: dict[str, Any] = page.evaluate(CALLS, account)
        with server.owner() as owner:
            count = owner.get("/teachers/").json()["count"]

    assert {
        "count": count,
        "named": True,
        "statuses": [400, 404, 401],
        "fields": ["profile_picture"],
        "scheme": "Bearer",
    } == seen


def test_a_page_of_another_origin_is_kept_out(
    browser: Browser, origin: str, tmp_path: Path
) -> None:
    """The browser keeps every answer from a page that was not named, a refusal as well."""
    database = f"sqlite:///{tmp_path / 'siteowner.sqlite3'}"
    with (
        served(database, tmp_path, "--cors-origin", "http://localhost:5173") as server,
        browser.new_context() as context,
    ):
        page = context.new_page()
        page.goto(origin)

        assert page.evaluate(ASK, f"{server.base_url}/teachers/") == "Failed to fetch"
