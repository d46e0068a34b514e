"""Answers that come late, broken or not at all, on purpose; only those of the API itself."""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from siteowner_reference.drf.pages import PAGE
from siteowner_reference.http.responses import SECURITY_HEADERS
from siteowner_reference.operating.disturbances import RESET, SLOW, Chance

PIECES = 10
PAUSE_SECONDS = 0.5
"""A slow body comes in 10 pieces with half a second before each."""
AT_ONCE = struct.pack("ii", 1, 0)
"""SO_LINGER: closing drops what is unsent and tells the peer of a reset."""

Sleep = Callable[[float], Awaitable[object]]


class Disturbances:
    """Delays answers, and spoils some of them.

    A 5xx is answered instead of doing anything. With a reset all is done and the answer is lost,
    which is what a client that repeats itself has to fear.

    Args:
        app: What answers.
        prefix: What the paths begin with that are disturbed.
        chance: What happens to which request.
        sleep: What waits.
    """

    def __init__(
        self, app: ASGIApp, prefix: str, chance: Chance, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._app = app
        self._prefix = prefix
        self._chance = chance
        self._sleep = sleep

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers with what chance wants."""
        if scope["type"] != "http" or not scope["path"].startswith(self._prefix):
            await self._app(scope, receive, send)
            return
        delay, fault = self._chance.drawn()
        await self._sleep(delay)
        if fault is None:
            await self._app(scope, receive, send)
        elif fault == RESET:
            await self._app(scope, receive, nowhere)
            await reset(receive)
        elif fault == SLOW:
            await self._app(scope, receive, self._slowly(send))
        else:
            await fault_page(int(fault))(scope, receive, send)

    def _slowly(self, send: Send) -> Send:
        async def slowly(message: Message) -> None:
            body = message.get("body", b"")
            size = max(1, -(-len(body) // PIECES))
            for start in range(0, max(0, len(body) - size), size):
                await self._sleep(PAUSE_SECONDS)
                piece = body[start : start + size]
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            if body:
                await self._sleep(PAUSE_SECONDS)
                message = {**message, "body": body[-(len(body) % size or size) :]}
            await send(message)

        return slowly


def fault_page(status: int) -> HTMLResponse:
    """Gives a page such as a web server or a proxy in front of Django has for a 5xx."""
    title = f"{HTTPStatus(status).phrase} ({status})"
    return HTMLResponse(PAGE.format(title=title, text=""), status, SECURITY_HEADERS)


async def nowhere(_message: Message) -> None:
    """Loses an answer."""


async def reset(receive: Receive) -> None:
    """Breaks the connection, so that its peer sees a reset, and waits until it is gone.

    Raises:
        ConnectionResetError: There is no connection, as when called in-process.
    """
    # ASGI has no word for it: uvicorn's `receive` is a method of what holds the connection.
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    if transport is None:
        raise ConnectionResetError("The answer is lost, as --fault reset wants it.")
    # An event loop's own socket object need not have `setsockopt`: a duplicate sets it for both.
    with transport.get_extra_info("socket").dup() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        pass
