"""Provider states: what a check may need to find on the server, by name.

Each makes what it can afresh, by the rules that any caller is held to, and tells the ids. Students
and lectures can't be made, here or by any operation: those of the seed are used.
"""

import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal

from siteowner_reference.control.commands import StateParameters
from siteowner_reference.db.queries import preparing
from siteowner_reference.db.queries import teachers as teacher_queries
from siteowner_reference.db.rows import Row
from siteowner_reference.domain import courses, enrolments, recharge_codes, students, teachers
from siteowner_reference.domain.accounts import OWNER, account
from siteowner_reference.domain.errors import RefusedError, found
from siteowner_reference.domain.work import Work

Prepare = Callable[[Work, StateParameters], Row]

NOT_SEEDED = "This database has not enough {what} for the state: seed it with `small`."
VALUE = Decimal("50.00")


def a_teacher(work: Work, _parameters: StateParameters, *, is_active: bool = True) -> Row:
    """Makes a teacher; the password is in the answer."""
    username, password = f"state.{secrets.token_hex(6)}", secrets.token_urlsafe(16)
    subject, grade = preparing.subject_with_grade(work.session)
    values = {
        "username": username,
        "password": password,
        "name": f"State {username}",
        "phone": "01012345678",
        "gmail": f"{username}@example.com",
        "gender": "female",
        "is_active": is_active,
        "subject": subject,
        "grades": [grade],
    }
    teacher = teachers.create(work, values)
    return {"teacher": teacher, "grade": grade, "username": username, "password": password}


def an_inactive_teacher(work: Work, parameters: StateParameters) -> Row:
    """Makes a teacher who can't log in."""
    return a_teacher(work, parameters, is_active=False)


def a_teacher_without_a_subject(work: Work, parameters: StateParameters) -> Row:
    """Makes a teacher whose courses would have no subject."""
    made = a_teacher(work, parameters)
    teacher_queries.change(work.session, made["teacher"], {"subject_id": None})
    return made


def a_course_without_students(work: Work, parameters: StateParameters) -> Row:
    """Makes a course of a teacher of its own."""
    made = a_teacher(work, parameters)
    values = {"name": "State", "teacher": made["teacher"], "grade": made["grade"]}
    return {"course": courses.create(work, values), **made}


def a_course_with_students(work: Work, parameters: StateParameters) -> Row:
    """Makes a course in which `count` students are enrolled."""
    made = a_course_without_students(work, parameters)
    enrolled = _students(work, parameters.count)
    for student in enrolled:
        enrolments.ensure_enrolled(work, student, made["course"])
    return {**made, "students": enrolled}


def unused_codes(work: Work, parameters: StateParameters) -> Row:
    """Makes a course with `count` codes that can be redeemed."""
    return _codes(work, parameters, {"value": VALUE})


def expired_codes(work: Work, parameters: StateParameters) -> Row:
    """Makes a course with `count` codes that can't be redeemed any more."""
    return _codes(work, parameters, {"value": VALUE, "expires_at": work.now - timedelta(days=1)})


def used_codes(work: Work, parameters: StateParameters) -> Row:
    """Makes a course with `count` codes that a student has redeemed."""
    made = unused_codes(work, parameters)
    (student,) = _students(work, 1)
    for code in made["codes"]:
        recharge_codes.redeem(work, student, made["course"], code["code"])
    return {**made, "student": student}


def a_lecture_that_was_bought(work: Work, parameters: StateParameters) -> Row:
    """Has a student buy a lecture `count` times."""
    lecture = preparing.first_lecture(work.session)
    if lecture is None:
        raise RefusedError(NOT_SEEDED.format(what="lectures"))
    (student,) = _students(work, 1)
    paid = [
        enrolments.buy_lecture(work, student, lecture["lecture"]) for _ in range(parameters.count)
    ]
    return {**lecture, "student": student, "amounts_paid": paid}


def a_student_of_status(status: str) -> Prepare:
    """Gives the state in which a student has a status, and the activity that goes with it."""

    def prepare(work: Work, _parameters: StateParameters) -> Row:
        (student,) = _students(work, 1)
        return {
            "student": student,
            **students.update(work, students.existing(work, student), {"status": status}),
        }

    return prepare


STATES: Mapping[str, Prepare] = {
    "a teacher": a_teacher,
    "an inactive teacher": an_inactive_teacher,
    "a teacher without a subject": a_teacher_without_a_subject,
    "a course without students": a_course_without_students,
    "a course with students": a_course_with_students,
    "an unused code": unused_codes,
    "an expired code": expired_codes,
    "a used code": used_codes,
    "a lecture that was bought": a_lecture_that_was_bought,
    **{
        f"a student of status {status}": a_student_of_status(status) for status in students.STATUSES
    },
}


def _students(work: Work, count: int) -> list[int]:
    """Gives the last ones, so that the seed's accounts that can log in are left alone."""
    ids = preparing.last_students(work.session, count)
    if len(ids) < count:
        raise RefusedError(NOT_SEEDED.format(what="students"))
    return ids


def _codes(work: Work, parameters: StateParameters, values: Row) -> Row:
    made = a_course_without_students(work, parameters)
    owner = found(account(work.session, preparing.first_user(work.session, OWNER)))
    ids = [
        recharge_codes.create(work, owner, {**values, "course": made["course"]})
        for _ in range(parameters.count)
    ]
    return {**made, "codes": preparing.codes(work.session, ids)}
