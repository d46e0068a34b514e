"""Sending by aiohttp, in tasks."""

from __future__ import annotations

import io
import math
import ssl
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Protocol

import aiohttp
from yarl import URL

from ..core.files import UploadError
from ..core.response import Response
from .failures import no_answer, timed_out
from .loops import PerLoop
from .wire import (
    CONNECTIONS,
    KEEPALIVE,
    async_content,
    leaves_bytes,
    request_headers,
    response_headers,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Sequence

    from aiohttp.client_middlewares import ClientHandlerType, ClientMiddlewareType
    from aiohttp.client_proto import ResponseHandler
    from aiohttp.connector import Connection as AiohttpConnection

    from ..core.body import Body
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
# Bytes of a header, and headers of an answer: as many as httpx takes of all of them together.
LONGEST_HEAD = 100 * 1024
# Bytes that are sent at once.
LARGE = 1024 * 1024
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
        self._may_have_left = False
        self._credentials: list[tuple[str, str]] = []

    def take_credentials(self, headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Headers without credentials, which come in when the session has made its request of them.

        A session that has some itself, be it of a `.netrc`, refuses further ones before; these then
        stand in their place.
        """
        self._credentials = [pair for pair in headers if pair[0].lower() == "authorization"]
        return [pair for pair in headers if pair not in self._credentials]

    async def __call__(
        self, request: aiohttp.ClientRequest, handler: ClientHandlerType
    ) -> aiohttp.ClientResponse:
        self._request = request
        if self._credentials:
            request.headers.update(self._credentials)
        try:
            response = await handler(request)
        except NEVER_SENT:
            raise
        except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
            raise BrokenConnectionError(str(error) or type(error).__name__) from error
        if isinstance(request, Outgoing):
            _end_unless_empty(response)
        return response

    async def innermost(
        self, request: aiohttp.ClientRequest, handler: ClientHandlerType
    ) -> aiohttp.ClientResponse:
        """Stands behind the middlewares of a session that was handed in, and sees what is sent.

        They may send more than once, and requests of their own, whose errors say nothing of this.
        """
        try:
            response = await handler(request)
        except NEVER_SENT:
            raise
        except BaseException:
            self._may_have_left = True
            raise
        self._may_have_left = True
        _end_unless_empty(response)
        return response

    def may_have_left(self, error: Exception) -> bool:
        """Whether some of the request may have left, where an attempt ended with this error."""
        if isinstance(self._request, Outgoing):
            return self._request.left and not isinstance(error, NEVER_SENT)
        return self._may_have_left


class Sessions(Protocol):
    """Where the session comes from.

    Attributes:
        may_have_credentials: Whether it may send some of its own.
    """

    may_have_credentials: bool

    def around(self, attempt: Attempt) -> Sequence[ClientMiddlewareType]:
        """The middlewares of a request, of which the first one is the outermost."""
        ...

    def get(self) -> Awaitable[aiohttp.ClientSession]:
        """The session of the running loop."""
        ...

    async def close(self) -> None:
        """Closes what is its own."""
        ...


class OwnSession:
    """Own connections, for the tasks of one loop after the other."""

    may_have_credentials: bool = False

    def __init__(self, connection: Connection) -> None:
        self._proxy = _checked_proxy(connection.proxy_url())
        self._ssl = _ssl(connection)
        self._session = PerLoop(self._make, lambda session: session.close())

    def around(self, attempt: Attempt) -> Sequence[ClientMiddlewareType]:
        """As `Sessions.around`."""
        return (attempt,)

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
            max_line_size=LONGEST_HEAD,
            max_field_size=LONGEST_HEAD,
            max_headers=LONGEST_HEAD,
        )


class GivenSession:
    """An `aiohttp.ClientSession` of the caller's, which stays open."""

    may_have_credentials: bool = True

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self._middlewares: Sequence[ClientMiddlewareType] = getattr(session, "_middlewares", ())

    def around(self, attempt: Attempt) -> Sequence[ClientMiddlewareType]:
        """As `Sessions.around`."""
        # Those of a request stand for those of its session, which so are named again.
        return (attempt, *self._middlewares, attempt.innermost)

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
        headers = request_headers(request)
        if self._sessions.may_have_credentials:
            headers = attempt.take_credentials(headers)
        try:
            async with session.request(
                request.method,
                # What is all ASCII is encoded as it must be; a host may be of another script.
                URL(request.url, encoded=request.url.isascii()),
                headers=headers,
                data=_content(request.body),
                allow_redirects=False,
                auto_decompress=True,
                raise_for_status=False,
                timeout=_limit(timeout),
                middlewares=self._sessions.around(attempt),
            ) as response:
                body = await response.read()
                return Response(response.status, response_headers(response.raw_headers), body)
        except (TimeoutError, UploadError, aiohttp.ClientError) as error:
            why = _shown(error)
            failure = _failure(request, timeout, attempt, error)
        # Out here, lest the error that names a URL be the context of this one.
        raise failure from why

    async def close(self) -> None:
        """As `AsyncTransport.close`."""
        await self._sessions.close()


def _content(body: Body | None) -> bytes | io.BytesIO | AsyncIterator[bytes] | None:
    """A body; what is large in memory is as a file, of which others have a turn between pieces."""
    content = async_content(body)
    return io.BytesIO(content) if isinstance(content, bytes) and len(content) > LARGE else content


@lru_cache(maxsize=32)
def _limit(timeout: float | None) -> aiohttp.ClientTimeout:
    """For all of a request and its answer, and not rounded up to whole seconds."""
    total = None if timeout is None else max(timeout, SHORTEST)
    return aiohttp.ClientTimeout(
        total=total, connect=None, sock_connect=None, sock_read=None, ceil_threshold=math.inf
    )


def _end_unless_empty(response: aiohttp.ClientResponse) -> None:
    """Closes the connection of an answer after which a body comes that nobody reads.

    aiohttp has taken it back already, but no other task has run since: this is called before any
    middleware of a session can wait.
    """
    protocol: ResponseHandler | None = getattr(response, "_protocol", None)
    if protocol is not None and leaves_bytes(response.status, response.raw_headers):
        protocol.close()


def _failure(
    request: Request, timeout: float | None, attempt: Attempt, error: Exception
) -> APIConnectionError:
    """What aiohttp and the clock raise, as an error of the SDK."""
    sent = attempt.may_have_left(error)
    if isinstance(error, TimeoutError):
        return timed_out(request, timeout, sent=sent)
    return no_answer(request, _shown(error), sent=sent)


def _shown(error: Exception) -> Exception:
    """The error, or one in its place where it names a URL.

    In the query people are searched for, and the URL of a proxy holds its password. What came of
    the server may stand after a colon.
    """
    of_the_file = _of_the_file(error)
    if of_the_file is not None:
        return of_the_file
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return BrokenConnectionError(f"the proxy refused with {error.status}: {error.message}")
    if isinstance(error, aiohttp.ClientResponseError):
        return BrokenConnectionError(error.message.partition(":")[0])
    return BrokenConnectionError("no such URL") if isinstance(error, aiohttp.InvalidURL) else error


def _of_the_file(error: BaseException | None) -> UploadError | None:
    """What aiohttp put its own error around, if a file could not be sent."""
    while error is not None and not isinstance(error, UploadError):
        error = error.__cause__
    return error


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
