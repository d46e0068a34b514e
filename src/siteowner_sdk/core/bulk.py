"""Many calls at once: what came of each, in the order given. Nothing is sent here."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar, cast, overload

from ..errors import (
    APIStatusError,
    AuthenticationError,
    PermissionDeniedError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

ItemT = TypeVar("ItemT")
T = TypeVar("T")

State: TypeAlias = Literal["ok", "refused", "unknown", "unsent"]

# Whom the server refuses once it refuses always: nothing further is sent.
HOPELESS = (AuthenticationError, PermissionDeniedError)


@dataclass(frozen=True, repr=False)
class BulkResult(Generic[ItemT, T]):
    """What came of one call.

    Attributes:
        index: Its place in the order given, from 0.
        item: What it was made for.
        state: `ok`: it gave `value`. `refused`: the server said no, or is known not to have done
            it. `unknown`: it was sent and no answer came, or one that says nothing, such as a 5xx
            or a body that can't be read, so it may have been done. `unsent`: it never left, and
            nothing was done.
        value: What it gave; None unless it is `ok`.
        error: Why it is not `ok`; None where it was not even tried, since the run ended before.
        reconciled: Whether the state was found out afterwards, and not by the call's own answer.
    """

    index: int
    item: ItemT
    state: State
    value: T | None = None
    error: BaseException | None = None
    reconciled: bool = False

    def __repr__(self) -> str:
        # Neither item nor value: they are people's data, or worth money.
        error = "" if self.error is None else f", {type(self.error).__name__}"
        return f"<BulkResult {self.index}: {self.state}{error}>"


class BulkResults(Sequence[BulkResult[ItemT, T]]):
    """What came of many calls, in the order given."""

    def __init__(self, results: Iterable[BulkResult[ItemT, T]]) -> None:
        self._results = tuple(results)

    @overload
    def __getitem__(self, index: int) -> BulkResult[ItemT, T]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[BulkResult[ItemT, T]]: ...
    def __getitem__(
        self, index: int | slice
    ) -> BulkResult[ItemT, T] | Sequence[BulkResult[ItemT, T]]:
        return self._results[index]

    def __len__(self) -> int:
        return len(self._results)

    def __iter__(self) -> Iterator[BulkResult[ItemT, T]]:
        return iter(self._results)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.summary}>"

    @property
    def ok(self) -> list[BulkResult[ItemT, T]]:
        """Those that were done."""
        return self._of("ok")

    @property
    def refused(self) -> list[BulkResult[ItemT, T]]:
        """Those that the server refused."""
        return self._of("refused")

    @property
    def unknown(self) -> list[BulkResult[ItemT, T]]:
        """Those that may have been done."""
        return self._of("unknown")

    @property
    def unsent(self) -> list[BulkResult[ItemT, T]]:
        """Those that never left."""
        return self._of("unsent")

    @property
    def values(self) -> list[T]:
        """What those that were done gave, in the order given."""
        return [cast("T", result.value) for result in self.ok]

    @property
    def all_ok(self) -> bool:
        """Whether all were done."""
        return all(result.state == "ok" for result in self)

    @property
    def summary(self) -> str:
        """How many are of each state, such as `998 ok, 1 refused, 1 unknown, 0 unsent`."""
        states = [result.state for result in self]
        return ", ".join(
            f"{states.count(state):,} {state}" for state in ("ok", "refused", "unknown", "unsent")
        )

    def _of(self, state: State) -> list[BulkResult[ItemT, T]]:
        return [result for result in self if result.state == state]


ResultsT = TypeVar("ResultsT", bound=BulkResults[Any, Any])


class BulkError(Exception):
    """Not all of many calls were done. What became of each is in `results`, so nothing is lost.

    It is the `__cause__` of what breaks a run off: `KeyboardInterrupt`, a task's `CancelledError`,
    an exception of one's own `on_progress`. `BulkError.behind` finds it there.

    Attributes:
        results: What came of each call, in the order given.
    """

    def __init__(self, results: BulkResults[Any, Any]) -> None:
        super().__init__(results)
        self.results = results

    def __str__(self) -> str:
        first = next((result for result in self.results if result.error is not None), None)
        words = "" if first is None else f"; the first error, at item {first.index}: {first.error}"
        return f"Of {len(self.results):,} calls: {self.results.summary}{words}"

    @staticmethod
    def behind(error: BaseException | None) -> BulkError | None:
        """The results of a run that an exception broke off; None where it broke off none."""
        while error is not None and not isinstance(error, BulkError):
            error = error.__cause__ or error.__context__
        return error


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """A call gave this."""

    value: T


Outcome: TypeAlias = "Done[T] | BaseException"
OnProgress: TypeAlias = "Callable[[int, int, BulkResult[ItemT, T]], object]"


class Ledger(Generic[ItemT, T]):
    """What of a run was started, and what came of it. One thread or task keeps it."""

    def __init__(
        self, items: Sequence[ItemT], on_progress: OnProgress[ItemT, T] | None = None
    ) -> None:
        self.items = items
        self._on_progress = on_progress
        self._started = 0
        self._stopped = False
        self._known: dict[int, BulkResult[ItemT, T]] = {}

    def start(self) -> int | None:
        """The index of the next call to make; None when no further one is to be made."""
        if self._stopped or self._started == len(self.items):
            return None
        self._started += 1
        return self._started - 1

    def stop(self) -> None:
        """No further call is made."""
        self._stopped = True

    def enter(self, index: int, outcome: Outcome[T]) -> BulkResult[ItemT, T]:
        """Keeps what came of a call."""
        result = _result(index, self.items[index], outcome)
        self._known[index] = result
        if isinstance(outcome, HOPELESS):
            self.stop()
        return result

    def report(self, result: BulkResult[ItemT, T]) -> None:
        """Tells of a result; a callback that fails is told nothing more."""
        tell, self._on_progress = self._on_progress, None
        if tell is not None:
            tell(len(self._known), len(self.items), result)
        self._on_progress = tell

    def results(self) -> Iterator[BulkResult[ItemT, T]]:
        """What is known of each call by now."""
        for index, item in enumerate(self.items):
            state: State = "unknown" if index < self._started else "unsent"
            yield self._known.get(index) or BulkResult(index, item, state)


def state_of(error: BaseException) -> State:
    """Whether a call that failed may have been done all the same."""
    if isinstance(error, APIStatusError):
        return "unknown" if error.may_be_done else "refused"
    # Not those of the SDK alone say it.
    return "unsent" if getattr(error, "request_sent", True) is False else "unknown"


@contextmanager
def carrying(results: BulkResults[Any, Any]) -> Generator[None]:
    """Gives whatever breaks off what is done here the results so far."""
    try:
        yield
    except BaseException as error:  # noqa: BLE001 - it goes on
        ends_it = carry(error, results)
        raise ends_it from ends_it.__cause__


def carry(error: BaseException, results: BulkResults[Any, Any]) -> BaseException:
    """What breaks a run off, with the results of that.

    Of a `BulkError`, which has results of its own, it is another one, with these.
    """
    cause = BulkError(results)
    if isinstance(error, BulkError):
        cause.__cause__ = error
        return cause
    cause.__cause__ = error.__cause__
    error.__cause__ = cause
    return error


def ended(results: ResultsT, *, raise_on_error: bool) -> ResultsT:
    """The results of a run that went to its end.

    Raises:
        BulkError: Not all are ok, and that is to be an error.
    """
    if raise_on_error and not results.all_ok:
        raise BulkError(results)
    return results


def check_concurrency(concurrency: int) -> None:
    """Refuses a number that nothing can be done with.

    Raises:
        ValueError: It is less than 1.
    """
    if concurrency < 1:
        raise ValueError(f"concurrency must be at least 1, not {concurrency}")


def _result(index: int, item: ItemT, outcome: Outcome[T]) -> BulkResult[ItemT, T]:
    if isinstance(outcome, Done):
        return BulkResult(index, item, "ok", value=outcome.value)
    return BulkResult(index, item, state_of(outcome), error=outcome)
