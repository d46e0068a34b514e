"""The course of a call: authorize, send, renew after a 401, wait and try again."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeVar

from ..errors import APIConnectionError, APITimeoutError, SiteOwnerError
from . import logs, retry, tracing
from .exchange import Exchange
from .flow import Send, Sleep
from .hooks import RequestInfo, hooked, tell_retry
from .response import Response

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from opentelemetry.trace import Tracer

    from .auth import Credentials
    from .call import Caller
    from .deviations import Deviation
    from .exchange import Outcome
    from .flow import Flow
    from .options import Limits
    from .request import Call, Request

T = TypeVar("T")

# Seconds that a socket can wait for: 24 days. What is longer is without end.
LONGEST_WAIT = 2_000_000.0


class Course:
    """One call while it is under way.

    Attributes:
        call: What is asked.
        request: The request, before credentials are added to it.
        ends_at: The instant of the clock by which all of it must be over; None without end.
        confidential: Whether it is a log-in, whose bodies nobody may see.
        tracer: What makes a span of each attempt; None where there are none.
        sent: Times that the request was sent.
    """

    __slots__ = (
        "_caller",
        "_credentials",
        "_doubtful",
        "_limits",
        "_note",
        "_retries",
        "call",
        "confidential",
        "ends_at",
        "request",
        "sent",
        "tracer",
    )

    def __init__(
        self,
        caller: Caller,
        call: Call[Any],
        limits: Limits,
        ends_at: float | None,
        credentials: Credentials | None,
    ) -> None:
        self._caller = caller
        self._credentials = credentials
        self._limits = limits
        # The last of the attempts before the one in hand that the server may have carried out.
        self._doubtful: Outcome | None = None
        self._note: str | None = None
        self._retries = 0
        self.call: Call[object] = call
        self.confidential: bool = credentials is None
        self.ends_at: float | None = ends_at
        self.request: Request = caller.request(call)
        self.sent: int = 0
        self.tracer: Tracer | None = None

    def run(self) -> Flow[Exchange]:
        """What was sent and what came back, whatever its status."""
        while True:
            sent = self.sent
            try:
                outcome = yield from self._attempt()
            except Exception as error:
                if self._doubtful is None or not self._is_in_doubt() or not _is_unsent(error):
                    raise
                # That the server may have done it weighs more than why it is not asked again.
                self._retries -= self.sent == sent
                self._note = f"Not tried again, since this came between: {error}"
                return self._settled(self._doubtful)
            if isinstance(outcome, Response) and outcome.status_code < 400:
                return Exchange(self.request, outcome, self._retries)
            pause = self._pause(outcome)
            if pause is None:
                return self._settled(outcome)
            if retry.may_be_done(outcome):
                self._doubtful = outcome
            self._retry_is_told(outcome, pause)
            yield Sleep(pause)
            self._retries += 1

    # What credentials see of a call: a line to the server without any, in the time that is left.

    def perform(self, call: Call[T], take: Callable[[T], tuple[Deviation, ...]]) -> Flow[None]:
        """A log-in amid this call. Its own retries are all: its failure ends both."""
        return self._caller.perform_login(call, self.ends_at, take)

    def remaining(self) -> float | None:
        """Seconds left; None without end."""
        return None if self.ends_at is None else self.ends_at - self._caller.chance.clock()

    def info(self, request: Request) -> RequestInfo:
        """What may be seen of the attempt in hand."""
        return RequestInfo.of(request, self.call.operation.path, self.sent)

    def _attempt(self) -> Flow[Outcome]:
        credentials = self._credentials
        if credentials is None:
            return (yield from self._send(self.request))
        authorized = yield from credentials.authorize(self.request, self)
        outcome = yield from self._send(authorized)
        if isinstance(outcome, Response) and outcome.status_code == 401:
            if not self._can_be_repeated():
                return outcome
            if (yield from credentials.renew(authorized, self)):
                authorized = yield from credentials.authorize(self.request, self)
                outcome = yield from self._send(authorized)
        return outcome

    def _send(self, request: Request) -> Flow[Outcome]:
        remaining = self.remaining()
        if remaining is not None and remaining <= 0:
            return APITimeoutError(
                f"The deadline passed before {request.operation_id} was sent",
                request=request.harmless(),
                request_sent=False,
            )
        self._check_upload()
        self.sent += 1
        send = Send(request, _bounded(_sooner(self._limits.timeout, remaining)))
        if self.tracer is None and not self._caller.hooks:
            return (yield from self._exchange(send))
        return (yield from self._watched(send))

    def _watched(self, send: Send) -> Flow[Outcome]:
        hooks = self._caller.hooks
        if self.tracer is None:
            return (yield from hooked(hooks, self, send, self._exchange))

        def go(headers: Mapping[str, str]) -> Flow[Outcome]:
            return hooked(
                hooks, self, send, lambda sent: self._exchange(sent.with_missing_headers(headers))
            )

        return (yield from tracing.traced_attempt(self.tracer, self, send, go))

    def _exchange(self, send: Send) -> Flow[Outcome]:
        clock = self._caller.chance.clock
        started = clock()
        outcome: Outcome
        try:
            response: Response = yield send
        except APIConnectionError as error:
            # Whatever a transport puts there, which is a user's perhaps.
            error.request = send.request.harmless()
            outcome = error
            seconds = clock() - started
        else:
            seconds = clock() - started
            outcome = Response(response.status_code, response.headers, response.content, seconds)
        if logs.LOGGER.isEnabledFor(logging.DEBUG):
            logs.attempt_ended(send.request, self.sent, outcome, seconds)
        return outcome

    def _pause(self, outcome: Outcome) -> float | None:
        caller = self._caller
        decision = retry.decide(
            retry.Attempt(
                self._retries, self.request.method, outcome, self.call.options.idempotent
            ),
            max_retries=self._limits.max_retries,
            remaining=self.remaining(),
            jitter=caller.chance.random(),
            now=caller.chance.now(),
        )
        if decision.note is not None:
            self._note = decision.note
        return None if decision.pause is None or not self._can_be_repeated() else decision.pause

    def _retry_is_told(self, outcome: Outcome, pause: float) -> None:
        logs.retry_follows(self.request, self._retries + 1, outcome, pause)
        if self._caller.hooks:
            tell_retry(self._caller.hooks, self.info(self.request), pause)

    def _can_be_repeated(self) -> bool:
        body = self.request.body
        problem = None if body is None else body.problem()
        if problem is not None:
            self._note = f"Not tried again: {problem}"
        return problem is None

    def _check_upload(self) -> None:
        body = self.request.body
        problem = None if body is None else body.problem()
        if problem is not None:
            raise APIConnectionError(
                f"{self.request.operation_id} was not sent: {problem}",
                request=self.request.harmless(),
                request_sent=False,
                retries=self._retries,
            )

    def _is_in_doubt(self) -> bool:
        return self._doubtful is not None and self.request.method not in retry.SAFE_METHODS

    def _settled(self, outcome: Outcome) -> Exchange:
        if isinstance(outcome, Response):
            return Exchange(self.request, outcome, self._retries, self._note, self._is_in_doubt())
        outcome.retries = self._retries
        outcome.request_sent = outcome.request_sent or self._doubtful is not None
        if self._note is not None:
            outcome.add_note(self._note)
        raise outcome


def _is_unsent(error: Exception) -> bool:
    """Whether an attempt ended before anything of it was sent: by its credentials, say."""
    return isinstance(error, SiteOwnerError) or getattr(error, "request_sent", True) is False


def _bounded(timeout: float | None) -> float | None:
    return None if timeout is None or timeout > LONGEST_WAIT else timeout


def _sooner(first: float | None, second: float | None) -> float | None:
    if first is None or second is None:
        return second if first is None else first
    return min(first, second)
