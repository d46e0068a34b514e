"""Transports that call an ASGI application in this process: no socket, no server."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

import httpx

from ..core.response import Response
from ..errors import APITimeoutError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from ..core.request import Request

    ASGIApplication = Callable[..., Awaitable[None]]

T = TypeVar("T")


class BackgroundLoop:
    """An event loop in a thread of its own, for callers that have none, or a busy one."""

    def __init__(self) -> None:
        started: Future[asyncio.AbstractEventLoop] = Future()
        self._thread = threading.Thread(
            target=asyncio.run, args=(self._serve(started),), name="siteowner-testing", daemon=True
        )
        self._thread.start()
        self._loop = started.result()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of a coroutine; the calling thread waits for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def close(self) -> None:
        """Ends the loop and its thread."""
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join()

    async def _serve(self, started: Future[asyncio.AbstractEventLoop]) -> None:
        # One task that lives as long as the loop: the application's worker threads hang on it.
        self._ended = asyncio.Event()
        started.set_result(asyncio.get_running_loop())
        await self._ended.wait()


class AsyncInProcessTransport:
    """Hands requests to an application, in the event loop of the caller."""

    def __init__(self, application: ASGIApplication) -> None:
        # What an application raises becomes a 500, as it does behind a socket.
        self._transport = httpx.ASGITransport(application, raise_app_exceptions=False)

    async def send(
        self,
        request: Request,
        *,
        timeout: float | None,  # noqa: ASYNC109 - `AsyncTransport`'s
    ) -> Response:
        """As `AsyncTransport.send`."""
        try:
            async with asyncio.timeout(timeout):
                answer = await self._transport.handle_async_request(_plain(request))
                content = await answer.aread()
        except TimeoutError as error:
            raise APITimeoutError(
                f"No whole answer to {request.operation_id} within {timeout} s",
                request=request.harmless(),
            ) from error
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Response(answer.status_code, headers, content)

    async def close(self) -> None:
        """There is nothing to close."""


class InProcessTransport:
    """Hands requests to an application, in an event loop of another thread."""

    def __init__(self, application: ASGIApplication, loop: BackgroundLoop) -> None:
        self._transport = AsyncInProcessTransport(application)
        self._loop = loop

    def send(self, request: Request, *, timeout: float | None) -> Response:
        """As `Transport.send`."""
        return self._loop.run(self._transport.send(request, timeout=timeout))

    def close(self) -> None:
        """There is nothing to close; the loop is its owner's."""


def _plain(request: Request) -> httpx.Request:
    if request.body is None:
        return httpx.Request(request.method, request.url, headers=request.headers)
    headers = {**request.headers, "Content-Type": request.body.content_type}
    return httpx.Request(
        request.method, request.url, headers=headers, content=b"".join(request.body)
    )
