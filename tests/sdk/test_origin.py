"""Credentials never leave the client's origin."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

import httpx
import pytest

from siteowner_sdk import APIStatusError, AsyncSiteOwner, Response, SiteOwner
from siteowner_sdk.core.request import prepare
from siteowner_sdk.operations import TEACHERS_RETRIEVE
from tests.sdk.fakes import BASE_URL, AsyncFakeTransport, FakeTransport, answer
from tests.sdk.ways import Way

PAGE: dict[str, object] = {"count": 2, "previous": None, "results": []}

FOREIGN_NEXT = (
    "https://evil.example/api/students/?page=2",
    "http://school.example/api/students/?page=2",
    "https://school.example:8443/api/students/?page=2",
    "https://owner:secret@school.example/api/students/?page=2",
    "https://school.example/api/../admin/?page=2",
    "https://school.example/api/teachers/?page=2",
    "//evil.example/?page=2",
    "/elsewhere?page=2",
    "?page=2",
    "javascript:alert(1)?page=2",
    "https://school.example@evil.example/api/students/?page=2#fragment",
)


def two_pages(following: str) -> list[Response]:
    """A page whose next one is said to be elsewhere, and the last page."""
    return [answer({**PAGE, "next": following}), answer({**PAGE, "next": None})]


@pytest.mark.parametrize("following", FOREIGN_NEXT)
async def test_of_the_next_page_only_the_query_is_used(following: str) -> None:
    """Wherever `next` leads, the request goes to the path of the first and takes its query."""
    pages, async_pages = iter(two_pages(following)), iter(two_pages(following))
    transport = FakeTransport(lambda _: next(pages))
    async_transport = AsyncFakeTransport(lambda _: next(async_pages))

    list(SiteOwner(BASE_URL, token="t", transport=transport).students.list())
    listing = AsyncSiteOwner(BASE_URL, token="t", transport=async_transport).students.list()
    assert [] == [student async for student in listing]

    expected = [f"{BASE_URL}/students/", f"{BASE_URL}/students/?page=2"]
    assert expected == [request.url for request in transport.requests]
    assert expected == [request.url for request in async_transport.requests]


@pytest.mark.parametrize(
    "template",
    [
        "https://evil.example/teachers/{id}/",
        "//evil.example/teachers/{id}/",
        "http:/evil.example/teachers/{id}/../",
        "/../admin/{id}/",
        "/teachers/./{id}/",
        "../{id}",
        "/teachers/{id}/?token=x",
        "/teachers/{id}/#x",
        "\\\\evil.example\\{id}",
        "/teachers/%2e%2e/{id}/",
        "/teachers/{id}/\r\nHost: evil.example",
        "/tea chers/{id}/",
    ],
)
def test_a_route_is_a_path_below_the_base_url(template: str) -> None:
    """A route table can't send credentials elsewhere, nor climb out of the base URL's path."""
    with pytest.raises(ValueError, match="must be a path below the base URL"):
        SiteOwner(BASE_URL, token="t", routes={"teachers_retrieve": template})


@pytest.mark.parametrize("path_id", ["..", "."])
def test_an_id_can_not_climb(path_id: str) -> None:
    """A segment of dots is another path to a proxy."""
    with pytest.raises(ValueError, match="is part of the path"):
        prepare(TEACHERS_RETRIEVE, path={"id": path_id})


@pytest.mark.parametrize("path_id", ["../../admin", "7?x=1", "7#x", "//evil.example", "%2e%2e"])
def test_an_id_is_one_segment(path_id: str) -> None:
    """Whatever is given for an id stays one segment of the path."""
    transport = FakeTransport(lambda _: answer({"detail": "Not found."}, 404))

    with pytest.raises(APIStatusError):
        SiteOwner(BASE_URL, transport=transport).teachers.retrieve(
            path_id,  # type: ignore[arg-type]
        )

    url = urlsplit(transport.requests[0].url)
    assert ("https", "school.example", "") == (url.scheme, url.netloc, url.query + url.fragment)
    assert ["", "api", "teachers", ""] == url.path.split("/")[:3] + url.path.split("/")[4:]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_are_not_followed(status: int, way: Way) -> None:
    """A redirect is an error that names where it leads to, and nothing goes there."""
    with serving(204, "") as elsewhere, serving(status, elsewhere.url) as server:
        async with way.client(server.url, token="secret") as client:
            with pytest.raises(APIStatusError, match=f"a redirect to {elsewhere.url}") as caught:
                await way.result(client.courses.delete(7))

    assert status == caught.value.status_code
    assert [] == elsewhere.authorizations
    assert ["Bearer secret"] == server.authorizations


async def test_redirects_are_not_followed_by_a_client_handed_in() -> None:
    """A client that follows redirects otherwise does not do so here."""
    with serving(204, "") as elsewhere, serving(302, elsewhere.url) as server:
        with (
            httpx.Client(follow_redirects=True) as following,
            pytest.raises(APIStatusError, match="which is not followed"),
        ):
            SiteOwner(server.url, token="secret", http_client=following).dashboard.stats()
        async with httpx.AsyncClient(follow_redirects=True) as async_following:
            client = AsyncSiteOwner(server.url, token="secret", http_client=async_following)
            with pytest.raises(APIStatusError, match="which is not followed"):
                await client.dashboard.stats()

    assert [] == elsewhere.authorizations
    assert ["Bearer secret"] * 2 == server.authorizations


async def test_no_transport_logs_whom_somebody_looks_for(
    way: Way, caplog: pytest.LogCaptureFixture
) -> None:
    """With every logger of the program at DEBUG, neither a query nor a token is in any record."""
    caplog.set_level(logging.DEBUG)
    with serving(302, "/elsewhere") as server:
        async with way.client(server.url, token="5ecret") as client:
            with pytest.raises(APIStatusError):
                await way.items(client.students.list(search="+20 5ecret"))

    assert "GET students_list: 302" in caplog.text
    assert "5ecret" not in "".join(repr(vars(record)) for record in caplog.records)


def test_credentials_are_not_given_as_a_header() -> None:
    """A header of one's own would go along with the client's credentials, or in their place."""
    with pytest.raises(ValueError, match="Pass credentials by auth="):
        SiteOwner(BASE_URL, headers={"authorization": "Bearer secret"})


@dataclass
class Server:
    """A server on a free port, and the credentials that have come to it."""

    url: str
    authorizations: list[str | None]


@contextmanager
def serving(status: int, location: str) -> Iterator[Server]:
    """A server that gives each request this answer."""
    authorizations: list[str | None] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            authorizations.append(self.headers["Authorization"])
            self.send_response(status)
            self.send_header("Location", location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_DELETE(self) -> None:
            self.do_GET()

        def log_message(self, *arguments: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield Server(f"http://127.0.0.1:{server.server_port}", authorizations)
        server.shutdown()
        thread.join()
