"""Faults of the revenue of a course and of a lecture."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from siteowner_reference.db.queries import revenue as queries
from siteowner_reference.db.rows import all_rows
from siteowner_reference.db.tables import (
    Enrolment,
    Purchase,
    Student,
)
from tests.contract.faults.breaking import ID, answers, asked, each, sets
from tests.contract.faults.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    import pytest
    from sqlalchemy.orm import Session

    from siteowner_reference.db.queries.revenue import Totals
    from siteowner_reference.db.rows import Row
    from siteowner_reference.db.tables import Base
    from tests.contract.sabotage import JSON

    Column = Any

COURSE, LECTURE = f"/revenue/courses/{ID}/", f"/revenue/lectures/{ID}/"


def _distinct_amounts(session: Session, course_id: int) -> dict[int, Totals]:
    statement = select(
        Purchase.lecture_id, func.sum(Purchase.amount_paid.distinct()), func.count()
    ).where(Purchase.course_id == course_id)
    rows = session.execute(statement.group_by(Purchase.lecture_id))
    return {pk: (paid, purchases) for pk, paid, purchases in rows}


def _spending(
    *counted: Column, join: type[Base] = Student
) -> Callable[[Session, int], Sequence[Row]]:
    """What each buyer spent in a course, counted otherwise, or over another join."""

    def rows(session: Session, course_id: int) -> Sequence[Row]:
        statement = select(*queries.STUDENT, *counted).join(
            Student, Student.id == Purchase.student_id
        )
        if join is Enrolment:
            statement = statement.join(Enrolment, Enrolment.student_id == Student.id)
        of_course = statement.where(Purchase.course_id == course_id)
        return all_rows(session, of_course.group_by(Student.id).order_by(Student.id))

    return rows


SPENT = func.sum(Purchase.amount_paid).label("total_spent")


BOUGHT = func.count().label("lectures_purchased")


BOUGHT_LECTURES = func.count(Purchase.lecture_id.distinct()).label("lectures_purchased")


def _once_a_purchase(session: Session, course_id: int) -> Sequence[Row]:
    statement = (
        select(*queries.STUDENT, Purchase.amount_paid.label("total_spent"))
        .join(Student, Student.id == Purchase.student_id)
        .where(Purchase.course_id == course_id)
        .order_by(Student.id, Purchase.id)
    )
    return [{**row, "lectures_purchased": 1} for row in all_rows(session, statement)]


def _paid_as_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    purchases = queries.lecture_purchases

    def listed(session: Session, lecture_id: int) -> Sequence[Row]:
        lecture = queries.lecture(session, lecture_id) or {}
        rows = purchases(session, lecture_id)
        return [{**row, "amount_paid": lecture["price"]} for row in rows]

    monkeypatch.setattr(queries, "lecture_purchases", listed)


def _lectures_of_another_topic(body: JSON) -> JSON:
    first, *others = body["lectures"] or [None]
    if first is None or len(body["topics"]) < 2:
        return body
    moved = {**first, "topic_id": body["topics"][1]["topic_id"]}
    return {**body, "lectures": [moved, *others]}


def _times_price(body: JSON) -> JSON:
    revenue = Decimal(body["price"]) * body["purchase_count"]
    return {**body, "total_revenue": str(revenue.quantize(Decimal("0.01")))}


FAULTS = (
    Fault(
        "double_join",
        "REV-2",
        "Purchases are counted over a second join, and so several times.",
        answers("GET", COURSE, sets(total_purchases=lambda n: n * 2 + 1)),
    ),
    Fault(
        "distinct_amounts",
        "REV-2",
        "A sum over distinct rows adds each amount once.",
        patch=lambda m: m.setattr(queries, "totals_by_lecture", _distinct_amounts),
    ),
    Fault(
        "spending_multiplied",
        "REV-2",
        "A join with the enrolments multiplies what a student spent by the student's courses.",
        patch=lambda m: m.setattr(
            queries, "spending_rows", _spending(SPENT, BOUGHT, join=Enrolment)
        ),
    ),
    Fault(
        "spending_by_purchase",
        "REV-2",
        "The spending has a row for each purchase, not for each student.",
        patch=lambda m: m.setattr(queries, "spending_rows", _once_a_purchase),
    ),
    Fault(
        "spending_cut",
        "REV-2",
        "The spending is cut to its first rows, as a page would be.",
        answers("GET", COURSE, sets(student_spending=lambda rows: rows[:4])),
    ),
    Fault(
        "lectures_counted_once",
        "REV-2",
        "`lectures_purchased` counts distinct lectures, though one is bought again.",
        patch=lambda m: m.setattr(queries, "spending_rows", _spending(SPENT, BOUGHT_LECTURES)),
    ),
    Fault(
        "lecture_under_another_topic",
        "REV-3",
        "A lecture is shown under the next topic of its course.",
        answers("GET", COURSE, _lectures_of_another_topic),
    ),
    Fault(
        "bought_lectures_counted",
        "REV-3",
        "`lecture_count` counts over a join with purchases.",
        answers(
            "GET",
            COURSE,
            sets(topics=each(lambda topic: {**topic, "lecture_count": topic["purchase_count"]})),
        ),
    ),
    Fault(
        "topic_revenue_of_the_course",
        "REV-3",
        "Each topic shows the revenue of the whole course.",
        answers(
            "GET",
            COURSE,
            lambda body: {
                **body,
                "topics": each(sets(revenue=body["total_revenue"]))(body["topics"]),
            },
        ),
    ),
    Fault(
        "buyers_are_purchases",
        "REV-4",
        "Buyers are counted without `distinct`.",
        answers("GET", LECTURE, lambda body: {**body, "buyer_count": body["purchase_count"]}),
    ),
    Fault(
        "timeline_cut",
        "REV-4",
        "The timeline shows the last few purchases.",
        answers("GET", LECTURE, sets(purchase_timeline=lambda rows: rows[-3:])),
    ),
    Fault(
        "list_price_in_the_timeline",
        "REV-4",
        "The timeline shows the list price in the place of what was paid.",
        patch=_paid_as_listed,
    ),
    Fault(
        "lecture_times_price",
        "REV-4",
        "A lecture's revenue is its price times its purchases.",
        answers("GET", LECTURE, _times_price),
    ),
    Fault(
        "dearer_after_the_discount",
        "REV-10",
        "The discount is added.",
        answers(
            "GET",
            COURSE,
            sets(lectures=each(lambda row: {**row, "price": "1.00", "final_price": "2.00"})),
        ),
    ),
    Fault(
        "unbought_sum_is_null",
        "GEN-5",
        "The sum over no rows is null, and not 0.00.",
        asked(
            "GET",
            COURSE,
            lambda _, body: body if body["total_purchases"] else {**body, "total_revenue": None},
        ),
    ),
)
