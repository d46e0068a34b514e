"""What provider states are made of."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from siteowner_reference.db.rows import Row, all_rows, one_row
from siteowner_reference.db.tables import Lecture, RechargeCode, Student, SubjectGrade, Topic, User


def subject_with_grade(session: Session) -> tuple[int, int]:
    """Gives the ids of a subject and of a grade that has it."""
    statement = select(SubjectGrade.subject_id, SubjectGrade.grade_id)
    ordered = statement.order_by(SubjectGrade.subject_id, SubjectGrade.grade_id)
    subject, grade = session.execute(ordered.limit(1)).one()
    return subject, grade


def last_students(session: Session, count: int) -> list[int]:
    """Gives the ids of the newest students, at most `count`."""
    return list(session.scalars(select(Student.id).order_by(Student.id.desc()).limit(count)))


def first_lecture(session: Session) -> Row | None:
    """Gives the ids `course`, `topic` and `lecture` of a lecture; None if there is none."""
    statement = (
        select(
            Topic.course_id.label("course"), Topic.id.label("topic"), Lecture.id.label("lecture")
        )
        .join(Topic, Topic.id == Lecture.topic_id)
        .order_by(Lecture.id)
        .limit(1)
    )
    return one_row(session, statement)


def first_user(session: Session, role: str) -> int:
    """Gives the id of the oldest account of a role."""
    return session.scalars(
        select(User.id).where(User.role == role).order_by(User.id).limit(1)
    ).one()


def codes(session: Session, ids: Collection[int]) -> list[Row]:
    """Gives `id` and `code` of these codes."""
    statement = select(RechargeCode.id, RechargeCode.code).where(RechargeCode.id.in_(ids))
    return all_rows(session, statement.order_by(RechargeCode.id))
