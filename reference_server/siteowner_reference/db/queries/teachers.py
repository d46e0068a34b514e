"""Teachers with their users."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from siteowner_reference.db.folding import search_text
from siteowner_reference.db.ids import row_id
from siteowner_reference.db.queries.listing import Condition, Listing, Order, conditions
from siteowner_reference.db.rows import Row, one_row
from siteowner_reference.db.searching import find
from siteowner_reference.db.tables import Teacher, TeacherGrade, User

TEACHERS = select(
    Teacher.id,
    Teacher.user_id,
    User.username,
    Teacher.name,
    Teacher.phone,
    Teacher.secondary_phone,
    User.gmail,
    Teacher.gender,
    Teacher.profile_picture,
    Teacher.biography,
    Teacher.facebook,
    User.is_active,
    User.created_at,
    Teacher.subject_id,
    Teacher.video_security_id,
).join(User, User.id == Teacher.user_id)

FILTERS: Mapping[str, Condition] = {
    "is_active": lambda value: Teacher.user_id.in_(
        select(User.id).where(User.role == "teacher", User.is_active == value)
    ),
    "subject": lambda value: Teacher.subject_id == row_id(value),
    "grades": lambda value: Teacher.id.in_(
        select(TeacherGrade.teacher_id).where(TeacherGrade.grade_id == row_id(value))
    ),
}


def listing(filters: Mapping[str, Any], words: Sequence[str]) -> Listing:
    """Gives the teachers that match the filters and whose name has every word, by id."""
    found = find(Teacher, words, conditions(FILTERS, filters))
    return Listing(TEACHERS, Teacher.id, found, [Order(Teacher.id)])


def by_id(session: Session, teacher_id: int) -> Row | None:
    """Gives a teacher; None if there is none."""
    statement = TEACHERS.where(Teacher.id == row_id(teacher_id))
    return one_row(session, statement)


def create(session: Session, values: Mapping[str, Any]) -> int:
    """Makes a teacher of these columns and gives its id."""
    statement = insert(Teacher).values(**_columns(values)).returning(Teacher.id)
    return session.scalars(statement).one()


def change(session: Session, teacher_id: int, values: Mapping[str, Any]) -> None:
    """Changes these columns of a teacher, if any."""
    if values:
        statement = update(Teacher).where(Teacher.id == teacher_id)
        session.execute(statement.values(**_columns(values)))


def set_grades(session: Session, teacher_id: int, grade_ids: Collection[int]) -> None:
    """Makes a teacher teach these grades and no others."""
    session.execute(delete(TeacherGrade).where(TeacherGrade.teacher_id == teacher_id))
    session.execute(
        insert(TeacherGrade),
        [{"teacher_id": teacher_id, "grade_id": grade_id} for grade_id in grade_ids],
    )


def teaches(session: Session, teacher_id: int, grade_id: int) -> bool:
    """Tells if a teacher teaches a grade."""
    return session.get(TeacherGrade, (teacher_id, grade_id)) is not None


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    if "name" not in values:
        return dict(values)
    return {**values, "search_text": search_text(values["name"])}
