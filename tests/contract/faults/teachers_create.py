"""Faults of making a teacher."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from siteowner_reference.db.queries import teachers as teacher_queries
from siteowner_reference.db.queries import users
from siteowner_reference.db.tables import User
from siteowner_reference.domain import passwords, teachers, uniqueness
from siteowner_reference.drf.fields.base import refuse
from siteowner_reference.http.lookup import DatabaseLookup
from siteowner_reference.http.teachers import TeacherSerializer
from tests.contract.faults.breaking import (
    answers,
    form_field_lost,
    says,
    statuses,
)
from tests.contract.faults.fault import Fault
from tests.contract.faults.meddling import (
    sent_is_read_as,
    validated_becomes,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from sqlalchemy.orm import Session

    from siteowner_reference.domain.work import Values, Work
    from tests.contract.faults.fault import Patch

Sent = dict[str, Any]
Condition = Any


def _taken_where(field: str, *conditions: Condition, compares: Callable[[str], Condition]) -> Patch:
    """A unique field is looked up among some of the accounts; the database says no to the rest."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        is_taken = users.is_taken

        def looked_up(session: Session, asked: str, value: str, except_id: int | None) -> bool:
            if asked != field:
                return is_taken(session, asked, value, except_id)
            found = session.scalars(select(User.id).where(compares(value), *conditions)).first()
            return found not in {None, except_id}

        monkeypatch.setattr(users, "is_taken", looked_up)
        monkeypatch.delitem(uniqueness.ERRORS, f"uq_users_{field}")

    return patch


def _user_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user is saved by a transaction of its own, and a bad password is found afterwards."""
    create = teachers.create

    def hasty(work: Work, values: Values) -> int:
        if len(values["password"]) < passwords.MIN_LENGTH:
            user = {name: values[name] for name in ("username", "gmail")}
            made = {"password_hash": "!", "role": "teacher", "is_active": True}
            users.create(work.session, {**user, **made, "created_at": work.now})
            work.session.commit()
        return create(work, values)

    monkeypatch.setattr(teachers, "create", hasty)


def _whole_teacher_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The teacher is saved before its grades are looked at."""

    def existing(lookup: DatabaseLookup, relation: str, ids: Any) -> Any:
        return ids if relation == "grade" else looked_up(lookup, relation, ids)

    looked_up = DatabaseLookup.existing
    set_grades = teacher_queries.set_grades

    def late(session: Session, teacher_id: int, grade_ids: list[int]) -> None:
        if max(grade_ids) > 1_000_000:
            session.commit()
            refuse("Invalid grade.")
        set_grades(session, teacher_id, grade_ids)

    monkeypatch.setattr(DatabaseLookup, "existing", existing)
    monkeypatch.setattr(teacher_queries, "set_grades", late)


def _first_grade_checked(sent: Sent) -> Sent:
    return {**sent, "grades": sent["grades"][:1]} if sent.get("grades") else sent


def _male_by_default(sent: Sent) -> Sent:
    return {"gender": ["male"], **sent}


FAULTS = (
    Fault(
        "biography_lost",
        "TCH-6",
        "A field is read-only in the serializer that creates.",
        form_field_lost("POST", "/teachers/", "biography"),
    ),
    Fault(
        "inactive_lost",
        "TCH-7",
        "The user is created with is_active=True whatever was sent.",
        form_field_lost("POST", "/teachers/", "is_active"),
    ),
    Fault(
        "username_in_other_words",
        "TCH-8",
        "The validator of the framework speaks, not the documented text.",
        answers("POST", "/teachers/", says("username", "Taken."), status=400),
    ),
    Fault(
        "gmail_accepted_status",
        "TCH-9",
        "A conflict is answered 409, as other interfaces do.",
        statuses("POST", "/teachers/", old=400, new=409),
    ),
    Fault(
        "list_forgets_the_new",
        "TCH-6",
        "The list is filtered to teachers that have courses.",
        answers(
            "GET",
            "/teachers/",
            lambda body: (
                {**body, "results": [one for one in body["results"] if one["id"] < 13]}
                if isinstance(body, dict)
                else body
            ),
        ),
    ),
    Fault(
        "grades_in_part",
        "TCH-6",
        "request.data['grades'] is the last of the repeated keys.",
        patch=sent_is_read_as(TeacherSerializer, _first_grade_checked),
    ),
    Fault(
        "facebook_lost",
        "TCH-6",
        "A field is in the serializer that reads and not in the one that writes.",
        form_field_lost("POST", "/teachers/", "facebook"),
    ),
    Fault(
        "password_not_hashed",
        "TCH-6",
        "The password is set as a field, so nobody can log in with it.",
        patch=validated_becomes(
            TeacherSerializer, lambda values: {**values, "password": "Another-1-secret"}
        ),
    ),
    Fault(
        "inactive_by_default",
        "TCH-7",
        "A missing boolean in a form is read as false, which is what a browser means by it.",
        patch=sent_is_read_as(TeacherSerializer, lambda sent: {"is_active": ["false"], **sent}),
    ),
    Fault(
        "username_of_active_accounts",
        "TCH-8",
        "The look-up goes through a manager that hides inactive users.",
        patch=_taken_where(
            "username", User.is_active.is_(True), compares=lambda value: User.username == value
        ),
    ),
    Fault(
        "username_of_teachers",
        "TCH-8",
        "The look-up is done among teachers, and the database refuses the rest in other words.",
        patch=_taken_where(
            "username", User.role == "teacher", compares=lambda value: User.username == value
        ),
    ),
    Fault(
        "username_in_any_case",
        "TCH-8",
        "The look-up is iexact, so a free username is refused.",
        patch=_taken_where(
            "username", compares=lambda value: User.username.ilike(value.replace("_", r"\_"))
        ),
    ),
    Fault(
        "gmail_by_letter",
        "TCH-9",
        "The look-up is exact, so the same address in capitals passes.",
        answers("POST", "/teachers/", lambda body: body),
        patch=lambda m: m.setattr(users, "fold", lambda value: value),
    ),
    Fault(
        "gmail_in_other_words",
        "TCH-9",
        "The validator of the framework speaks, not the documented text.",
        answers("POST", "/teachers/", says("gmail", "This field must be unique."), status=400),
    ),
    Fault(
        "gmail_of_teachers",
        "TCH-10",
        "The address is looked up among teachers, not among all accounts.",
        patch=_taken_where(
            "gmail",
            User.role == "teacher",
            compares=lambda value: User.gmail_folded == value.lower(),
        ),
    ),
    Fault(
        "gmail_of_active_accounts",
        "TCH-10",
        "The look-up goes through a manager that hides inactive users.",
        patch=_taken_where(
            "gmail",
            User.is_active.is_(True),
            compares=lambda value: User.gmail_folded == value.lower(),
        ),
    ),
    Fault(
        "gmail_of_all_but_assistants",
        "TCH-10",
        "Assistants came later, and the look-up does not know their table.",
        patch=_taken_where(
            "gmail",
            User.role != "assistant",
            compares=lambda value: User.gmail_folded == value.lower(),
        ),
    ),
    Fault(
        "gender_has_a_default",
        "TCH-15",
        "The model's default makes the field optional.",
        patch=sent_is_read_as(TeacherSerializer, _male_by_default),
    ),
    Fault(
        "grades_may_be_missing",
        "TCH-15",
        "A many-to-many field is not required unless one says so.",
        patch=sent_is_read_as(TeacherSerializer, lambda sent: {"grades": ["1"], **sent}),
    ),
    Fault(
        "unknown_grade_skipped",
        "TCH-18",
        "filter(id__in=…) forgets what is not there.",
        patch=sent_is_read_as(
            TeacherSerializer,
            lambda sent: {
                **sent,
                **(
                    {"grades": [g for g in sent["grades"] if len(str(g)) < 8] or ["1"]}
                    if sent.get("grades")
                    else {}
                ),
            },
        ),
    ),
    Fault(
        "unknown_security_is_none",
        "TCH-18",
        "first() gives None for a video security that is not there.",
        patch=sent_is_read_as(
            TeacherSerializer,
            lambda sent: {
                **sent,
                **(
                    {"video_security": [""]}
                    if len(str(sent.get("video_security", [""])[-1])) > 8
                    else {}
                ),
            },
        ),
    ),
    Fault(
        "user_left_behind",
        "TCH-19",
        "The user is made before the password is looked at, and not in one transaction.",
        patch=_user_left_behind,
    ),
    Fault(
        "teacher_left_behind",
        "TCH-19",
        "The grades are looked at after the teacher was saved.",
        patch=_whole_teacher_left_behind,
    ),
)
