"""The clock that can be set: stopped, moved and let go."""

from datetime import UTC, datetime, timedelta

import pytest

from siteowner_reference.domain.clock import ClockError, SettableClock

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Real:
    """The real time, which passes by an hour each time that one looks."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        """Gives the instant."""
        self.now += HOUR
        return self.now


def test_left_alone_it_is_the_real_one() -> None:
    """A clock that nobody set tells the real time."""
    clock = SettableClock(Real())

    assert [NOON + HOUR, NOON + 2 * HOUR] == [clock(), clock()]


def test_stopped_it_stands_still() -> None:
    """A clock that was stopped tells that instant until it is moved or let go."""
    clock = SettableClock(Real())
    clock.stop_at(NOON)
    stopped = [clock(), clock()]
    clock.advance(HOUR)
    moved = [clock(), clock()]
    clock.let_go()

    assert [NOON, NOON] == stopped
    assert [NOON + HOUR] * 2 == moved
    assert [NOON + HOUR, NOON + 2 * HOUR] == [clock(), clock()]


def test_moved_it_goes_on() -> None:
    """A running clock that was moved keeps its distance to the real one."""
    clock = SettableClock(lambda: NOON)
    clock.advance(HOUR)
    clock.advance(-3 * HOUR)

    assert NOON - 2 * HOUR == clock()


@pytest.mark.parametrize("year", [1, 1969, 3000, 9999])
def test_it_can_not_be_stopped_anywhere(year: int) -> None:
    """Years that tokens or time zones can't reckon with are refused, and nothing is changed."""
    clock = SettableClock(lambda: NOON)
    with pytest.raises(ClockError, match="the years 1970 to 2999"):
        clock.stop_at(NOON.replace(year=year))
    with pytest.raises(ClockError, match="the years 1970 to 2999"):
        clock.advance(timedelta(days=365 * 2000))
    with pytest.raises(ClockError, match="the years 1970 to 2999"):
        clock.advance(timedelta.max)

    assert NOON == clock()
