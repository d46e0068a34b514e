"""Sums over purchases."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from siteowner_reference.db.ids import row_id
from siteowner_reference.db.rows import AnySelect, Row, all_rows, one_row
from siteowner_reference.db.tables import Course, Enrolment, Lecture, Purchase, Student, Topic

STUDENT = (
    Student.id.label("student_id"),
    Student.name_en.label("student_name"),
    Student.student_code,
)

Totals = tuple[Decimal, int]
"""Revenue and number of purchases."""


def course_rows(session: Session) -> Sequence[Row]:
    """Gives `id`, `name` and `is_active` of every course, by id."""
    return all_rows(session, select(Course.id, Course.name, Course.is_active).order_by(Course.id))


def enrolments_by_course(session: Session) -> dict[int, int]:
    """Gives the number of enrolments of each course that has any."""
    statement = select(Enrolment.course_id, func.count()).group_by(Enrolment.course_id)
    return dict(session.execute(statement).all())


def totals_by_course(session: Session) -> dict[int, Totals]:
    """Gives the totals of each course that was bought from."""
    return _totals(session, Purchase.course_id)


def buyers(session: Session) -> int:
    """Gives the number of students who bought anything."""
    return session.scalars(select(func.count(func.distinct(Purchase.student_id)))).one()


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
    return _totals(session, Purchase.lecture_id, course_id)


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


def enrolments_by_student(session: Session, course_id: int | None) -> dict[int, int]:
    """Gives the number of each student's enrolments, in one course or in all."""
    statement = _of_course(
        select(Enrolment.student_id, func.count()), Enrolment.course_id, course_id
    )
    return dict(session.execute(statement.group_by(Enrolment.student_id)).all())


def purchases_by_student(session: Session, course_id: int | None) -> dict[int, Row]:
    """Gives each buyer's total, number of purchases and last one, in one course or in all."""
    statement = _of_course(
        select(
            Purchase.student_id,
            func.sum(Purchase.amount_paid).label("total_spent"),
            func.count().label("lectures_purchased"),
            func.max(Purchase.purchased_at).label("last_purchase_at"),
        ),
        Purchase.course_id,
        course_id,
    )
    rows = all_rows(session, statement.group_by(Purchase.student_id))
    return {row.pop("student_id"): row for row in rows}


def student_rows(session: Session, course_id: int | None) -> Sequence[Row]:
    """Gives the students who are enrolled or have bought, in one course or at all, by id."""
    enrolled = _of_course(select(Enrolment.student_id), Enrolment.course_id, course_id)
    bought = _of_course(select(Purchase.student_id), Purchase.course_id, course_id)
    return all_rows(
        session,
        select(
            *STUDENT,
        )
        .where(Student.id.in_(enrolled) | Student.id.in_(bought))
        .order_by(Student.id),
    )


def daily_rows(session: Session, start: date, end: date) -> Sequence[Row]:
    """Gives the totals of each day with a purchase, both ends included, ascending."""
    return all_rows(
        session,
        select(
            Purchase.purchased_on.label("date"),
            func.sum(Purchase.amount_paid).label("revenue"),
            func.count().label("purchase_count"),
        )
        .where(Purchase.purchased_on.between(start, end))
        .group_by(Purchase.purchased_on)
        .order_by(Purchase.purchased_on),
    )


def _totals(
    session: Session, key: InstrumentedAttribute[int], course_id: int | None = None
) -> dict[int, Totals]:
    statement = _of_course(
        select(key, func.sum(Purchase.amount_paid), func.count()), Purchase.course_id, course_id
    )
    rows = session.execute(statement.group_by(key))
    return {pk: (revenue, purchases) for pk, revenue, purchases in rows}


def _of_course(
    statement: AnySelect, column: InstrumentedAttribute[int], course_id: int | None
) -> AnySelect:
    return statement if course_id is None else statement.where(column == row_id(course_id))
