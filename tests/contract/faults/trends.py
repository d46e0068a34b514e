"""Faults of trends over days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Date, func, select

from siteowner_reference.db.queries import revenue as queries
from siteowner_reference.db.rows import all_rows
from siteowner_reference.db.tables import Course, DailyTotal, Lecture, Purchase
from siteowner_reference.domain import revenue
from tests.contract.faults.breaking import answers, requests, sets, statuses
from tests.contract.faults.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    import pytest
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from siteowner_reference.db.rows import AnySelect, Row
    from tests.contract.faults.fault import Patch
    from tests.contract.sabotage import JSON, Request

TRENDS = "/revenue/trends/"
DAY = timedelta(days=1)
MONTH = timedelta(days=30)


def _days(where: Callable[[date, date], ColumnElement[bool]]) -> Patch:
    """The days are found by another condition."""

    def rows(session: Session, start: date, end: date) -> Sequence[Row]:
        statement = select(
            DailyTotal.day.label("date"),
            DailyTotal.revenue,
            DailyTotal.purchases.label("purchase_count"),
        )
        return all_rows(session, statement.where(where(start, end)).order_by(DailyTotal.day))

    return lambda m: m.setattr(queries, "daily_rows", rows)


def _purchases(
    day: ColumnElement[date], paid: ColumnElement[Decimal], of: Callable[[AnySelect], AnySelect]
) -> Patch:
    """The days are counted from the purchases."""

    def rows(session: Session, start: date, end: date) -> Sequence[Row]:
        counted = select(
            day.label("date"), func.sum(paid).label("revenue"), func.count().label("purchase_count")
        ).select_from(Purchase)
        statement = of(counted).where(day.between(start, end)).group_by(day).order_by(day)
        return all_rows(session, statement)

    return lambda m: m.setattr(queries, "daily_rows", rows)


def _ranged(complete: Callable[[date | None, date | None, date], tuple[date, date]]) -> Patch:
    """What is missing of a range is filled in otherwise."""

    def date_range(start: date | None, end: date | None, today: date) -> tuple[date, date]:
        if start is not None and end is not None:
            return usual(start, end, today)
        return complete(start, end, today)

    usual = revenue.date_range
    return lambda m: m.setattr(revenue, "date_range", date_range)


def _of_calendar_month(start: date | None, end: date | None, today: date) -> tuple[date, date]:
    last = end or today
    return start or (last.replace(day=1) - DAY).replace(day=1), last


def _until_yesterday(start: date | None, end: date | None, today: date) -> tuple[date, date]:
    last = end or today - DAY
    return start or last - MONTH, last


def _thirty_days_on(start: date | None, end: date | None, today: date) -> tuple[date, date]:
    last = end or (today if start is None else start + MONTH)
    return start or last - MONTH, last


def _lone_start_ignored(request: Request) -> Request:
    return request if request.asks("end_date") else request.without("start_date")


def _filled_up(body: JSON) -> JSON:
    days = {row["date"]: row for row in body["daily_trends"]}
    start, end = date.fromisoformat(body["start_date"]), date.fromisoformat(body["end_date"])
    wanted = [str(start + DAY * n) for n in range(min(400, (end - start).days + 1))]
    empty = {"revenue": "0.00", "purchase_count": 0}
    filled = [days.get(day, {"date": day, **empty}) for day in wanted]
    return {**body, "daily_trends": filled if len(filled) < 400 else body["daily_trends"]}


def _twice(rows: Sequence[JSON]) -> list[JSON]:
    """A day with two purchases or more has a row for the first and one for the others."""
    split = []
    for row in rows:
        others = row["purchase_count"] - 1
        if others:
            split.append({**row, "revenue": "0.00", "purchase_count": others})
        split.append({**row, "purchase_count": 1})
    return split


def _totals_of_all_time(monkeypatch: pytest.MonkeyPatch) -> None:
    trends = revenue.trends

    def unrestricted(session: Session, start: date | None, end: date | None, today: date) -> Row:
        everything = queries.daily_rows(session, date.min, date.max)
        purchases = revenue.count(everything, "purchase_count")
        return {**trends(session, start, end, today), "total_purchases": purchases}

    monkeypatch.setattr(revenue, "trends", unrestricted)


FAULTS = (
    Fault(
        "a_day_short",
        "REV-6",
        "The past 30 days are counted with today among them.",
        patch=lambda m: m.setattr(revenue, "DEFAULT_RANGE", timedelta(days=29)),
    ),
    Fault(
        "since_the_month_before",
        "REV-6",
        "The past 30 days are this calendar month and the one before.",
        patch=_ranged(_of_calendar_month),
    ),
    Fault(
        "until_yesterday",
        "REV-6",
        "Today is left out, since it is not over.",
        patch=_ranged(_until_yesterday),
    ),
    Fault(
        "thirty_days_from_a_start",
        "REV-6",
        "A lone start goes on for 30 days, and not until today.",
        patch=_ranged(_thirty_days_on),
    ),
    Fault(
        "lone_start_ignored",
        "REV-6",
        "The dates are read only where both are given.",
        requests("GET", TRENDS, _lone_start_ignored),
    ),
    Fault(
        "days_descending",
        "REV-7",
        "The days come as the table of the page shows them, the last one first.",
        answers("GET", TRENDS, sets(daily_trends=lambda days: days[::-1])),
    ),
    Fault(
        "last_day_left_out",
        "REV-7",
        "The end is a midnight, so the last day is never in.",
        patch=_days(lambda start, end: (start <= DailyTotal.day) & (end > DailyTotal.day)),
    ),
    Fault(
        "first_day_left_out",
        "REV-7",
        "The look-up is `gt` where `gte` was meant.",
        patch=_days(lambda start, end: (start < DailyTotal.day) & (end >= DailyTotal.day)),
    ),
    Fault(
        "end_ignored",
        "REV-7",
        "Days after the end are shown as well.",
        patch=_days(lambda start, _: start <= DailyTotal.day),
    ),
    Fault(
        "total_of_all_time",
        "REV-7",
        "The total is not restricted to the range.",
        patch=_totals_of_all_time,
    ),
    Fault(
        "a_day_in_two_rows",
        "REV-7",
        "The rows are grouped by the instant, so a day comes more than once.",
        answers("GET", TRENDS, sets(daily_trends=_twice)),
    ),
    Fault(
        "empty_days_shown",
        "REV-7",
        "The range is filled up with days of nothing.",
        answers("GET", TRENDS, _filled_up),
    ),
    Fault(
        "quiet_days_left_out",
        "REV-8",
        "Days with a single purchase are taken for noise.",
        patch=_days(
            lambda start, end: DailyTotal.day.between(start, end) & (DailyTotal.purchases > 1)
        ),
    ),
    Fault(
        "days_of_another_zone",
        "REV-8",
        "The day of a purchase is its day in UTC.",
        patch=_purchases(
            func.date(Purchase.purchased_at, type_=Date()),
            Purchase.amount_paid.expression,
            lambda statement: statement,
        ),
    ),
    Fault(
        "trends_at_todays_price",
        "REV-8",
        "Trends add up what lectures cost today.",
        patch=_purchases(
            Purchase.purchased_on.expression,
            Lecture.final_price.expression,
            lambda statement: statement.join(Lecture, Lecture.id == Purchase.lecture_id),
        ),
    ),
    Fault(
        "trends_of_active_courses",
        "REV-8",
        "Trends leave out inactive courses.",
        patch=_purchases(
            Purchase.purchased_on.expression,
            Purchase.amount_paid.expression,
            lambda statement: statement.join(Course, Course.id == Purchase.course_id).where(
                Course.is_active
            ),
        ),
    ),
    Fault(
        "three_months_at_most",
        "REV-8",
        "A longer range is cut to its last ninety days.",
        patch=_days(lambda start, end: DailyTotal.day.between(max(start, end - 3 * MONTH), end)),
    ),
    Fault(
        "backwards_is_empty",
        "REV-9",
        "A range that ends before it starts is answered as an empty one.",
        statuses("GET", TRENDS, old=400, new=200),
    ),
    Fault(
        "no_date_ignored",
        "REV-9",
        "A date that can't be read is as if it were not given.",
        requests(
            "GET",
            TRENDS,
            lambda r: r.without("end_date") if (r.asks("end_date") or "").isalpha() else r,
        ),
    ),
)
