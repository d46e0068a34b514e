"""Sending by httpx."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

import httpx

from ..core.response import Response
from ..errors import APIConnectionError, APITimeoutError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator

    from ..core.body import Body
    from ..core.request import Request

# Raised before a byte of the request was written.
NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
)


class HttpxTransport:
    """Sends by an `httpx.Client`."""

    def __init__(self, client: httpx.Client, *, owned: bool) -> None:
        """Where it is `owned`, the client is closed with the transport."""
        self._client = client
        self._owned = owned

    def send(self, request: Request, *, timeout: float | None) -> Response:
        """As `Transport.send`.

        A blocked thread looks at the clock when bytes arrive. So when an answer falls silent after
        it began, that is noticed at most as much time later as there was left at its beginning.
        """
        ends_at = None if timeout is None else time.monotonic() + timeout
        pieces: list[bytes] = []
        with _errors(request, timeout), self._open(request, ends_at) as response:
            for piece in response.iter_bytes():
                pieces.append(piece)
                if ends_at is not None and time.monotonic() > ends_at:
                    raise _timed_out(request, timeout)
            return _response(response, b"".join(pieces))

    def close(self) -> None:
        """Closes an owned client."""
        if self._owned:
            self._client.close()

    @contextmanager
    def _open(self, request: Request, ends_at: float | None) -> Generator[httpx.Response]:
        response = self._client.send(
            self._client.build_request(
                request.method,
                request.url,
                headers=_headers(request),
                content=_content(request.body),
                extensions={"timeout": {} if ends_at is None else _TimeLeft(ends_at)},
            ),
            stream=True,
            follow_redirects=False,
        )
        try:
            yield response
        finally:
            response.close()


class AsyncHttpxTransport:
    """Sends by an `httpx.AsyncClient`."""

    def __init__(self, client: httpx.AsyncClient, *, owned: bool) -> None:
        """Where it is `owned`, the client is closed with the transport."""
        self._client = client
        self._owned = owned

    async def send(
        self,
        request: Request,
        *,
        timeout: float | None,  # noqa: ASYNC109 - `AsyncTransport`'s
    ) -> Response:
        """As `AsyncTransport.send`."""
        with _errors(request, timeout):
            async with asyncio.timeout(timeout), self._open(request) as response:
                return _response(response, await response.aread())

    async def close(self) -> None:
        """Closes an owned client."""
        if self._owned:
            await self._client.aclose()

    @asynccontextmanager
    async def _open(self, request: Request) -> AsyncGenerator[httpx.Response]:
        response = await self._client.send(
            self._client.build_request(
                request.method,
                request.url,
                headers=_headers(request),
                content=_async_content(request.body),
                timeout=None,  # asyncio bounds the whole of it
            ),
            stream=True,
            follow_redirects=False,
        )
        try:
            yield response
        finally:
            await response.aclose()


class _TimeLeft(Mapping[str, float]):
    """What httpcore asks a timeout for (connecting, writing, reading): each gets what is left."""

    def __init__(self, ends_at: float) -> None:
        self._ends_at = ends_at

    def __getitem__(self, step: str) -> float:
        # Never 0, which means "don't block" to a socket.
        return max(0.001, self._ends_at - time.monotonic())

    def __iter__(self) -> Iterator[str]:
        return iter(("connect", "pool", "read", "write"))

    def __len__(self) -> int:
        return 4


def _headers(request: Request) -> dict[str, str]:
    if request.body is None:
        return dict(request.headers)
    return {
        **request.headers,
        "Content-Type": request.body.content_type,
        "Content-Length": str(request.body.size),
    }


def _content(body: Body | None) -> bytes | Body | None:
    return b"".join(body) if body is not None and body.in_memory else body


def _async_content(body: Body | None) -> bytes | AsyncIterator[bytes] | None:
    if body is None or body.in_memory:
        return None if body is None else b"".join(body)
    return _pieces(body)


async def _pieces(body: Body) -> AsyncIterator[bytes]:
    for piece in body:
        yield piece


def _response(response: httpx.Response, content: bytes) -> Response:
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Response(response.status_code, headers, content)


@contextmanager
def _errors(request: Request, timeout: float | None) -> Generator[None]:
    """What httpx and the event loop raise, as errors of the SDK."""
    try:
        yield
    except (httpx.TimeoutException, TimeoutError) as error:
        raise _timed_out(request, timeout, sent=not isinstance(error, NEVER_SENT)) from error
    except httpx.RequestError as error:
        raise APIConnectionError(
            f"No answer to {_name(request)}: {error or type(error).__name__}",
            request=request.harmless(),
            request_sent=not isinstance(error, NEVER_SENT),
        ) from error


def _timed_out(request: Request, timeout: float | None, *, sent: bool = True) -> APITimeoutError:
    within = "in time" if timeout is None else f"within {timeout:g} s"
    return APITimeoutError(
        f"No whole answer to {_name(request)} {within}",
        request=request.harmless(),
        request_sent=sent,
    )


def _name(request: Request) -> str:
    return f"{request.operation_id} ({request.method} {request.url.partition('?')[0]})"
