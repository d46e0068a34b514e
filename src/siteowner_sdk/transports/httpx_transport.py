"""Sending by httpx or httpx2, in threads and in tasks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol, cast

from ..core.response import Response
from .failures import no_answer, timed_out
from .httpx_timeouts import TimeLeft
from .wire import response_headers

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Iterable, Mapping

    import httpx

    from ..core.request import Request
    from ..errors import APIConnectionError
    from .httpx_library import HttpxLibrary


class Line(Protocol):
    """What opens responses: an own pool of connections, or a client that was handed in."""

    def open(self, request: Request, left: TimeLeft) -> httpx.Response:
        """A response whose body is not yet read."""
        ...

    def close(self) -> None:
        """Closes what is its own."""
        ...


class AsyncLine(Protocol):
    """As `Line`, for tasks."""

    async def open(self, request: Request, left: TimeLeft) -> httpx.Response:
        """A response whose body is not yet read."""
        ...

    async def close(self) -> None:
        """Closes what is its own."""
        ...


class HttpxTransport:
    """Sends by a line of httpx or httpx2."""

    def __init__(self, library: HttpxLibrary, line: Line) -> None:
        self._library = library
        self._line = line

    def send(self, request: Request, *, timeout: float | None) -> Response:
        """As `Transport.send`.

        Names are looked up without a limit, for the system's resolver knows none; and where a name
        has several addresses of which none answers, each has the whole time.
        """
        left = TimeLeft(timeout)
        try:
            response = self._line.open(request, left)
            try:
                return _read(response, left)
            finally:
                response.close()
        except (TimeoutError, self._library.failure) as error:
            raise _failure(self._library, request, timeout, left, error) from error

    def close(self) -> None:
        """As `Transport.close`."""
        self._line.close()


class AsyncHttpxTransport:
    """Sends by a line of httpx or httpx2."""

    def __init__(self, library: HttpxLibrary, line: AsyncLine) -> None:
        self._library = library
        self._line = line

    async def send(
        self,
        request: Request,
        *,
        timeout: float | None,  # noqa: ASYNC109 - `AsyncTransport`'s
    ) -> Response:
        """As `AsyncTransport.send`."""
        left = TimeLeft(None)  # asyncio bounds the whole of it
        try:
            async with asyncio.timeout(timeout):
                response = await self._line.open(request, left)
                try:
                    return await _read_async(response)
                finally:
                    await response.aclose()
        except (TimeoutError, self._library.failure) as error:
            raise _failure(self._library, request, timeout, left, error) from error

    async def close(self) -> None:
        """As `AsyncTransport.close`."""
        await self._line.close()


def _read(response: httpx.Response, left: TimeLeft) -> Response:
    headers = response_headers(response.headers.raw)
    body: list[bytes] = []
    stream = response.stream if _is_raw(response, headers) else response.iter_bytes()
    for piece in cast("Iterable[bytes]", stream):
        body.append(piece)
        left.check()
    return Response(response.status_code, headers, b"".join(body))


async def _read_async(response: httpx.Response) -> Response:
    headers = response_headers(response.headers.raw)
    stream = response.stream if _is_raw(response, headers) else response.aiter_bytes()
    body = [piece async for piece in cast("AsyncIterable[bytes]", stream)]
    return Response(response.status_code, headers, b"".join(body))


def _is_raw(response: httpx.Response, headers: Mapping[str, str]) -> bool:
    """Whether its stream, not read yet, is the body as it is: reading it by httpx costs more."""
    return "content-encoding" not in headers and not response.is_stream_consumed


def _failure(
    library: HttpxLibrary,
    request: Request,
    timeout: float | None,
    left: TimeLeft,
    error: Exception,
) -> APIConnectionError:
    """What httpx and the clock raise, as an error of the SDK."""
    sent = left.sent and not isinstance(error, library.never_sent)
    if isinstance(error, (TimeoutError, library.time_out)):
        return timed_out(request, timeout, sent=sent)
    return no_answer(request, error, sent=sent)
