"""Counts for the dashboard."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from siteowner_reference.db.rows import Row, all_rows
from siteowner_reference.db.tables import (
    Area,
    Division,
    Governorate,
    Grade,
    SchoolType,
    Student,
    Subject,
    Teacher,
    TeacherGrade,
    User,
    VideoSecurity,
)

CATALOGUE: dict[str, InstrumentedAttribute[int]] = {
    "total_subjects": Subject.id,
    "total_grades": Grade.id,
    "total_school_types": SchoolType.id,
    "total_divisions": Division.id,
    "total_governorates": Governorate.id,
    "total_areas": Area.id,
    "total_video_security_options": VideoSecurity.id,
}


def users_by_role_and_activity(session: Session) -> dict[tuple[str, bool], int]:
    """Gives the number of accounts by role and by being active."""
    statement = select(User.role, User.is_active, func.count())
    rows = session.execute(statement.group_by(User.role, User.is_active))
    return {(role, is_active): count for role, is_active, count in rows}


def new_users_by_role(session: Session, since: datetime) -> dict[str, int]:
    """Gives the number of accounts by role that were made at `since` or later."""
    statement = select(User.role, func.count()).where(User.created_at >= since)
    return dict(session.execute(statement.group_by(User.role)).all())


def students_by_status(session: Session) -> dict[str, int]:
    """Gives the number of students of each status that any has."""
    statement = select(Student.status, func.count()).group_by(Student.status)
    return dict(session.execute(statement).all())


def students_by_group(session: Session) -> Sequence[Row]:
    """Gives the groups by grade, school type and division; who lacks one is in none."""
    statement = (
        select(
            Grade.name.label("grade"),
            SchoolType.name.label("school_type"),
            Division.name.label("division"),
            func.count().label("count"),
        )
        .select_from(Student)
        .join(Grade, Grade.id == Student.grade_id)
        .join(SchoolType, SchoolType.id == Student.school_type_id)
        .join(Division, Division.id == Student.division_id)
        .group_by(Grade.id, SchoolType.id, Division.id)
        .order_by(Grade.id, SchoolType.id, Division.id)
    )
    return all_rows(session, statement)


def teachers_by_group(session: Session) -> Sequence[Row]:
    """Gives the groups by grade and subject; a teacher is in one for each grade."""
    statement = (
        select(
            Grade.name.label("grade"),
            Subject.name.label("subject"),
            func.count().label("count"),
        )
        .select_from(Teacher)
        .join(TeacherGrade, TeacherGrade.teacher_id == Teacher.id)
        .join(Grade, Grade.id == TeacherGrade.grade_id)
        .join(Subject, Subject.id == Teacher.subject_id)
        .group_by(Grade.id, Subject.id)
        .order_by(Grade.id, Subject.id)
    )
    return all_rows(session, statement)


def catalogue_totals(session: Session) -> Mapping[str, int]:
    """Gives the number of subjects, grades and so on, in one statement."""
    counts = [
        select(func.count(column)).scalar_subquery().label(name)
        for name, column in CATALOGUE.items()
    ]
    return dict(session.execute(select(*counts)).mappings().one())
