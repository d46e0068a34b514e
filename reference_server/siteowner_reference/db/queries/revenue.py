"""Sums over purchases."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import and_, case, func, select, union
from sqlalchemy.orm import Session

from siteowner_reference.db.ids import row_id
from siteowner_reference.db.queries.totals import NO_MONEY
from siteowner_reference.db.rows import Row, all_rows, one_row
from siteowner_reference.db.tables import (
    BuyerTotal,
    Course,
    CourseTotal,
    DailyTotal,
    Enrolment,
    Lecture,
    Purchase,
    Student,
    Topic,
)

STUDENT = (
    Student.id.label("student_id"),
    Student.name_en.label("student_name"),
    Student.student_code,
)

Totals = tuple[Decimal, int]
"""Revenue and number of purchases."""


def course_rows(session: Session) -> Sequence[Row]:
    """Gives each course with its enrolments, purchases and revenue, by id."""
    return all_rows(
        session,
        select(
            Course.id,
            Course.name,
            Course.is_active,
            func.coalesce(CourseTotal.enrolments, 0).label("enrolled_count"),
            func.coalesce(CourseTotal.purchases, 0).label("purchase_count"),
            func.coalesce(CourseTotal.revenue, NO_MONEY).label("revenue"),
        )
        .outerjoin(CourseTotal, CourseTotal.course_id == Course.id)
        .order_by(Course.id),
    )


def buyers(session: Session) -> int:
    """Gives the number of students who bought anything."""
    bought = select(func.count()).where(BuyerTotal.purchases > 0)
    return session.scalars(bought).one()


def course_name(session: Session, course_id: int) -> str | None:
    """Gives the name of a course; None if there is none."""
    return session.scalars(select(Course.name).where(Course.id == row_id(course_id))).one_or_none()


def topic_rows(session: Session, course_id: int) -> Sequence[Row]:
    """Gives `topic_id` and `topic_name` of a course's topics, by id."""
    return all_rows(
        session,
        select(Topic.id.label("topic_id"), Topic.name.label("topic_name"))
        .where(Topic.course_id == course_id)
        .order_by(Topic.id),
    )


def lecture_rows(session: Session, course_id: int) -> Sequence[Row]:
    """Gives a course's lectures with their topic and prices, by topic and id."""
    return all_rows(
        session,
        select(
            Lecture.id.label("lecture_id"),
            Lecture.name.label("lecture_name"),
            Topic.id.label("topic_id"),
            Topic.name.label("topic_name"),
            Lecture.price,
            Lecture.final_price,
        )
        .join(Topic, Topic.id == Lecture.topic_id)
        .where(Topic.course_id == course_id)
        .order_by(Topic.id, Lecture.id),
    )


def totals_by_lecture(session: Session, course_id: int) -> dict[int, Totals]:
    """Gives the totals of each lecture of a course that was bought."""
    statement = select(Purchase.lecture_id, func.sum(Purchase.amount_paid), func.count())
    rows = session.execute(
        statement.where(Purchase.course_id == course_id).group_by(Purchase.lecture_id)
    )
    return {pk: (revenue, purchases) for pk, revenue, purchases in rows}


def spending_rows(session: Session, course_id: int) -> Sequence[Row]:
    """Gives what each buyer spent in a course, by student."""
    return all_rows(
        session,
        select(
            *STUDENT,
            func.sum(Purchase.amount_paid).label("total_spent"),
            func.count().label("lectures_purchased"),
        )
        .join(Student, Student.id == Purchase.student_id)
        .where(Purchase.course_id == course_id)
        .group_by(Student.id)
        .order_by(Student.id),
    )


def lecture(session: Session, lecture_id: int) -> Row | None:
    """Gives a lecture with its course's name; None if there is none."""
    statement = (
        select(
            Lecture.id.label("lecture_id"),
            Lecture.name.label("lecture_name"),
            Course.name.label("course_name"),
            Lecture.price,
            Lecture.final_price,
        )
        .join(Topic, Topic.id == Lecture.topic_id)
        .join(Course, Course.id == Topic.course_id)
        .where(Lecture.id == row_id(lecture_id))
    )
    return one_row(session, statement)


def lecture_purchases(session: Session, lecture_id: int) -> Sequence[Row]:
    """Gives a lecture's purchases in time, with the buyer and when that one enrolled."""
    return all_rows(
        session,
        select(
            *STUDENT,
            Purchase.amount_paid,
            Purchase.purchased_at,
            Enrolment.enrolled_at,
        )
        .join(Student, Student.id == Purchase.student_id)
        .outerjoin(
            Enrolment,
            and_(
                Enrolment.course_id == Purchase.course_id,
                Enrolment.student_id == Purchase.student_id,
            ),
        )
        .where(Purchase.lecture_id == lecture_id)
        .order_by(Purchase.purchased_at, Purchase.id),
    )


def student_rows(session: Session) -> Sequence[Row]:
    """Gives what every student who is enrolled or has bought spent in all, by student."""
    return all_rows(
        session,
        select(
            *STUDENT,
            BuyerTotal.enrolments.label("courses_enrolled"),
            BuyerTotal.revenue.label("total_spent"),
            BuyerTotal.purchases.label("lectures_purchased"),
            BuyerTotal.last_purchase_at,
        )
        .join(BuyerTotal, BuyerTotal.student_id == Student.id)
        .order_by(Student.id),
    )


def course_student_rows(session: Session, course_id: int) -> Sequence[Row]:
    """Gives what every student who is enrolled or has bought spent in a course, by student."""
    course = row_id(course_id)
    enrolled = select(Enrolment.student_id).where(Enrolment.course_id == course).subquery()
    bought = (
        select(
            Purchase.student_id,
            func.sum(Purchase.amount_paid).label("total_spent"),
            func.count().label("lectures_purchased"),
            func.max(Purchase.purchased_at).label("last_purchase_at"),
        )
        .where(Purchase.course_id == course)
        .group_by(Purchase.student_id)
        .subquery()
    )
    members = union(select(enrolled.c.student_id), select(bought.c.student_id)).subquery()
    return all_rows(
        session,
        select(
            *STUDENT,
            case((enrolled.c.student_id.is_(None), 0), else_=1).label("courses_enrolled"),
            func.coalesce(bought.c.total_spent, NO_MONEY).label("total_spent"),
            func.coalesce(bought.c.lectures_purchased, 0).label("lectures_purchased"),
            bought.c.last_purchase_at,
        )
        .join(members, members.c.student_id == Student.id)
        .outerjoin(enrolled, enrolled.c.student_id == Student.id)
        .outerjoin(bought, bought.c.student_id == Student.id)
        .order_by(Student.id),
    )


def daily_rows(session: Session, start: date, end: date) -> Sequence[Row]:
    """Gives the totals of each day with a purchase, both ends included, ascending."""
    return all_rows(
        session,
        select(
            DailyTotal.day.label("date"),
            DailyTotal.revenue,
            DailyTotal.purchases.label("purchase_count"),
        )
        .where(DailyTotal.day.between(start, end))
        .order_by(DailyTotal.day),
    )
