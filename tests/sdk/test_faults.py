"""Each fault of a server, over each transport: the documented error or success, and no more.

The server counts what arrives. What may have changed something arrives once, unless it was refused
unhandled (429) or its caller said that it is idempotent.
"""

import asyncio
import datetime as dt
import io
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from siteowner_sdk import (
    APIConnectionError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    Hook,
    InternalServerError,
    RateLimitError,
    RequestInfo,
    SiteOwner,
    SiteOwnerError,
)
from siteowner_sdk import client as client_module
from siteowner_sdk.core.call import Chance
from siteowner_sdk.core.files import CHUNK_SIZE
from tests.sdk import faults
from tests.sdk.examples import EXAMPLE_OF
from tests.sdk.fault_server import Fault, FaultServer, certified, fault_server
from tests.sdk.ways import Way

CALLS: dict[str, Callable[[Any], Any]] = {
    "GET": lambda client: client.dashboard.stats(),
    "POST": lambda client: client.recharge_codes.create(course=1, value="5.00"),
    "PUT": lambda client: client.courses.replace(
        1, name="Optics", teacher=1, grade=1, cover_picture=b"GIF89a", idempotent=True
    ),
}

# Of each fault: what GET and PUT end with and how often they arrive, and the same of POST, with two
# retries at most, and one where each attempt takes its whole time.
Ending = tuple[type[SiteOwnerError] | None, int]
EXPECTED: dict[Fault, tuple[Ending, Ending]] = {
    faults.none: ((None, 1), (None, 1)),
    faults.closes_unasked: ((None, 1), (None, 1)),
    faults.no_answer: ((APIConnectionError, 3), (APIConnectionError, 1)),
    faults.reset_before: ((APIConnectionError, 3), (APIConnectionError, 1)),
    faults.reset_amid: ((APIConnectionError, 3), (APIConnectionError, 1)),
    faults.short_body: ((APIConnectionError, 3), (APIConnectionError, 1)),
    faults.short_chunks: ((APIConnectionError, 3), (APIConnectionError, 1)),
    faults.no_http: ((APIConnectionError, 3), (APIConnectionError, 1)),
    faults.broken_gzip: ((APIConnectionError, 3), (APIConnectionError, 1)),
    faults.silent: ((APITimeoutError, 2), (APITimeoutError, 1)),
    faults.silent_amid: ((APITimeoutError, 2), (APITimeoutError, 1)),
    faults.dripping_headers: ((APITimeoutError, 2), (APITimeoutError, 1)),
    faults.dripping_body: ((APITimeoutError, 2), (APITimeoutError, 1)),
    faults.bad_gateway: ((InternalServerError, 3), (InternalServerError, 1)),
    faults.html: ((APIResponseValidationError, 1), (APIResponseValidationError, 1)),
    faults.broken_json: ((APIResponseValidationError, 1), (APIResponseValidationError, 1)),
    faults.invalid_utf8: ((APIResponseValidationError, 1), (APIResponseValidationError, 1)),
    faults.throttled: ((None, 2), (None, 2)),
    faults.throttled_till: ((None, 2), (None, 2)),
    faults.throttled_long: ((RateLimitError, 1), (RateLimitError, 1)),
    faults.unavailable_twice: ((None, 3), (InternalServerError, 1)),
    faults.gzipped: ((None, 1), (None, 1)),
    faults.deflated: ((None, 1), (None, 1)),
    faults.chunked: ((None, 1), (None, 1)),
    faults.hinted: ((None, 1), (None, 1)),
    faults.until_closed: ((None, 1), (None, 1)),
}
TIMEOUT = 0.25


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries follow at once."""
    chance = client_module.CHANCE
    monkeypatch.setattr(
        client_module, "CHANCE", Chance(chance.clock, lambda: dt.datetime.now(dt.UTC), lambda: 0.0)
    )


@asynccontextmanager
async def facing(fault: Fault, way: Way, **settings: Any) -> AsyncIterator[tuple[FaultServer, Any]]:
    """A server with a fault, and a client of it."""
    with fault_server(fault) as server:
        async with way.client(server.base_url, token="t", **settings) as client:
            yield server, client


async def ending(way: Way, call: Any) -> tuple[type[BaseException] | None, Any]:
    """The kind of error that a call ends with, and the error or the answer."""
    try:
        return None, await way.result(call())
    except SiteOwnerError as error:
        return type(error), error


@pytest.mark.parametrize("method", CALLS)
@pytest.mark.parametrize("fault", EXPECTED, ids=lambda fault: fault.__name__)
async def test_each_fault(fault: Fault, method: str, way: Way) -> None:
    """Each ends as documented, and arrives as often as documented."""
    error, arrivals = EXPECTED[fault][method == "POST"]
    timeout, max_retries = (TIMEOUT, 1) if error is APITimeoutError else (10.0, 2)
    settings = {"timeout": timeout, "max_retries": max_retries}
    async with facing(fault, way, **settings) as (server, client):
        kind, outcome = await ending(way, lambda: CALLS[method](client))

    assert (error, arrivals) == (kind, len(server.requests)), outcome
    assert {method} == {request.method for request in server.requests}
    assert 1 == len({request.body.partition(b"\r\n")[2] for request in server.requests})
    if isinstance(outcome, APIConnectionError):
        assert outcome.request_sent
        assert not str(outcome).endswith(": ")  # it says why
    if isinstance(outcome, SiteOwnerError):
        assert error is not None
        assert "Bearer" not in repr(outcome.request)


@pytest.mark.parametrize("method", CALLS)
async def test_nobody_listens(method: str, way: Way) -> None:
    """Then it is certain that nothing was sent, so that even a POST is tried again."""
    with fault_server(faults.none) as server:
        url = server.base_url
    async with way.client(url, token="t") as client:
        kind, error = await ending(way, lambda: CALLS[method](client))

    assert (APIConnectionError, False, 2) == (kind, error.request_sent, error.retries)


async def test_a_connection_that_does_not_come_about_in_time(way: Way) -> None:
    """Then too nothing was sent, whatever the method."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        address = listener.getsockname()
        for _ in range(3):  # whoever comes after these is not let in
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(address)
        url = f"http://127.0.0.1:{address[1]}/api"
        async with way.client(url, token="t", timeout=TIMEOUT, max_retries=1) as client:
            kind, error = await ending(way, lambda: CALLS["POST"](client))

    assert (APITimeoutError, False, 1) == (kind, error.request_sent, error.retries)


@pytest.mark.parametrize("fault", [faults.stale, faults.stale_reset])
@pytest.mark.parametrize(
    ("method", "error", "arrivals"),
    [
        ("GET", None, 2),
        ("PUT", None, 2),
        ("POST", APIConnectionError, 1),
        ("DELETE", APIConnectionError, 1),
        ("PATCH", APIConnectionError, 1),
    ],
)
async def test_an_idle_connection_closes_as_the_next_request_comes(
    fault: Fault, method: str, error: type[Exception] | None, arrivals: int, way: Way
) -> None:
    """No library sends again by itself what its caller did not call idempotent."""
    calls = CALLS | {
        "DELETE": lambda client: client.courses.delete(1),
        "PATCH": lambda client: client.courses.update(1, name="Optics"),
    }
    async with facing(fault, way) as (server, client):
        await way.result(client.dashboard.stats())
        kind, outcome = await ending(way, lambda: calls[method](client))

    assert error is kind, outcome
    assert ["GET", *[method] * arrivals] == [request.method for request in server.requests]


async def test_an_idle_connection_that_is_closed_is_not_used(way: Way) -> None:
    """Once its end is noticed, even a POST goes by a new one."""
    async with facing(faults.closes_unasked, way) as (server, client):
        await way.result(client.dashboard.stats())
        await asyncio.sleep(0.05)
        await way.result(CALLS["POST"](client))

    assert (["GET", "POST"], 2) == (
        [request.method for request in server.requests],
        server.connections,
    )


@pytest.mark.parametrize("method", CALLS)
@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary"])
async def test_a_redirect_to_another_origin(status: str, method: str, way: Way) -> None:
    """It is an error, and nothing arrives there: no credentials and no request at all."""
    with fault_server(faults.none) as other:
        fault = faults.redirect_to(other.base_url, status)
        async with facing(fault, way) as (server, client):
            kind, error = await ending(way, lambda: CALLS[method](client))

    assert (APIStatusError, int(status[:3])) == (kind, error.status_code)
    assert f"a redirect to {other.base_url}/elsewhere/" in str(error)
    assert (1, 0) == (len(server.requests), other.connections)


@pytest.mark.parametrize("fault", [faults.body_after_204, faults.chunks_after_204])
async def test_a_body_after_a_204_is_nobodys(fault: Fault, way: Way) -> None:
    """The next call gets its own answer, and not what a server sent where no body can be."""
    async with facing(fault, way) as (server, client):
        await way.result(client.courses.delete(1))
        code = await way.result(CALLS["POST"](client))

    assert EXAMPLE_OF["recharge_codes_create"]["code"] == code.code
    assert ["DELETE", "POST"] == [request.method for request in server.requests]


@pytest.mark.parametrize("transport", ["httpx", "httpx2"])
def test_a_body_after_a_204_breaks_nobody_elses_call(transport: Any) -> None:
    """The end of that connection is not the end of a call that another thread makes."""
    with (
        fault_server(faults.body_after_204) as server,
        SiteOwner(server.base_url, transport=transport, max_retries=0) as client,
        ThreadPoolExecutor(12) as threads,
    ):

        def both(_: int) -> None:
            client.courses.delete(1)
            client.dashboard.stats()

        list(threads.map(both, range(120)))

    assert 240 == len(server.requests)


async def test_a_large_head(way: Way) -> None:
    """Long headers, and many of them, are taken alike by all."""
    async with facing(faults.large_head, way) as (_, client):
        await way.result(client.dashboard.stats())


async def test_no_error_names_what_was_asked(way: Way) -> None:
    """Neither the error nor what it came of shows a query, or what the server sent."""
    async with facing(faults.no_status, way, max_retries=0) as (_, client):
        with pytest.raises(APIConnectionError, match="No answer to teachers_list") as caught:
            await way.items(client.teachers.list(search="0100-secret"))

    shown = f"{caught.value} {caught.value.__cause__} {caught.value.__context__}"
    assert "search" not in shown
    assert "0100-secret" not in shown


async def test_an_ordinary_error_is_shown_whole(way: Way) -> None:
    """What looks like bytes within a word is none: a host or a file of that name."""
    tls, trusting = certified("school.lab")
    with fault_server(faults.none, tls) as server:
        async with way.client(server.base_url, verify=trusting, max_retries=0) as client:
            kind, error = await ending(way, client.dashboard.stats)

    assert (APIConnectionError, False) == (kind, error.request_sent)
    assert "certificate" in str(error)
    assert str(error.__cause__) in str(error)


@pytest.mark.parametrize("seconds", [1e12, float("inf")])
async def test_a_timeout_may_be_far_away(seconds: float, way: Way) -> None:
    """Longer than a socket can wait is without end."""
    async with facing(faults.none, way, timeout=seconds) as (_, client):
        await way.result(client.dashboard.stats())


async def test_a_timeout_is_exact(way: Way) -> None:
    """It ends the attempt in time, whatever drips."""
    for fault in (faults.dripping_headers, faults.dripping_body, faults.silent_amid):
        async with facing(fault, way, timeout=0.3, max_retries=0) as (_, client):
            started = time.monotonic()
            kind, _ = await ending(way, lambda client=client: client.dashboard.stats())
            took = time.monotonic() - started

        assert APITimeoutError is kind
        assert 0.29 < took < 1.0


async def test_no_time_at_all(way: Way) -> None:
    """It is over at once, and not without end."""
    async with facing(faults.silent, way, timeout=0, max_retries=0) as (_, client):
        started = time.monotonic()
        kind, _ = await ending(way, client.dashboard.stats)

    assert APITimeoutError is kind
    assert time.monotonic() - started < 1.0


async def test_what_is_sent(way: Way) -> None:
    """Every transport puts the same on the wire."""
    async with facing(faults.none, way) as (server, client):
        await way.result(client.dashboard.stats())
        await way.result(CALLS["PUT"](client))

    got, put = server.requests
    host = server.base_url.removeprefix("http://").removesuffix("/api")
    everywhere = {
        "host": host,
        "accept": "application/json",
        "accept-encoding": "gzip, deflate",
        "accept-language": "en",
        "authorization": "Bearer t",
        "user-agent": client_module._user_agent(),
    }
    assert everywhere == {k: v for k, v in got.headers.items() if k != "connection"}
    of_body = {"content-type", "content-length"}
    assert set(everywhere) | of_body == set(put.headers) - {"connection"}
    assert put.headers["content-length"] == str(len(put.body))


async def test_an_upload_that_nobody_reads(way: Way, tmp_path: Path) -> None:
    """Writing too ends in time."""
    picture = tmp_path / "large.png"
    with picture.open("wb") as file:
        file.truncate(64 * 1024 * 1024)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/api"
        async with way.client(url, timeout=0.5, max_retries=0) as client:
            started = time.monotonic()
            kind, error = await ending(way, lambda: client.courses.update(1, cover_picture=picture))

    assert (APITimeoutError, True) == (kind, error.request_sent)
    assert time.monotonic() - started < 2.0


async def test_an_upload_that_is_read_slowly(way: Way) -> None:
    """Writing from memory ends in time too, though some of it goes on all the while."""
    picture, done = bytes(32 * 1024 * 1024), threading.Event()

    def read_slowly(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            while not done.wait(0.005):
                connection.recv(64 * 1024)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
        reading = threading.Thread(target=read_slowly, args=(listener,))
        reading.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/api"
        async with way.client(url, timeout=0.5, max_retries=0) as client:
            started = time.monotonic()
            kind, error = await ending(way, lambda: client.courses.update(1, cover_picture=picture))
            took = time.monotonic() - started
        done.set()
        reading.join()

    assert (APITimeoutError, True) == (kind, error.request_sent)
    assert took < 2.0


async def test_a_file_that_goes_away_before_it_is_sent(way: Way, tmp_path: Path) -> None:
    """It was looked at when the call began; what can't be read now is an error of the SDK."""
    picture = tmp_path / "a.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))

    class Removing(Hook):
        def on_request(self, request: RequestInfo, /) -> None:
            picture.unlink()

    async with facing(faults.none, way, max_retries=0, hooks=[Removing()]) as (server, client):
        kind, error = await ending(way, lambda: client.courses.update(1, cover_picture=picture))

    assert APIConnectionError is kind
    assert "a.png can't be read" in str(error)
    for request in server.requests:
        assert len(request.body) < int(request.headers["content-length"])


class Shrinking(io.BytesIO):
    """A file that has less and less in it."""

    def __init__(self) -> None:
        super().__init__(bytes(8 * CHUNK_SIZE))
        self.reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Some of it; from the fifth time on nothing."""
        self.reads += 1
        return super().read(size) if self.reads < 5 else b""


async def test_a_file_that_shrinks_while_it_is_sent(way: Way) -> None:
    """The error is one of the SDK, says so, and the server does not get a part for the whole."""
    async with facing(faults.none, way, max_retries=0) as (server, client):
        kind, error = await ending(way, lambda: client.courses.update(1, cover_picture=Shrinking()))

    assert (APIConnectionError, True) == (kind, error.request_sent)
    assert "cover_picture ended" in str(error)
    assert [] == [request for request in server.requests if len(request.body) > 8 * CHUNK_SIZE]


async def test_a_refusal_before_the_upload_is_over(way: Way, tmp_path: Path) -> None:
    """The server's words are read, though it answers amid the request."""
    picture = tmp_path / "large.png"
    with picture.open("wb") as file:
        file.truncate(8 * 1024 * 1024)
    with fault_server(faults.none, early=faults.too_large) as server:
        async with way.client(server.base_url) as client:
            kind, error = await ending(way, lambda: client.courses.update(1, cover_picture=picture))

    assert (APIStatusError, 413, "Too large.") == (kind, error.status_code, error.detail)
    assert 1 == server.connections
