"""Turns: of the flows of a client that ask for a token, one runs at a time."""

from __future__ import annotations

import asyncio
import os
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ..errors import APITimeoutError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Generator

    from .flow import Exclusive, Flow


class Turns:
    """The turns of threads."""

    def __init__(self) -> None:
        self._process = os.getpid()
        self._lock = threading.Lock()
        self._holder: int | None = None

    @property
    def taken(self) -> bool:
        """Whether a thread has its turn."""
        return self._lock.locked()

    @contextmanager
    def turn(self, effect: Exclusive) -> Generator[None]:
        """The turn of this thread, once it has come.

        Raises:
            APITimeoutError: It did not come in time.
            RuntimeError: This thread has it already, so it would wait for itself.
        """
        lock = self._lock_here()
        if self._holder == threading.get_ident():
            raise RuntimeError(
                f"{effect.request.operation_id} was called by a hook or by on_token while its own "
                "client asks for a token: call another client there"
            )
        if not lock.acquire(timeout=_seconds(effect.timeout)):
            raise _no_turn(effect)
        self._holder = threading.get_ident()
        try:
            yield
        finally:
            self._holder = None
            lock.release()

    def _lock_here(self) -> threading.Lock:
        # A thread that held it when this process was forked off is not here to give it back.
        if self._process != os.getpid():
            self._process, self._lock, self._holder = os.getpid(), threading.Lock(), None
        return self._lock


class AsyncTurns:
    """The turns of tasks."""

    def __init__(self) -> None:
        # A lock belongs to the event loop that it was first waited for in.
        self._locks = WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock]()
        self._running = set[asyncio.Task[object]]()

    async def run(
        self, effect: Exclusive, run: Callable[[Flow[object]], Coroutine[object, object, object]]
    ) -> object:
        """The result of an exclusive flow, run when its turn has come.

        It runs in a task of its own: were it cancelled with its call, tokens that the server has
        just exchanged would be lost for all others.

        Raises:
            APITimeoutError: Its turn did not come in time.
        """
        lock = self._locks.setdefault(asyncio.get_running_loop(), asyncio.Lock())
        try:
            async with asyncio.timeout(effect.timeout):
                await lock.acquire()
        except TimeoutError:
            raise _no_turn(effect) from None
        running = asyncio.create_task(_to_the_end(run(effect.flow), lock))
        self._running.add(running)
        running.add_done_callback(self._ended)
        return await asyncio.shield(running)

    async def close(self) -> None:
        """Breaks off what runs in this event loop."""
        loop = asyncio.get_running_loop()
        running = [task for task in self._running if task.get_loop() is loop]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _ended(self, task: asyncio.Task[object]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # seen, though its call was cancelled


def _seconds(timeout: float | None) -> float:
    """As a lock takes it: -1 is without end."""
    return -1 if timeout is None else min(max(0.0, timeout), threading.TIMEOUT_MAX)


async def _to_the_end(work: Coroutine[object, object, object], lock: asyncio.Lock) -> object:
    try:
        return await work
    finally:
        lock.release()


def _no_turn(effect: Exclusive) -> APITimeoutError:
    return APITimeoutError(
        f"The deadline passed while {effect.request.operation_id} waited for a token",
        request=effect.request.harmless(),
        request_sent=False,
    )
