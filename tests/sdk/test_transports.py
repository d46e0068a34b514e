"""What every transport does, over real sockets where bytes and threads count."""

import asyncio
import gc
import ssl
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import httpx2
import pytest

from siteowner_sdk import APIConnectionError, AsyncSiteOwner, SiteOwner
from siteowner_sdk.core.files import CHUNK_SIZE
from siteowner_sdk.transports.choice import Connection
from siteowner_sdk.transports.httpx_library import httpx_library, ssl_context
from tests.sdk import faults
from tests.sdk.examples import form_parts
from tests.sdk.fakes import BASE_URL, AsyncFakeTransport, FakeTransport, script
from tests.sdk.fault_server import certified, fault_server
from tests.sdk.ways import Way

PNG = b"\x89PNG\r\n\x1a\n"
CONNECTION = Connection(BASE_URL, None, verify=True)


@pytest.mark.parametrize("size", [0, 3 * CHUNK_SIZE])
async def test_a_path_is_uploaded(size: int, way: Way, tmp_path: Path) -> None:
    """The file arrives whole, with its length told and not in chunks, under its Arabic name."""
    path = tmp_path / "غلاف.png"
    path.write_bytes(PNG + bytes(size))
    with fault_server(faults.none) as server:
        async with way.client(server.base_url) as client:
            await way.result(client.courses.update(1, name="بصريات", cover_picture=path))

    (request,) = server.requests
    name, picture = form_parts(request.headers["content-type"], request.body)
    assert "بصريات".encode() == name.get_payload(decode=True)
    assert path.read_bytes() == picture.get_payload(decode=True)
    assert "transfer-encoding" not in request.headers


async def test_a_cancelled_call_stays_cancelled() -> None:
    """Cancelling a task is no timeout and no connection error, and the client goes on."""
    for transport in ("httpx", "httpx2", "aiohttp"):
        with fault_server(faults.silent_at_first) as server:
            async with AsyncSiteOwner(server.base_url, transport=transport) as client:
                with pytest.raises(TimeoutError):
                    async with asyncio.timeout(0.1):
                        await client.dashboard.stats()
                await client.dashboard.stats()

        assert 2 == len(server.requests)


async def test_connections_are_kept(way: Way) -> None:
    """One after the other, calls share a connection."""
    with fault_server(faults.none) as server:
        async with way.client(server.base_url) as client:
            for _ in range(3):
                await way.result(client.dashboard.stats())

    assert (3, 1) == (len(server.requests), server.connections)


@pytest.mark.parametrize("transport", ["httpx", "httpx2"])
def test_threads_share_a_client(transport: Any) -> None:
    """Each gets its own answer."""
    with (
        fault_server(faults.none) as server,
        SiteOwner(server.base_url, transport=transport) as client,
        ThreadPoolExecutor(8) as threads,
    ):
        kinds = list(
            threads.map(
                lambda number: (
                    client.dashboard.stats() if number % 2 else client.courses.update(1, name="x")
                ),
                range(40),
            )
        )

    assert ["Course", "DashboardStats"] * 20 == [type(kind).__name__ for kind in kinds]
    assert 40 == len(server.requests)


async def test_after_close(way: Way) -> None:
    """A client can be closed twice, and says so when it is used after it."""
    with fault_server(faults.none) as server:
        async with way.client(server.base_url) as client:
            await way.result(client.dashboard.stats())
            await way.result(client.close())
            await way.result(client.close())
            with pytest.raises(RuntimeError, match="This client is closed"):
                await way.result(client.dashboard.stats())

    assert 1 == len(server.requests)


async def test_after_close_with_what_was_handed_in() -> None:
    """The SDK's client is closed, though what it sent by is not."""
    transport, async_transport = FakeTransport(script()), AsyncFakeTransport(script())
    with httpx.Client() as http_client:
        threads = (
            SiteOwner(BASE_URL, transport=transport),
            SiteOwner(BASE_URL, http_client=http_client),
        )
        for client in threads:
            client.close()
            with pytest.raises(RuntimeError, match="This client is closed"):
                client.dashboard.stats()
    async with aiohttp.ClientSession() as session:
        tasks = (
            AsyncSiteOwner(BASE_URL, transport=async_transport),
            AsyncSiteOwner(BASE_URL, http_client=session),
        )
        for async_client in tasks:
            await async_client.close()
            with pytest.raises(RuntimeError, match="This client is closed"):
                await async_client.dashboard.stats()

    assert not transport.closed
    assert not async_transport.closed


@pytest.mark.parametrize("transport", ["httpx", "httpx2", "aiohttp"])
def test_one_event_loop_after_the_other(transport: Any) -> None:
    """A client made outside serves each, and what it opened is closed with each."""

    async def calls() -> None:
        await asyncio.gather(*(client.dashboard.stats() for _ in range(3)))

    with fault_server(faults.none) as server:
        client = AsyncSiteOwner(server.base_url, transport=transport)
        asyncio.run(calls())
        asyncio.run(calls())
        asyncio.run(client.close())
    gc.collect()

    assert 6 == len(server.requests)


@pytest.mark.parametrize("transport", ["httpx", "httpx2", "aiohttp"])
def test_two_event_loops_at_once(transport: Any) -> None:
    """Connections of one can't be used in another: the message says what to do."""

    async def call() -> None:
        with pytest.raises(RuntimeError, match="in use in another event loop: make one in each"):
            await client.dashboard.stats()
        with pytest.raises(RuntimeError, match="in use in another event loop"):
            await client.close()

    async def first() -> None:
        async with client:
            await client.dashboard.stats()
            await asyncio.to_thread(asyncio.run, call())

    with fault_server(faults.none) as server:
        client = AsyncSiteOwner(server.base_url, transport=transport)
        asyncio.run(first())


@pytest.mark.parametrize("transport", ["httpx", "httpx2", "aiohttp"])
def test_a_close_that_is_refused_closes_nothing(transport: Any) -> None:
    """A client that another loop could not close works on in its own, and in the next."""

    async def close() -> None:
        with pytest.raises(RuntimeError, match="in use in another event loop"):
            await client.close()

    async def first() -> None:
        await client.dashboard.stats()
        await asyncio.to_thread(asyncio.run, close())
        await client.dashboard.stats()

    async def second() -> None:
        await client.dashboard.stats()
        await client.close()

    with fault_server(faults.none) as server:
        client = AsyncSiteOwner(server.base_url, transport=transport)
        asyncio.run(first())
        asyncio.run(second())

    assert 3 == len(server.requests)


async def test_a_close_that_is_cancelled_opens_nothing() -> None:
    """The second one finishes it."""

    class Slow(AsyncFakeTransport):
        async def close(self) -> None:
            await asyncio.sleep(0.01)

    client = AsyncSiteOwner(BASE_URL, transport=Slow(script()))
    client._transport_is_own = True
    first = asyncio.create_task(client.close())
    await asyncio.sleep(0)
    first.cancel()
    await client.close()

    with pytest.raises(RuntimeError, match="This client is closed"):
        await client.dashboard.stats()
    assert first.cancelled()


@pytest.mark.parametrize("transport", ["httpx", "httpx2", "aiohttp"])
def test_a_client_that_nobody_closed(transport: Any) -> None:
    """Its connections are closed with the event loop, without a warning."""

    async def call() -> None:
        await AsyncSiteOwner(server.base_url, transport=transport).dashboard.stats()

    with fault_server(faults.none) as server:
        asyncio.run(call())
    gc.collect()


def test_each_library_is_loaded_when_it_is_chosen() -> None:
    """No other one is."""
    program = (
        "import sys; from siteowner_sdk import AsyncSiteOwner; "
        "AsyncSiteOwner('http://x.example', token='t', transport=sys.argv[1]); "
        "print(*sorted({'aiohttp', 'httpx', 'httpx2'} & set(sys.modules)))"
    )
    for name in ("aiohttp", "httpx", "httpx2"):
        ran = subprocess.run(
            [sys.executable, "-c", program, name], check=True, capture_output=True, text=True
        )
        assert name == ran.stdout.strip()


@pytest.mark.parametrize("name", ["httpx2", "aiohttp"])
def test_an_extra_that_is_missing(name: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install."""
    httpx_library.cache_clear()
    monkeypatch.setitem(sys.modules, name, None)

    with pytest.raises(ImportError, match=rf"pip install 'siteowner-sdk\[{name}\]'"):
        AsyncSiteOwner(BASE_URL, transport=name)


@pytest.mark.parametrize(
    ("client", "settings", "error", "message"),
    [
        (SiteOwner, {"transport": "aiohttp"}, ValueError, "aiohttp sends for tasks alone: take A"),
        (SiteOwner, {"transport": "requests"}, ValueError, "No transport is named 'requests': tak"),
        (AsyncSiteOwner, {"transport": "curl"}, ValueError, "'httpx' or 'httpx2' or 'aiohttp', or"),
        (SiteOwner, {"http_client": object()}, TypeError, "must be a client of .* not a object"),
    ],
)
def test_no_such_transport(
    client: Any, settings: dict[str, Any], error: type[Exception], message: str
) -> None:
    """The message says which there are."""
    with pytest.raises(error, match=message):
        client(BASE_URL, **settings)


async def test_a_client_of_the_other_kind() -> None:
    """A client for tasks can't send for threads, and none under another library's name."""
    async with (
        httpx.AsyncClient() as tasks,
        httpx2.AsyncClient() as tasks2,
        aiohttp.ClientSession() as session,
    ):
        with httpx.Client() as threads:
            wrong: list[tuple[Any, Any, Any]] = [
                (SiteOwner, tasks, "must be httpx.Client here, not httpx.AsyncClient"),
                (SiteOwner, tasks2, "must be httpx2.Client here, not httpx2.AsyncClient"),
                (AsyncSiteOwner, threads, "must be httpx.AsyncClient here, not httpx.Client"),
            ]
            for client, http_client, message in wrong:
                with pytest.raises(TypeError, match=message):
                    client(BASE_URL, http_client=http_client)
        with pytest.raises(ValueError, match="aiohttp sends for tasks alone"):
            SiteOwner(BASE_URL, http_client=session)  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="'httpx2' and http_client is of aiohttp: pass one"):
            AsyncSiteOwner(BASE_URL, http_client=session, transport="httpx2")


async def test_clients_of_each_library_can_be_handed_in() -> None:
    """They send by their own settings, and stay open."""
    own = {"X-Tenant": "7"}
    with (
        fault_server(faults.none) as server,
        httpx.Client(headers=own) as threads,
        httpx2.Client(headers=own) as threads2,
    ):
        for http_client in (threads, threads2):
            with SiteOwner(server.base_url, http_client=http_client) as client:
                client.dashboard.stats()
        async with (
            httpx.AsyncClient(headers=own) as tasks,
            httpx2.AsyncClient(headers=own) as tasks2,
            aiohttp.ClientSession(headers=own) as session,
        ):
            for async_http_client in (tasks, tasks2, session):
                async with AsyncSiteOwner(
                    server.base_url, http_client=async_http_client
                ) as async_client:
                    await async_client.dashboard.stats()
            assert [False] * 5 == [
                threads.is_closed,
                threads2.is_closed,
                tasks.is_closed,
                tasks2.is_closed,
                session.closed,
            ]

    assert ["7"] * 5 == [request.headers["x-tenant"] for request in server.requests]


async def test_a_session_that_is_handed_in_sends_nothing_twice_either() -> None:
    """Its own middlewares run too."""
    seen: list[str] = []

    async def middleware(
        request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        seen.append(request.method)
        return await handler(request)

    with fault_server(faults.stale) as server:
        async with aiohttp.ClientSession(middlewares=[middleware]) as session:
            client = AsyncSiteOwner(server.base_url, http_client=session)
            await client.dashboard.stats()
            with pytest.raises(Exception, match="No answer to courses_destroy"):
                await client.courses.delete(1)

    assert ["GET", "DELETE"] == seen == [request.method for request in server.requests]


async def test_certificates_are_checked(way: Way) -> None:
    """Nothing is sent to a server that nobody vouches for, unless it is asked for."""
    tls, trusting = certified("127.0.0.1")
    with fault_server(faults.none, tls) as server:
        async with way.client(server.base_url, max_retries=0) as client:
            with pytest.raises(APIConnectionError) as caught:
                await way.result(client.dashboard.stats())
        for verify in (trusting, False):
            async with way.client(server.base_url, verify=verify) as client:
                await way.result(client.dashboard.stats())

    assert not caught.value.request_sent
    assert 2 == len(server.requests)


def test_certificates_are_loaded_once() -> None:
    """Clients of a process share one context, and those without TLS load none."""
    library = httpx_library("httpx")
    own = ssl.create_default_context()

    assert ssl_context(library, CONNECTION) is ssl_context(library, CONNECTION)
    assert own is ssl_context(library, Connection(BASE_URL, None, own))
    plain = ssl_context(library, Connection("http://127.0.0.1", None, verify=True))
    assert ([], True) == (plain.get_ca_certs(), plain.check_hostname)
    unverified = ssl_context(library, Connection(BASE_URL, None, verify=False))
    assert ssl.CERT_NONE is unverified.verify_mode


def test_a_transport_of_ones_own() -> None:
    """Any object that sends will do."""
    transport = FakeTransport(script())

    SiteOwner(BASE_URL, transport=transport).close()

    assert not transport.closed
