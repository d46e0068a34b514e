"""Faults of changing a teacher."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, update

from siteowner_reference.db.queries import teachers as teacher_queries
from siteowner_reference.db.queries import users
from siteowner_reference.db.tables import Teacher, TeacherGrade
from siteowner_reference.domain import teachers
from siteowner_reference.http.lookup import DatabaseLookup
from siteowner_reference.http.teachers import TeacherSerializer
from tests.contract.faults.breaking import ID, answers, form_field_lost, sets
from tests.contract.faults.fault import Fault
from tests.contract.faults.meddling import (
    always_partial,
    kept_when_cleared,
    sent_is_read_as,
    validated_becomes,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    import pytest
    from sqlalchemy.orm import Session

    from siteowner_reference.db.rows import Row
    from siteowner_reference.domain.work import Values, Work
    from tests.contract.faults.fault import Patch

Sent = dict[str, Any]


def _never_password(values: Sent) -> Sent:
    return {name: value for name, value in values.items() if name != "password"}


def _put_ignores_password(monkeypatch: pytest.MonkeyPatch) -> None:
    change = teachers.update

    def updating(work: Work, teacher: Row, values: Values) -> None:
        change(work, teacher, _never_password(dict(values)) if "name" in values else values)

    monkeypatch.setattr(teachers, "update", updating)


def _grades_are_added(monkeypatch: pytest.MonkeyPatch) -> None:
    def add(session: Session, teacher_id: int, grade_ids: Collection[int]) -> None:
        for grade_id in grade_ids:
            if not teacher_queries.teaches(session, teacher_id, grade_id):
                values = {"teacher_id": teacher_id, "grade_id": grade_id}
                session.execute(insert(TeacherGrade).values(values))

    monkeypatch.setattr(teacher_queries, "set_grades", add)


def _grades_of_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    def take(session: Session, teacher_id: int, grade_ids: Collection[int]) -> None:
        session.execute(delete(TeacherGrade).where(TeacherGrade.grade_id.in_(grade_ids)))
        set_grades(session, teacher_id, grade_ids)

    set_grades = teacher_queries.set_grades
    monkeypatch.setattr(teacher_queries, "set_grades", take)


def _phone_of_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    change = teacher_queries.change

    def changing(session: Session, teacher_id: int, values: dict[str, Any]) -> None:
        change(session, teacher_id, values)
        if "phone" in values:
            session.execute(update(Teacher).values(phone=values["phone"]))

    monkeypatch.setattr(teacher_queries, "change", changing)


def _half_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """The teacher is saved, then the user, in two transactions: the second refuses the address."""
    is_taken = DatabaseLookup.is_taken

    def late(lookup: DatabaseLookup, field: str, value: str) -> bool:
        taken = is_taken(lookup, field, value)
        if taken and lookup.except_user_id is not None:
            statement = update(Teacher).where(Teacher.user_id == lookup.except_user_id)
            lookup.work.session.execute(statement.values(biography="Not to be kept."))
            lookup.work.session.commit()
        return taken

    monkeypatch.setattr(DatabaseLookup, "is_taken", late)


def _own_is_taken(field: str) -> Patch:
    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        is_taken = DatabaseLookup.is_taken

        def looked_up(lookup: DatabaseLookup, asked: str, value: str) -> bool:
            without_self = replace(lookup, except_user_id=None) if asked == field else lookup
            return is_taken(without_self, asked, value)

        monkeypatch.setattr(DatabaseLookup, "is_taken", looked_up)

    return patch


def _clearing_is_nothing(sent: Sent) -> Sent:
    return {name: parts for name, parts in sent.items() if parts != [""]}


def _flag_in_the_answer_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    change = users.change

    def changing(session: Session, user_id: int, values: dict[str, Any]) -> None:
        kept = {name: value for name, value in values.items() if name != "is_active"}
        change(session, user_id, kept)

    monkeypatch.setattr(users, "change", changing)


def _biography_clears_facebook(monkeypatch: pytest.MonkeyPatch) -> None:
    update_teacher = teachers.update

    def updating(work: Work, teacher: Row, values: Values) -> None:
        more = {"facebook": None} if "biography" in values and "facebook" not in values else {}
        update_teacher(work, teacher, {**values, **more})

    monkeypatch.setattr(teachers, "update", updating)


FAULTS = (
    Fault(
        "patch_loses_phone",
        "TCH-20",
        "A field is left out of the serializer that updates.",
        form_field_lost("PATCH", f"/teachers/{ID}/", "phone"),
    ),
    Fault(
        "patch_resets_the_flag",
        "TCH-20",
        "The default of the serializer is filled in, on PATCH as well.",
        patch=validated_becomes(
            TeacherSerializer, lambda values: {"is_active": True, **values}, partial=True
        ),
    ),
    Fault(
        "missing_boolean_is_false",
        "TCH-20",
        "A form that has no is_active is read as one with the box not ticked.",
        patch=validated_becomes(
            TeacherSerializer, lambda values: {"is_active": False, **values}, partial=True
        ),
    ),
    Fault(
        "patch_clears_security",
        "TCH-20",
        "video_security = request.data.get('video_security') is None where nothing was sent.",
        patch=validated_becomes(
            TeacherSerializer, lambda values: {"video_security": None, **values}, partial=True
        ),
    ),
    Fault(
        "grades_are_added",
        "TCH-20",
        "teacher.grades.add(*grades) where set() is meant.",
        patch=_grades_are_added,
    ),
    Fault(
        "grades_are_taken_from_others",
        "TCH-20",
        "The through table is cleared by grade instead of by teacher.",
        patch=_grades_of_everybody,
    ),
    Fault(
        "phone_of_everybody",
        "TCH-20",
        "A queryset is updated without its filter.",
        patch=_phone_of_everybody,
    ),
    Fault(
        "biography_clears_facebook",
        "TCH-20",
        "Two fields of one form section are saved together.",
        patch=_biography_clears_facebook,
    ),
    Fault(
        "flag_not_saved",
        "TCH-20",
        "is_active is the user's, and only the teacher is saved.",
        patch=_flag_in_the_answer_alone,
    ),
    Fault(
        "patch_ignores_password",
        "TCH-20",
        "The password is popped from what was validated, and forgotten.",
        patch=validated_becomes(TeacherSerializer, _never_password, partial=True),
    ),
    Fault(
        "subject_not_changed",
        "TCH-20",
        "The subject is read-only once the teacher is there.",
        form_field_lost("PATCH", f"/teachers/{ID}/", "subject"),
    ),
    Fault(
        "nothing_is_cleared",
        "TCH-20",
        "Empty parts are dropped before the form is read.",
        patch=sent_is_read_as(TeacherSerializer, _clearing_is_nothing),
    ),
    Fault(
        "picture_cannot_be_removed",
        "TCH-20",
        "An empty picture means: keep the old one.",
        patch=kept_when_cleared(TeacherSerializer, "profile_picture"),
    ),
    Fault(
        "username_as_it_was",
        "TCH-20",
        "The answer is rendered from the object that was read before the update.",
        answers(
            "PATCH",
            f"/teachers/{ID}/",
            sets(username=lambda username: str(username).lower()[:12]),
        ),
    ),
    Fault(
        "put_like_patch",
        "TCH-21",
        "partial=True for both methods.",
        patch=always_partial(TeacherSerializer),
    ),
    Fault(
        "put_without_password",
        "TCH-21",
        "The password is made optional on update, for both methods.",
        patch=sent_is_read_as(
            TeacherSerializer, lambda sent: {"password": ["Vq7-not-sent-Zm"], **sent}
        ),
    ),
    Fault(
        "put_ignores_password",
        "TCH-21",
        "The password is asked for, popped, and not set.",
        patch=_put_ignores_password,
    ),
    Fault(
        "put_activates",
        "TCH-21",
        "A PUT fills in every default, the flag's as well.",
        patch=validated_becomes(
            TeacherSerializer, lambda values: {"is_active": True, **values}, partial=False
        ),
    ),
    Fault(
        "put_clears_what_is_missing",
        "TCH-21",
        "What is optional and was not sent is set to nothing.",
        patch=validated_becomes(
            TeacherSerializer, lambda values: {"biography": None, **values}, partial=False
        ),
    ),
    Fault(
        "put_keeps_the_grades",
        "TCH-21",
        "Only the fields of the table are replaced.",
        patch=_grades_are_added,
    ),
    Fault(
        "own_gmail_refused",
        "TCH-22",
        "The look-up does not leave out the account itself.",
        patch=_own_is_taken("gmail"),
    ),
    Fault(
        "own_username_refused",
        "TCH-22",
        "The look-up does not leave out the account itself.",
        patch=_own_is_taken("username"),
    ),
    Fault(
        "refused_and_half_done",
        "TCH-22",
        "Teacher and user are saved one after the other, not in one transaction.",
        patch=_half_done,
    ),
)
