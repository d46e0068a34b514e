"""Faults of students and their status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siteowner_reference.db.queries import students as student_queries
from siteowner_reference.db.queries import users
from siteowner_reference.domain import students
from siteowner_reference.drf.fields import ChoiceField
from siteowner_reference.http.students import StudentSerializer
from tests.contract.faults.breaking import ID, answers, drops, ignores, sets
from tests.contract.faults.fault import Fault
from tests.contract.faults.meddling import sent_is_read_as

if TYPE_CHECKING:
    import pytest

    from siteowner_reference.db.rows import Row
    from siteowner_reference.domain.work import Values, Work


def _flag_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    by_rule = students.resulting_activity

    def resulting(student: Row, values: Values) -> bool:
        return bool(values["is_active"]) if "is_active" in values else by_rule(student, values)

    monkeypatch.setattr(students, "resulting_activity", resulting)


def _shut_out_from_verified_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    by_rule = students.resulting_activity

    def resulting(student: Row, values: Values) -> bool:
        shuts_out = values.get("status") in {"declined", "suspended_permanent"}
        stays = shuts_out and student["status"] != "verified"
        return bool(student["is_active"]) if stays else by_rule(student, values)

    monkeypatch.setattr(students, "resulting_activity", resulting)


def _not_from_declined(monkeypatch: pytest.MonkeyPatch) -> None:
    by_rule = students.resulting_activity

    def resulting(student: Row, values: Values) -> bool:
        stays = student["status"] == "declined" and values.get("status") == "verified"
        return bool(student["is_active"]) if stays else by_rule(student, values)

    monkeypatch.setattr(students, "resulting_activity", resulting)


def _flag_of_another_user(monkeypatch: pytest.MonkeyPatch) -> None:
    def update(work: Work, student: Row, values: Values) -> Row:
        status = values.get("status", student["status"])
        is_active = students.resulting_activity(student, values)
        student_queries.change(work.session, student["id"], {"status": status})
        users.change(work.session, student["id"], {"is_active": is_active})
        return {"status": status, "is_active": is_active}

    monkeypatch.setattr(students, "update", update)


def _answered_and_not_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(student_queries, "change", lambda *_: None)


def _any_letter_case(monkeypatch: pytest.MonkeyPatch) -> None:
    to_python = ChoiceField.to_python

    def folded(field: ChoiceField, value: object, info: Any) -> str:
        return to_python(field, value.lower() if isinstance(value, str) else value, info)

    monkeypatch.setattr(ChoiceField, "to_python", folded)


def _no_status_is_no_change(sent: dict[str, Any]) -> dict[str, Any]:
    return sent if sent.get("status", "x") else {k: v for k, v in sent.items() if k != "status"}


def _one_more_status(monkeypatch: pytest.MonkeyPatch) -> None:
    """The word of the old version, which is stored as the new one."""
    to_python = ChoiceField.to_python

    def known(field: ChoiceField, value: object, info: Any) -> str:
        shortened = {status[:-1]: status for status in students.STATUSES}
        return to_python(field, shortened.get(str(value), value), info)

    monkeypatch.setattr(ChoiceField, "to_python", known)


def _job_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    change = student_queries.change

    def writing(session: Any, student_id: int, values: dict[str, Any]) -> None:
        change(session, student_id, {**values, "father_job": "1"})

    monkeypatch.setattr(student_queries, "change", writing)


FAULTS = (
    Fault(
        "status_ignored",
        "STU-1",
        "The choices of the filter lack one status.",
        ignores("/students/", "status", value="pending"),
    ),
    Fault(
        "student_search_ignored",
        "STU-4",
        "The view has search_fields but no search backend.",
        ignores("/students/", "search"),
    ),
    Fault(
        "student_retrieved_in_part",
        "STU-5",
        "The single student has a serializer of its own, which lacks a father's job.",
        answers("GET", f"/students/{ID}/", sets(father_job="")),
    ),
    Fault(
        "student_retrieved_in_local_time",
        "STU-5",
        "The one view activates the time zone, the other does not.",
        answers(
            "GET",
            f"/students/{ID}/",
            sets(created_at=lambda moment: f"{str(moment)[:11]}00:00:00Z"),
        ),
    ),
    Fault(
        "whole_student_answered",
        "STU-6",
        "The update answers with the serializer of the list.",
        answers("PATCH", f"/students/{ID}/", sets(id=1, updated_at="2026-01-01T00:00:00Z")),
    ),
    Fault(
        "flag_not_answered",
        "STU-6",
        "The update answers what was sent.",
        answers("PATCH", f"/students/{ID}/", drops("is_active")),
    ),
    Fault(
        "status_answered_and_not_saved",
        "STU-6",
        "save(update_fields=…) names the flag and forgot the status.",
        patch=_answered_and_not_saved,
    ),
    Fault(
        "flag_of_another_user",
        "STU-6",
        "The student's own id is taken for that of the user.",
        patch=_flag_of_another_user,
    ),
    Fault(
        "declined_stays_active",
        "STU-7",
        "The rule knows the suspension and forgot the refusal.",
        patch=lambda m: m.delitem(students.ACTIVE_BY_STATUS, "declined"),
    ),
    Fault(
        "permanent_stays_active",
        "STU-7",
        "The rule compares with `suspended`, which no status is called.",
        patch=lambda m: m.delitem(students.ACTIVE_BY_STATUS, "suspended_permanent"),
    ),
    Fault(
        "shut_out_from_verified_alone",
        "STU-7",
        "The rule is a transition of a state machine, and only one was drawn.",
        patch=_shut_out_from_verified_alone,
    ),
    Fault(
        "verified_stays_inactive",
        "STU-8",
        "The rule shuts out and never lets in again.",
        patch=lambda m: m.delitem(students.ACTIVE_BY_STATUS, "verified"),
    ),
    Fault(
        "declined_stays_out",
        "STU-8",
        "Who was declined once is let in by hand.",
        patch=_not_from_declined,
    ),
    Fault(
        "suspension_shuts_out",
        "STU-9",
        "Both suspensions are treated alike.",
        patch=lambda m: m.setitem(students.ACTIVE_BY_STATUS, "suspended_temporary", False),
    ),
    Fault(
        "pending_lets_in",
        "STU-9",
        "is_active is computed as `status not in (…)`.",
        patch=lambda m: m.setitem(students.ACTIVE_BY_STATUS, "pending", True),
    ),
    Fault(
        "status_in_any_letter_case",
        "STU-10",
        "The value is lowered before it is looked up.",
        patch=_any_letter_case,
    ),
    Fault(
        "empty_status_ignored",
        "STU-10",
        "`if data.get('status')` takes the empty status for none.",
        patch=sent_is_read_as(StudentSerializer, _no_status_is_no_change),
    ),
    Fault(
        "near_status_accepted",
        "STU-10",
        "An old client's spelling is still let through.",
        patch=_one_more_status,
    ),
    Fault(
        "another_field_written",
        "STU-11",
        "A field that is read-only in the documents is set on every update.",
        patch=_job_is_written,
    ),
    Fault(
        "flag_resets_status",
        "STU-11",
        "A status that was not sent is its default, as on create.",
        patch=sent_is_read_as(StudentSerializer, lambda sent: {"status": "pending", **sent}),
    ),
    Fault(
        "flag_wins",
        "STU-12",
        "The rule runs in save(), before the fields that were sent are set.",
        patch=_flag_wins,
    ),
)
