"""Faults of the dashboard."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from siteowner_reference.db.queries import dashboard as queries
from siteowner_reference.db.queries import totals
from siteowner_reference.db.tables import Grade, Subject, Teacher, TeacherGrade, User
from siteowner_reference.domain import dashboard
from siteowner_reference.domain.clock import start_of_month
from tests.contract.faults.breaking import answers, drops, kept, sets
from tests.contract.faults.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    import pytest
    from sqlalchemy.orm import Session

    from siteowner_reference.db.tables import Base
    from tests.contract.sabotage import JSON

STATS = "/dashboard/stats/"
STUDENT_GROUPS, TEACHER_GROUPS = "students_by_grade_school_division", "teachers_by_grade_subject"


def _moved(source: str, target: str, count: int) -> dict[str, JSON]:
    return {source: lambda n: n - count, target: lambda n: n + count}


def _swapped(body: JSON) -> JSON:
    active, inactive = body["teachers_active_count"], body["teachers_inactive_count"]
    return {**body, "teachers_active_count": inactive, "teachers_inactive_count": active}


def _names_swapped(rows: Sequence[JSON]) -> list[JSON]:
    """The counts of the least and of the greatest group are each other's."""
    ranked = sorted(rows, key=lambda row: row["count"])
    least, greatest = ranked[0], ranked[-1]
    counts = {id(least): greatest["count"], id(greatest): least["count"]}
    return [{**row, "count": counts.get(id(row), row["count"])} for row in rows]


def _first_grade_alone(rows: Sequence[JSON]) -> list[JSON]:
    first = rows[0]["grade"]
    return [row for row in rows if row["grade"] == first]


def _of_all_grades(rows: Sequence[JSON]) -> list[JSON]:
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row["subject"]] += row["count"]
    return [{**row, "count": counts[row["subject"]]} for row in rows]


def _active_teachers_grouped(monkeypatch: pytest.MonkeyPatch) -> None:
    statement = (
        select(
            Grade.name.label("grade"), Subject.name.label("subject"), func.count().label("count")
        )
        .select_from(TeacherGrade)
        .join(Teacher, Teacher.id == TeacherGrade.teacher_id)
        .join(User, User.id == Teacher.user_id)
        .join(Grade, Grade.id == TeacherGrade.grade_id)
        .join(Subject, Subject.id == Teacher.subject_id)
        .where(User.is_active)
        .group_by(Grade.id, Subject.id)
        .order_by(Grade.id, Subject.id)
    )
    monkeypatch.setattr(queries, "TEACHERS_BY_GROUP", statement)


def _since_last_month(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        dashboard,
        "start_of_month",
        lambda now, zone: start_of_month(start_of_month(now, zone) - timedelta(days=1), zone),
    )


def _never_leaving(monkeypatch: pytest.MonkeyPatch) -> None:
    """A student who changes enters the new count and stays in the old one."""
    add = totals._add

    def only_more(session: Session, table: type[Base], row: Mapping[str, Any]) -> None:
        if row.get("students") != -1:
            add(session, table, dict(row))

    monkeypatch.setattr(totals, "_add", only_more)


FAULTS = (
    Fault(
        "status_missing",
        "DSH-1",
        "The counts are a group-by that lacks one of the statuses.",
        answers("GET", STATS, sets(students_by_status=drops("declined"))),
    ),
    Fault(
        "total_of_verified",
        "DSH-1",
        "`total_students` counts the verified ones.",
        answers(
            "GET",
            STATS,
            lambda body: {**body, "total_students": body["students_by_status"]["verified"]},
        ),
    ),
    Fault(
        "inactive_uncounted",
        "DSH-2",
        "The default manager hides inactive teachers.",
        answers("GET", STATS, sets(teachers_inactive_count=0)),
    ),
    Fault(
        "assistants_among_teachers",
        "DSH-2",
        "`total_teachers` counts all staff.",
        answers(
            "GET",
            STATS,
            lambda b: {**b, "total_teachers": b["total_teachers"] + b["total_assistants"]},
        ),
    ),
    Fault(
        "active_students_alone",
        "DSH-3",
        "A total leaves out one that the list shows.",
        answers("GET", STATS, sets(total_students=lambda n: n - 1)),
    ),
    Fault(
        "active_and_inactive_swapped",
        "DSH-3",
        "The two counts of teachers are each other's.",
        answers("GET", STATS, _swapped),
    ),
    Fault(
        "active_assistants_alone",
        "DSH-3",
        "`total_assistants` leaves out the inactive ones.",
        answers("GET", STATS, sets(total_assistants=lambda n: n - 1)),
    ),
    Fault(
        "pending_counted_as_declined",
        "DSH-3",
        "A status is counted under another; the sum is right.",
        answers("GET", STATS, sets(students_by_status=sets(**_moved("pending", "declined", 2)))),
    ),
    Fault(
        "suspensions_together",
        "DSH-3",
        "Both suspensions are counted under the first.",
        answers(
            "GET",
            STATS,
            sets(
                students_by_status=lambda by: {
                    **by,
                    "suspended_temporary": by["suspended_temporary"] + by["suspended_permanent"],
                    "suspended_permanent": 0,
                }
            ),
        ),
    ),
    Fault(
        "dashboard_cached",
        "DSH-4",
        "The dashboard is cached and nothing empties the cache.",
        kept(STATS),
    ),
    Fault(
        "new_users_without_teachers",
        "DSH-4",
        "`new_users_this_month` counts students and assistants.",
        answers(
            "GET",
            STATS,
            lambda body: {
                **body,
                "new_users_this_month": body["new_users_this_month"]
                - body["new_teachers_this_month"],
            },
        ),
    ),
    Fault(
        "dashboard_cached_for_students",
        "DSH-5",
        "The cache of the dashboard is not emptied when a student changes.",
        kept(STATS),
    ),
    Fault(
        "old_status_keeps_its_count",
        "DSH-5",
        "The counters of statuses are kept by a signal that adds and never takes away.",
        patch=_never_leaving,
    ),
    Fault(
        "groups_of_one_grade",
        "DSH-6",
        "Teachers are grouped under the first grade alone.",
        answers("GET", STATS, sets(**{TEACHER_GROUPS: _first_grade_alone})),
    ),
    Fault(
        "groups_without_inactive_teachers",
        "DSH-6",
        "The groups leave out the inactive teachers.",
        patch=_active_teachers_grouped,
    ),
    Fault(
        "teachers_counted_by_subject",
        "DSH-6",
        "A group counts the teachers of its subject in all grades.",
        answers("GET", STATS, sets(**{TEACHER_GROUPS: _of_all_grades})),
    ),
    Fault(
        "student_groups_mixed_up",
        "DSH-6",
        "Counts and names are put together in another order.",
        answers("GET", STATS, sets(**{STUDENT_GROUPS: _names_swapped})),
    ),
    Fault(
        "small_groups_left_out",
        "DSH-6",
        "Groups of one student are not shown.",
        answers(
            "GET",
            STATS,
            sets(**{STUDENT_GROUPS: lambda rows: [row for row in rows if row["count"] > 1]}),
        ),
    ),
    Fault(
        "students_without_group_shown",
        "DSH-6",
        "Students without a division are a group, too.",
        answers(
            "GET",
            STATS,
            sets(
                **{
                    STUDENT_GROUPS: lambda rows: [
                        *rows,
                        {
                            "grade": "First Secondary",
                            "school_type": "",
                            "division": "",
                            "count": 20,
                        },
                    ]
                }
            ),
        ),
    ),
    Fault(
        "since_last_month",
        "DSH-7",
        "A month is taken to have begun with the one before.",
        patch=_since_last_month,
    ),
    Fault(
        "new_students_are_all_new_users",
        "DSH-7",
        "`new_users_this_month` counts students alone.",
        answers(
            "GET",
            STATS,
            lambda body: {**body, "new_users_this_month": body["new_students_this_month"]},
        ),
    ),
    Fault(
        "grades_in_use_alone",
        "DSH-8",
        "`total_grades` counts one grade a subject.",
        answers("GET", STATS, sets(total_grades=1)),
    ),
    Fault(
        "areas_are_governorates",
        "DSH-8",
        "`total_areas` is the count of governorates.",
        answers("GET", STATS, lambda body: {**body, "total_areas": body["total_governorates"]}),
    ),
)
