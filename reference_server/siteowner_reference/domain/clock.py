"""Time, handed in so that it can be set."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

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
