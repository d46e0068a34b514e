"""Fakes that stand for the network and the clock, and what drives a flow without either."""

import base64
import datetime as dt
import json
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any

from siteowner_sdk import APIConnectionError, Request, Response
from siteowner_sdk.core.auth import Credentials, FixedCredentials
from siteowner_sdk.core.call import Caller, Chance
from siteowner_sdk.core.flow import Exclusive, Flow, Send, Sleep
from siteowner_sdk.core.options import Limits

BASE_URL = "https://school.example/api"
NOW = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)

Outcome = Response | APIConnectionError
Server = Callable[[Request], Outcome]


def answer(document: object, status_code: int = 200, **headers: str) -> Response:
    """A response with a JSON body."""
    return Response(
        status_code,
        {name.replace("_", "-"): value for name, value in headers.items()},
        json.dumps(document).encode(),
    )


def no_connection(*, sent: bool, operation_id: str = "x") -> APIConnectionError:
    """A connection that broke before or after the request left."""
    request = Request(operation_id, "GET", BASE_URL)
    return APIConnectionError("broken", request=request, request_sent=sent)


@dataclass
class FakeTransport:
    """Answers as a function says, and remembers what was sent."""

    server: Server
    requests: list[Request] = field(default_factory=list)
    timeouts: list[float | None] = field(default_factory=list)
    closed: bool = False

    def send(self, request: Request, *, timeout: float | None) -> Response:
        """Sends nothing."""
        self.requests.append(request)
        self.timeouts.append(timeout)
        return settled(self.server(request))

    def close(self) -> None:
        """Remembers that it was closed."""
        self.closed = True


@dataclass
class AsyncFakeTransport:
    """As `FakeTransport`, for tasks."""

    server: Server
    requests: list[Request] = field(default_factory=list)
    closed: bool = False

    async def send(
        self,
        request: Request,
        *,
        timeout: float | None,  # noqa: ASYNC109 - `AsyncTransport`'s
    ) -> Response:
        """Sends nothing."""
        self.requests.append(request)
        return settled(self.server(request))

    async def close(self) -> None:
        """Remembers that it was closed."""
        self.closed = True


@dataclass
class FakeTime:
    """A clock that only moves when it is told to."""

    seconds: float = 1000.0

    @property
    def chance(self) -> Chance:
        """This clock, with a jitter of one half."""
        return Chance(
            lambda: self.seconds,
            lambda: NOW + dt.timedelta(seconds=self.seconds - 1000),
            lambda: 0.5,
        )


def caller(
    time: FakeTime | None = None,
    *,
    credentials: Credentials | None = None,
    limits: Limits | None = None,
    routes: Mapping[str, str] | None = None,
) -> Caller:
    """A caller without retries, unless the limits say otherwise."""
    return Caller(
        BASE_URL,
        credentials or FixedCredentials(),
        limits or Limits(timeout=30.0, deadline=None, max_retries=0),
        (time or FakeTime()).chance,
        routes or {},
    )


@dataclass
class Drive:
    """Does what flows ask for, with a scripted server and a clock that sleeping moves."""

    server: Server
    time: FakeTime = field(default_factory=FakeTime)
    sent: list[Send] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)

    def run(self, flow: Flow[Any]) -> Any:
        """The result of a flow."""
        try:
            effect = next(flow)
            while True:
                effect = self._resume(flow, effect)
        except StopIteration as stop:
            return stop.value

    def _resume(self, flow: Generator[Any, Any, Any], effect: object) -> Any:
        if isinstance(effect, Send):
            self.sent.append(effect)
            outcome = self.server(effect.request)
            if isinstance(outcome, APIConnectionError):
                return flow.throw(outcome)
            return flow.send(outcome)
        if isinstance(effect, Exclusive):
            try:
                result = self.run(effect.flow)
            except BaseException as error:  # noqa: BLE001 - the flow decides
                return flow.throw(error)
            return flow.send(result)
        assert isinstance(effect, Sleep)
        self.slept.append(effect.seconds)
        self.time.seconds += effect.seconds
        return flow.send(None)


def script(*outcomes: Outcome) -> Server:
    """A server that answers in this order, and fails when it is asked once more."""
    waiting = iter(outcomes)
    return lambda _: next(waiting)


def settled(outcome: Outcome) -> Response:
    """A response, or the error raised."""
    if isinstance(outcome, APIConnectionError):
        raise outcome
    return outcome


def jwt(*, issued: int, expires: int, name: str = "x") -> str:
    """A token with these claims, signed by nobody."""
    claims = json.dumps({"iat": issued, "exp": expires, "name": name}).encode()
    return f"e30.{base64.urlsafe_b64encode(claims).decode().rstrip('=')}.x"
