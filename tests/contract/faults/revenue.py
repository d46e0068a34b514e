"""Faults of the overview and of what students spent: sums that are wrong, or of the wrong rows."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from siteowner_reference.db.queries import revenue as queries
from siteowner_reference.db.queries.totals import NO_MONEY
from siteowner_reference.db.rows import all_rows
from siteowner_reference.db.tables import (
    BuyerTotal,
    Course,
    CourseTotal,
    Enrolment,
    Lecture,
    Purchase,
    Student,
)
from siteowner_reference.domain import revenue
from tests.contract.faults.breaking import answers, each, sets
from tests.contract.faults.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    import pytest
    from sqlalchemy.orm import Session

    from siteowner_reference.db.rows import Row
    from tests.contract.sabotage import JSON

    Column = Any

OVERVIEW, STUDENTS = "/revenue/", "/revenue/students/"
ENROLLED = func.coalesce(CourseTotal.enrolments, 0)


POUND = Decimal(1)


def _sum(rows: Iterable[JSON], field: str) -> str:
    return str(sum((Decimal(row[field]) for row in rows), Decimal("0.00")))


def _of_active_courses(body: JSON) -> JSON:
    active = [row for row in body["courses"] if row["is_active"]]
    return {**body, "summary": {**body["summary"], "total_revenue": _sum(active, "revenue")}}


def _bought_courses_alone(body: JSON) -> JSON:
    rows = [row for row in body["courses"] if row["purchase_count"]]
    return {"summary": {**body["summary"], "total_courses": len(rows)}, "courses": rows}


def _rounded(rows: Iterable[Mapping[str, Any]], name: str) -> Decimal:
    pounds = (row[name].quantize(POUND, ROUND_HALF_UP) for row in rows)
    return sum(pounds, NO_MONEY)


def _course_rows(enrolled: Column, paid: Column) -> Callable[[Session], Sequence[Row]]:
    """The rows of the overview, with these enrolments and this revenue of a course."""

    def rows(session: Session) -> Sequence[Row]:
        statement = select(
            Course.id,
            Course.name,
            Course.is_active,
            enrolled.label("enrolled_count"),
            func.coalesce(CourseTotal.purchases, 0).label("purchase_count"),
            func.coalesce(paid, NO_MONEY).label("revenue"),
        )
        joined = statement.outerjoin(CourseTotal, CourseTotal.course_id == Course.id)
        return all_rows(session, joined.order_by(Course.id))

    return rows


ACTIVELY_ENROLLED = (
    select(func.count())
    .where(Enrolment.course_id == Course.id, Enrolment.is_active)
    .correlate(Course)
    .scalar_subquery()
)


TODAYS_PRICES = (
    select(func.sum(Lecture.final_price))
    .join(Purchase, Purchase.lecture_id == Lecture.id)
    .where(Purchase.course_id == Course.id)
    .correlate(Course)
    .scalar_subquery()
)


def _enrolled_or_bought(session: Session) -> int:
    return session.scalars(select(func.count()).select_from(BuyerTotal)).one()


def _only_enrolled(session: Session) -> Sequence[Row]:
    return all_rows(
        session,
        select(
            *queries.STUDENT,
            BuyerTotal.enrolments.label("courses_enrolled"),
            BuyerTotal.revenue.label("total_spent"),
            BuyerTotal.purchases.label("lectures_purchased"),
            BuyerTotal.last_purchase_at,
        )
        .join(BuyerTotal, BuyerTotal.student_id == Student.id)
        .where(BuyerTotal.enrolments > 0, Student.status == "verified")
        .order_by(Student.id),
    )


def _in_all_courses(monkeypatch: pytest.MonkeyPatch) -> None:
    of_course = queries.course_student_rows

    def rows(session: Session, course_id: int) -> Sequence[Row]:
        members = {row["student_id"] for row in of_course(session, course_id)}
        return [row for row in queries.student_rows(session) if row["student_id"] in members]

    monkeypatch.setattr(queries, "course_student_rows", rows)


def _split_by_lecture(rows: Sequence[JSON]) -> list[JSON]:
    split = []
    for row in rows:
        if row["lectures_purchased"] < 2:
            split.append(row)
            continue
        split.append({**row, "lectures_purchased": row["lectures_purchased"] - 1})
        split.append({**row, "lectures_purchased": 1, "total_spent": "0.00"})
    return split


FAULTS = (
    Fault(
        "purchases_miscounted",
        "REV-1",
        "The rows leave out a course that the summary counts.",
        answers("GET", OVERVIEW, lambda body: {**body, "courses": body["courses"][1:]}),
    ),
    Fault(
        "summary_of_active_courses",
        "REV-1",
        "The summary leaves out the revenue of inactive courses, which the rows show.",
        answers("GET", OVERVIEW, _of_active_courses),
    ),
    Fault(
        "active_courses_counted",
        "REV-1",
        "`total_courses` counts the active ones.",
        answers(
            "GET",
            OVERVIEW,
            lambda body: sets(
                summary=sets(total_courses=sum(row["is_active"] for row in body["courses"]))
            )(body),
        ),
    ),
    Fault(
        "courses_nobody_bought_left_out",
        "REV-1",
        "An inner join leaves out courses without a purchase, rows and total alike.",
        answers("GET", OVERVIEW, _bought_courses_alone),
    ),
    Fault(
        "rounded_row_by_row",
        "REV-1",
        "Each row is rounded before it is added.",
        patch=lambda m: m.setattr(revenue, "total", _rounded),
    ),
    Fault(
        "todays_price",
        "REV-2",
        "The overview multiplies purchases by what a lecture costs today.",
        patch=lambda m: m.setattr(queries, "course_rows", _course_rows(ENROLLED, TODAYS_PRICES)),
    ),
    Fault(
        "unpaid_left_out",
        "REV-5",
        "Students who are not verified are left out, though they have paid.",
        patch=lambda m: m.setattr(queries, "student_rows", _only_enrolled),
    ),
    Fault(
        "course_not_restricting",
        "REV-5",
        "`course` chooses the students, but the figures stay those of all courses.",
        patch=_in_all_courses,
    ),
    Fault(
        "student_in_several_rows",
        "REV-5",
        "A student has a row for each group of purchases; the sum is right.",
        answers("GET", STUDENTS, _split_by_lecture),
    ),
    Fault(
        "enrolled_without_purchase_left_out",
        "REV-5",
        "An inner join leaves out who is enrolled and has bought nothing.",
        answers("GET", STUDENTS, lambda rows: [row for row in rows if row["lectures_purchased"]]),
    ),
    Fault(
        "last_purchase_of_nobody",
        "REV-5",
        "Who has bought nothing has a last purchase: the date of joining.",
        answers(
            "GET",
            STUDENTS,
            each(sets(last_purchase_at=lambda at: at or "2026-01-31T12:00:00+02:00")),
        ),
    ),
    Fault(
        "negative_spending",
        "REV-10",
        "Spending is shown as a balance, below zero.",
        answers(
            "GET",
            STUDENTS,
            each(sets(total_spent=lambda amount: f"-{amount}" if amount != "0.00" else amount)),
        ),
    ),
    Fault(
        "students_are_purchases",
        "REV-11",
        "`total_students` counts purchases without `distinct`.",
        answers(
            "GET",
            OVERVIEW,
            lambda body: sets(summary=sets(total_students=body["summary"]["total_purchases"]))(
                body
            ),
        ),
    ),
    Fault(
        "enrolled_students_counted",
        "REV-11",
        "`total_students` counts whoever is enrolled.",
        patch=lambda m: m.setattr(queries, "buyers", _enrolled_or_bought),
    ),
    Fault(
        "active_enrolments_alone",
        "REV-11",
        "`enrolled_count` leaves out enrolments that are no longer active.",
        patch=lambda m: m.setattr(
            queries, "course_rows", _course_rows(ACTIVELY_ENROLLED, CourseTotal.revenue)
        ),
    ),
)
