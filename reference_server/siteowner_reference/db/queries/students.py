"""Students with their users."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from siteowner_reference.db.folding import matches
from siteowner_reference.db.ids import row_id
from siteowner_reference.db.queries.listing import Condition, Listing, conditions
from siteowner_reference.db.rows import Row, one_row
from siteowner_reference.db.tables import Student, User

STUDENTS = select(
    Student.id,
    Student.user_id,
    User.username,
    Student.student_code,
    Student.name_ar,
    Student.name_en,
    Student.phone_number,
    Student.father_number,
    Student.mother_number,
    Student.father_job,
    Student.educational_state,
    Student.school_type_id.label("school_type"),
    Student.grade_id.label("grade"),
    Student.division_id.label("division"),
    Student.school_name,
    Student.national_id,
    Student.birth_date,
    Student.gender,
    User.gmail,
    Student.facebook_link,
    Student.governorate_id.label("governorate"),
    Student.area_id.label("area"),
    Student.status,
    User.is_active,
    User.created_at,
    Student.updated_at,
).join(User, User.id == Student.user_id)

FILTERS: Mapping[str, Condition] = {
    "status": lambda value: Student.status == value,
    "grade": lambda value: Student.grade_id == row_id(value),
    "school_type": lambda value: Student.school_type_id == row_id(value),
}


def listing(filters: Mapping[str, Any], words: Sequence[str]) -> Listing:
    """Gives the students that match the filters and have every word in some field, by id."""
    statement = STUDENTS.where(*conditions(FILTERS, filters), matches(Student.search_text, words))
    return Listing(statement.order_by(Student.id))


def by_id(session: Session, student_id: int) -> Row | None:
    """Gives a student; None if there is none."""
    statement = STUDENTS.where(Student.id == row_id(student_id))
    return one_row(session, statement)


def change(session: Session, student_id: int, values: Mapping[str, Any]) -> None:
    """Changes these columns of a student."""
    session.execute(update(Student).where(Student.id == student_id).values(**values))
