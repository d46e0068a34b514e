"""Connections belong to the event loop that they were made in; clients need not."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Generic, TypeVar

from ..core.processes import PerProcess
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
        self._here = PerProcess[_Here[T]](_Here)
        self._closed = False

    async def get(self) -> T:
        """What belongs to the running loop.

        Raises:
            RuntimeError: It was closed, or is in use in another loop.
        """
        here = self._here.get()
        if here.open is not None and here.loop is asyncio.get_running_loop():
            return here.open[0]
        return await self._enter(here)

    async def close(self) -> None:
        """Closes it for good."""
        here = self._here.get()
        if here.open is not None:
            here.may_leave()
        self._closed = True
        if here.open is not None:
            _, guard = here.open
            here.open = None
            if here.loop is asyncio.get_running_loop():
                await guard.aclose()

    async def _enter(self, here: _Here[T]) -> T:
        if self._closed:
            raise closed()
        here.may_leave()
        made = self._make()
        guard = self._guard(made)
        here.loop, here.open = asyncio.get_running_loop(), (made, guard)
        await anext(guard)
        return made

    async def _guard(self, made: T) -> AsyncGenerator[None]:
        # A loop that ends closes the async generators that began in it, and so this one.
        try:
            yield
        finally:
            await self._close(made)


class _Here(Generic[T]):
    """What is open in this process, and the loop that it belongs to."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self.open: tuple[T, AsyncGenerator[None]] | None = None

    def may_leave(self) -> None:
        """Checks that the loop can be left for the running one.

        Raises:
            RuntimeError: It has not ended.
        """
        if self.loop not in (None, asyncio.get_running_loop()) and not self.loop.is_closed():
            raise RuntimeError(
                "This client is in use in another event loop: make one in each loop, "
                "or let the other loop end first"
            )
