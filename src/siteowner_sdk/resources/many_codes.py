# Made from openapi.yaml by `make generate`. Change that or codegen/, then make it again.

"""What recharge codes have beside the operations of the contract: to be made many at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, overload

from .. import code_list, codes, reconciling
from ..codes import CodeResults
from ..core.bulk import carrying, ended
from ..core.bulk_runs import run_in_tasks, run_in_threads
from ..core.callbacks import check_plain
from ..core.omit import Omit, omit
from ..core.options import CallOptions

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from ..codes import CodeOrder, CodesBefore
    from ..core.bulk import OnProgress
    from ..core.engine import AsyncEngine, Engine
    from ..models import RechargeCode


class ManyRechargeCodes:
    """Recharge codes, many at once."""

    _engine: Engine

    @overload
    def create_many(
        self,
        *,
        course: int,
        value: Decimal | int | str,
        count: int,
        expires_at: dt.datetime | None = None,
        concurrency: int = 8,
        on_start: Callable[[CodeResults], object] | None = None,
        on_progress: OnProgress[CodeOrder, RechargeCode] | None = None,
        raise_on_error: bool = True,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> CodeResults: ...
    @overload
    def create_many(
        self,
        *,
        items: Iterable[CodeOrder],
        concurrency: int = 8,
        on_start: Callable[[CodeResults], object] | None = None,
        on_progress: OnProgress[CodeOrder, RechargeCode] | None = None,
        raise_on_error: bool = True,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> CodeResults: ...
    def create_many(
        self,
        *,
        course: int | None = None,
        value: Decimal | int | str | None = None,
        count: int | None = None,
        expires_at: dt.datetime | None = None,
        items: Iterable[CodeOrder] | None = None,
        concurrency: int = 8,
        on_start: Callable[[CodeResults], object] | None = None,
        on_progress: OnProgress[CodeOrder, RechargeCode] | None = None,
        raise_on_error: bool = True,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> CodeResults:
        """Create many recharge codes.

        So many equal ones, or those that `items` says. None is asked for a second time, unless the
        first request provably never left or was refused unhandled. Where an answer is lost, the
        code is looked up in the list: by course, value, expiry and creator, among those made since
        the run began. What can't be told even so stays `unknown`. Runs of equal codes by one
        account at the same time can't be told apart, and are to be avoided.

        Nothing is lost when a run is broken off, by Ctrl-C, say: what is under way is
        waited for, and `BulkError.behind` finds the results.

        Args:
            course: Id of the course.
            value: What each code is worth in EGP, from 1.00, with at most two decimals.
            count: How many.
            expires_at: After this instant they can't be redeemed; None if they never expire.
            items: What to make, in place of these four.
            concurrency: How many are asked for at once.
            on_start: Called before the first is asked for, with results in which all are unsent:
                what a program must keep to `reconcile` a run that its end cuts short.
            on_progress: Called in this thread with how many are known, how many are wanted, and
                the result that came last; once more for each that was unknown and is looked up.
            raise_on_error: Whether it is an error when not all were made.
            timeout: Seconds for each attempt, in place of the client's.
            deadline: Seconds for all attempts and waits of a code, in place of the client's.
            max_retries: Attempts after the first of a code, in place of the client's.

        Returns:
            What came of each, in the order given; its `values` are the codes.

        Raises:
            BulkError: Not all were made; its `results` say what became of each.
            TypeError: An argument is missing, or of a type that the field does not take.
            ValueError: An argument has no form on the wire, or is not possible.
            SiteOwnerError: The course's codes can't be listed at the start; nothing was made.

        Requirements: GEN-1, COD-1, COD-2, COD-3, COD-4, COD-5, COD-6, COD-7, COD-9.
        """
        check_plain("on_start", on_start)
        orders = codes.orders(items, course, value, count, expires_at)
        options = CallOptions(timeout, deadline, max_retries)
        calls = codes.calls(orders, options)
        caller = self._engine.caller
        before = self._engine.run(code_list.read_before(caller, orders, options))
        if on_start is not None:
            on_start(codes.nothing_sent(orders, before))
        results = run_in_threads(
            lambda order: self._engine.call(calls[order]),
            orders,
            concurrency=concurrency,
            gather=partial(CodeResults, before=before),
            on_progress=on_progress,
        )
        with carrying(results):
            told = self._engine.run(reconciling.reconciled(caller, results, options))
        with carrying(told):
            codes.report(results, told, on_progress)
        return ended(told, raise_on_error=raise_on_error)

    def before(
        self,
        course: int,
        /,
        *,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> CodesBefore:
        """Which codes a course has now, by the server's own clock.

        For a program that orders codes one by one and keeps a journal of that: with it
        `CodeResults(..., before={course: before})` can be made, whose lost answers `reconcile`
        looks up. `create_many` does this by itself.

        Args:
            course: Id of the course.
            timeout: Seconds for each attempt, in place of the client's.
            deadline: Seconds for each page of the list, in place of the client's.
            max_retries: Attempts after the first of each page, in place of the client's.

        Raises:
            SiteOwnerError: The course's codes can't be listed.

        Requirements: GEN-1, COD-7, COD-9.
        """
        options = CallOptions(timeout, deadline, max_retries)
        return self._engine.run(code_list.had_by(self._engine.caller, course, options))

    def reconcile(
        self,
        results: CodeResults,
        /,
        *,
        created_by: int | None = None,
        final: bool = False,
        others: Iterable[CodeResults] = (),
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> CodeResults:
        """Look up codes whose answers were lost, such as those of a run that was broken off.

        Args:
            results: What came of a run.
            created_by: Id of the account that ordered, where none of the results says it.
            final: Whether you know that the server is at work on none of them any more, some
                minutes later, say: what the list does not show was then not made.
            others: Results of other runs, such as one that made what this one lacks: their codes
                are theirs, and are not taken for those that are unknown here.
            timeout: Seconds for each attempt, in place of the client's.
            deadline: Seconds for each page of the list, in place of the client's.
            max_retries: Attempts after the first of each page, in place of the client's.

        Returns:
            The results, with as many of the unknown ones told as can be. A list that can't be read
            leaves them as they are.

        Raises:
            ValueError: An argument is not possible, or `before` of the results lacks a course.

        Requirements: GEN-1, COD-7, COD-9.
        """
        options = CallOptions(timeout, deadline, max_retries)
        elsewhere = frozenset(code.id for each in others for code in each.values)
        known = reconciling.Known(created_by, final, elsewhere)
        return self._engine.run(
            reconciling.reconciled(self._engine.caller, results, options, known)
        )


class AsyncManyRechargeCodes:
    """Recharge codes, many at once."""

    _engine: AsyncEngine

    @overload
    async def create_many(
        self,
        *,
        course: int,
        value: Decimal | int | str,
        count: int,
        expires_at: dt.datetime | None = None,
        concurrency: int = 8,
        on_start: Callable[[CodeResults], object] | None = None,
        on_progress: OnProgress[CodeOrder, RechargeCode] | None = None,
        raise_on_error: bool = True,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> CodeResults: ...
    @overload
    async def create_many(
        self,
        *,
        items: Iterable[CodeOrder],
        concurrency: int = 8,
        on_start: Callable[[CodeResults], object] | None = None,
        on_progress: OnProgress[CodeOrder, RechargeCode] | None = None,
        raise_on_error: bool = True,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> CodeResults: ...
    async def create_many(
        self,
        *,
        course: int | None = None,
        value: Decimal | int | str | None = None,
        count: int | None = None,
        expires_at: dt.datetime | None = None,
        items: Iterable[CodeOrder] | None = None,
        concurrency: int = 8,
        on_start: Callable[[CodeResults], object] | None = None,
        on_progress: OnProgress[CodeOrder, RechargeCode] | None = None,
        raise_on_error: bool = True,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> CodeResults:
        """Create many recharge codes.

        So many equal ones, or those that `items` says. None is asked for a second time, unless the
        first request provably never left or was refused unhandled. Where an answer is lost, the
        code is looked up in the list: by course, value, expiry and creator, among those made since
        the run began. What can't be told even so stays `unknown`. Runs of equal codes by one
        account at the same time can't be told apart, and are to be avoided.

        Nothing is lost when a run is broken off, by cancelling the task, say: what is under way is
        waited for, and `BulkError.behind` finds the results.

        Args:
            course: Id of the course.
            value: What each code is worth in EGP, from 1.00, with at most two decimals.
            count: How many.
            expires_at: After this instant they can't be redeemed; None if they never expire.
            items: What to make, in place of these four.
            concurrency: How many are asked for at once.
            on_start: Called before the first is asked for, with results in which all are unsent:
                what a program must keep to `reconcile` a run that its end cuts short.
            on_progress: Called in this task with how many are known, how many are wanted, and
                the result that came last; once more for each that was unknown and is looked up.
            raise_on_error: Whether it is an error when not all were made.
            timeout: Seconds for each attempt, in place of the client's.
            deadline: Seconds for all attempts and waits of a code, in place of the client's.
            max_retries: Attempts after the first of a code, in place of the client's.

        Returns:
            What came of each, in the order given; its `values` are the codes.

        Raises:
            BulkError: Not all were made; its `results` say what became of each.
            TypeError: An argument is missing, or of a type that the field does not take.
            ValueError: An argument has no form on the wire, or is not possible.
            SiteOwnerError: The course's codes can't be listed at the start; nothing was made.

        Requirements: GEN-1, COD-1, COD-2, COD-3, COD-4, COD-5, COD-6, COD-7, COD-9.
        """
        check_plain("on_start", on_start)
        orders = codes.orders(items, course, value, count, expires_at)
        options = CallOptions(timeout, deadline, max_retries)
        calls = codes.calls(orders, options)
        caller = self._engine.caller
        before = await self._engine.run(code_list.read_before(caller, orders, options))
        if on_start is not None:
            on_start(codes.nothing_sent(orders, before))
        results = await run_in_tasks(
            lambda order: self._engine.call(calls[order]),
            orders,
            concurrency=concurrency,
            gather=partial(CodeResults, before=before),
            on_progress=on_progress,
        )
        with carrying(results):
            told = await self._engine.run(reconciling.reconciled(caller, results, options))
        with carrying(told):
            codes.report(results, told, on_progress)
        return ended(told, raise_on_error=raise_on_error)

    async def before(
        self,
        course: int,
        /,
        *,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> CodesBefore:
        """Which codes a course has now, by the server's own clock.

        For a program that orders codes one by one and keeps a journal of that: with it
        `CodeResults(..., before={course: before})` can be made, whose lost answers `reconcile`
        looks up. `create_many` does this by itself.

        Args:
            course: Id of the course.
            timeout: Seconds for each attempt, in place of the client's.
            deadline: Seconds for each page of the list, in place of the client's.
            max_retries: Attempts after the first of each page, in place of the client's.

        Raises:
            SiteOwnerError: The course's codes can't be listed.

        Requirements: GEN-1, COD-7, COD-9.
        """
        options = CallOptions(timeout, deadline, max_retries)
        return await self._engine.run(code_list.had_by(self._engine.caller, course, options))

    async def reconcile(
        self,
        results: CodeResults,
        /,
        *,
        created_by: int | None = None,
        final: bool = False,
        others: Iterable[CodeResults] = (),
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> CodeResults:
        """Look up codes whose answers were lost, such as those of a run that was broken off.

        Args:
            results: What came of a run.
            created_by: Id of the account that ordered, where none of the results says it.
            final: Whether you know that the server is at work on none of them any more, some
                minutes later, say: what the list does not show was then not made.
            others: Results of other runs, such as one that made what this one lacks: their codes
                are theirs, and are not taken for those that are unknown here.
            timeout: Seconds for each attempt, in place of the client's.
            deadline: Seconds for each page of the list, in place of the client's.
            max_retries: Attempts after the first of each page, in place of the client's.

        Returns:
            The results, with as many of the unknown ones told as can be. A list that can't be read
            leaves them as they are.

        Raises:
            ValueError: An argument is not possible, or `before` of the results lacks a course.

        Requirements: GEN-1, COD-7, COD-9.
        """
        options = CallOptions(timeout, deadline, max_retries)
        elsewhere = frozenset(code.id for each in others for code in each.values)
        known = reconciling.Known(created_by, final, elsewhere)
        return await self._engine.run(
            reconciling.reconciled(self._engine.caller, results, options, known)
        )
