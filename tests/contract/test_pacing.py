"""How fast requests leave, and how a server that throttles is waited for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx
import pytest

from siteowner_contract import Settings, SettingsError
from siteowner_contract.pacing import Pace, Waited, seconds_between, wait_for
from siteowner_contract.transport import GuardedTransport, ThrottledError

if TYPE_CHECKING:
    from collections.abc import Iterable

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
URL = "http://127.0.0.1/api/teachers/"


class Watch:
    """A clock that moves by sleeping alone."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        """The seconds so far."""
        return self.seconds

    def sleep(self, seconds: float) -> None:
        """Let them pass."""
        self.slept.append(seconds)
        self.seconds += seconds


def _pace(watch: Watch, rate: str | None = None, budget: float = 600.0) -> Pace:
    return Pace(rate, budget, clock=watch, sleep=watch.sleep, now=lambda: NOON)


def _client(answers: Iterable[httpx.Response], pace: Pace) -> httpx.Client:
    given = iter(answers)
    inner = httpx.MockTransport(lambda _: next(given))
    return httpx.Client(transport=GuardedTransport(inner, writes=True, logins=[], pace=pace))


def _throttled(retry_after: str | None = None) -> httpx.Response:
    return httpx.Response(429, headers={} if retry_after is None else {"Retry-After": retry_after})


@pytest.mark.parametrize(
    ("retry_after", "refusals", "seconds"),
    [
        ("7", 0, 7.0),
        ("7", 3, 7.0),
        ("0", 0, 0.0),
        ("Tue, 24 Nov 2026 12:00:09 GMT", 0, 9.0),
        ("Tue, 24 Nov 2026 11:00:00 GMT", 0, 0.0),
        (None, 0, 1.0),
        (None, 2, 4.0),
        (None, 12, 30.0),
        ("soon", 1, 2.0),
    ],
)
def test_wait_is_what_is_asked_for(retry_after: str | None, refusals: int, seconds: float) -> None:
    """Seconds or a date are obeyed; without either the wait doubles, up to half a minute."""
    assert seconds == wait_for(retry_after, refusals, NOON)


def test_throttled_request_goes_out_again() -> None:
    """Whoever sent it sees the answer that came in the end, and the run knows of the wait."""
    watch = Watch()
    pace = _pace(watch)
    answers = [_throttled("2"), _throttled(), httpx.Response(201)]
    with _client(answers, pace) as client:
        assert 201 == client.post(URL, json={"name": "x"}).status_code
    assert [2.0, 2.0] == watch.slept
    assert Waited(2, 4.0) == pace.waited
    assert 3 == pace.turns


def test_budget_ends_the_waiting() -> None:
    """The error names the budget; what was waited before stays within it."""
    pace = _pace(Watch(), budget=10.0)
    with (
        _client([_throttled("8"), _throttled("8")], pace) as client,
        pytest.raises(ThrottledError, match=r"GET /api/teachers/: .*--throttle-budget is 10 s"),
    ):
        client.get(URL)
    assert 8.0 == pace.waited.seconds


def test_threads_that_are_refused_together_wait_once() -> None:
    """Two answers of 429 at the same moment cost the budget one wait."""
    pace = _pace(Watch(), budget=5.0)
    pace.hold("5", 0)
    pace.hold("5", 0)
    assert Waited(2, 5.0) == pace.waited


def test_rate_spaces_requests() -> None:
    """Four requests at two a second take three halves of one."""
    watch = Watch()
    with _client([httpx.Response(200)] * 4, _pace(watch, rate="2/s")) as client:
        for _ in range(4):
            client.get(URL)
    assert [0.5, 0.5, 0.5] == watch.slept


@pytest.mark.parametrize(("rate", "seconds"), [("5/s", 0.2), ("30/m", 2.0), ("100/h", 36.0)])
def test_rates(rate: str, seconds: float) -> None:
    """A rate is a number of requests in a second, a minute or an hour."""
    assert seconds == seconds_between(rate)


@pytest.mark.parametrize("rate", ["5", "0/s", "5/d", "-1/s", "fast"])
def test_what_is_no_rate_is_refused_at_once(rate: str) -> None:
    """The message shows how a rate is written."""
    with pytest.raises(SettingsError, match=r"--rate .*: a rate is given as 5/s"):
        Settings(rate=rate)
