"""`client.bulk`, for threads and for tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from .core.bulk import BulkResults, ended
from .core.bulk_runs import run_in_tasks, run_in_threads

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from .core.bulk import OnProgress

ItemT = TypeVar("ItemT")
T = TypeVar("T")


class ManyCalls:
    """What a `SiteOwner` can do with any of its calls."""

    def bulk(
        self,
        call: Callable[[ItemT], T],
        items: Iterable[ItemT],
        /,
        *,
        concurrency: int = 8,
        on_progress: OnProgress[ItemT, T] | None = None,
        raise_on_error: bool = True,
    ) -> BulkResults[ItemT, T]:
        """Make a call for each of many items, several at once.

            def verify(student_id: int) -> StudentStatusResult:
                return client.students.update(student_id, status="verified")

            client.bulk(verify, student_ids)

        Calls are made in threads, and each is retried as by itself: nothing is sent twice that may
        have been done. One that fails does not end the others, save a 401 or 403, after which no
        further one is made. Nothing is lost when a run is broken off, by Ctrl-C, say: what is under
        way is waited for, and `BulkError.behind` finds the results.

        Args:
            call: Makes the call for an item.
            items: What calls are made for.
            concurrency: How many are under way at once.
            on_progress: Called in this thread with how many are known, how many there are, and the
                result that came last.
            raise_on_error: Whether it is an error when not all are ok.

        Returns:
            What came of each, in the order given.

        Raises:
            BulkError: Not all are ok; its `results` say what became of each.
            ValueError: The concurrency is less than 1.
        """
        results = run_in_threads(
            call, items, concurrency=concurrency, gather=BulkResults, on_progress=on_progress
        )
        return ended(results, raise_on_error=raise_on_error)


class AsyncManyCalls:
    """What an `AsyncSiteOwner` can do with any of its calls."""

    async def bulk(
        self,
        call: Callable[[ItemT], Awaitable[T]],
        items: Iterable[ItemT],
        /,
        *,
        concurrency: int = 8,
        on_progress: OnProgress[ItemT, T] | None = None,
        raise_on_error: bool = True,
    ) -> BulkResults[ItemT, T]:
        """Make a call for each of many items, several at once.

            async def verify(student_id: int) -> StudentStatusResult:
                return await client.students.update(student_id, status="verified")

            await client.bulk(verify, student_ids)

        Calls are made in tasks, and each is retried as by itself: nothing is sent twice that may
        have been done. One that fails does not end the others, save a 401 or 403, after which no
        further one is made. Nothing is lost when a run is broken off, by cancelling the task, say:
        what is under way is waited for, and `BulkError.behind` finds the results. A second
        cancellation does not wait.

        Args:
            call: Makes the call for an item.
            items: What calls are made for.
            concurrency: How many are under way at once.
            on_progress: Called in this task with how many are known, how many there are, and the
                result that came last.
            raise_on_error: Whether it is an error when not all are ok.

        Returns:
            What came of each, in the order given.

        Raises:
            BulkError: Not all are ok; its `results` say what became of each.
            ValueError: The concurrency is less than 1.
        """
        results = await run_in_tasks(
            call, items, concurrency=concurrency, gather=BulkResults, on_progress=on_progress
        )
        return ended(results, raise_on_error=raise_on_error)
