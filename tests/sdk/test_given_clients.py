"""A client of an HTTP library that was handed in, with settings of its own."""

import asyncio
import inspect
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import httpx2
import pytest
import respx

from siteowner_sdk import APIConnectionError, APIResponseValidationError, AsyncSiteOwner, SiteOwner
from tests.sdk import faults
from tests.sdk.fakes import BASE_URL
from tests.sdk.fault_server import JSON, Turn, fault_server

AUTH = ("own", "own")
KINDS: tuple[Any, ...] = (httpx.Client, httpx2.Client, httpx.AsyncClient, httpx2.AsyncClient)


def empty_list(turn: Turn) -> bool:
    """A list without items."""
    page: dict[str, object] = {"count": 0, "next": None, "previous": None, "results": []}
    turn.send("200 OK", JSON, body=json.dumps(page).encode())
    return True


@asynccontextmanager
async def handed_in(http_client: Any, base_url: str, **settings: Any) -> AsyncIterator[Any]:
    """A client of the SDK that sends by another one, which is closed after it."""
    if isinstance(http_client, httpx.Client | httpx2.Client):
        with http_client:
            yield SiteOwner(base_url, http_client=http_client, **settings)
    else:
        async with http_client:
            yield AsyncSiteOwner(base_url, http_client=http_client, **settings)


async def settled(value: Any) -> Any:
    """What a call gives, awaited where it must be."""
    return await value if inspect.isawaitable(value) else value


async def listed(client: Any) -> None:
    """Asks for a list with a filter."""
    pages = client.teachers.list(search="a b&ج=", is_active=True)
    _ = [each async for each in pages] if isinstance(client, AsyncSiteOwner) else list(pages)


@pytest.mark.parametrize("kind", KINDS)
async def test_its_query_is_added_to_that_of_a_call(kind: Any) -> None:
    """A filter is never dropped for it: the list would be that of everybody."""
    with fault_server(empty_list) as server:
        async with handed_in(kind(params={"tenant": "7"}), server.base_url) as client:
            await listed(client)
            with pytest.raises(APIResponseValidationError):
                await settled(client.dashboard.stats())

    filtered, plain = (httpx.URL(request.path) for request in server.requests)
    assert [
        ("tenant", "7"),
        ("is_active", "true"),
        ("search", "a b&ج="),
    ] == filtered.params.multi_items()
    assert [("tenant", "7")] == plain.params.multi_items()


@pytest.mark.parametrize("kind", KINDS)
async def test_without_a_query_of_its_own_nothing_changes(kind: Any) -> None:
    """The query is the one that goes out without it."""
    with fault_server(empty_list) as server:
        async with handed_in(kind(), server.base_url) as client:
            await listed(client)
        with SiteOwner(server.base_url) as own:
            await listed(own)

    given, expected = (request.path for request in server.requests)
    assert expected == given


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("settings", "expected"), [({"token": "t"}, "Bearer t"), ({}, "Basic b3duOm93bg==")]
)
async def test_its_credentials_stand_back(
    kind: Any, settings: dict[str, str], expected: str
) -> None:
    """Those of the SDK are sent, where it has some."""
    with fault_server(empty_list) as server:
        async with handed_in(kind(auth=AUTH), server.base_url, **settings) as client:
            await listed(client)

    assert expected == server.requests[0].headers["authorization"]


@pytest.mark.parametrize("by", ["auth", "netrc"])
async def test_a_sessions_credentials_stand_back(
    by: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As those of an httpx client do; beside them aiohttp would refuse the SDK's."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login own password own\n")
    monkeypatch.setenv("NETRC", str(netrc))
    authorization = aiohttp.encode_basic_auth(*AUTH)
    own: dict[str, Any] = (
        {"trust_env": True} if by == "netrc" else {"headers": {"authorization": authorization}}
    )
    with fault_server(empty_list) as server:
        for settings in ({"token": "t"}, {}):
            session = aiohttp.ClientSession(**own)
            async with handed_in(session, server.base_url, **settings) as client:
                await listed(client)

    assert ["Bearer t", authorization] == [
        request.headers["authorization"] for request in server.requests
    ]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_proxy_that_refuses_has_passed_nothing_on(kind: Any) -> None:
    """What was written was for the proxy, so that a call may be sent again."""

    def refuses(turn: Turn) -> bool:
        turn.send("407 Proxy Authentication Required")
        return False

    with fault_server(refuses) as proxy:
        url = proxy.base_url.removesuffix("/api")
        async with handed_in(kind(proxy=url), "https://school.example/api") as client:
            with pytest.raises(APIConnectionError) as caught:
                await settled(client.courses.delete(1, max_retries=1))

    assert (False, 1) == (caught.value.request_sent, caught.value.retries)


@pytest.mark.parametrize("kind", KINDS)
async def test_its_own_way_to_authenticate_goes_along(kind: Any) -> None:
    """A signature for a gateway is added, though who calls is said by the SDK."""

    class Signed((httpx if kind in (httpx.Client, httpx.AsyncClient) else httpx2).Auth):  # type: ignore[misc]
        def auth_flow(self, request: Any) -> Any:
            request.headers.update({"X-Gateway-Key": "k", "Authorization": "own"})
            response = yield request
            if response.status_code == 401:
                request.headers["X-Gateway-Key"] = "k2"
                yield request

    def gateway(turn: Turn) -> bool:
        if turn.request.headers["x-gateway-key"] == "k2":
            return empty_list(turn)
        turn.send("401 Unauthorized", JSON, body=b'{"detail": "No."}')
        return True

    with fault_server(gateway) as server:
        async with handed_in(kind(auth=Signed()), server.base_url, token="t") as client:
            await listed(client)

    assert ["Bearer t"] * 2 == [request.headers["authorization"] for request in server.requests]


@pytest.mark.parametrize("kind", KINDS)
async def test_an_error_of_a_hooks_own_request_is_not_that_of_the_call(kind: Any) -> None:
    """The call was answered by then, so it may have been done, and is not sent again."""

    def audit(_: Any) -> None:
        with socket.create_server(("127.0.0.1", 0)) as gone:
            port = gone.getsockname()[1]
        (httpx if kind in (httpx.Client, httpx.AsyncClient) else httpx2).get(
            f"http://127.0.0.1:{port}/"
        )

    async def audit_in_tasks(answer: Any) -> None:
        audit(answer)

    is_async = kind in (httpx.AsyncClient, httpx2.AsyncClient)
    hooks = {"response": [audit_in_tasks if is_async else audit]}
    with fault_server(faults.none) as server:
        async with handed_in(kind(event_hooks=hooks), server.base_url) as client:
            with pytest.raises(APIConnectionError) as caught:
                await settled(client.courses.delete(1))

    assert caught.value.request_sent
    assert 1 == len(server.requests)


async def test_an_error_of_a_middlewares_own_request_is_not_that_of_the_call() -> None:
    """The same of a session; before anything was sent it is certain that nothing was."""
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    before: list[bool] = []

    async def middleware(
        request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        response = None if before else await handler(request)
        async with aiohttp.ClientSession() as other:
            await other.get(f"http://127.0.0.1:{port}/")
        assert response is not None
        return response

    errors: list[APIConnectionError] = []
    with fault_server(faults.none) as server:
        session = aiohttp.ClientSession(middlewares=[middleware])
        async with handed_in(session, server.base_url, max_retries=0) as client:
            for _ in range(2):
                with pytest.raises(APIConnectionError) as caught:
                    await client.courses.delete(1)
                errors.append(caught.value)
                before.append(True)

    assert [True, False] == [error.request_sent for error in errors]
    assert 1 == len(server.requests)


@pytest.mark.parametrize("kind", [*KINDS, aiohttp.ClientSession])
async def test_a_body_after_a_204_ends_its_connections_too(kind: Any) -> None:
    """The bytes of one answer are never read as the next."""
    with fault_server(faults.body_after_204) as server:
        async with handed_in(kind(), server.base_url) as client:
            await settled(client.courses.delete(1))
            await settled(client.recharge_codes.create(course=1, value="5.00"))

    assert ["DELETE", "POST"] == [request.method for request in server.requests]


class AskingTwice(httpx.AsyncHTTPTransport):
    """Sends again by itself what was refused."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer to the second one."""
        await (await super().handle_async_request(request)).aclose()
        return await super().handle_async_request(request)


async def reading(request: httpx.Request) -> None:
    """A hook that looks at the body."""
    assert request.content


async def asking_twice(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """A middleware that sends again by itself."""
    await handler(request)
    return await handler(request)


@pytest.mark.parametrize("size", [10, 1024 * 1024 - 1, 1024 * 1024 + 1, 3 * 1024 * 1024])
async def test_a_body_in_memory_can_be_sent_again(size: int) -> None:
    """Whatever a client does with a request: it asks twice, or looks at it."""
    picture = b"\x89PNG\r\n\x1a\n".ljust(size, b"x")
    clients = (
        httpx.AsyncClient(transport=AskingTwice()),
        httpx.AsyncClient(event_hooks={"request": [reading]}),
        aiohttp.ClientSession(middlewares=[asking_twice]),
    )
    with fault_server(faults.none) as server:
        for each in clients:
            async with handed_in(each, server.base_url, timeout=5, max_retries=0) as client:
                await client.courses.update(1, cover_picture=picture)

    assert 5 == len(server.requests)
    assert {True} == {picture in request.body for request in server.requests}


async def test_a_body_after_a_204_behind_a_middleware_that_waits() -> None:
    """No other task gets a connection with bytes of an answer in it."""

    async def waiting(
        request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        response = await handler(request)
        await asyncio.sleep(0.01)
        return response

    with fault_server(faults.body_after_204) as server:
        session = aiohttp.ClientSession(middlewares=[waiting])
        async with handed_in(session, server.base_url, max_retries=0) as client:

            async def both() -> None:
                await client.courses.delete(1)
                await client.dashboard.stats()

            await asyncio.gather(*(both() for _ in range(8)))

    assert 16 == len(server.requests)


@respx.mock
async def test_a_204_with_a_body_of_respx() -> None:
    """It is what some tests answer a deletion with."""
    respx.delete(f"{BASE_URL}/courses/1/").mock(return_value=httpx.Response(204, json={}))

    SiteOwner(BASE_URL).courses.delete(1)
    await AsyncSiteOwner(BASE_URL).courses.delete(1)


async def test_a_204_of_a_client_without_sockets() -> None:
    """What stands in the place of the network has no connection to end."""

    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(204, headers={"Content-Length": "5"})

    threads = httpx.Client(transport=httpx.MockTransport(answer))
    tasks = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    async with handed_in(threads, "https://school.example/api") as client:
        client.courses.delete(1)
    async with handed_in(tasks, "https://school.example/api") as client:
        await client.courses.delete(1)
