"""Throttling counts as DRF's `SimpleRateThrottle` does."""

from datetime import UTC, datetime, timedelta

import pytest

from siteowner_reference.operating import throttle
from siteowner_reference.operating.throttle import Rate, Throttle, parse_rate

START = datetime(2026, 11, 24, tzinfo=UTC)


class Time:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> datetime:
        """Gives the instant."""
        return START + timedelta(seconds=self.seconds)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("30/s", Rate(30, 1)),
        ("2/min", Rate(2, 60)),
        ("100/hour", Rate(100, 3600)),
        ("5/day", Rate(5, 86_400)),
    ],
)
def test_rates(text: str, rate: Rate) -> None:
    """A rate is a number a second, minute, hour or day, as DRF writes it."""
    assert rate == parse_rate(text)


@pytest.mark.parametrize("text", ["", "30", "0/s", "-1/s", "1.5/s", "30/week", "s/30"])
def test_no_rates(text: str) -> None:
    """Anything else is refused with an example."""
    with pytest.raises(ValueError, match="give one such as 30/s"):
        parse_rate(text)


def test_calls_within_the_period_are_counted() -> None:
    """Two calls a minute are let through; the wait is until the first is a minute old."""
    time = Time()
    limited = Throttle(Rate(2, 60), time)
    waits = [limited.wait("a")]
    time.seconds = 20.5
    waits += [limited.wait("a"), limited.wait("a")]
    time.seconds = 60
    waits += [limited.wait("a"), limited.wait("a")]

    assert [0, 0, 40, 0, 21] == waits


def test_callers_are_counted_apart() -> None:
    """What one calls is nothing to another."""
    limited = Throttle(Rate(1, 60), Time())

    assert [0, 0, 60] == [limited.wait(caller) for caller in ("a", "b", "a")]


def test_a_clock_set_back_blocks_nobody() -> None:
    """Calls of what is now the future don't count."""
    time = Time()
    limited = Throttle(Rate(1, 60), time)
    time.seconds = 1_000_000
    limited.wait("a")
    time.seconds = 0

    assert limited.wait("a") == 0


def test_old_callers_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many addresses that called once do not fill the memory, and who called just now is kept."""
    monkeypatch.setattr(throttle, "MAX_CALLERS", 10)
    time = Time()
    limited = Throttle(Rate(1, 60), time)
    for number in range(100):
        time.seconds = number * 30.0
        limited.wait(number)

    assert len(limited._calls) <= 10
    assert limited.wait(99) == 60
