"""Faults of what an answer looks like: its fields and their types."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.contract.faults.breaking import (
    ID,
    answers,
    drops,
    each,
    items,
    paged,
    sets,
    statuses,
)
from tests.contract.faults.fault import Fault

if TYPE_CHECKING:
    from tests.contract.sabotage import JSON

TEACHERS, TEACHER = "/teachers/", f"/teachers/{ID}/"
STUDENTS, STUDENT = "/students/", f"/students/{ID}/"
ASSISTANTS, CODES, COURSES = "/assistants/", "/recharge-codes/", "/courses/"
COURSE_REVENUE, LECTURE_REVENUE = f"/revenue/courses/{ID}/", f"/revenue/lectures/{ID}/"
TRENDS = "/revenue/trends/"


def _at_midnight(day: JSON) -> JSON:
    return f"{day}T00:00:00Z"


def _without_offset(at: JSON) -> JSON:
    return at and re.sub(r"([+-]\d\d:\d\d|Z)$", "", at)


def _third_alone(change: dict[str, JSON]) -> JSON:
    """A change of the third row of a page."""

    def changed(rows: list[JSON]) -> list[JSON]:
        return [{**row, **change} if n == 2 else row for n, row in enumerate(rows)]

    return paged(sets(results=changed))


def _without_nulls(row: JSON) -> JSON:
    return {name: value for name, value in row.items() if value is not None}


FAULTS = (
    Fault(
        "field_missing",
        "GEN-5",
        "A serializer of one teacher has a shorter list of fields than that of the list.",
        answers("GET", TEACHER, drops("facebook")),
    ),
    Fault(
        "nulls_left_out",
        "GEN-5",
        "A renderer leaves out fields that are null.",
        answers("GET", STUDENTS, items(_without_nulls)),
    ),
    Fault(
        "one_decimal",
        "GEN-5",
        "An amount is written by str() and loses its second decimal.",
        answers("GET", LECTURE_REVENUE, sets(price="10.5")),
    ),
    Fault(
        "revenue_as_a_number",
        "GEN-5",
        "A sum that does not go through a serializer is written as a number.",
        answers("GET", TRENDS, sets(total_revenue=float)),
    ),
    Fault(
        "three_decimals",
        "GEN-5",
        "A sum keeps the decimals of the database.",
        answers("GET", "/revenue/", sets(summary=sets(total_revenue=lambda text: f"{text}0"))),
    ),
    Fault(
        "null_where_none_may_be",
        "GEN-5",
        "A field that was added to the model later is null in old rows.",
        answers("GET", ASSISTANTS, items(sets(gender=None))),
    ),
    Fault(
        "null_in_one_row",
        "GEN-5",
        "One old row has no name.",
        answers("GET", ASSISTANTS, _third_alone({"name": None})),
    ),
    Fault(
        "one_row_without_a_field",
        "GEN-5",
        "A method field fails for inactive accounts and is left out there.",
        answers(
            "GET", ASSISTANTS, items(lambda row: row if row["is_active"] else drops("gmail")(row))
        ),
    ),
    Fault(
        "ids_as_text",
        "GEN-5",
        "Ids are written as text, for the sake of another client.",
        answers("GET", STUDENTS, items(sets(id=str))),
    ),
    Fault(
        "flag_as_a_number",
        "GEN-5",
        "A flag is 1 or 0, as the database has it.",
        answers("GET", CODES, items(sets(is_used=int))),
    ),
    Fault(
        "gender_in_capitals",
        "GEN-5",
        "A choice shows its label in the place of its value.",
        answers("GET", STUDENT, sets(gender=str.title)),
    ),
    Fault(
        "status_label",
        "GEN-5",
        "A status shows its label in the list of all at once.",
        answers(
            "GET",
            STUDENTS,
            lambda body: (
                each(sets(status=lambda status: status.replace("_", " ")))(body)
                if isinstance(body, list)
                else body
            ),
        ),
    ),
    Fault(
        "instants_without_offset",
        "GEN-5",
        "USE_TZ is off, so instants have no offset.",
        answers("GET", CODES, items(sets(created_at=_without_offset))),
    ),
    Fault(
        "day_as_an_instant",
        "GEN-5",
        "A day of birth is kept as an instant.",
        answers("GET", STUDENTS, items(sets(birth_date=_at_midnight))),
    ),
    Fault(
        "trend_day_as_an_instant",
        "GEN-5",
        "TruncDay gives instants, which are shown as they are.",
        answers("GET", TRENDS, sets(daily_trends=each(sets(date=_at_midnight)))),
    ),
    Fault(
        "subject_is_an_id",
        "GEN-5",
        "The nested subject is its id: depth is 0.",
        answers(
            "GET", TEACHERS, items(sets(subject_detail=lambda subject: subject and subject["id"]))
        ),
    ),
    Fault(
        "nested_names_missing",
        "GEN-5",
        "Grades deep in the divisions of a subject have no names.",
        answers(
            "GET",
            TEACHER,
            sets(
                subject_detail=lambda subject: (
                    subject
                    and sets(divisions_detail=each(sets(grades=each(drops("name")))))(subject)
                )
            ),
        ),
    ),
    Fault(
        "no_count",
        "GEN-5",
        "A cursor paginator has no count.",
        answers("GET", CODES, drops("count")),
    ),
    Fault(
        "results_null",
        "GEN-5",
        "No row is null, and not an empty array.",
        answers("GET", CODES, paged(sets(results=lambda rows: rows or None))),
    ),
    Fault(
        "average_as_text",
        "GEN-5",
        "An average is written as a text with a unit.",
        answers(
            "GET", LECTURE_REVENUE, sets(average_days_to_purchase=lambda days: f"{days:.1f} days")
        ),
    ),
    Fault(
        "created_with_200",
        "GEN-5",
        "A view returns Response(data) after it created something.",
        statuses("POST", COURSES, old=201, new=200),
    ),
    Fault(
        "patched_with_less",
        "GEN-5",
        "An update answers with the serializer that writes, which has fewer fields.",
        answers("PATCH", TEACHER, drops("subject_detail", "grades_detail")),
    ),
)
