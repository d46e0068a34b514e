"""Revenue over time as even steps, so that it can be drawn: days without a purchase are there too.

A range too long for one step a day is told by seven days, one too long for that by month or year.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from siteowner_sdk.models import RevenueTrends

__all__ = ["Series", "Step", "label", "series"]

StepLength: TypeAlias = Literal["day", "7 days", "month", "year"]

MOST_STEPS = 62
WEEK = 7
# The most days that are told by steps of each length; what is longer, by year.
MOST_DAYS: dict[StepLength, int] = {
    "day": MOST_STEPS,
    "7 days": MOST_STEPS * WEEK,
    "month": MOST_STEPS * 30,
}
# How many characters of its first day name a step.
_NAMED_BY: dict[StepLength, int] = {"day": 10, "7 days": 10, "month": 7, "year": 4}


@dataclass(frozen=True, slots=True)
class Step:
    """Revenue from a day on, to the next step.

    Attributes:
        start: The first day.
        revenue: In EGP.
        purchase_count: Number of purchases.
    """

    start: dt.date
    revenue: Decimal
    purchase_count: int


@dataclass(frozen=True, slots=True)
class Series:
    """Steps of one length, one after the other.

    Attributes:
        length: How long each is; the first and last may be cut short by the range.
        steps: The steps, ascending.
    """

    length: StepLength
    steps: tuple[Step, ...]


def series(trends: RevenueTrends) -> Series:
    """The steps of a range of days, at most some sixty unless there are more years."""
    length = _length((trends.end_date - trends.start_date).days + 1)
    step_of = _STEP_OF[length](trends.start_date)
    purchases: Counter[dt.date] = Counter()
    amounts: dict[dt.date, Decimal] = {}
    for daily in trends.daily_trends:
        start = step_of(daily.date)
        amounts[start] = amounts.get(start, Decimal(0)) + daily.revenue
        purchases[start] += daily.purchase_count
    starts = sorted({*map(step_of, _days(trends.start_date, trends.end_date)), *amounts})
    return Series(
        length,
        tuple(Step(each, amounts.get(each, Decimal(0)), purchases[each]) for each in starts),
    )


def label(start: dt.date, length: StepLength) -> str:
    """How a step is named: by its first day, its month or its year."""
    return start.isoformat()[: _NAMED_BY[length]]


def _length(days: int) -> StepLength:
    return next((length for length, most in MOST_DAYS.items() if days <= most), "year")


def _days(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    for number in range((end - start).days + 1):
        yield start + dt.timedelta(days=number)


def _by_week(first: dt.date) -> Callable[[dt.date], dt.date]:
    return lambda day: first + dt.timedelta(days=(day - first).days // WEEK * WEEK)


_STEP_OF: dict[StepLength, Callable[[dt.date], Callable[[dt.date], dt.date]]] = {
    "day": lambda _: lambda day: day,
    "7 days": _by_week,
    "month": lambda _: lambda day: day.replace(day=1),
    "year": lambda _: lambda day: day.replace(month=1, day=1),
}
