"""An httpx transport that calls an ASGI application without a socket."""

import asyncio

import httpx
from starlette.types import ASGIApp


class InProcess(httpx.BaseTransport):
    """Sends requests straight to an application, from synchronous tests.

    An exception that the application lets through is raised, unless `raises` is false: then the
    client gets the answer that it would get over a socket.
    """

    def __init__(self, app: ASGIApp, *, raises: bool = True) -> None:
        self._asgi = httpx.ASGITransport(app, raise_app_exceptions=raises)
        self._runner = asyncio.Runner()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Gives the application's whole response."""
        return self._runner.run(self._exchange(request))

    def close(self) -> None:
        """Ends the event loop and its worker threads."""
        self._runner.close()

    async def _exchange(self, request: httpx.Request) -> httpx.Response:
        response = await self._asgi.handle_async_request(request)
        content = await response.aread()
        return httpx.Response(response.status_code, headers=response.headers, content=content)
