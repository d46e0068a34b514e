"""Faults of assistants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from siteowner_reference.db.queries import assistants, listing
from siteowner_reference.db.tables import Assistant, Grade, Teacher, TeacherGrade, User
from tests.contract.faults.breaking import answers, each, paged, sets
from tests.contract.faults.fault import Fault
from tests.contract.faults.searching import user_column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    import pytest
    from sqlalchemy import ColumnElement

    from siteowner_reference.db.queries.listing import Condition
    from tests.contract.faults.fault import Patch
    from tests.contract.sabotage import JSON

ASSISTANTS = "/assistants/"


def _hides(condition: ColumnElement[bool]) -> Patch:
    """The list starts from some of the assistants."""

    def conditions(
        known: Mapping[str, Condition], filters: Mapping[str, Any]
    ) -> Sequence[ColumnElement[bool]]:
        return [*listing.conditions(known, filters), condition]

    return lambda m: m.setattr(assistants, "conditions", conditions)


def _of_active_users() -> ColumnElement[bool]:
    shown: ColumnElement[bool] = user_column(Assistant, "is_active").is_(True)
    return shown


def _of_active_teachers() -> ColumnElement[bool]:
    active = select(Teacher.id).join(User, User.id == Teacher.user_id).where(User.is_active)
    return Assistant.teacher_id.in_(active)


def _once_a_grade(monkeypatch: pytest.MonkeyPatch) -> None:
    joined = assistants.ASSISTANTS.join(
        TeacherGrade, TeacherGrade.teacher_id == Assistant.teacher_id
    ).join(Grade, Grade.id == TeacherGrade.grade_id)
    monkeypatch.setattr(assistants, "ASSISTANTS", joined)


def _with_the_teachers_user(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = [c for c in assistants.ASSISTANTS.selected_columns if c.name != "teacher"]
    statement = assistants.ASSISTANTS.with_only_columns(
        *columns, Teacher.user_id.label("teacher"), maintain_column_froms=True
    )
    monkeypatch.setattr(assistants, "ASSISTANTS", statement)


def _named_after_the_first(rows: Sequence[JSON]) -> list[JSON]:
    return [{**row, "teacher_name": rows[0]["teacher_name"]} for row in rows]


FAULTS = (
    Fault(
        "inactive_hidden",
        "AST-1",
        "The default manager hides assistants who can no longer log in.",
        patch=_hides(_of_active_users()),
    ),
    Fault(
        "those_of_inactive_teachers_hidden",
        "AST-1",
        "The list is joined with the active teachers.",
        patch=_hides(_of_active_teachers()),
    ),
    Fault(
        "one_too_few",
        "AST-1",
        "The list leaves out its last row, and counts without it.",
        answers(
            "GET",
            ASSISTANTS,
            paged(sets(results=lambda rows: rows[:-1], count=lambda n: max(0, n - 1))),
        ),
    ),
    Fault(
        "teacher_is_the_user",
        "AST-1",
        "`teacher` is the id of the teacher's user.",
        patch=_with_the_teachers_user,
    ),
    Fault(
        "teacher_name_is_stale",
        "AST-1",
        "The teacher's name is looked up once for the whole page.",
        answers("GET", ASSISTANTS, paged(sets(results=_named_after_the_first))),
    ),
    Fault(
        "teacher_name_cut",
        "AST-1",
        "The teacher's first name alone is shown.",
        answers(
            "GET",
            ASSISTANTS,
            paged(sets(results=each(sets(teacher_name=lambda name: name.split()[0])))),
        ),
    ),
    Fault(
        "once_for_each_grade",
        "AST-1",
        "A join with the teacher's grades repeats an assistant for each of them.",
        patch=_once_a_grade,
    ),
)
