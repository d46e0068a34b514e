"""Faults of filters, of whichever list, alone and together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, String, cast, func, or_, select

from siteowner_reference.db.queries import assistants, recharge_codes, students, teachers
from siteowner_reference.db.tables import (
    Assistant,
    Course,
    RechargeCode,
    Student,
    Teacher,
    TeacherGrade,
    User,
)
from tests.contract.faults.breaking import ignores, refused, requests
from tests.contract.faults.fault import Fault
from tests.contract.faults.searching import (
    counting_rows,
    filters_by,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pytest

    from siteowner_reference.db.queries.listing import Condition
    from tests.contract.sabotage import Request

TEACHERS, STUDENTS = "/teachers/", "/students/"
ASSISTANTS, CODES = "/assistants/", "/recharge-codes/"


def _active(value: bool) -> ColumnElement[bool]:
    return Teacher.user_id.in_(select(User.id).where(User.is_active == value))


def _either(monkeypatch: pytest.MonkeyPatch) -> None:
    def conditions(
        known: Mapping[str, Condition], filters: Mapping[str, Any]
    ) -> Sequence[ColumnElement[bool]]:
        found = [known[name](value) for name, value in filters.items()]
        return [or_(*found)] if found else []

    monkeypatch.setattr(students, "conditions", conditions)
    counting_rows(students)(monkeypatch)


def _names_nobody(request: Request) -> bool:
    return int(request.asks("teacher") or 0) > 1_000_000


def _last_one_wins(request: Request) -> Request:
    given = [name for name in ("is_active", "subject", "grades") if request.asks(name)]
    return request.without(*given[:-1])


def _search_alone(request: Request) -> Request:
    return request.without("status", "grade", "school_type") if request.asks("search") else request


FAULTS = (
    Fault(
        "active_ignored_as_a_number",
        "TCH-1",
        "`is_active=1` is not read, since only the words are.",
        ignores(TEACHERS, "is_active", value="1"),
    ),
    Fault(
        "inactive_are_those_without_login",
        "TCH-1",
        "`is_active=false` finds nobody, since the manager hides inactive accounts first.",
        patch=filters_by(teachers, "is_active", lambda value: _active(value) & _active(True)),
    ),
    Fault(
        "subject_ignored_for_one",
        "TCH-2",
        "One value of the filter is special-cased, to make a demonstration look well.",
        ignores(TEACHERS, "subject", value="7"),
    ),
    Fault(
        "subject_hides_inactive",
        "TCH-2",
        "The filter by subject is a method that starts from the active teachers.",
        patch=filters_by(
            teachers, "subject", lambda value: (Teacher.subject_id == value) & _active(True)
        ),
    ),
    Fault(
        "subject_finds_at_least",
        "TCH-2",
        "The look-up is `gte` where `exact` was meant.",
        patch=filters_by(teachers, "subject", lambda value: Teacher.subject_id >= value),
    ),
    Fault(
        "first_grade_alone",
        "TCH-3",
        "Only the first grade of a teacher is looked at.",
        patch=filters_by(
            teachers,
            "grades",
            lambda value: Teacher.id.in_(
                select(TeacherGrade.teacher_id)
                .group_by(TeacherGrade.teacher_id)
                .having(func.min(TeacherGrade.grade_id) == value)
            ),
        ),
    ),
    Fault(
        "grades_of_the_subject",
        "TCH-3",
        "The filter goes through the subject: whoever teaches a subject that has the grade.",
        patch=filters_by(
            teachers,
            "grades",
            lambda value: Teacher.subject_id.in_(
                select(Teacher.subject_id)
                .join(TeacherGrade, TeacherGrade.teacher_id == Teacher.id)
                .where(TeacherGrade.grade_id == value)
            ),
        ),
    ),
    Fault(
        "suspensions_alike",
        "STU-1",
        "The filter looks for a beginning, and two statuses begin alike.",
        patch=filters_by(
            students, "status", lambda value: Student.status.startswith(value.partition("_")[0])
        ),
    ),
    Fault(
        "status_of_active_alone",
        "STU-1",
        "The list of a status starts from the active accounts.",
        patch=filters_by(
            students,
            "status",
            lambda value: (
                (Student.status == value)
                & Student.user_id.in_(select(User.id).where(User.is_active.is_(True)))
            ),
        ),
    ),
    Fault(
        "unknown_status_ignored",
        "STU-1",
        "A status that is none is as if it were not given.",
        requests(
            "GET", STUDENTS, lambda r: r.without("status") if r.asks("status") == "perhaps" else r
        ),
    ),
    Fault(
        "grade_of_verified_alone",
        "STU-2",
        "The filter by grade was made for the list of verified students.",
        patch=filters_by(
            students,
            "grade",
            lambda value: (Student.grade_id == value) & (Student.status == "verified"),
        ),
    ),
    Fault(
        "grade_also_null",
        "STU-2",
        "Students without a grade are shown under every grade.",
        patch=filters_by(
            students,
            "grade",
            lambda value: (Student.grade_id == value) | Student.grade_id.is_(None),
        ),
    ),
    Fault(
        "no_number_ignored",
        "STU-2",
        "A value that is no number is caught and forgotten.",
        requests(
            "GET",
            STUDENTS,
            lambda r: r if (r.asks("grade") or "0").isdigit() else r.without("grade"),
        ),
    ),
    Fault(
        "school_type_is_division",
        "STU-3",
        "The filter looks at the neighbouring column.",
        patch=filters_by(students, "school_type", lambda value: Student.division_id == value),
    ),
    Fault(
        "school_type_ignored_for_one",
        "STU-3",
        "The first choice of the form means `all`.",
        ignores(STUDENTS, "school_type", value="1"),
    ),
    Fault(
        "teacher_by_user",
        "AST-2",
        "The filter takes the id of the teacher's user.",
        patch=filters_by(
            assistants,
            "teacher",
            lambda value: Assistant.teacher_id.in_(
                select(Teacher.id).where(Teacher.user_id == value)
            ),
        ),
    ),
    Fault(
        "teacher_by_part_of_id",
        "AST-2",
        "The look-up is `icontains`, as for texts, so 1 finds 10 as well.",
        patch=filters_by(
            assistants,
            "teacher",
            lambda value: cast(Assistant.teacher_id + 10, String).contains(str(value)),
        ),
    ),
    Fault(
        "unknown_teacher_refused",
        "AST-2",
        "The filter is a choice of the teachers there are, and refuses another id.",
        refused("GET", ASSISTANTS, _names_nobody, {"teacher": ["Select a valid choice."]}),
    ),
    Fault(
        "course_of_the_same_teacher",
        "COD-7",
        "The filter goes through the course's teacher and shows codes of the other courses.",
        patch=filters_by(
            recharge_codes,
            "course",
            lambda value: RechargeCode.course_id.in_(
                select(Course.id).where(
                    Course.teacher_id.in_(select(Course.teacher_id).where(Course.id == value))
                )
            ),
        ),
    ),
    Fault(
        "unused_are_redeemable",
        "COD-8",
        "`is_used=false` leaves out codes that expired.",
        patch=filters_by(
            recharge_codes,
            "is_used",
            lambda value: (
                RechargeCode.used_at.is_not(None)
                if value
                else RechargeCode.used_at.is_(None)
                & (RechargeCode.expires_at.is_(None) | (RechargeCode.expires_at > func.now()))
            ),
        ),
    ),
    Fault(
        "either_filter",
        "GEN-8",
        "Filters given together are joined with OR.",
        patch=_either,
    ),
    Fault(
        "last_filter_wins",
        "GEN-8",
        "Each filter starts from all teachers, so the last one given is the only one.",
        requests("GET", TEACHERS, _last_one_wins),
    ),
    Fault(
        "search_forgets_filters",
        "GEN-8",
        "A search is answered before the filters are applied.",
        requests("GET", STUDENTS, _search_alone),
    ),
)
