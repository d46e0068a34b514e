"""Time, handed in so that it can be set."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1970, 2999
OUT_OF_RANGE = f"The clock can only be set to the years {FIRST_YEAR} to {LAST_YEAR}."

Clock = Callable[[], datetime]
"""Gives the present instant, aware."""


def system_clock() -> datetime:
    """The machine's own time."""
    return datetime.now(UTC)


def start_of_month(now: datetime, zone: ZoneInfo) -> datetime:
    """Gives the instant at which the calendar month of `now` began in `zone`."""
    first = now.astimezone(zone).date().replace(day=1)
    return start_of_day(first, zone)


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Gives the instant at which `day` begins in `zone`."""
    return datetime.combine(day, time(), zone)


class SettableClock:
    """A clock that can be stopped at an instant, moved, and let run with the real one again."""

    def __init__(self, real: Clock) -> None:
        self._real = real
        self._stopped: datetime | None = None
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        """Gives the present instant."""
        return (self._stopped or self._real()) + self._ahead

    def stop_at(self, instant: datetime) -> None:
        """Lets no time pass after `instant`, which is aware.

        Raises:
            ClockError: It is not within the years that the server can reckon with.
        """
        self._stopped, self._ahead = _reckonable(instant), timedelta()

    def advance(self, duration: timedelta) -> None:
        """Moves the clock, whether it runs or stands still.

        Raises:
            ClockError: That is not within the years that the server can reckon with.
        """
        try:
            _reckonable(self() + duration)
        except OverflowError as error:
            raise ClockError(OUT_OF_RANGE) from error
        self._ahead += duration

    def let_go(self) -> None:
        """Lets it run with the real clock."""
        self._stopped, self._ahead = None, timedelta()


class ClockError(ValueError):
    """The clock can't be set so."""


def _reckonable(instant: datetime) -> datetime:
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise ClockError(OUT_OF_RANGE)
    return instant
