"""The ways to a server by httpx itself: a client that was handed in, a transport that is patched.

A client that was handed in sends itself, so that its hooks, mounts, cookies and settings hold.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from ..core.response import Response
from .httpx_auth import beside
from .httpx_library import ssl_context
from .loops import PerLoop
from .processes import ClosablePerProcess
from .wire import async_content, content, leaves_bytes, request_headers, response_headers

if TYPE_CHECKING:
    import httpx

    from ..core.request import Request
    from .choice import Connection
    from .httpx_library import HttpxLibrary
    from .httpx_timeouts import TimeLeft
    from .httpx_transport import AsyncLine, Line


class GivenClient:
    """An `httpx.Client` of the caller's, which stays open."""

    is_given: bool = True

    def __init__(self, library: HttpxLibrary, client: httpx.Client) -> None:
        self._library = library
        self._client = client

    def send(self, request: Request, left: TimeLeft) -> Response:
        """As `Line.send`."""
        parts = _given_parts(request, left)
        message = self._client.build_request(**parts, content=content(request.body))
        return _read(self._client.send(message, **self._sending(request)), left)

    def close(self) -> None:
        """Nothing is its own."""

    def _sending(self, request: Request) -> dict[str, Any]:
        return _sending(self._library, self._client, request)


class AsyncGivenClient:
    """An `httpx.AsyncClient` of the caller's, which stays open."""

    is_given: bool = True

    def __init__(self, library: HttpxLibrary, client: httpx.AsyncClient) -> None:
        self._library = library
        self._client = client

    async def send(self, request: Request, left: TimeLeft) -> Response:
        """As `AsyncLine.send`."""
        parts = _given_parts(request, left)
        message = self._client.build_request(**parts, content=async_content(request.body))
        return await _read_async(await self._client.send(message, **self._sending(request)))

    async def close(self) -> None:
        """Nothing is its own."""

    def _sending(self, request: Request) -> dict[str, Any]:
        return _sending(self._library, self._client, request)


class BareTransport:
    """Own connections, by httpx's transport without a client around it."""

    is_given: bool = False

    def __init__(self, library: HttpxLibrary, connection: Connection) -> None:
        self._library = library
        make = partial(library.transport, **_settings(library, connection))
        self._transport = ClosablePerProcess(make, lambda transport: transport.close())

    def send(self, request: Request, left: TimeLeft) -> Response:
        """As `Line.send`."""
        message = self._library.request(**_parts(request, left), content=content(request.body))
        return _read(self._transport.get().handle_request(message), left)

    def close(self) -> None:
        """Closes the connections."""
        self._transport.close()


class AsyncBareTransport:
    """Own connections, by httpx's transport without a client around it."""

    is_given: bool = False

    def __init__(self, library: HttpxLibrary, connection: Connection) -> None:
        self._library = library
        make = partial(library.async_transport, **_settings(library, connection))
        make()  # what is wrong with the proxy is said at once, before there is a loop
        self._transport = PerLoop(make, lambda transport: transport.aclose())

    async def send(self, request: Request, left: TimeLeft) -> Response:
        """As `AsyncLine.send`."""
        transport = await self._transport.get()
        body = async_content(request.body)
        message = self._library.request(**_parts(request, left), content=body)
        return await _read_async(await transport.handle_async_request(message))

    async def close(self) -> None:
        """Closes the connections."""
        await self._transport.close()


class UnlessPatched:
    """One line, and another while a tool has patched httpx: it is to see and answer all."""

    is_given: bool = False

    def __init__(self, library: HttpxLibrary, line: Line, patched: Line) -> None:
        self._library = library
        self._line = line
        self._patched = patched

    def send(self, request: Request, left: TimeLeft) -> Response:
        """As `Line.send`."""
        return (self._patched if self._library.is_patched else self._line).send(request, left)

    def close(self) -> None:
        """Closes both."""
        self._line.close()
        self._patched.close()


class AsyncUnlessPatched:
    """As `UnlessPatched`, for tasks."""

    is_given: bool = False

    def __init__(self, library: HttpxLibrary, line: AsyncLine, patched: AsyncLine) -> None:
        self._library = library
        self._line = line
        self._patched = patched

    async def send(self, request: Request, left: TimeLeft) -> Response:
        """As `AsyncLine.send`."""
        line = self._patched if self._library.is_patched else self._line
        return await line.send(request, left)

    async def close(self) -> None:
        """Closes both."""
        await self._line.close()
        await self._patched.close()


def _settings(library: HttpxLibrary, connection: Connection) -> dict[str, Any]:
    return {
        "verify": ssl_context(library, connection),
        "proxy": connection.proxy_url(),
        "limits": library.limits,
    }


def _parts(request: Request, left: TimeLeft) -> dict[str, Any]:
    return {
        "method": request.method,
        "url": request.url,
        "headers": request_headers(request),
        "extensions": {"timeout": left},
    }


def _given_parts(request: Request, left: TimeLeft) -> dict[str, Any]:
    """As `_parts`, for a client that may have a query of its own: it drops the one of a URL."""
    url, _, query = request.url.partition("?")
    params = parse_qsl(query, keep_blank_values=True) if query else None
    return _parts(request, left) | {"url": url, "params": params}


def _leaves_bytes(response: httpx.Response) -> bool:
    return leaves_bytes(response.status_code, response.headers.raw)


def _sending(
    library: HttpxLibrary, client: httpx.Client | httpx.AsyncClient, request: Request
) -> dict[str, Any]:
    """How a client that was handed in sends: its own `auth=` must not say who calls."""
    given: dict[str, Any] = {"stream": True, "follow_redirects": False}
    authorization = request.authorization
    if authorization is not None and client.auth is not None:
        given["auth"] = beside(library, client.auth, authorization)
    return given


def _read(response: httpx.Response, left: TimeLeft) -> Response:
    body: list[bytes] = []
    try:
        if not _leaves_bytes(response):
            for piece in response.iter_bytes():
                body.append(piece)
                left.check()
    finally:
        response.close()
    headers = response_headers(response.headers.raw)
    return Response(response.status_code, headers, b"".join(body))


async def _read_async(response: httpx.Response) -> Response:
    body: list[bytes] = []
    try:
        if not _leaves_bytes(response):
            body = [piece async for piece in response.aiter_bytes()]
    finally:
        await response.aclose()
    headers = response_headers(response.headers.raw)
    return Response(response.status_code, headers, b"".join(body))
