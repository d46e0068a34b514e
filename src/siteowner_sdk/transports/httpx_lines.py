"""The two ways to a server by httpx: an own pool of connections, and a client that was handed in.

The own pool is driven without the client around it, which costs more than all the rest. A client
that was handed in sends itself, so that its hooks, mounts, cookies and settings hold.
"""

from __future__ import annotations

import os
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from .failures import closed
from .httpx_library import ssl_context
from .httpx_timeouts import bound_each_read
from .loops import PerLoop
from .wire import content, pieces, request_headers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

    from ..core.body import Body
    from ..core.request import Request
    from .choice import Connection
    from .httpx_library import HttpxLibrary
    from .httpx_timeouts import TimeLeft


class Pool:
    """Own connections, for threads."""

    def __init__(self, library: HttpxLibrary, connection: Connection) -> None:
        self._library = library
        self._connection = connection
        self._closed = False
        self._connect()

    def open(self, request: Request, left: TimeLeft) -> httpx.Response:
        """As `Line.open`."""
        if self._closed:
            raise closed()
        if self._process != os.getpid():
            # Connections that were open when this process was forked off are the parent's: each
            # would read the other's answers. They are kept, for to close them would end them there.
            self._inherited = self._transport
            self._connect()
        message = _message(self._library, request, _streamed(request.body), left)
        return self._transport.handle_request(message)

    def close(self) -> None:
        """Closes the connections."""
        self._closed = True
        self._transport.close()

    def _connect(self) -> None:
        self._process = os.getpid()
        self._transport = self._library.transport(
            verify=ssl_context(self._library, self._connection),
            proxy=self._connection.proxy_url(),
            limits=self._library.limits,
        )
        bound_each_read(self._transport)


class AsyncPool:
    """Own connections, for the tasks of one loop after the other."""

    def __init__(self, library: HttpxLibrary, connection: Connection) -> None:
        self._library = library
        make = partial(
            library.async_transport,
            verify=ssl_context(library, connection),
            proxy=connection.proxy_url(),
            limits=library.limits,
        )
        make()  # what is wrong with the proxy is said at once, before there is a loop
        self._transport = PerLoop(make, lambda transport: transport.aclose())

    async def open(self, request: Request, left: TimeLeft) -> httpx.Response:
        """As `AsyncLine.open`."""
        transport = await self._transport.get()
        body = _streamed(request.body)
        message = _message(self._library, request, body and pieces(body), left)
        return await transport.handle_async_request(message)

    async def close(self) -> None:
        """Closes the connections."""
        await self._transport.close()


class GivenClient:
    """An `httpx.Client` of the caller's, which stays open."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def open(self, request: Request, left: TimeLeft) -> httpx.Response:
        """As `Line.open`."""
        message = self._client.build_request(
            request.method,
            request.url,
            headers=request_headers(request),
            content=_content(request.body),
            extensions={"timeout": left},
        )
        return self._client.send(message, stream=True, follow_redirects=False)

    def close(self) -> None:
        """Nothing is its own."""


class AsyncGivenClient:
    """An `httpx.AsyncClient` of the caller's, which stays open."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def open(self, request: Request, left: TimeLeft) -> httpx.Response:
        """As `AsyncLine.open`."""
        message = self._client.build_request(
            request.method,
            request.url,
            headers=request_headers(request),
            content=_async_content(request.body),
            extensions={"timeout": left},
        )
        return await self._client.send(message, stream=True, follow_redirects=False)

    async def close(self) -> None:
        """Nothing is its own."""


def _message(
    library: HttpxLibrary,
    request: Request,
    streamed: Body | AsyncIterator[bytes] | None,
    left: TimeLeft,
) -> httpx.Request:
    """The request of an own pool; a body that is not `streamed` is in memory."""
    url, host = _url(library, request.url)
    headers = [host, *request_headers(request)]
    extensions = {"timeout": left}
    if streamed is not None:
        return library.request(
            request.method, url, headers=headers, content=streamed, extensions=extensions
        )
    # By its stream, for httpx need not work out headers then.
    stream = library.byte_stream(b"" if request.body is None else content(request.body))
    return library.request(
        request.method, url, headers=headers, stream=stream, extensions=extensions
    )


@lru_cache(maxsize=128)
def _url(library: HttpxLibrary, url: str) -> tuple[httpx.URL, tuple[str, str]]:
    """A URL taken apart, and the header of its host: a twentieth of a call that is repeated."""
    parts = library.url(url)
    return parts, ("Host", parts.netloc.decode("ascii"))


def _streamed(body: Body | None) -> Body | None:
    return None if body is None or body.in_memory else body


def _content(body: Body | None) -> bytes | Body | None:
    return content(body) if body is not None and body.in_memory else body


def _async_content(body: Body | None) -> bytes | AsyncIterator[bytes] | None:
    if body is None or body.in_memory:
        return None if body is None else content(body)
    return pieces(body)
