"""Courses: whose they are, what they are called, and when they may go."""

from typing import Any

from siteowner_reference.db.queries import catalogue, courses, teachers
from siteowner_reference.db.rows import Row
from siteowner_reference.db.tables import Grade
from siteowner_reference.domain.errors import InvalidError, RefusedError, found
from siteowner_reference.domain.uniqueness import COURSE_EXISTS
from siteowner_reference.domain.work import Values, Work

FIXED_FIELDS = {
    "teacher": "Cannot change the teacher of an existing course.",  # CRS-5
    "grade": "Cannot change the grade of an existing course.",  # CRS-6
}
COLUMNS = {"name", "description", "is_active"}


def existing(work: Work, course_id: int) -> Row:
    """Gives a course.

    Raises:
        MissingError: There is none (GEN-6).
    """
    return found(courses.by_id(work.session, course_id))


def create(work: Work, values: Values) -> int:
    """Makes a course without topics and gives its id (CRS-1, CRS-13).

    Raises:
        InvalidError: The teacher has no subject or does not teach the grade (CRS-3), or the name is
            taken (CRS-4).
    """
    teacher_id, grade_id = values["teacher"], values["grade"]
    _check_teacher(work, teacher_id, grade_id)
    _check_name(work, teacher_id, grade_id, values["name"])
    picture = work.store_picture(None, values.get("cover_picture"))
    columns = {
        "is_active": True,
        **_columns(values),
        "teacher_id": teacher_id,
        "grade_id": grade_id,
        "cover_picture": picture,
        "created_at": work.now,
        "updated_at": work.now,
    }
    return courses.create(work.session, columns)


def update(work: Work, course: Row, values: Values) -> None:
    """Changes what is in `values` and nothing else (CRS-7).

    Raises:
        InvalidError: Another teacher (CRS-5) or grade (CRS-6), or a name that is taken (CRS-8).
    """
    changed = [name for name in FIXED_FIELDS if values.get(name, course[name]) != course[name]]
    if changed:
        raise InvalidError({name: [FIXED_FIELDS[name]] for name in changed})
    if not values:
        return
    name = values.get("name", course["name"])
    _check_name(work, course["teacher"], course["grade"], name, except_course_id=course["id"])
    columns = _columns(values) | {"updated_at": work.now}
    if "cover_picture" in values:
        picture = work.store_picture(course["cover_picture"], values["cover_picture"])
        columns["cover_picture"] = picture
    courses.change(work.session, course["id"], columns)


def delete(work: Work, course: Row) -> None:
    """Deletes a course that nobody is enrolled in (CRS-10).

    Raises:
        RefusedError: It has students (CRS-9).
    """
    if courses.has_enrolments(work.session, course["id"]):
        raise RefusedError("Cannot delete a course that has students enrolled in it.")
    courses.remove(work.session, course["id"])
    work.store_picture(course["cover_picture"], None)


def _check_teacher(work: Work, teacher_id: int, grade_id: int) -> None:
    teacher = found(teachers.by_id(work.session, teacher_id))
    if teacher["subject_id"] is None:
        raise InvalidError({"teacher": [f"Teacher {teacher['name']} has no subject."]})
    if not teachers.teaches(work.session, teacher_id, grade_id):
        grade = catalogue.named(work.session, Grade, [grade_id])[grade_id]
        raise InvalidError({"grade": [f"Teacher {teacher['name']} does not teach grade {grade}."]})


def _check_name(
    work: Work, teacher_id: int, grade_id: int, name: str, except_course_id: int | None = None
) -> None:
    if courses.name_is_taken(work.session, teacher_id, grade_id, name, except_course_id):
        raise InvalidError({"non_field_errors": [COURSE_EXISTS]})


def _columns(values: Values) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in COLUMNS}
