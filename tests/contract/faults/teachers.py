"""Faults of reading teachers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.contract.faults.breaking import ID, answers, ignores, items, sets
from tests.contract.faults.fault import Fault

if TYPE_CHECKING:
    from tests.contract.sabotage import JSON, Wrap


def _details_as_before() -> Wrap:
    seen: dict[int, JSON] = {}

    def note(body: JSON) -> JSON:
        seen.setdefault(body["id"], body["grades_detail"])
        return body

    def answered(body: JSON) -> JSON:
        return {**body, "grades_detail": seen.get(body["id"], body["grades_detail"])}

    noting = answers("POST", "/teachers/", note)
    showing = answers("PATCH", f"/teachers/{ID}/", answered)
    return lambda app: showing(noting(app))


def _first_grade_alone(subject: JSON) -> JSON:
    return subject and {**subject, "grade_ids": subject["grade_ids"][:1]}


FAULTS = (
    Fault(
        "inactive_ignored",
        "TCH-1",
        "The flag of the query is tested for truth, so `false` filters nothing.",
        ignores("/teachers/", "is_active", value="false"),
    ),
    Fault(
        "subject_ignored",
        "TCH-2",
        "The filter set has no field for the subject.",
        ignores("/teachers/", "subject"),
    ),
    Fault(
        "grades_ignored",
        "TCH-3",
        "The filter set calls the field `grade`, the query `grades`.",
        ignores("/teachers/", "grades"),
    ),
    Fault(
        "search_ignored",
        "TCH-4",
        "The view has search_fields but no search backend.",
        ignores("/teachers/", "search"),
    ),
    Fault(
        "retrieve_differs",
        "TCH-5",
        "The list and the single teacher have serializers of their own, which drifted apart.",
        answers("GET", f"/teachers/{ID}/", sets(biography="", subject_id=None)),
    ),
    Fault(
        "retrieve_always_active",
        "TCH-5",
        "The single teacher's serializer has the flag as a constant.",
        answers("GET", f"/teachers/{ID}/", sets(is_active=True)),
    ),
    Fault(
        "detail_of_another_grade",
        "TCH-23",
        "The details are prefetched in another order than the ids, and paired by position.",
        answers("GET", "/teachers/", items(sets(grades_detail=lambda rows: rows[:1]))),
    ),
    Fault(
        "detail_missing_when_alone",
        "TCH-23",
        "The single teacher is read without its security, so the detail is null.",
        answers("GET", f"/teachers/{ID}/", sets(video_security_detail=None)),
    ),
    Fault(
        "detail_as_it_was",
        "TCH-23",
        "The answer to a PATCH has the prefetched details of before.",
        _details_as_before(),
    ),
    Fault(
        "subject_of_two_minds",
        "TCH-23",
        "grade_ids of the subject are the teacher's, not the subject's.",
        answers("GET", "/teachers/", items(sets(subject_detail=_first_grade_alone))),
    ),
)
