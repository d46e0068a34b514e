"""Sending by httpx or httpx2, in threads and in tasks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from .failures import no_answer, shown, timed_out
from .httpx_timeouts import TimeLeft

if TYPE_CHECKING:
    from ..core.request import Request
    from ..core.response import Response
    from ..errors import APIConnectionError
    from .httpx_library import HttpxLibrary


class Line(Protocol):
    """What answers: own connections, or a client that was handed in.

    Attributes:
        is_given: Whether it is the latter.
    """

    is_given: bool

    def send(self, request: Request, left: TimeLeft) -> Response:
        """The whole answer; what the library raises is not yet an error of the SDK."""
        ...

    def close(self) -> None:
        """Closes what is its own."""
        ...


class AsyncLine(Protocol):
    """As `Line`, for tasks."""

    is_given: bool

    async def send(self, request: Request, left: TimeLeft) -> Response:
        """As `Line.send`."""
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
            return self._line.send(request, left)
        except self._library.failure as error:
            sent = _may_be_sent(self._library, self._line, left, error)
            failure = _failure(self._library, request, timeout, error, sent=sent)
            why = shown(error)
        # Out here, lest what is not to be shown be the context of it.
        raise failure from why

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
                return await self._line.send(request, left)
        except self._library.failure as error:
            sent = _may_be_sent(self._library, self._line, left, error)
            failure = _failure(self._library, request, timeout, error, sent=sent)
            why = shown(error)
        # Out here, lest what is not to be shown be the context of it.
        raise failure from why

    async def close(self) -> None:
        """As `AsyncTransport.close`."""
        await self._line.close()


def _may_be_sent(
    library: HttpxLibrary, line: Line | AsyncLine, left: TimeLeft, error: Exception
) -> bool:
    """Whether some of a request may have left.

    Of a client that was handed in, an error may be that of another request, which one of its hooks
    made after the answer had come.
    """
    is_of_the_way = isinstance(error, library.never_sent)
    if not line.is_given:
        return left.sent and not is_of_the_way
    request = getattr(error, "_request", None)
    is_of_this = request is not None and request.extensions.get("timeout") is left
    if left.ever_sent is None:
        return not (is_of_this and is_of_the_way)
    if is_of_this and isinstance(error, library.proxy_refused) and not left.wrote_again:
        return False  # what was written was for the proxy
    return left.ever_sent


def _failure(
    library: HttpxLibrary, request: Request, timeout: float | None, error: Exception, *, sent: bool
) -> APIConnectionError:
    """What httpx and the clock raise, as an error of the SDK."""
    if isinstance(error, library.time_out):
        return timed_out(request, timeout, sent=sent)
    return no_answer(request, error, sent=sent)
