"""Turns: of the flows of a client that ask for a token, one runs at a time."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from ..errors import APITimeoutError
from .processes import PerProcess
from .transport import closed

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Generator

    from .flow import Exclusive, Flow


class Turns:
    """The turns of threads."""

    def __init__(self) -> None:
        self._turn = PerProcess(_Turn)

    @property
    def taken(self) -> bool:
        """Whether a thread has its turn."""
        return self._turn.get().lock.locked()

    @contextmanager
    def turn(self, effect: Exclusive) -> Generator[None]:
        """The turn of this thread, once it has come.

        Raises:
            APITimeoutError: It did not come in time.
            RuntimeError: This thread has it already, so it would wait for itself.
        """
        turn = self._turn.get()
        if turn.holder == threading.get_ident():
            raise RuntimeError(
                f"{effect.request.operation_id} was called by a hook or by on_token while its own "
                "client asks for a token: call another client there"
            )
        if not turn.lock.acquire(timeout=_seconds(effect.timeout)):
            raise _no_turn(effect)
        turn.holder = threading.get_ident()
        try:
            yield
        finally:
            turn.holder = None
            turn.lock.release()


class _Turn:
    """The one turn of a client, in one process, and the thread that has it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.holder: int | None = None


class AsyncTurns:
    """The turns of tasks."""

    def __init__(self) -> None:
        # A lock belongs to the event loop that it was first waited for in.
        self._locks: dict[asyncio.AbstractEventLoop, asyncio.Lock] = {}
        self._running = set[asyncio.Task[object]]()

    async def run(
        self, effect: Exclusive, run: Callable[[Flow[object]], Coroutine[object, object, object]]
    ) -> object:
        """The result of an exclusive flow, run when its turn has come.

        It runs in a task of its own: were it cancelled with its call, tokens that the server has
        just exchanged would be lost for all others.

        Raises:
            APITimeoutError: Its turn did not come in time.
            RuntimeError: The client was closed meanwhile.
        """
        lock = self._lock_here()
        try:
            async with asyncio.timeout(effect.timeout):
                await lock.acquire()
        except TimeoutError:
            raise _no_turn(effect) from None
        running = asyncio.create_task(run(effect.flow))
        self._running.add(running)
        running.add_done_callback(partial(self._ended, lock))
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            if running.cancelled() and not _is_cancelled(asyncio.current_task()):
                raise closed() from None
            raise

    def _lock_here(self) -> asyncio.Lock:
        loop = asyncio.get_running_loop()
        if loop not in self._locks:
            # A lock holds its loop, so that none would ever be forgotten by itself.
            for ended in [each for each in self._locks if each.is_closed()]:
                del self._locks[ended]
            self._locks[loop] = asyncio.Lock()
        return self._locks[loop]

    async def close(self) -> None:
        """Breaks off what runs in this event loop."""
        loop = asyncio.get_running_loop()
        running = [task for task in self._running if task.get_loop() is loop]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _ended(self, lock: asyncio.Lock, task: asyncio.Task[object]) -> None:
        lock.release()
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # seen, though its call was cancelled


def _seconds(timeout: float | None) -> float:
    """As a lock takes it: -1 is without end."""
    return -1 if timeout is None else min(max(0.0, timeout), threading.TIMEOUT_MAX)


def _is_cancelled(task: asyncio.Task[object] | None) -> bool:
    return task is not None and task.cancelling() > 0


def _no_turn(effect: Exclusive) -> APITimeoutError:
    return APITimeoutError(
        f"The deadline passed while {effect.request.operation_id} waited for a token",
        request=effect.request.harmless(),
        request_sent=False,
    )
