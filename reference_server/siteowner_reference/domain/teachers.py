"""Teachers: made and changed together with their users."""

from typing import Any

from siteowner_reference.db.queries import catalogue, teachers, users
from siteowner_reference.db.rows import Row
from siteowner_reference.domain.accounts import TEACHER
from siteowner_reference.domain.errors import found
from siteowner_reference.domain.passwords import check_password, hash_password
from siteowner_reference.domain.work import Values, Work

USER_FIELDS = {"username", "gmail", "is_active"}
RELATED_FIELDS = {"subject": "subject_id", "video_security": "video_security_id"}
SEPARATE_FIELDS = {"password", "grades", "profile_picture"}


def existing(work: Work, teacher_id: int) -> Row:
    """Gives a teacher.

    Raises:
        MissingError: There is none (GEN-6).
    """
    return found(teachers.by_id(work.session, teacher_id))


def create(work: Work, values: Values) -> int:
    """Makes a user and its teacher, both or neither (TCH-6, TCH-19), and gives the teacher's id.

    Raises:
        InvalidError: The password is weak.
    """
    check_password(values["password"], values["username"])
    user = _user_columns(values) | {"role": TEACHER, "created_at": work.now}
    user_id = users.create(work.session, {"is_active": True} | user)
    picture = work.store_picture(None, values.get("profile_picture"))
    columns = _teacher_columns(values) | {"user_id": user_id, "profile_picture": picture}
    teacher_id = teachers.create(work.session, columns)
    teachers.set_grades(work.session, teacher_id, values["grades"])
    return teacher_id


def update(work: Work, teacher: Row, values: Values) -> None:
    """Changes what is in `values` and nothing else (TCH-20).

    Raises:
        InvalidError: The password is weak.
    """
    if "password" in values:
        check_password(values["password"], values.get("username", teacher["username"]))
    columns = _teacher_columns(values)
    if "profile_picture" in values:
        picture = work.store_picture(teacher["profile_picture"], values["profile_picture"])
        columns["profile_picture"] = picture
    users.change(work.session, teacher["user_id"], _user_columns(values))
    teachers.change(work.session, teacher["id"], columns)
    if "grades" in values:
        teachers.set_grades(work.session, teacher["id"], values["grades"])


def with_details(work: Work, rows: list[Row]) -> list[Row]:
    """Gives teachers with what their ids stand for (TCH-23), by one query a kind."""
    session = work.session
    subjects = catalogue.subject_details(session, _ids(rows, "subject_id"))
    securities = catalogue.video_security_details(session, _ids(rows, "video_security_id"))
    grades = catalogue.grades_by_teacher(session, _ids(rows, "id"))
    return [
        {
            **row,
            "subject_detail": subjects.get(row["subject_id"]),
            "grades_detail": grades[row["id"]],
            "video_security_detail": securities.get(row["video_security_id"]),
            "grade_ids": [grade["id"] for grade in grades[row["id"]]],
        }
        for row in rows
    ]


def _user_columns(values: Values) -> dict[str, Any]:
    columns = {name: value for name, value in values.items() if name in USER_FIELDS}
    if "password" in values:
        columns["password_hash"] = hash_password(values["password"])
    return columns


def _teacher_columns(values: Values) -> dict[str, Any]:
    return {
        RELATED_FIELDS.get(name, name): value
        for name, value in values.items()
        if name not in USER_FIELDS | SEPARATE_FIELDS
    }


def _ids(rows: list[Row], name: str) -> set[int]:
    return {row[name] for row in rows if row[name] is not None}
