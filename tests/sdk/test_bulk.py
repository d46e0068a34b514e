"""Many calls at once: what came of each, in the order given, whatever happens."""

import asyncio
import concurrent.futures
import contextvars
import pickle
import threading
from collections.abc import Callable
from typing import Any, NoReturn

import pytest

from siteowner_sdk import (
    APIConnectionError,
    APIStatusError,
    AsyncSiteOwner,
    AuthenticationError,
    BadRequestError,
    BulkError,
    BulkResult,
    BulkResults,
    InternalServerError,
    PermissionDeniedError,
    Request,
    Response,
    SiteOwner,
)
from siteowner_sdk.core import bulk_runs
from siteowner_sdk.core.bulk import Ledger, state_of
from siteowner_sdk.core.exchange import Exchange
from siteowner_sdk.core.refusal import refusal
from siteowner_sdk.validation import ContractViolationError, Violation
from tests.sdk.fakes import BASE_URL, AsyncFakeTransport, FakeTransport, answer, no_connection

CLIENT = SiteOwner(BASE_URL, transport=FakeTransport(lambda _: Response(204)))

Progress = list[tuple[int, int, str]]


def status(code: int) -> APIStatusError:
    """The error of a status."""
    request = Request("teachers_create", "POST", BASE_URL)
    return refusal(Exchange(request, answer({"detail": f"no {code}"}, code)))


def threads() -> SiteOwner:
    """A client for threads, of no server."""
    return SiteOwner(BASE_URL, token="t", transport=FakeTransport(lambda _: Response(204)))


def tasks() -> AsyncSiteOwner:
    """A client for tasks, of no server."""
    return AsyncSiteOwner(BASE_URL, token="t", transport=AsyncFakeTransport(lambda _: answer(1)))


def doubled(number: int) -> int:
    """What a call gives, or raises, for a number."""
    errors: dict[int, Exception] = {
        3: status(400),
        4: no_connection(sent=True),
        5: no_connection(sent=False),
        6: status(502),
        7: ZeroDivisionError(),
    }
    if number in errors:
        raise errors[number]
    return 2 * number


async def doubled_later(number: int) -> int:
    """As `doubled`, in a task."""
    await asyncio.sleep(0)
    return doubled(number)


STATES = ["ok", "ok", "ok", "refused", "unknown", "unsent", "unknown", "unknown", "ok"]


def check_mixed(results: BulkResults[int, int]) -> None:
    """Checks what `doubled` gives for 0 to 8."""
    assert STATES == [result.state for result in results]
    assert list(range(9)) == [result.index for result in results] == [r.item for r in results]
    assert [0, 2, 4, 16] == results.values == [result.value for result in results.ok]
    assert (1, 3, 1) == (len(results.refused), len(results.unknown), len(results.unsent))
    assert isinstance(results[3].error, BadRequestError)
    assert isinstance(results[5].error, APIConnectionError)
    assert isinstance(results[6].error, InternalServerError)
    assert not any(result.reconciled for result in results)


def test_what_came_of_each_call() -> None:
    """Done, refused, unknown and never sent are told apart, and one does not end the others."""
    results = threads().bulk(doubled, range(9), concurrency=3, raise_on_error=False)

    check_mixed(results)


async def test_what_came_of_each_task() -> None:
    """The same for tasks."""
    check_mixed(await tasks().bulk(doubled_later, range(9), concurrency=3, raise_on_error=False))


@pytest.mark.parametrize(
    ("code", "state"),
    [
        (301, "refused"),
        (302, "unknown"),
        (303, "unknown"),
        (307, "refused"),
        (400, "refused"),
        (404, "refused"),
        (408, "unknown"),
        (409, "refused"),
        (429, "refused"),
        (500, "unknown"),
        (503, "unknown"),
        (504, "unknown"),
    ],
)
def test_which_statuses_leave_it_open(code: int, state: str) -> None:
    """After a refusal nothing was done; after a failure, or a redirect to a result, it may be."""
    assert state == state_of(status(code))


def test_all_ok() -> None:
    """When all are ok there is no error."""
    results = threads().bulk(doubled, [1, 8])

    assert results.all_ok
    assert [2, 16] == results.values


async def test_nothing_to_do() -> None:
    """No items, no calls."""
    assert [] == list(threads().bulk(doubled, []))
    assert [] == list(await tasks().bulk(doubled_later, []))


def test_the_error_at_the_end_has_them_all() -> None:
    """Unless it is not wanted, the end is an error that holds every result."""
    with pytest.raises(BulkError) as caught:
        threads().bulk(doubled, range(9))

    check_mixed(caught.value.results)
    assert (
        "Of 9 calls: 4 ok, 1 refused, 3 unknown, 1 unsent; "
        "the first error, at item 3: 400 from teachers_create: no 400"
    ) == str(caught.value)


async def test_the_error_at_the_end_of_tasks() -> None:
    """The same for tasks."""
    with pytest.raises(BulkError) as caught:
        await tasks().bulk(doubled_later, range(9))

    check_mixed(caught.value.results)


def test_results_survive_pickling() -> None:
    """The error with all its results can go through a task queue."""
    with pytest.raises(BulkError) as caught:
        threads().bulk(doubled, range(9))

    error: BulkError = pickle.loads(pickle.dumps(caught.value))

    assert str(caught.value) == str(error)
    assert STATES == [result.state for result in error.results]


def test_no_repr_shows_an_item_or_a_value() -> None:
    """Both may be people's data, or worth money."""
    result = BulkResult(4, "item-secret", "ok", value="value-secret")
    failed = BulkResult[str, str](5, "item-secret", "refused", error=status(400))
    results = BulkResults([result, failed])

    assert "<BulkResult 4: ok>" == repr(result)
    assert "<BulkResult 5: refused, BadRequestError>" == repr(failed)
    assert "<BulkResults: 1 ok, 1 refused, 0 unknown, 0 unsent>" == repr(results)
    assert "secret" not in repr(BulkError(results)) + str(BulkError(results))


def test_results_are_a_sequence() -> None:
    """They can be counted, indexed and sliced."""
    results = threads().bulk(doubled, [0, 1, 2])

    assert 3 == len(results)
    assert [1, 2] == [result.index for result in results[1:]]


def test_no_more_at_once_than_wanted() -> None:
    """All threads that may work do, and no further one."""
    barrier = threading.Barrier(4)

    results = threads().bulk(lambda _: barrier.wait(timeout=5), range(12), concurrency=4)

    # Each round of four meets at the barrier, which a fifth would upset and a third could not pass.
    assert [0, 1, 2, 3] == sorted(set(results.values))


async def test_no_more_tasks_at_once_than_wanted() -> None:
    """The same for tasks."""
    running, most = 0, 0

    async def call(_: int) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1

    await tasks().bulk(call, range(40), concurrency=7)

    assert 7 == most


@pytest.mark.parametrize("concurrency", [0, -1])
async def test_at_least_one_at_once(concurrency: int) -> None:
    """With no thread or task nothing could be done."""
    message = f"concurrency must be at least 1, not {concurrency}"
    with pytest.raises(ValueError, match=message):
        threads().bulk(doubled, [1], concurrency=concurrency)
    with pytest.raises(ValueError, match=message):
        await tasks().bulk(doubled_later, [1], concurrency=concurrency)


def test_progress() -> None:
    """Each result is told in the calling thread, with how many are known of how many."""
    told: Progress = []
    where = set()

    def tell(done: int, total: int, result: BulkResult[int, int]) -> None:
        told.append((done, total, result.state))
        where.add(threading.current_thread())

    threads().bulk(doubled, range(9), on_progress=tell, raise_on_error=False)

    assert [(done, 9) for done in range(1, 10)] == [(done, total) for done, total, _ in told]
    assert sorted(STATES) == sorted(state for _, _, state in told)
    assert {threading.current_thread()} == where


@pytest.mark.parametrize("error", [AuthenticationError, PermissionDeniedError])
async def test_who_may_not_is_not_refused_a_thousand_times(error: type[APIStatusError]) -> None:
    """After a 401 or 403 no further call is made."""
    made = []

    def call(number: int) -> None:
        made.append(number)
        raise status(401 if error is AuthenticationError else 403)

    async def call_later(number: int) -> None:
        call(number)

    for results in (
        threads().bulk(call, range(1000), concurrency=1, raise_on_error=False),
        await tasks().bulk(call_later, range(1000), concurrency=1, raise_on_error=False),
    ):
        assert (1, 999) == (len(results.refused), len(results.unsent))
        assert isinstance(results[0].error, error)
        assert {None} == {result.error for result in results.unsent}
    assert [0, 0] == made


def test_a_callback_that_fails_loses_nothing() -> None:
    """Its error comes once what is under way has ended, and has the results behind it."""
    everyone_there = threading.Barrier(4)

    def call(number: int) -> int:
        everyone_there.wait(timeout=5)
        return number

    def fail(done: int, total: int, result: object) -> None:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full") as caught:
        threads().bulk(call, range(100), concurrency=4, on_progress=fail)

    error = BulkError.behind(caught.value)
    assert error is not None
    assert (4, 96) == (len(error.results.ok), len(error.results.unsent))


def interrupting(after: int) -> Callable[[int, int, object], None]:
    """A callback in which Ctrl-C is pressed."""

    def interrupt(done: int, total: int, result: object) -> None:
        if done == after:
            raise KeyboardInterrupt

    return interrupt


def test_ctrl_c_loses_nothing() -> None:
    """What is under way is waited for, nothing further is started, and the results are there."""
    with pytest.raises(KeyboardInterrupt) as caught:
        threads().bulk(doubled, [1] * 50, concurrency=3, on_progress=interrupting(after=10))

    error = BulkError.behind(caught.value)
    assert error is not None
    assert 10 <= len(error.results.ok) <= 12
    assert len(error.results.ok) + len(error.results.unsent) == 50
    assert all(result.error is None for result in error.results.unsent)


def test_a_second_interruption_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of another kind, such as a signal's `SystemExit`, is raised and has the results too."""
    wait = concurrent.futures.wait

    def interrupt(done: int, total: int, result: object) -> None:
        if done == 10:
            monkeypatch.setattr(concurrent.futures, "wait", end)
            raise KeyboardInterrupt

    def end(*_: object, **__: object) -> NoReturn:
        monkeypatch.setattr(concurrent.futures, "wait", wait)
        raise SystemExit(143)

    with pytest.raises(SystemExit) as caught:
        threads().bulk(doubled, [1] * 50, concurrency=3, on_progress=interrupt)

    error = BulkError.behind(caught.value)
    assert error is not None
    assert (50, True) == (len(error.results), len(error.results.ok) >= 10)


def test_ctrl_c_while_a_failed_callback_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not swallowed, and the first one still waits for what is under way."""
    finish, interruptions = bulk_runs._Threads.finish, [True]

    def interrupted(threads: Any) -> None:
        if interruptions:
            interruptions.pop()
            raise KeyboardInterrupt
        finish(threads)

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(bulk_runs._Threads, "finish", interrupted)
    with pytest.raises(KeyboardInterrupt) as caught:
        CLIENT.bulk(lambda item: item, range(3), concurrency=3, on_progress=fail)

    behind = BulkError.behind(caught.value)
    assert behind is not None
    assert [0, 1, 2] == behind.results.values
    assert isinstance(behind.__cause__, OSError)


@pytest.mark.parametrize("where", ["close", "results"])
def test_ctrl_c_at_the_very_end(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """When all is done but given back, the results are still in somebody's hands."""
    of = bulk_runs._Threads if where == "close" else Ledger
    real, interruptions = getattr(of, where), [True]

    def interrupted(self: Any) -> Any:
        if interruptions:
            interruptions.pop()
            raise KeyboardInterrupt
        return real(self)

    monkeypatch.setattr(of, where, interrupted)
    with pytest.raises(KeyboardInterrupt) as caught:
        CLIENT.bulk(lambda item: item, range(3))

    behind = BulkError.behind(caught.value)
    assert behind is not None
    assert [0, 1, 2] == behind.results.values


def test_a_callback_that_ends_in_a_bulk_error() -> None:
    """The error has the results of the run that it broke off; its own are behind it."""

    def fail(*_: object) -> None:
        CLIENT.bulk(lambda _: 1 / 0, ["inner"])

    with pytest.raises(BulkError) as caught:
        CLIENT.bulk(lambda item: item, [7], on_progress=fail)

    assert [7] == caught.value.results.values
    assert isinstance(caught.value.__cause__, BulkError)
    assert "inner" == caught.value.__cause__.results[0].item


def test_what_a_closed_client_did_not_send() -> None:
    """It never left; nor did a request that the traffic validation kept back."""
    client = SiteOwner(BASE_URL, transport=FakeTransport(lambda _: Response(204)))

    def close_after_two(done: int, *_: object) -> None:
        if done == 2:
            client.close()

    closed = client.bulk(
        client.courses.delete,
        range(1, 5),
        concurrency=1,
        on_progress=close_after_two,
        raise_on_error=False,
    )
    kept_back = ContractViolationError(
        Violation("courses_destroy", "request", "path", "id", "integer", "string")
    )

    assert ["ok", "ok", "unsent", "unsent"] == [result.state for result in closed]
    assert "unsent" == state_of(kept_back)


async def test_a_callback_is_no_coroutine() -> None:
    """An `async def` would never be awaited, so it is refused before anything is sent."""

    async def tell(done: int, total: int, result: object) -> None:
        raise AssertionError("never reached")

    class Tells:
        async def __call__(self, done: int, total: int, result: object) -> None:
            raise AssertionError("never reached")

    for callback in (tell, Tells()):
        with pytest.raises(TypeError, match="on_progress must be a plain function"):
            threads().bulk(doubled, [1], on_progress=callback)
        with pytest.raises(TypeError, match="on_progress must be a plain function"):
            await tasks().bulk(asyncio.sleep, [1], on_progress=callback)


async def test_cancelling_loses_nothing() -> None:
    """A task that is cancelled waits for what is under way; its error has the results."""
    gate = asyncio.Event()
    started = []

    async def call(number: int) -> int:
        started.append(number)
        await gate.wait()
        return number

    run = asyncio.ensure_future(tasks().bulk(call, range(50), concurrency=3))
    await asyncio.sleep(0.01)
    run.cancel()
    await asyncio.sleep(0.01)
    assert not run.done()
    gate.set()
    with pytest.raises(asyncio.CancelledError) as caught:
        await run

    error = BulkError.behind(caught.value)
    assert error is not None
    assert [0, 1, 2] == error.results.values == started
    assert 47 == len(error.results.unsent)


async def test_cancelling_twice_does_not_wait() -> None:
    """What is under way is then broken off, and it is not known whether it was done."""
    before = asyncio.all_tasks()

    async def call(number: int) -> int:
        if number:
            await asyncio.Event().wait()
        return number

    run = asyncio.ensure_future(tasks().bulk(call, range(50), concurrency=3))
    for _ in range(2):
        await asyncio.sleep(0.01)
        run.cancel()
    with pytest.raises(asyncio.CancelledError) as caught:
        await run

    error = BulkError.behind(caught.value)
    assert error is not None
    assert (1, 3, 46) == (
        len(error.results.ok),
        len(error.results.unknown),
        len(error.results.unsent),
    )
    assert before == asyncio.all_tasks()


async def test_a_timeout_carries_the_results() -> None:
    """`asyncio.timeout` is a `TimeoutError` as ever, with the results behind it."""

    async def call(number: int) -> int:
        await asyncio.sleep(0.02)
        return number

    with pytest.raises(TimeoutError) as caught:
        async with asyncio.timeout(0.01):
            await tasks().bulk(call, range(50), concurrency=3)

    error = BulkError.behind(caught.value)
    assert error is not None
    assert [0, 1, 2] == error.results.values


def test_behind_other_errors_there_is_nothing() -> None:
    """An error that broke off no run has no results."""
    assert BulkError.behind(ValueError()) is None
    assert BulkError.behind(None) is None


def test_an_error_keeps_its_own_cause() -> None:
    """What an error was raised from stays reachable behind the results."""

    def fail(done: int, total: int, result: object) -> None:
        raise OSError from KeyError("cause")

    with pytest.raises(OSError) as caught:  # noqa: PT011 - which one is plain
        threads().bulk(doubled, [1], on_progress=fail)

    assert isinstance(caught.value.__cause__, BulkError)
    assert isinstance(caught.value.__cause__.__cause__, KeyError)


def test_threads_have_the_context_of_the_caller() -> None:
    """What is set around a run, such as the span that it is part of, is set in its calls."""
    variable: contextvars.ContextVar[str] = contextvars.ContextVar("variable")
    variable.set("here")

    results: Any = threads().bulk(lambda _: variable.get(), range(3))

    assert ["here"] * 3 == results.values
