"""Connections belong to the event loop that they were made in; clients need not."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Generic, TypeVar

from ..core.transport import closed

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

T = TypeVar("T")


class PerLoop(Generic[T]):
    """Something that is made in the running event loop when it is first needed, and ends with it.

    So a client can be made before there is a loop, and used in one loop after the other. When a
    loop ends in the way of `asyncio.run`, what was made in it is closed there. What was made before
    this process was forked off is the parent's.
    """

    def __init__(self, make: Callable[[], T], close: Callable[[T], Awaitable[object]]) -> None:
        self._make = make
        self._close = close
        self._process = os.getpid()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._open: tuple[T, AsyncGenerator[None]] | None = None
        self._closed = False

    async def get(self) -> T:
        """What belongs to the running loop.

        Raises:
            RuntimeError: It was closed, or is in use in another loop.
        """
        if self._open is not None and self._loop is asyncio.get_running_loop():
            return self._open[0]
        return await self._enter()

    async def close(self) -> None:
        """Closes it for good."""
        self._leave_to_parent()
        if self._open is not None:
            self._may_leave()
        self._closed = True
        if self._open is not None:
            _, guard = self._open
            self._open = None
            if self._loop is asyncio.get_running_loop():
                await guard.aclose()

    async def _enter(self) -> T:
        if self._closed:
            raise closed()
        self._leave_to_parent()
        self._may_leave()
        made = self._make()
        guard = self._guard(made)
        self._loop, self._open = asyncio.get_running_loop(), (made, guard)
        await anext(guard)
        return made

    def _leave_to_parent(self) -> None:
        if self._process != os.getpid():
            # Kept, for to let go of connections would end them in the parent.
            self._inherited = self._open
            self._process, self._loop, self._open = os.getpid(), None, None

    def _may_leave(self) -> None:
        if self._loop not in (None, asyncio.get_running_loop()) and not self._loop.is_closed():
            raise RuntimeError(
                "This client is in use in another event loop: make one in each loop, "
                "or let the other loop end first"
            )

    async def _guard(self, made: T) -> AsyncGenerator[None]:
        # A loop that ends closes the async generators that began in it, and so this one.
        try:
            yield
        finally:
            await self._close(made)
