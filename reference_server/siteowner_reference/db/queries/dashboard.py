"""Counts for the dashboard."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Integer, bindparam, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from siteowner_reference.db.rows import Row, all_rows
from siteowner_reference.db.tables import (
    Area,
    Division,
    Governorate,
    Grade,
    SchoolType,
    StudentTotal,
    Subject,
    Teacher,
    TeacherGrade,
    User,
    VideoSecurity,
)
from siteowner_reference.db.types import UTCDateTime

STAFF = ("teacher", "assistant")
ROLES = ("owner", *STAFF, "student")
CATALOGUE: dict[str, InstrumentedAttribute[int]] = {
    "total_subjects": Subject.id,
    "total_grades": Grade.id,
    "total_school_types": SchoolType.id,
    "total_divisions": Division.id,
    "total_governorates": Governorate.id,
    "total_areas": Area.id,
    "total_video_security_options": VideoSecurity.id,
}

# The statements are made once: that takes about as long as running one.
STAFF_COUNTS = (
    select(User.role, User.is_active, func.count())
    .where(User.role.in_(STAFF))
    .group_by(User.role, User.is_active)
)
NEW_USERS = select(
    *(
        select(func.count())
        .where(User.role == role, User.created_at >= bindparam("since", type_=UTCDateTime()))
        .scalar_subquery()
        for role in ROLES
    )
)
STUDENTS = cast(func.sum(StudentTotal.students), Integer)
STUDENTS_BY_STATUS = select(StudentTotal.status, STUDENTS).group_by(StudentTotal.status)
STUDENTS_BY_GROUP = (
    select(
        Grade.name.label("grade"),
        SchoolType.name.label("school_type"),
        Division.name.label("division"),
        STUDENTS.label("count"),
    )
    .select_from(StudentTotal)
    .join(Grade, Grade.id == StudentTotal.grade_id)
    .join(SchoolType, SchoolType.id == StudentTotal.school_type_id)
    .join(Division, Division.id == StudentTotal.division_id)
    .group_by(Grade.id, SchoolType.id, Division.id)
    .having(STUDENTS > 0)
    .order_by(Grade.id, SchoolType.id, Division.id)
)
TEACHER_GROUPS = (
    select(TeacherGrade.grade_id, Teacher.subject_id, func.count().label("count"))
    .join(Teacher, Teacher.id == TeacherGrade.teacher_id)
    .group_by(TeacherGrade.grade_id, Teacher.subject_id)
    .subquery()
)
TEACHERS_BY_GROUP = (
    select(Grade.name.label("grade"), Subject.name.label("subject"), TEACHER_GROUPS.c["count"])
    .select_from(TEACHER_GROUPS)
    .join(Grade, Grade.id == TEACHER_GROUPS.c.grade_id)
    .join(Subject, Subject.id == TEACHER_GROUPS.c.subject_id)
    .order_by(Grade.id, Subject.id)
)
CATALOGUE_TOTALS = select(
    *(
        select(func.count(column)).scalar_subquery().label(name)
        for name, column in CATALOGUE.items()
    )
)


def staff_by_role_and_activity(session: Session) -> dict[tuple[str, bool], int]:
    """Gives the number of teachers and assistants by role and by being active."""
    rows = session.execute(STAFF_COUNTS)
    return {(role, is_active): count for role, is_active, count in rows}


def new_users_by_role(session: Session, since: datetime) -> dict[str, int]:
    """Gives the number of accounts by role that were made at `since` or later."""
    counts = session.execute(NEW_USERS, {"since": since}).one()
    return dict(zip(ROLES, counts, strict=True))


def students_by_status(session: Session) -> dict[str, int]:
    """Gives the number of students of each status that any has had."""
    return dict(session.execute(STUDENTS_BY_STATUS).all())


def students_by_group(session: Session) -> Sequence[Row]:
    """Gives the groups by grade, school type and division; who lacks one is in none."""
    return all_rows(session, STUDENTS_BY_GROUP)


def teachers_by_group(session: Session) -> Sequence[Row]:
    """Gives the groups by grade and subject; a teacher is in one for each grade."""
    return all_rows(session, TEACHERS_BY_GROUP)


def catalogue_totals(session: Session) -> Mapping[str, int]:
    """Gives the number of subjects, grades and so on, in one statement."""
    return dict(session.execute(CATALOGUE_TOTALS).mappings().one())
