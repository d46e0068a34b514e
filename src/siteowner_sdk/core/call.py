"""The course of a call: authorize, send, renew after a 401, wait and try again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from ..errors import APIConnectionError, APITimeoutError
from . import retry
from .auth import Credentials, FixedCredentials
from .flow import Flow, Send, Sleep
from .request import build_request
from .response import Response, parse

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from .request import Call, Request

T = TypeVar("T")

NO_CREDENTIALS = FixedCredentials()


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a call may take.

    Attributes:
        timeout: Seconds for one attempt; None without end.
        deadline: Seconds for all attempts and waits; None without end.
        max_retries: Attempts after the first.
    """

    timeout: float | None
    deadline: float | None
    max_retries: int


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
        limits: How long a call may take.
        chance: Clock and randomness.
        routes: Path templates by operation id, where they differ.
        headers: Headers of every request.
    """

    base_url: str
    credentials: Credentials
    limits: Limits
    chance: Chance
    routes: Mapping[str, str] = field(default_factory=dict[str, str])
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)

    def perform(self, call: Call[T]) -> Flow[T]:
        """The answer of a call."""
        deadline = self.limits.deadline
        ends_at = None if deadline is None else self.chance.clock() + deadline
        return (yield from self.perform_with(self.credentials, ends_at, call))

    def perform_with(
        self, credentials: Credentials, ends_at: float | None, call: Call[T]
    ) -> Flow[T]:
        """The answer of a call with other credentials, and by a given instant of the clock."""
        request = build_request(
            call, base_url=self.base_url, routes=self.routes, headers=self.headers
        )
        response = yield from self._respond(request, credentials, ends_at)
        return parse(call.operation, request, response)

    def remaining(self, ends_at: float | None) -> float | None:
        """Seconds until an instant of the clock; None without end."""
        return None if ends_at is None else ends_at - self.chance.clock()

    def _respond(
        self, request: Request, credentials: Credentials, ends_at: float | None
    ) -> Flow[Response]:
        number = 0
        while True:
            outcome = yield from self._attempt(request, credentials, ends_at)
            seconds = retry.pause(
                retry.Attempt(number, request.method, outcome),
                max_retries=self.limits.max_retries,
                remaining=self.remaining(ends_at),
                jitter=self.chance.random(),
                now=self.chance.now(),
            )
            if seconds is None:
                return _settled(outcome)
            yield Sleep(seconds)
            number += 1

    def _attempt(
        self, request: Request, credentials: Credentials, ends_at: float | None
    ) -> Flow[Response | APIConnectionError]:
        # What credentials ask of the server has retries of its own: its failure ends the call.
        line = _LoginLine(self, ends_at)
        authorized = yield from credentials.authorize(request, line)
        outcome = yield from self._send(authorized, ends_at)
        refused = isinstance(outcome, Response) and outcome.status_code == 401
        if refused and (yield from credentials.renew(authorized, line)):
            authorized = yield from credentials.authorize(request, line)
            outcome = yield from self._send(authorized, ends_at)
        return outcome

    def _send(self, request: Request, ends_at: float | None) -> Flow[Response | APIConnectionError]:
        remaining = self.remaining(ends_at)
        if remaining is not None and remaining <= 0:
            return APITimeoutError(
                f"The deadline passed before {request.operation_id} was sent",
                request=request.harmless(),
                request_sent=False,
            )
        try:
            response: Response = yield Send(request, _sooner(self.limits.timeout, remaining))
        except APIConnectionError as error:
            return error
        return response


@dataclass(frozen=True, slots=True)
class _LoginLine:
    """How credentials reach the server amid a call."""

    caller: Caller
    ends_at: float | None

    def perform(self, call: Call[T]) -> Flow[T]:
        return self.caller.perform_with(NO_CREDENTIALS, self.ends_at, call)

    def remaining(self) -> float | None:
        return self.caller.remaining(self.ends_at)


def _settled(outcome: Response | APIConnectionError) -> Response:
    if isinstance(outcome, APIConnectionError):
        raise outcome
    return outcome


def _sooner(first: float | None, second: float | None) -> float | None:
    if first is None or second is None:
        return second if first is None else first
    return min(first, second)
