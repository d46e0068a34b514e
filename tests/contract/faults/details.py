"""Faults of nested details, and of an object that is another one in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.contract.faults.breaking import ID, answers, each, items, sets
from tests.contract.faults.fault import Fault

if TYPE_CHECKING:
    from tests.contract.sabotage import JSON

TEACHERS, TEACHER = "/teachers/", f"/teachers/{ID}/"
STUDENTS, STUDENT = "/students/", f"/students/{ID}/"


def _first_alone(rows: list[JSON]) -> list[JSON]:
    return rows[:1]


def _last_twice(ids: list[JSON]) -> list[JSON]:
    return [*ids, *ids[-1:]]


def _grades_of_the_subject(teacher: JSON) -> JSON:
    subject = teacher["subject_detail"]
    return teacher if subject is None else {**teacher, "grades_detail": subject["grades_detail"]}


def _subject_with(**changes: JSON) -> JSON:
    return items(sets(subject_detail=lambda subject: subject and sets(**changes)(subject)))


FAULTS = (
    Fault(
        "nested_grades_cut",
        "TCH-23",
        "The details of grades are those of the first one: a get() where a filter() was meant.",
        answers("GET", TEACHERS, items(sets(grades_detail=_first_alone))),
    ),
    Fault(
        "details_of_the_subjects_grades",
        "TCH-23",
        "The details of grades are those of the subject, taught by the teacher or not.",
        answers("GET", TEACHERS, items(_grades_of_the_subject)),
    ),
    Fault(
        "grade_ids_repeated",
        "TCH-23",
        "A join repeats an id, and the details go through a set.",
        answers("GET", TEACHERS, items(sets(grade_ids=_last_twice))),
    ),
    Fault(
        "stale_subject",
        "TCH-23",
        "The detail of the subject is cached, the id is not.",
        answers("GET", TEACHERS, items(sets(subject_id=lambda pk: pk and pk + 1))),
    ),
    Fault(
        "security_without_detail",
        "TCH-23",
        "The details of the video security are not joined.",
        answers("GET", TEACHERS, items(sets(video_security_detail=None))),
    ),
    Fault(
        "divisions_cut",
        "TCH-23",
        "A subject names all its divisions and shows one.",
        answers("GET", TEACHERS, _subject_with(divisions_detail=_first_alone)),
    ),
    Fault(
        "subject_school_types_differ",
        "TCH-23",
        "Two fields of the same ids are filled by two queries, one of which is wrong.",
        answers("GET", TEACHERS, _subject_with(school_type_ids=_first_alone)),
    ),
    Fault(
        "retrieved_grades_cut",
        "TCH-5",
        "One teacher alone is shown without the prefetch, and with the first grade.",
        answers("GET", TEACHER, sets(grades_detail=_first_alone, grade_ids=_first_alone)),
    ),
    Fault(
        "retrieved_phone_formatted",
        "STU-5",
        "One student alone is shown with the number as it is dialled from abroad.",
        answers("GET", STUDENT, sets(phone_number=lambda number: f"+2{number}")),
    ),
    Fault(
        "retrieved_by_user",
        "STU-5",
        "One student alone shows the id of the user as its own.",
        answers("GET", STUDENT, lambda student: {**student, "id": student["user_id"]}),
    ),
    Fault(
        "listed_names_swapped",
        "STU-5",
        "The list fills the Arabic name with the English one where a label is wanted.",
        answers(
            "GET",
            STUDENTS,
            lambda body: (
                sets(results=each(lambda row: {**row, "name_ar": row["name_en"]}))(body)
                if isinstance(body, dict)
                else body
            ),
        ),
    ),
)
