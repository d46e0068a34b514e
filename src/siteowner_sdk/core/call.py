"""What all calls of a client share, and how a call begins."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from ..errors import APIResponseValidationError
from . import tracing
from .course import Course
from .deviations import TOLERANT, DriftPolicy
from .request import build_request
from .response import no_such_answer, parse, read, refuse, watch

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from .auth import Credentials
    from .deviations import Deviation
    from .exchange import Exchange
    from .flow import Flow
    from .hooks import Hook
    from .options import Limits
    from .request import Call, Request

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Chance:
    """What differs each time, handed in so that tests decide it.

    Attributes:
        clock: Monotonic seconds.
        now: The present instant, with its time zone.
        random: A number from 0 to 1.
    """

    clock: Callable[[], float]
    now: Callable[[], dt.datetime]
    random: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Caller:
    """What all calls of a client share.

    Attributes:
        base_url: Where the API is, without a slash at the end.
        credentials: What authenticates.
        limits: How long a call may take, unless it says otherwise itself.
        chance: Clock and randomness.
        routes: Path templates by operation id, where they differ.
        headers: Headers of every request.
        hooks: What looks on.
        tracing: Whether calls are spans, where the program traces at all.
        drift: What is made of answers that leave the contract and can be read all the same.
    """

    base_url: str
    credentials: Credentials
    limits: Limits
    chance: Chance
    routes: Mapping[str, str] = field(default_factory=dict[str, str])
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    hooks: tuple[Hook, ...] = ()
    tracing: bool = True
    drift: DriftPolicy = TOLERANT

    def perform(self, call: Call[T]) -> Flow[T]:
        """The answer of a call."""
        return self._begun(call, partial(self._parsed, call))

    def receive(self, call: Call[T]) -> Flow[tuple[T, Exchange]]:
        """The answer of a call, and what was sent and came back."""
        return self._begun(call, lambda exchange: (self._parsed(call, exchange), exchange))

    def request(self, call: Call[object]) -> Request:
        """The request of a call, before credentials are added to it."""
        return build_request(call, base_url=self.base_url, routes=self.routes, headers=self.headers)

    def succeed(self, call: Call[object]) -> Flow[Exchange]:
        """What a call sent and what came back, where that is no refusal.

        Raises:
            APIStatusError: It is one.
        """
        return self._begun(call, _unrefused)

    def read(self, call: Call[T], exchange: Exchange) -> T:
        """The answer of a call, from what came back and is no refusal."""
        return read(call.operation, exchange, self.drift)

    def perform_login(
        self,
        call: Call[T],
        ends_at: float | None,
        take: Callable[[T], tuple[Deviation, ...]],
    ) -> Flow[None]:
        """The answer of a call that credentials make amid another.

        Args:
            call: What is asked.
            ends_at: The instant of the clock by which it must be over; None without end.
            take: Takes the answer, or says why it can't be used. It comes before drift is an error
                or told of: what is taken is not lost for that.
        """
        return self._course(call, self.limits, ends_at, None, partial(self._taken, call, take))

    def _parsed(self, call: Call[T], exchange: Exchange) -> T:
        return parse(call.operation, exchange, self.drift)

    def _taken(
        self, call: Call[T], take: Callable[[T], tuple[Deviation, ...]], exchange: Exchange
    ) -> None:
        """What came of a log-in, of which no error holds a token."""
        refuse(replace(exchange, response=exchange.response.with_harmless_headers()))
        problems: tuple[Deviation, ...]
        try:
            answer = read(call.operation, exchange)
            problems = take(answer)
            if not problems:
                watch(answer, exchange, self.drift)
        except APIResponseValidationError as error:
            problems = error.deviations
        if problems:
            seen = replace(exchange, response=exchange.response.without_secrets())
            raise no_such_answer(seen, problems)

    def _begun(self, call: Call[object], finish: Callable[[Exchange], R]) -> Flow[R]:
        limits = call.options.over(self.limits)
        ends_at = None if limits.deadline is None else self.chance.clock() + limits.deadline
        return self._course(call, limits, ends_at, self.credentials, finish)

    def _course(
        self,
        call: Call[object],
        limits: Limits,
        ends_at: float | None,
        credentials: Credentials | None,
        finish: Callable[[Exchange], R],
    ) -> Flow[R]:
        """The course of a call, and what is made of its end; without credentials it is a log-in."""
        course = Course(self, call, limits, ends_at, credentials)
        tracer = tracing.tracer() if self.tracing else None
        if tracer is None:
            return _finished(course, finish)
        return tracing.traced_call(tracer, course, finish)


def _finished(course: Course, finish: Callable[[Exchange], R]) -> Flow[R]:
    return finish((yield from course.run()))


def _unrefused(exchange: Exchange) -> Exchange:
    refuse(exchange)
    return exchange
