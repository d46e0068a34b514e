"""Sending by aiohttp, in tasks."""

from __future__ import annotations

import math
import ssl
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Protocol

import aiohttp
from yarl import URL

from ..core.response import Response
from .failures import no_answer, timed_out
from .loops import PerLoop
from .wire import CONNECTIONS, KEEPALIVE, async_content, request_headers, response_headers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence

    from aiohttp.client_middlewares import ClientHandlerType, ClientMiddlewareType
    from aiohttp.connector import Connection as AiohttpConnection

    from ..core.request import Request
    from ..errors import APIConnectionError
    from .choice import Connection

# Raised before a byte of the request was written: no address, nobody there, no TLS, no proxy.
NEVER_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ServerFingerprintMismatch,
)
# aiohttp takes 0 for "without end".
SHORTEST = 0.001
PROXY_SCHEMES = ("http", "https")


class BrokenConnectionError(aiohttp.ClientError):
    """A connection broke under a request. aiohttp sends none again after an error of this kind."""


class Outgoing(aiohttp.ClientRequest):
    """A request that knows whether it left."""

    left: bool = False

    async def send(self, conn: AiohttpConnection) -> aiohttp.ClientResponse:
        """As aiohttp sends it."""
        self.left = True
        return await super().send(conn)


class Attempt:
    """A middleware for one request: it is sent once, and it is known whether it was sent.

    aiohttp of itself sends GET, PUT and DELETE again on a new connection when an idle one turns out
    to be closed. Whether that may be is the caller's to say, so it is told of an error after which
    it does not.
    """

    def __init__(self) -> None:
        self._request: aiohttp.ClientRequest | None = None

    async def __call__(
        self, request: aiohttp.ClientRequest, handler: ClientHandlerType
    ) -> aiohttp.ClientResponse:
        self._request = request
        try:
            return await handler(request)
        except NEVER_SENT:
            raise
        except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
            raise BrokenConnectionError(str(error) or type(error).__name__) from error

    @property
    def sent(self) -> bool:
        """Whether some of the request may have left."""
        # Requests of another class, as those of a session that was handed in, don't say.
        return not isinstance(self._request, Outgoing) or self._request.left


class Sessions(Protocol):
    """Where the session comes from."""

    middlewares: Sequence[ClientMiddlewareType]

    def get(self) -> Awaitable[aiohttp.ClientSession]:
        """The session of the running loop."""
        ...

    async def close(self) -> None:
        """Closes what is its own."""
        ...


class OwnSession:
    """Own connections, for the tasks of one loop after the other."""

    middlewares: Sequence[ClientMiddlewareType] = ()

    def __init__(self, connection: Connection) -> None:
        self._proxy = _checked_proxy(connection.proxy_url())
        self._ssl = _ssl(connection)
        self._session = PerLoop(self._make, lambda session: session.close())

    def get(self) -> Awaitable[aiohttp.ClientSession]:
        """As `Sessions.get`."""
        return self._session.get()

    async def close(self) -> None:
        """Closes the connections."""
        await self._session.close()

    def _make(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=CONNECTIONS, keepalive_timeout=KEEPALIVE, ssl=self._ssl
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            proxy=self._proxy,
            request_class=Outgoing,
        )


class GivenSession:
    """An `aiohttp.ClientSession` of the caller's, which stays open."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        # Those of a request stand for those of its session, which so are named again.
        self.middlewares: Sequence[ClientMiddlewareType] = getattr(session, "_middlewares", ())

    async def get(self) -> aiohttp.ClientSession:
        """As `Sessions.get`."""
        return self._session

    async def close(self) -> None:
        """Nothing is its own."""


class AiohttpTransport:
    """Sends by the sessions of aiohttp."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def send(
        self,
        request: Request,
        *,
        timeout: float | None,  # noqa: ASYNC109 - `AsyncTransport`'s
    ) -> Response:
        """As `AsyncTransport.send`."""
        session = await self._sessions.get()
        attempt = Attempt()
        try:
            async with session.request(
                request.method,
                # What is all ASCII is encoded as it must be; a host may be of another script.
                URL(request.url, encoded=request.url.isascii()),
                headers=request_headers(request),
                data=async_content(request.body),
                allow_redirects=False,
                auto_decompress=True,
                raise_for_status=False,
                timeout=_limit(timeout),
                middlewares=(attempt, *self._sessions.middlewares),
            ) as response:
                body = await response.read()
        except (TimeoutError, aiohttp.ClientError) as error:
            raise _failure(request, timeout, attempt, error) from error
        return Response(response.status, response_headers(response.raw_headers), body)

    async def close(self) -> None:
        """As `AsyncTransport.close`."""
        await self._sessions.close()


@lru_cache(maxsize=32)
def _limit(timeout: float | None) -> aiohttp.ClientTimeout:
    """For all of a request and its answer, and not rounded up to whole seconds."""
    total = None if timeout is None else max(timeout, SHORTEST)
    return aiohttp.ClientTimeout(
        total=total, connect=None, sock_connect=None, sock_read=None, ceil_threshold=math.inf
    )


def _failure(
    request: Request, timeout: float | None, attempt: Attempt, error: Exception
) -> APIConnectionError:
    """What aiohttp and the clock raise, as an error of the SDK."""
    sent = attempt.sent and not isinstance(error, NEVER_SENT)
    if isinstance(error, TimeoutError):
        return timed_out(request, timeout, sent=sent)
    return no_answer(request, error, sent=sent)


def _checked_proxy(proxy: str | None) -> str | None:
    if proxy is not None and proxy.partition("://")[0].lower() not in PROXY_SCHEMES:
        raise ValueError(
            f"aiohttp speaks to proxies by http:// or https://, not {proxy.partition('://')[0]}://"
            ": take transport='httpx' for this one"
        )
    return proxy


def _ssl(connection: Connection) -> ssl.SSLContext | bool:
    if isinstance(connection.verify, ssl.SSLContext) or not connection.verify:
        return connection.verify
    return True if connection.is_plain else _shared_context()


@cache
def _shared_context() -> ssl.SSLContext:
    """The system's certificates: one context for all clients of a process."""
    return ssl.create_default_context()
