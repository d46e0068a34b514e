"""The two loops that do what a flow asks for, in threads and in tasks.

They differ in nothing but `await`.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, TypeVar, cast

from .flow import Exclusive, Send
from .pages import AsyncListing, AsyncPage, Page, whole
from .trail import first, next_leaf
from .transport import closed
from .turns import AsyncTurns, Turns

if TYPE_CHECKING:
    from collections.abc import Awaitable, Coroutine

    from .call import Caller
    from .exchange import Exchange
    from .flow import Effect, Flow
    from .pages import Envelope
    from .request import Call
    from .trail import Leaf
    from .transport import AsyncTransport, Transport

T = TypeVar("T")


class Engine:
    """Makes calls in the calling thread."""

    def __init__(self, caller: Caller, transport: Transport) -> None:
        self._caller = caller
        self._transport = transport
        self._turns = Turns()
        self._closed = False

    @property
    def caller(self) -> Caller:
        """What all calls of the client share."""
        return self._caller

    def call(self, call: Call[T]) -> T:
        """The answer of a call."""
        return self.run(self._caller.perform(call))

    def exchange(self, call: Call[object]) -> Exchange:
        """What came back to a call that the server did not refuse."""
        return self.run(self._caller.succeed(call))

    def read(self, call: Call[T], exchange: Exchange) -> T:
        """The answer that came back to a call."""
        return self._caller.read(call, exchange)

    def page(self, call: Call[Envelope[T]]) -> Page[T]:
        """The page that a call gives."""
        return Page(self, self.run(first(self._caller, call)))

    def next_page(self, leaf: Leaf[T]) -> Page[T] | None:
        """The page after another; None after the last."""
        following = self.run(next_leaf(self._caller, leaf))
        return None if following is None else Page(self, following)

    def whole(self, call: Call[Envelope[T] | list[T]]) -> list[T]:
        """All items that a call with `all=true` gives."""
        return self.run(whole(self._caller, call))

    def run(self, flow: Flow[T]) -> T:
        """The result of a flow."""
        try:
            effect = next(flow)
            while True:
                try:
                    result = self._do(effect)
                except BaseException as error:  # noqa: BLE001 - the flow decides
                    effect = flow.throw(error)
                else:
                    effect = flow.send(result)
        except StopIteration as stop:
            return cast("T", stop.value)

    def close(self, *, and_transport: bool = True) -> None:
        """Makes no further call, and closes the transport, unless that is somebody else's."""
        self._closed = True
        if and_transport:
            self._transport.close()

    def _do(self, effect: Effect) -> object:
        if isinstance(effect, Send):
            if self._closed:
                raise closed()
            return self._transport.send(effect.request, timeout=effect.timeout)
        if isinstance(effect, Exclusive):
            with self._turns.turn(effect):
                return self.run(effect.flow)
        time.sleep(effect.seconds)
        return None


class AsyncEngine:
    """Makes calls in the running task."""

    def __init__(self, caller: Caller, transport: AsyncTransport) -> None:
        self._caller = caller
        self._transport = transport
        self._turns = AsyncTurns()
        self._closed = False

    @property
    def caller(self) -> Caller:
        """What all calls of the client share."""
        return self._caller

    def call(self, call: Call[T]) -> Coroutine[Any, Any, T]:
        """The answer of a call."""
        return self.run(self._caller.perform(call))

    def exchange(self, call: Call[object]) -> Coroutine[Any, Any, Exchange]:
        """What came back to a call that the server did not refuse."""
        return self.run(self._caller.succeed(call))

    def read(self, call: Call[T], exchange: Exchange) -> T:
        """The answer that came back to a call."""
        return self._caller.read(call, exchange)

    async def page(self, call: Call[Envelope[T]]) -> AsyncPage[T]:
        """The page that a call gives."""
        return AsyncPage(self, await self.run(first(self._caller, call)))

    async def next_page(self, leaf: Leaf[T]) -> AsyncPage[T] | None:
        """The page after another; None after the last."""
        following = await self.run(next_leaf(self._caller, leaf))
        return None if following is None else AsyncPage(self, following)

    def listing(self, call: Call[Envelope[T]]) -> AsyncListing[T]:
        """The list that a call asks for, not yet asked for."""
        return AsyncListing(self, call)

    def whole(self, call: Call[Envelope[T] | list[T]]) -> Coroutine[Any, Any, list[T]]:
        """All items that a call with `all=true` gives."""
        return self.run(whole(self._caller, call))

    async def run(self, flow: Flow[T]) -> T:
        """The result of a flow."""
        try:
            effect = next(flow)
            while True:
                try:
                    result = await self._do(effect)
                except BaseException as error:  # noqa: BLE001 - the flow decides
                    effect = flow.throw(error)
                else:
                    effect = flow.send(result)
        except StopIteration as stop:
            return cast("T", stop.value)

    async def close(self, *, and_transport: bool = True) -> None:
        """As `Engine.close`, and breaks off log-ins."""
        was_closed, self._closed = self._closed, True
        try:
            await self._turns.close()
            if and_transport:
                await self._transport.close()
        except RuntimeError:
            self._closed = was_closed  # it is in use in another event loop
            raise

    def _do(self, effect: Effect) -> Awaitable[object]:
        if isinstance(effect, Send):
            if self._closed:
                raise closed()
            return self._transport.send(effect.request, timeout=effect.timeout)
        if isinstance(effect, Exclusive):
            return self._turns.run(effect, self.run)
        return asyncio.sleep(effect.seconds)
