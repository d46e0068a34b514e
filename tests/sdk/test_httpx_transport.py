"""Sending by httpx, over real sockets where time and breaking connections count."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import respx

from siteowner_sdk import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    AsyncSiteOwner,
    SiteOwner,
)
from siteowner_sdk.core.files import CHUNK_SIZE
from siteowner_sdk.transports.httpx_transport import _TimeLeft
from tests.sdk.examples import EXAMPLE_OF, form_parts
from tests.sdk.fakes import BASE_URL

PNG = b"\x89PNG\r\n\x1a\n"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"


@contextmanager
def server(behave: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that does one thing with each connection; gives its base URL."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_accept, args=(listener, behave), daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/api"
        listener.shutdown(socket.SHUT_RDWR)


def _accept(listener: socket.socket, behave: Callable[[socket.socket], None]) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection:
            connection.recv(65536)
            try:
                behave(connection)
            except OSError:
                continue


def drip(connection: socket.socket) -> None:
    """An answer of which a byte comes every 20 ms."""
    connection.sendall(HEAD)
    for _ in range(200):
        connection.sendall(b" ")
        time.sleep(0.02)


def reset(_: socket.socket) -> None:
    """No answer at all."""


def cut_short(connection: socket.socket) -> None:
    """An answer that ends before its time."""
    connection.sendall(HEAD + b'{"total')


def closed_port() -> str:
    """A base URL where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    return f"http://127.0.0.1:{port}/api"


def test_a_dripping_body_does_not_outlive_the_timeout() -> None:
    """The timeout bounds the whole attempt, though each byte comes in time."""
    started = time.monotonic()
    with (
        server(drip) as url,
        SiteOwner(url, timeout=0.2, max_retries=0) as client,
        pytest.raises(APITimeoutError, match=r"dashboard_stats .* within 0\.2 s") as caught,
    ):
        client.dashboard.stats()

    assert time.monotonic() - started < 1.0
    assert caught.value.request_sent


async def test_a_dripping_body_does_not_outlive_the_timeout_of_a_task() -> None:
    """The same for tasks."""
    started = time.monotonic()
    with server(drip) as url:
        async with AsyncSiteOwner(url, timeout=0.2, max_retries=0) as client:
            with pytest.raises(APITimeoutError):
                await client.dashboard.stats()

    assert time.monotonic() - started < 1.0


def test_each_step_has_the_time_that_is_left() -> None:
    """Connecting, writing and reading together don't take longer than the timeout."""
    left = dict(_TimeLeft(time.monotonic() + 5))
    late = dict(_TimeLeft(time.monotonic() - 5))

    assert {"connect", "pool", "read", "write"} == set(left) == set(late)
    assert all(4 < seconds <= 5 for seconds in left.values())
    assert all(0 < seconds < 0.1 for seconds in late.values())
    assert 4 == len(_TimeLeft(0))


@pytest.mark.parametrize("behave", [reset, cut_short])
def test_a_connection_that_breaks(behave: Callable[[socket.socket], None]) -> None:
    """Without a whole answer it can't be known whether the request was carried out."""
    with (
        server(behave) as url,
        SiteOwner(url, max_retries=0) as client,
        pytest.raises(APIConnectionError, match="No answer to dashboard_stats") as caught,
    ):
        client.dashboard.stats()

    assert caught.value.request_sent
    assert not isinstance(caught.value, APITimeoutError)


@pytest.mark.parametrize("behave", [reset, cut_short])
async def test_a_connection_that_breaks_under_a_task(
    behave: Callable[[socket.socket], None],
) -> None:
    """The same for tasks."""
    with server(behave) as url:
        async with AsyncSiteOwner(url, max_retries=0) as client:
            with pytest.raises(APIConnectionError) as caught:
                await client.dashboard.stats()

    assert caught.value.request_sent


async def test_a_connection_that_is_refused() -> None:
    """Then it is certain that nothing was sent."""
    url = closed_port()
    with SiteOwner(url, max_retries=0) as client, pytest.raises(APIConnectionError) as caught:
        client.courses.delete(1)
    async with AsyncSiteOwner(url, max_retries=0) as async_client:
        with pytest.raises(APIConnectionError) as async_caught:
            await async_client.courses.delete(1)

    assert [False, False] == [caught.value.request_sent, async_caught.value.request_sent]


async def test_a_cancelled_call_stays_cancelled() -> None:
    """Cancelling a task is no timeout and no connection error."""
    with server(drip) as url:
        async with AsyncSiteOwner(url, max_retries=5) as client:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.1):
                    await client.dashboard.stats()


@pytest.mark.parametrize("size", [0, 3 * CHUNK_SIZE])
async def test_a_path_is_uploaded_by_threads_and_tasks(size: int, tmp_path: Path) -> None:
    """The file arrives whole, with its length told and not in chunks."""
    path = tmp_path / "cover.png"
    path.write_bytes(PNG + bytes(size))
    received: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        received.append(request)
        return httpx.Response(200, json=EXAMPLE_OF["courses_update"])

    with httpx.Client(transport=httpx.MockTransport(handler)) as http_client:
        SiteOwner(BASE_URL, http_client=http_client).courses.update(1, cover_picture=path)
    async with httpx.AsyncClient(transport=httpx.MockTransport(handler)) as async_http_client:
        client = AsyncSiteOwner(BASE_URL, http_client=async_http_client)
        await client.courses.update(1, cover_picture=path)

    for request in received:
        (part,) = form_parts(request.headers["Content-Type"], request.content)
        assert path.read_bytes() == part.get_payload(decode=True)
        assert "cover.png" == part.get_filename()
        assert str(len(request.content)) == request.headers["Content-Length"]
        assert "Transfer-Encoding" not in request.headers


@respx.mock
def test_a_redirect_is_not_followed() -> None:
    """Not even by a client that follows them: the credentials would go along."""
    respx.get(f"{BASE_URL}/dashboard/stats/").mock(
        httpx.Response(302, headers={"Location": "https://other.example/"})
    )
    with httpx.Client(follow_redirects=True) as http_client:
        client = SiteOwner(BASE_URL, token="t", http_client=http_client)

        with pytest.raises(APIStatusError, match=r"a redirect to https://other\.example/"):
            client.dashboard.stats()


@respx.mock
def test_an_answer_is_decompressed_and_its_headers_are_in_lower_case() -> None:
    """What the transport gives is plain."""
    respx.get(f"{BASE_URL}/dashboard/stats/").mock(
        httpx.Response(418, headers={"X-Request-ID": "7"}, json={"detail": "A teapot."})
    )
    with SiteOwner(BASE_URL) as client, pytest.raises(APIStatusError, match="A teapot") as caught:
        client.dashboard.stats()

    assert "7" == caught.value.response.headers["x-request-id"]


@respx.mock
def test_the_settings_of_a_given_client_hold() -> None:
    """Its headers and cookies go along; those of the SDK come first."""
    route = respx.get(f"{BASE_URL}/dashboard/stats/").mock(httpx.Response(500))
    own = {"X-Tenant": "7", "Accept-Language": "fr"}
    with httpx.Client(headers=own, cookies={"k": "v"}) as http_client:
        client = SiteOwner(BASE_URL, http_client=http_client, max_retries=0)
        with pytest.raises(APIStatusError):
            client.dashboard.stats()

    sent = route.calls.last.request.headers
    assert ("7", "k=v", "en") == (sent["X-Tenant"], sent["Cookie"], sent["Accept-Language"])
