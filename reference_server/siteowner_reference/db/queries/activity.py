"""What students do: they enrol and buy."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from siteowner_reference.db.ids import row_id
from siteowner_reference.db.queries import totals
from siteowner_reference.db.rows import Row, one_row
from siteowner_reference.db.tables import Enrolment, Lecture, Purchase, Topic


def is_enrolled(session: Session, student_id: int, course_id: int) -> bool:
    """Tells if a student has an enrolment in a course, active or not."""
    statement = select(Enrolment.id).where(
        Enrolment.student_id == row_id(student_id), Enrolment.course_id == row_id(course_id)
    )
    return session.scalars(statement).one_or_none() is not None


def add_enrolment(session: Session, student_id: int, course_id: int, at: datetime) -> None:
    """Enrols a student, actively."""
    session.execute(
        insert(Enrolment).values(
            student_id=student_id, course_id=course_id, is_active=True, enrolled_at=at
        )
    )
    totals.add_enrolment(session, course_id, student_id)


def lecture_on_sale(session: Session, lecture_id: int) -> Row | None:
    """Gives `id`, `course_id` and `final_price` of a lecture; None if there is none."""
    statement = (
        select(Lecture.id, Topic.course_id, Lecture.final_price)
        .join(Topic, Topic.id == Lecture.topic_id)
        .where(Lecture.id == row_id(lecture_id))
    )
    return one_row(session, statement)


def add_purchase(session: Session, values: Mapping[str, Any]) -> None:
    """Records a purchase of these columns."""
    session.execute(insert(Purchase).values(**values))
    totals.add_purchase(session, values)
