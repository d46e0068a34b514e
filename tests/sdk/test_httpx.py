"""What is particular to httpx: how time reaches its sockets, and what users patch of it."""

import functools
import time
from collections.abc import Awaitable
from typing import Any

import httpx
import pytest
import respx

from siteowner_sdk import APIStatusError, APITimeoutError, AsyncSiteOwner, SiteOwner
from siteowner_sdk.core.request import Request
from siteowner_sdk.transports.failures import shown
from siteowner_sdk.transports.httpcore_pools import request_message
from siteowner_sdk.transports.httpx_library import httpx_library
from siteowner_sdk.transports.httpx_timeouts import BoundedBackend, TimeLeft
from tests.sdk import faults
from tests.sdk.examples import EXAMPLE_OF
from tests.sdk.fakes import BASE_URL
from tests.sdk.fault_server import fault_server

STATS = f"{BASE_URL}/dashboard/stats/"


def test_each_step_has_the_time_that_is_left() -> None:
    """Connecting, writing and reading together don't take longer than the timeout."""
    left, late, endless = dict(TimeLeft(5)), dict(TimeLeft(-5)), dict(TimeLeft(None))

    assert {"connect", "pool", "read", "write"} == set(left) == set(late)
    assert all(4 < seconds <= 5 for seconds in left.values() if seconds)
    assert all(0 < seconds < 0.1 for seconds in late.values() if seconds)
    assert {None} == set(endless.values())
    assert 4 == len(TimeLeft(0))


def test_what_was_asked_for_last_says_whether_anything_left() -> None:
    """Only who connects or waits for a connection has certainly sent nothing."""
    left = TimeLeft(5)
    told = []
    for step in ("pool", "connect", "write", "read"):
        _ = left[step]
        told.append(left.sent)

    assert TimeLeft(5).sent, "a library that never asks says nothing"
    assert [False, False, True, True] == told


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("illegal header line: bytearray(b'Set-Cookie : SECRET')", "illegal header line"),
        ('illegal chunk header: bytearray(b"SECRET")', "illegal chunk header"),
        ("illegal status line: b'SECRET'", "illegal status line"),
        ("not valid for 'school.lab'.", "not valid for 'school.lab'."),
        ("peer closed connection", "peer closed connection"),
    ],
)
def test_bytes_of_an_answer_are_not_shown(words: str, expected: str) -> None:
    """They may be tokens; what is said of them is shown."""
    assert expected == str(shown(httpx.RemoteProtocolError(words)))


def test_other_errors_are_shown_as_they_are() -> None:
    """The name of a file is no bytes of a server."""
    error = OSError("b'picture.png' ended early")

    assert error is shown(error)


class SlowStream:
    """A stream on which everything takes as long as it may."""

    def __init__(self) -> None:
        self.timeouts: list[float | None] = []

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Nothing."""
        self.timeouts.append(timeout)
        return b""

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Nothing."""
        self.timeouts.append(timeout)

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> "SlowStream":
        """The same."""
        self.timeouts.append(timeout)
        return self

    def close(self) -> None:
        """Nothing."""

    def get_extra_info(self, info: str) -> object:
        """The question."""
        return info


class SlowBackend:
    """A backend of slow streams."""

    def __init__(self) -> None:
        self.stream = SlowStream()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> SlowStream:
        """A connection."""
        self.stream.timeouts.append(timeout)
        return self.stream

    def sleep(self, seconds: float) -> None:
        """Nothing."""


def test_each_read_has_the_time_that_is_left() -> None:
    """One number, told once a step, shrinks with each use of the socket, and then is over."""
    left = TimeLeft(5)["read"]
    assert left is not None
    backend = SlowBackend()

    stream = BoundedBackend(backend).connect_tcp("x", 1, left)
    secured = stream.start_tls(None, None, left)  # type: ignore[arg-type]
    secured.read(1, left)
    secured.write(b"x", left)
    secured.read(1, 7.0)

    *bounded, plain = backend.stream.timeouts
    assert sorted(bounded, reverse=True, key=float) == bounded  # type: ignore[arg-type]
    assert len(set(bounded)) == len(bounded) == 4
    assert 7.0 == plain
    assert "x" == secured.get_extra_info("x")
    left.ends_at = time.monotonic()
    with pytest.raises(TimeoutError):
        secured.read(1, left)


@pytest.mark.parametrize(
    "url",
    [
        f"{BASE_URL}/teachers/7/",
        f"{BASE_URL}/teachers/?search=%D9%85+x&page=2",
        "http://127.0.0.1:8000/api/a%2Fb/",
        "http://[::1]:8000/api/",
        "https://مدرسة.example/api/",
        "HTTPS://School.example/api/",
        "http://x.example:80/مسار/",
        "http://x.example/a b/{c}|d%zz/",
        "http://x.example/a/../b/./c",
        "http://x.example/a/.hidden?x=/..",
        "http://x.example",
        "http://x.example?y",
    ],
)
@pytest.mark.parametrize("name", ["httpx", "httpx2"])
def test_a_url_goes_on_the_wire_as_httpx_writes_it(name: Any, url: str) -> None:
    """Those that nothing is to be encoded in, which it need not read, and all others."""
    library = httpx_library(name)
    expected = library.url(url)

    message = request_message(library, Request("x", "GET", url), None, TimeLeft(1))

    found = message.url
    assert (expected.raw_scheme, expected.raw_host) == (found.scheme, found.host)
    assert (expected.port, expected.raw_path) == (found.port, found.target)
    assert (b"Host", expected.netloc) == message.headers[0]


@pytest.mark.parametrize("name", ["httpx", "httpx2"])
async def test_what_is_patched_of_httpx_is_called(
    name: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tools put their own in the place of what sends in its transports, at any time."""
    library: Any = httpx_library(name)
    requests: list[Any] = []

    def answered(_transport: object, request: Any) -> Any:
        requests.append(request)
        return library.response(200, json=EXAMPLE_OF["dashboard_stats"])

    async def answered_async(transport: object, request: Any) -> Any:
        return answered(transport, request)

    with fault_server(faults.none) as server:
        own = await both(server.base_url, token="t", transport=name)
        with monkeypatch.context() as patch:
            patch.setattr(library.transport, "handle_request", answered)
            patch.setattr(library.async_transport, "handle_async_request", answered_async)
            patched = await both(server.base_url, token="t", transport=name)
        again = await both(server.base_url, token="t", transport=name)

    assert 4 == len(server.requests)
    assert ["DashboardStats"] * 6 == [type(each).__name__ for each in own + patched + again]
    assert [f"{server.base_url}/dashboard/stats/"] * 2 == [str(each.url) for each in requests]
    assert ["Bearer t"] * 2 == [each.headers["authorization"] for each in requests]


def test_what_was_patched_before_httpx_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A function in the place of the library's own is seen, and so is one around it."""
    send = httpx.HTTPTransport.handle_request

    @functools.wraps(send)
    def around(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        return send(transport, request)

    def other(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        return send(transport, request)

    seen = []
    for function in (send, around, other):
        monkeypatch.setattr(httpx.HTTPTransport, "handle_request", function)
        seen.append(httpx_library.__wrapped__("httpx").is_patched)

    assert [False, True, True] == seen


def test_what_is_put_around_a_function_is_not_that(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where it says that it is, as the wrappers of tracing tools do."""
    library = httpx_library("httpx")

    class Around:
        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 0

    seen = [library.is_patched]
    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", Around())

    assert [False, True] == [*seen, library.is_patched]


async def both(base_url: str = BASE_URL, **settings: Any) -> list[Any]:
    """What the statistics are for threads and for tasks: the answer, or the error."""
    outcomes: list[Any] = []
    with SiteOwner(base_url, max_retries=0, **settings) as threads:
        async with AsyncSiteOwner(base_url, max_retries=0, **settings) as tasks:
            for client in (threads, tasks):
                try:
                    outcome = client.dashboard.stats()
                    outcomes.append(await outcome if isinstance(outcome, Awaitable) else outcome)
                except Exception as error:  # noqa: BLE001 - the test looks at it
                    outcomes.append(error)
    return outcomes


@respx.mock
async def test_respx_stands_for_the_server() -> None:
    """Users' tests patch the default transport, though no httpx client is there."""
    route = respx.get(STATS).mock(httpx.Response(200, json=EXAMPLE_OF["dashboard_stats"]))

    first, second = await both(token="t")

    assert first == second
    assert ["Bearer t"] * 2 == [call.request.headers["Authorization"] for call in route.calls]


@respx.mock
async def test_respx_stands_for_a_broken_connection() -> None:
    """What it raises counts as sent, unless it is an error of connecting."""
    respx.get(STATS).mock(side_effect=httpx.ReadTimeout)
    late = await both()
    respx.get(STATS).mock(side_effect=httpx.ConnectError)
    refused = await both()

    assert [APITimeoutError] * 2 == [type(error) for error in late]
    assert [True, True, False, False] == [error.request_sent for error in [*late, *refused]]


@respx.mock
async def test_headers_of_an_answer_are_in_lower_case() -> None:
    """And those of one name are joined."""
    headers = [("X-Request-ID", "7"), ("Vary", "Origin"), ("vary", "Cookie"), ("X-A", "caf\xe9")]
    respx.get(STATS).mock(
        httpx.Response(
            418,
            headers=[(name.encode(), value.encode("latin-1")) for name, value in headers],
            json={"detail": "A teapot."},
        )
    )

    for error in await both():
        response = error.response
        assert ("7", "Origin, Cookie", "café") == (
            response.request_id,
            response.headers["vary"],
            response.headers["x-a"],
        )


@respx.mock
def test_a_redirect_is_not_followed() -> None:
    """Not even by a client that follows them: the credentials would go along."""
    respx.get(STATS).mock(httpx.Response(302, headers={"Location": "https://other.example/"}))
    with httpx.Client(follow_redirects=True) as http_client:
        client = SiteOwner(BASE_URL, token="t", http_client=http_client)

        with pytest.raises(APIStatusError, match=r"a redirect to https://other\.example/"):
            client.dashboard.stats()


@respx.mock
def test_the_settings_of_a_given_client_hold() -> None:
    """Its headers, cookies and hooks go along; those of the SDK come first."""
    seen: list[bytes] = []
    hooks = {"response": [lambda response: seen.append(response.read())]}
    route = respx.get(STATS).mock(httpx.Response(500, content=b"broken"))
    own = {"X-Tenant": "7", "Accept-Language": "fr"}
    with httpx.Client(headers=own, cookies={"k": "v"}, event_hooks=hooks) as http_client:
        client = SiteOwner(BASE_URL, http_client=http_client, max_retries=0)
        with pytest.raises(APIStatusError) as caught:
            client.dashboard.stats()

    sent = route.calls.last.request.headers
    assert ("7", "k=v", "en") == (sent["X-Tenant"], sent["Cookie"], sent["Accept-Language"])
    assert [b"broken"] == seen
    assert b"broken" == caught.value.response.content
