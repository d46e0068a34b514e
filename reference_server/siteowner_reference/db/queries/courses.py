"""Courses with what they consist of."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from siteowner_reference.db.ids import row_id
from siteowner_reference.db.queries import totals
from siteowner_reference.db.rows import Row, all_rows, one_row
from siteowner_reference.db.tables import (
    Course,
    Enrolment,
    Grade,
    Lecture,
    RechargeCode,
    Subject,
    Teacher,
    Topic,
    Video,
)

LECTURES = (
    select(func.count(Lecture.id))
    .join(Topic, Topic.id == Lecture.topic_id)
    .where(Topic.course_id == Course.id)
    .correlate(Course)
    .scalar_subquery()
)
VIDEOS = (
    select(func.count(Video.id))
    .join(Lecture, Lecture.id == Video.lecture_id)
    .join(Topic, Topic.id == Lecture.topic_id)
    .where(Topic.course_id == Course.id)
    .correlate(Course)
    .scalar_subquery()
)
COURSES = (
    select(
        Course.id,
        Course.name,
        Course.teacher_id.label("teacher"),
        Course.teacher_id,
        Teacher.name.label("teacher_name"),
        Course.grade_id.label("grade"),
        Grade.name.label("grade_name"),
        Teacher.subject_id.label("subject"),
        Subject.name.label("subject_name"),
        Course.description,
        Course.cover_picture,
        Course.is_active,
        LECTURES.label("total_lectures"),
        VIDEOS.label("total_videos"),
        Course.created_at,
        Course.updated_at,
    )
    .join(Teacher, Teacher.id == Course.teacher_id)
    .join(Grade, Grade.id == Course.grade_id)
    .join(Subject, Subject.id == Teacher.subject_id)
)


def by_id(session: Session, course_id: int) -> Row | None:
    """Gives a course with its topics and counts; None if there is none."""
    row = one_row(session, COURSES.where(Course.id == row_id(course_id)))
    if row is None:
        return None
    statement = select(Topic.id, Topic.name).where(Topic.course_id == course_id)
    topics = all_rows(session, statement.order_by(Topic.id))
    return {**row, "topics": topics, "topic_count": len(topics)}


def name_is_taken(
    session: Session, teacher_id: int, grade_id: int, name: str, except_course_id: int | None
) -> bool:
    """Tells if another course of this teacher and grade has the name, compared exactly."""
    statement = select(Course.id).where(
        Course.teacher_id == teacher_id, Course.grade_id == grade_id, Course.name == name
    )
    return session.scalars(statement).first() not in {None, except_course_id}


def create(session: Session, values: Mapping[str, Any]) -> int:
    """Makes a course of these columns and gives its id."""
    return session.scalars(insert(Course).values(**values).returning(Course.id)).one()


def change(session: Session, course_id: int, values: Mapping[str, Any]) -> None:
    """Changes these columns of a course."""
    session.execute(update(Course).where(Course.id == course_id).values(**values))


def has_enrolments(session: Session, course_id: int) -> bool:
    """Tells if any student is enrolled, actively or not."""
    statement = select(Enrolment.id).where(Enrolment.course_id == course_id)
    return session.scalars(statement.limit(1)).first() is not None


def remove(session: Session, course_id: int) -> None:
    """Deletes a course with its videos, lectures, topics and codes."""
    topics = select(Topic.id).where(Topic.course_id == course_id)
    lectures = select(Lecture.id).where(Lecture.topic_id.in_(topics))
    session.execute(delete(Video).where(Video.lecture_id.in_(lectures)))
    session.execute(delete(Lecture).where(Lecture.topic_id.in_(topics)))
    session.execute(delete(Topic).where(Topic.course_id == course_id))
    session.execute(delete(RechargeCode).where(RechargeCode.course_id == course_id))
    session.execute(delete(Course).where(Course.id == course_id))
    totals.forget_course(session, course_id)
