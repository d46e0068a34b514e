"""The two loops that do what a flow asks for, in threads and in tasks.

They differ in nothing but `await`.
"""

from __future__ import annotations

import asyncio
import threading
import time
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from ..errors import APITimeoutError
from .flow import Exclusive, Send
from .pages import AsyncListing, AsyncPage, Page, whole

if TYPE_CHECKING:
    from .call import Caller
    from .flow import Effect, Flow
    from .pages import Envelope
    from .request import Call
    from .transport import AsyncTransport, Transport

T = TypeVar("T")


class Engine:
    """Makes calls in the calling thread."""

    def __init__(self, caller: Caller, transport: Transport) -> None:
        self._caller = caller
        self._transport = transport
        self._turn = threading.Lock()

    def call(self, call: Call[T]) -> T:
        """The answer of a call."""
        return self.run(self._caller.perform(call))

    def page(self, call: Call[Envelope[T]]) -> Page[T]:
        """The page that a call gives."""
        return Page(self, call, self.call(call))

    def whole(self, call: Call[Envelope[T] | list[T]]) -> list[T]:
        """All items that a call with `all=true` gives."""
        return self.run(whole(self._caller.perform, call))

    def run(self, flow: Flow[T]) -> T:
        """The result of a flow."""
        resume = partial(next, flow)
        while True:
            try:
                effect = resume()
            except StopIteration as stop:
                result: T = stop.value
                return result
            try:
                resume = partial(flow.send, self._do(effect))
            except BaseException as error:  # noqa: BLE001 - the flow decides
                resume = partial(flow.throw, error)

    def close(self) -> None:
        """Closes the transport."""
        self._transport.close()

    def _do(self, effect: Effect) -> object:
        if isinstance(effect, Send):
            return self._transport.send(effect.request, timeout=effect.timeout)
        if isinstance(effect, Exclusive):
            return self._in_turn(effect)
        time.sleep(effect.seconds)
        return None

    def _in_turn(self, effect: Exclusive) -> object:
        if not self._turn.acquire(timeout=-1 if effect.timeout is None else max(0, effect.timeout)):
            raise _no_turn(effect)
        try:
            return self.run(effect.flow)
        finally:
            self._turn.release()


class AsyncEngine:
    """Makes calls in the running task."""

    def __init__(self, caller: Caller, transport: AsyncTransport) -> None:
        self._caller = caller
        self._transport = transport
        self._turn = asyncio.Lock()

    async def call(self, call: Call[T]) -> T:
        """The answer of a call."""
        return await self.run(self._caller.perform(call))

    async def page(self, call: Call[Envelope[T]]) -> AsyncPage[T]:
        """The page that a call gives."""
        return AsyncPage(self, call, await self.call(call))

    def listing(self, call: Call[Envelope[T]]) -> AsyncListing[T]:
        """The list that a call asks for, not yet asked for."""
        return AsyncListing(self, call)

    async def whole(self, call: Call[Envelope[T] | list[T]]) -> list[T]:
        """All items that a call with `all=true` gives."""
        return await self.run(whole(self._caller.perform, call))

    async def run(self, flow: Flow[T]) -> T:
        """The result of a flow."""
        resume = partial(next, flow)
        while True:
            try:
                effect = resume()
            except StopIteration as stop:
                result: T = stop.value
                return result
            try:
                resume = partial(flow.send, await self._do(effect))
            except BaseException as error:  # noqa: BLE001 - the flow decides
                resume = partial(flow.throw, error)

    async def close(self) -> None:
        """Closes the transport."""
        await self._transport.close()

    async def _do(self, effect: Effect) -> object:
        if isinstance(effect, Send):
            return await self._transport.send(effect.request, timeout=effect.timeout)
        if isinstance(effect, Exclusive):
            return await self._in_turn(effect)
        await asyncio.sleep(effect.seconds)
        return None

    async def _in_turn(self, effect: Exclusive) -> object:
        try:
            async with asyncio.timeout(effect.timeout):
                await self._turn.acquire()
        except TimeoutError:
            raise _no_turn(effect) from None
        try:
            return await self.run(effect.flow)
        finally:
            self._turn.release()


def _no_turn(effect: Exclusive) -> APITimeoutError:
    return APITimeoutError(
        f"The deadline passed while {effect.request.operation_id} waited for a token",
        request=effect.request.harmless(),
        request_sent=False,
    )
