"""Own connections by httpcore, which httpx and httpx2 have theirs from.

What these put around it costs more than all the rest of a call, and none of it is wanted here.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from ..core.response import Response
from .httpx_library import ssl_context
from .httpx_timeouts import BoundedBackend
from .loops import PerLoop
from .processes import ClosablePerProcess
from .wire import async_content, content, leaves_bytes, request_headers, response_headers

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, AsyncIterator, Iterable

    import httpcore

    from ..core.body import Body
    from ..core.request import Request
    from .choice import Connection
    from .httpx_library import HttpxLibrary
    from .httpx_timeouts import TimeLeft

# A URL that goes on the wire as it is: nothing in its path and query is to be encoded, and there
# are no steps of dots in it. Its origin is apart.
PLAIN = re.compile(
    r"(https?://[^/?#@]+)((?!.*/\.)/(?:[-\w.~!$&'()*+,;=:@/?]|%[0-9A-F]{2})*)", re.ASCII
)


class Pool:
    """Own connections, for threads."""

    is_given: bool = False

    def __init__(self, library: HttpxLibrary, connection: Connection) -> None:
        self._library = library
        settings = _settings(library, connection)
        self._pool = ClosablePerProcess(
            lambda: _bounded(library, settings), lambda pool: pool.close()
        )

    def send(self, request: Request, left: TimeLeft) -> Response:
        """As `Line.send`."""
        message = request_message(self._library, request, content(request.body), left)
        answer = self._pool.get().handle_request(message)
        body: list[bytes] = []
        try:
            # Of a connection that is given back before the end of an answer httpcore lets go.
            if not leaves_bytes(answer.status, answer.headers):
                for piece in cast("Iterable[bytes]", answer.stream):
                    body.append(piece)
                    left.check()
        finally:
            answer.close()
        return _response(self._library, answer, b"".join(body))

    def close(self) -> None:
        """Closes the connections."""
        self._pool.close()


class AsyncPool:
    """Own connections, for the tasks of one loop after the other."""

    is_given: bool = False

    def __init__(self, library: HttpxLibrary, connection: Connection) -> None:
        self._library = library
        make = partial(library.core.async_pool, **_settings(library, connection))
        self._pool = PerLoop(make, lambda pool: pool.aclose())

    async def send(self, request: Request, left: TimeLeft) -> Response:
        """As `AsyncLine.send`."""
        pool = await self._pool.get()
        message = request_message(self._library, request, async_content(request.body), left)
        answer = await pool.handle_async_request(message)
        found: list[bytes] = []
        try:
            if not leaves_bytes(answer.status, answer.headers):
                found = [piece async for piece in cast("AsyncIterable[bytes]", answer.stream)]
        finally:
            await answer.aclose()
        return _response(self._library, answer, b"".join(found))

    async def close(self) -> None:
        """Closes the connections."""
        await self._pool.close()


class Place(NamedTuple):
    """Where a server is, and the header that says so."""

    scheme: bytes
    host: bytes
    port: int | None
    header: tuple[str, str]


def _settings(library: HttpxLibrary, connection: Connection) -> dict[str, Any]:
    proxy = connection.proxy_url()
    return {
        "ssl_context": ssl_context(library, connection),
        "proxy": None if proxy is None else _proxy(library, proxy),
        "max_connections": library.limits.max_connections,
        "max_keepalive_connections": library.limits.max_keepalive_connections,
        "keepalive_expiry": library.limits.keepalive_expiry,
    }


def _bounded(library: HttpxLibrary, settings: dict[str, Any]) -> httpcore.ConnectionPool:
    backend = cast("httpcore.NetworkBackend", BoundedBackend(library.core.backend()))
    return library.core.pool(network_backend=backend, **settings)


def _proxy(library: HttpxLibrary, url: str) -> httpcore.Proxy:
    proxy = library.proxy(url)
    place = _place(library, str(proxy.url))
    where = library.core.url(
        scheme=place.scheme, host=place.host, port=place.port, target=proxy.url.raw_path
    )
    return library.core.proxy(where, auth=proxy.raw_auth)


def request_message(
    library: HttpxLibrary,
    request: Request,
    body: bytes | Body | AsyncIterator[bytes] | None,
    left: TimeLeft,
) -> httpcore.Request:
    """What goes on the wire."""
    plain = PLAIN.fullmatch(request.url)
    place = _place(library, request.url if plain is None else plain[1])
    target = library.url(request.url).raw_path if plain is None else plain[2]
    return library.core.request(
        request.method,
        library.core.url(scheme=place.scheme, host=place.host, port=place.port, target=target),
        headers=[place.header, *request_headers(request)],
        content=body,
        extensions={"timeout": left},
    )


@lru_cache(maxsize=32)
def _place(library: HttpxLibrary, url: str) -> Place:
    """Where a URL leads to: taking one apart costs as much as reading a small answer."""
    parts = library.url(url)
    return Place(
        parts.raw_scheme, parts.raw_host, parts.port, ("Host", parts.netloc.decode("ascii"))
    )


def _response(library: HttpxLibrary, answer: httpcore.Response, body: bytes) -> Response:
    headers = response_headers(answer.headers)
    if "content-encoding" in headers:
        body = library.response(answer.status, headers=answer.headers, content=body).content
    return Response(answer.status, headers, body)
