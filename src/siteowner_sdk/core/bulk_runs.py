"""The two ways to make many calls at once: in threads, and in tasks.

Both start calls until as many run as may, wait for the first to end, enter and report it, and so
on. When one is broken off, nothing further is started, and what is under way is waited for, since
what it does is done; a second interruption does not wait.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextvars
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, TypeVar

from .bulk import Done, Ledger, ResultsT, carry, check_concurrency
from .callbacks import check_plain

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from .bulk import BulkResult, OnProgress, Outcome

ItemT = TypeVar("ItemT")
T = TypeVar("T")


def run_in_threads(
    call: Callable[[ItemT], T],
    items: Iterable[ItemT],
    *,
    concurrency: int,
    gather: Callable[[Iterable[BulkResult[ItemT, T]]], ResultsT],
    on_progress: OnProgress[ItemT, T] | None,
) -> ResultsT:
    """Makes a call for each item, so many at once.

    Args:
        call: What makes one.
        items: What each is made for.
        concurrency: How many threads make them.
        gather: What makes results of the result of each.
        on_progress: Told in the calling thread of each result, with how many are known and how many
            there are in all.
    """
    check_concurrency(concurrency)
    check_plain("on_progress", on_progress)
    ledger = Ledger(list(items), on_progress)
    threads = _Threads(call, ledger, concurrency)
    try:
        try:
            threads.work()
            return gather(ledger.results())
        finally:
            threads.close()
    except BaseException as error:  # noqa: BLE001 - it goes on
        ledger.stop()
        ends_it = error
        try:
            threads.finish()
        except KeyboardInterrupt as interruption:
            if not isinstance(error, KeyboardInterrupt):
                ends_it = interruption
                interruption.__cause__ = error
                with suppress(KeyboardInterrupt):
                    threads.finish()
        finally:
            ends_it = carry(ends_it, gather(ledger.results()))
        raise ends_it from ends_it.__cause__


async def run_in_tasks(
    call: Callable[[ItemT], Awaitable[T]],
    items: Iterable[ItemT],
    *,
    concurrency: int,
    gather: Callable[[Iterable[BulkResult[ItemT, T]]], ResultsT],
    on_progress: OnProgress[ItemT, T] | None,
) -> ResultsT:
    """As `run_in_threads`, in so many tasks of the running loop."""
    check_concurrency(concurrency)
    check_plain("on_progress", on_progress)
    ledger = Ledger(list(items), on_progress)
    tasks = _Tasks(call, ledger, concurrency)
    try:
        await tasks.work()
        return gather(ledger.results())
    except BaseException as error:  # noqa: BLE001 - it goes on
        ledger.stop()
        ends_it = error
        try:
            await tasks.finish()
        except asyncio.CancelledError as cancellation:
            if not isinstance(error, asyncio.CancelledError):
                ends_it = cancellation
                cancellation.__cause__ = error
            await tasks.cancel()
        finally:
            ends_it = carry(ends_it, gather(ledger.results()))
        raise ends_it from ends_it.__cause__


class _Threads(Generic[ItemT, T]):
    """Calls that are made in threads."""

    def __init__(
        self, call: Callable[[ItemT], T], ledger: Ledger[ItemT, T], concurrency: int
    ) -> None:
        self._call = call
        self._ledger = ledger
        self._concurrency = concurrency
        self._pool = concurrent.futures.ThreadPoolExecutor(concurrency, "siteowner-bulk")
        self._running: dict[concurrent.futures.Future[T], int] = {}

    def work(self) -> None:
        """Starts calls until there are no more, and waits for all."""
        while self._start():
            done, _ = concurrent.futures.wait(
                self._running, return_when=concurrent.futures.FIRST_COMPLETED
            )
            for future in done:
                result = self._ledger.enter(self._running[future], _outcome(future))
                del self._running[future]
                self._ledger.report(result)

    def finish(self) -> None:
        """Waits for what is under way, whatever the callback does."""
        with suppress(Exception):
            self.work()
        self.work()

    def close(self) -> None:
        """Lets the threads end."""
        self._pool.shutdown(wait=False)

    def _start(self) -> bool:
        while len(self._running) < self._concurrency:
            index = self._ledger.start()
            if index is None:
                break
            # Each in the caller's context, so that spans of the calls have the caller's as parent.
            context = contextvars.copy_context()
            future = self._pool.submit(context.run, self._call, self._ledger.items[index])
            self._running[future] = index
        return bool(self._running)


class _Tasks(Generic[ItemT, T]):
    """Calls that are made in tasks."""

    def __init__(
        self, call: Callable[[ItemT], Awaitable[T]], ledger: Ledger[ItemT, T], concurrency: int
    ) -> None:
        self._call = call
        self._ledger = ledger
        self._concurrency = concurrency
        self._running: dict[asyncio.Task[T], int] = {}

    async def work(self) -> None:
        """Starts calls until there are no more, and waits for all."""
        while self._start():
            done, _ = await asyncio.wait(self._running, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                result = self._ledger.enter(self._running[task], _outcome(task))
                del self._running[task]
                self._ledger.report(result)

    async def finish(self) -> None:
        """Waits for what is under way, whatever the callback does."""
        with suppress(Exception):
            await self.work()
        await self.work()

    async def cancel(self) -> None:
        """Breaks off what is under way."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        for task, index in self._running.items():
            self._ledger.enter(index, _outcome(task))

    def _start(self) -> bool:
        while len(self._running) < self._concurrency:
            index = self._ledger.start()
            if index is None:
                break
            task = asyncio.ensure_future(self._made(self._ledger.items[index]))
            self._running[task] = index
        return bool(self._running)

    async def _made(self, item: ItemT) -> T:
        return await self._call(item)


def _outcome(ended: concurrent.futures.Future[T] | asyncio.Task[T]) -> Outcome[T]:
    if ended.cancelled():
        return asyncio.CancelledError()
    error = ended.exception()
    return Done(ended.result()) if error is None else error
