"""Students with their users."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from siteowner_reference.db.ids import row_id
from siteowner_reference.db.queries import totals
from siteowner_reference.db.queries.listing import Condition, Listing, Order, conditions
from siteowner_reference.db.rows import Row, one_row
from siteowner_reference.db.searching import find
from siteowner_reference.db.tables import Student, StudentTotal, User

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

NOBODYS_GROUP = -1
"""A group without students, where 0 is the group of those who have none."""
TOTAL_FILTERS: Mapping[str, Condition] = {
    "status": lambda value: StudentTotal.status == value,
    "grade": lambda value: StudentTotal.grade_id == (row_id(value) or NOBODYS_GROUP),
    "school_type": lambda value: StudentTotal.school_type_id == (row_id(value) or NOBODYS_GROUP),
}


def listing(filters: Mapping[str, Any], words: Sequence[str]) -> Listing:
    """Gives the students that match the filters and have every word in some field, by id."""
    found = find(Student, words, conditions(FILTERS, filters))
    counting = None
    if not words:
        students = select(func.sum(StudentTotal.students))
        counting = students.where(*conditions(TOTAL_FILTERS, filters))
    return Listing(STUDENTS, Student.id, found, [Order(Student.id)], counting)


def by_id(session: Session, student_id: int) -> Row | None:
    """Gives a student; None if there is none."""
    statement = STUDENTS.where(Student.id == row_id(student_id))
    return one_row(session, statement)


def change(session: Session, student_id: int, values: Mapping[str, Any]) -> None:
    """Changes these columns of a student."""
    if "status" in values:
        totals.move_student(session, student_id, values["status"])
    session.execute(update(Student).where(Student.id == student_id).values(**values))
