"""Faults of changing and deleting a course."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from siteowner_reference.db.queries import courses as course_queries
from siteowner_reference.db.tables import Course, RechargeCode
from siteowner_reference.domain import courses
from siteowner_reference.domain.errors import InvalidError
from siteowner_reference.http.courses import CourseSerializer
from tests.contract.faults.breaking import ID, answers, asked, kept, statuses
from tests.contract.faults.fault import Fault
from tests.contract.faults.meddling import always_partial, kept_when_cleared, validated_becomes

if TYPE_CHECKING:
    import pytest
    from sqlalchemy.orm import Session

    from siteowner_reference.db.rows import Row
    from siteowner_reference.domain.work import Values, Work
    from tests.contract.faults.fault import Patch
    from tests.contract.sabotage import JSON, Request, Wrap

Condition = Any


def _fixed_on_patch_alone(field: str) -> Patch:
    """The rule is in the method for PATCH, and PUT has one of its own."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        changed = courses.update

        def updating(work: Work, course: Row, values: Values) -> None:
            is_put = {"name", "teacher", "grade"} <= set(values)
            if is_put and values[field] != course[field]:
                course_queries.change(work.session, course["id"], {f"{field}_id": values[field]})
                values = {**values, field: course[field]}
            changed(work, course, values)

        monkeypatch.setattr(courses, "update", updating)

    return patch


def _silently_kept(field: str) -> Patch:
    """What must not change is dropped, and nobody is told."""
    return validated_becomes(
        CourseSerializer,
        lambda values: {name: value for name, value in values.items() if name != field},
        partial=True,
    )


def _even_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = courses.update

    def updating(work: Work, course: Row, values: Values) -> None:
        if "teacher" in values and "grade" not in values:
            raise InvalidError({"teacher": [courses.FIXED_FIELDS["teacher"]]})
        changed(work, course, values)

    monkeypatch.setattr(courses, "update", updating)


def _description_of_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    change = course_queries.change

    def changing(session: Session, course_id: int, values: dict[str, Any]) -> None:
        change(session, course_id, values)
        if "description" in values:
            statement = update(Course).where(Course.id > course_id - 10)
            session.execute(statement.values(description=values["description"]))

    monkeypatch.setattr(course_queries, "change", changing)


def _enrolments_go_first() -> Wrap:
    refused: set[int] = set()

    def note(request: Request, body: JSON) -> JSON:
        refused.add(int(request.path.rstrip("/").rpartition("/")[2]))
        return body

    def answered(body: JSON) -> JSON:
        empty = [
            {**row, "enrolled_count": 0} if row["id"] in refused else row for row in body["courses"]
        ]
        return {**body, "courses": empty}

    noting = asked("DELETE", f"/courses/{ID}/", note, status=400)
    showing = answers("GET", "/revenue/", answered)
    return lambda app: showing(noting(app))


def _hidden_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    def hide(session: Session, course_id: int) -> None:
        course_queries.change(session, course_id, {"is_active": False})

    monkeypatch.setattr(course_queries, "remove", hide)


def _refused_while_it_has_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    has_enrolments = course_queries.has_enrolments

    def has_any(session: Session, course_id: int) -> bool:
        codes = select(RechargeCode.id).where(RechargeCode.course_id == course_id)
        return has_enrolments(session, course_id) or bool(session.scalars(codes).first())

    monkeypatch.setattr(course_queries, "has_enrolments", has_any)


def _own_name_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    is_taken = course_queries.name_is_taken

    def looked_up(
        session: Session, teacher_id: int, grade_id: int, name: str, _: int | None
    ) -> bool:
        return is_taken(session, teacher_id, grade_id, name, None)

    monkeypatch.setattr(course_queries, "name_is_taken", looked_up)


FAULTS = (
    Fault(
        "teacher_moves",
        "CRS-5",
        "The serializer that updates has the teacher as a plain field.",
        patch=lambda m: m.delitem(courses.FIXED_FIELDS, "teacher"),
    ),
    Fault(
        "teacher_moves_by_put",
        "CRS-5",
        "The rule is in the method for PATCH, and PUT has one of its own.",
        patch=_fixed_on_patch_alone("teacher"),
    ),
    Fault(
        "teacher_silently_kept",
        "CRS-5",
        "The field is read-only on update, so another teacher is ignored and not refused.",
        patch=_silently_kept("teacher"),
    ),
    Fault(
        "same_teacher_refused",
        "CRS-5",
        "The field must not be sent at all.",
        patch=_even_the_same,
    ),
    Fault(
        "grade_moves",
        "CRS-6",
        "The serializer that updates has the grade as a plain field.",
        patch=lambda m: m.delitem(courses.FIXED_FIELDS, "grade"),
    ),
    Fault(
        "grade_moves_by_put",
        "CRS-6",
        "The rule is in the method for PATCH, and PUT has one of its own.",
        patch=_fixed_on_patch_alone("grade"),
    ),
    Fault(
        "grade_silently_kept",
        "CRS-6",
        "The field is read-only on update, so another grade is ignored and not refused.",
        patch=_silently_kept("grade"),
    ),
    Fault(
        "course_patch_resets_the_flag",
        "CRS-7",
        "The default of the serializer is filled in, on PATCH as well.",
        patch=validated_becomes(
            CourseSerializer, lambda values: {"is_active": True, **values}, partial=True
        ),
    ),
    Fault(
        "course_missing_boolean_is_false",
        "CRS-7",
        "A form that has no is_active is read as one with the box not ticked.",
        patch=validated_becomes(
            CourseSerializer, lambda values: {"is_active": False, **values}, partial=False
        ),
    ),
    Fault(
        "course_put_like_patch",
        "CRS-7",
        "partial=True for both methods.",
        patch=always_partial(CourseSerializer),
    ),
    Fault(
        "course_put_clears_what_is_missing",
        "CRS-7",
        "What is optional and was not sent is set to nothing.",
        patch=validated_becomes(
            CourseSerializer, lambda values: {"description": None, **values}, partial=False
        ),
    ),
    Fault(
        "description_of_everybody",
        "CRS-7",
        "A queryset is updated by the wrong filter.",
        patch=_description_of_everybody,
    ),
    Fault(
        "cover_cannot_be_removed",
        "CRS-7",
        "An empty picture means: keep the old one.",
        patch=kept_when_cleared(CourseSerializer, "cover_picture"),
    ),
    Fault(
        "renamed_onto_another",
        "CRS-8",
        "The rule is checked on create alone, and the database has no constraint.",
        statuses("PATCH", f"/courses/{ID}/", old=400, new=200),
    ),
    Fault(
        "own_name_refused",
        "CRS-8",
        "The look-up does not leave out the course itself.",
        patch=_own_name_refused,
    ),
    Fault(
        "enrolled_course_refused_with_409",
        "CRS-9",
        "A protected row is answered 409, as other interfaces do.",
        statuses("DELETE", f"/courses/{ID}/", old=400, new=409),
    ),
    Fault(
        "enrolments_not_looked_at",
        "CRS-9",
        "Deletion cascades.",
        patch=lambda m: m.setattr(course_queries, "has_enrolments", lambda *_: False),
    ),
    Fault(
        "refused_and_students_gone",
        "CRS-9",
        "What hangs on the course is deleted first, and the transaction ends before the refusal.",
        _enrolments_go_first(),
    ),
    Fault(
        "course_not_deleted",
        "CRS-10",
        "A deletion is answered before it is done, and fails afterwards.",
        patch=lambda m: m.setattr(course_queries, "remove", lambda *_: None),
    ),
    Fault(
        "course_hidden_instead",
        "CRS-10",
        "A deletion is soft, and the other views do not know it.",
        patch=_hidden_instead,
    ),
    Fault(
        "deleted_course_still_listed",
        "CRS-10",
        "The overview is answered from a cache that nobody empties.",
        kept("/revenue/"),
    ),
    Fault(
        "course_kept_for_its_codes",
        "CRS-10",
        "A protected foreign key keeps a course that has unused codes.",
        patch=_refused_while_it_has_codes,
    ),
)
