"""Revenue: what was paid, by course, lecture, student and day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from siteowner_reference.db.database import Session
from siteowner_reference.db.queries import revenue
from siteowner_reference.db.queries.revenue import Totals
from siteowner_reference.db.rows import Row
from siteowner_reference.domain.errors import RefusedError, found

ZERO = Decimal("0.00")
NOTHING: Totals = (ZERO, 0)
DEFAULT_RANGE = timedelta(days=30)
SECONDS_A_DAY = 86_400


def overview(session: Session) -> Row:
    """Gives the revenue of every course, and all of it together (REV-1, REV-11)."""
    courses = revenue.course_rows(session)
    summary = {
        "total_revenue": total(courses, "revenue"),
        "total_purchases": count(courses, "purchase_count"),
        "total_students": revenue.buyers(session),
        "total_courses": len(courses),
    }
    return {"summary": summary, "courses": courses}


def course(session: Session, course_id: int) -> Row:
    """Gives the revenue of a course by topic, lecture and student (REV-2, REV-3).

    Raises:
        MissingError: There is no such course.
    """
    name = found(revenue.course_name(session, course_id))
    totals = revenue.totals_by_lecture(session, course_id)
    lectures = [
        {**row, **_purchase_fields(totals.get(row["lecture_id"], NOTHING))}
        for row in revenue.lecture_rows(session, course_id)
    ]
    return {
        "course_id": course_id,
        "course_name": name,
        "total_revenue": total(lectures, "revenue"),
        "total_purchases": count(lectures, "purchase_count"),
        "topics": by_topic(revenue.topic_rows(session, course_id), lectures),
        "lectures": lectures,
        "student_spending": revenue.spending_rows(session, course_id),
    }


def lecture(session: Session, lecture_id: int) -> Row:
    """Gives the revenue of a lecture and each of its purchases (REV-4).

    Raises:
        MissingError: There is no such lecture.
    """
    row = found(revenue.lecture(session, lecture_id))
    purchases = revenue.lecture_purchases(session, lecture_id)
    return {
        **row,
        "total_revenue": total(purchases, "amount_paid"),
        "buyer_count": len({purchase["student_id"] for purchase in purchases}),
        "purchase_count": len(purchases),
        "average_days_to_purchase": average_days(purchases),
        "purchase_timeline": [_timeline_entry(purchase) for purchase in purchases],
    }


def students(session: Session, course_id: int | None) -> Sequence[Row]:
    """Gives what each student spent, in one course or in all (REV-5)."""
    if course_id is None:
        return revenue.student_rows(session)
    return revenue.course_student_rows(session, course_id)


def trends(session: Session, start: date | None, end: date | None, today: date) -> Row:
    """Gives the revenue of each day in a range (REV-6, REV-7, REV-8).

    Raises:
        RefusedError: The range ends before it starts (REV-9).
    """
    first, last = date_range(start, end, today)
    days = revenue.daily_rows(session, first, last)
    return {
        "start_date": first,
        "end_date": last,
        "total_revenue": total(days, "revenue"),
        "total_purchases": count(days, "purchase_count"),
        "daily_trends": days,
    }


def date_range(start: date | None, end: date | None, today: date) -> tuple[date, date]:
    """Fills in the end that was not given: today, or 30 days before the end (REV-6).

    Raises:
        RefusedError: The range ends before it starts (REV-9).
    """
    last = end or today
    first = start or max(last, date.min + DEFAULT_RANGE) - DEFAULT_RANGE
    if first > last:
        raise RefusedError(f"start_date {first} is after end_date {last}.")
    return first, last


def by_topic(topics: Iterable[Row], lectures: Sequence[Row]) -> list[Row]:
    """Gives each topic with the sums over its lectures (REV-3)."""
    return [
        _topic_entry(topic, [row for row in lectures if row["topic_id"] == topic["topic_id"]])
        for topic in topics
    ]


def average_days(purchases: Iterable[Mapping[str, Any]]) -> float:
    """Gives the mean days from enrolment to purchase; without an enrolment one does not count."""
    seconds = [
        (purchase["purchased_at"] - purchase["enrolled_at"]).total_seconds()
        for purchase in purchases
        if purchase["enrolled_at"] is not None
    ]
    return sum(seconds) / len(seconds) / SECONDS_A_DAY if seconds else 0.0


def total(rows: Iterable[Mapping[str, Any]], name: str) -> Decimal:
    """Gives the exact sum of an amount over rows, 0.00 over none."""
    return sum((row[name] for row in rows), ZERO)


def count(rows: Iterable[Mapping[str, Any]], name: str) -> int:
    """Gives the sum of a number over rows."""
    return sum(row[name] for row in rows)


def _purchase_fields(totals: Totals) -> Row:
    return {"purchase_count": totals[1], "revenue": totals[0]}


def _topic_entry(topic: Row, lectures: Sequence[Row]) -> Row:
    return {
        **topic,
        "lecture_count": len(lectures),
        "purchase_count": count(lectures, "purchase_count"),
        "revenue": total(lectures, "revenue"),
    }


def _timeline_entry(purchase: Row) -> Row:
    fields = ("student_name", "student_code", "amount_paid", "purchased_at")
    return {name: purchase[name] for name in fields}
