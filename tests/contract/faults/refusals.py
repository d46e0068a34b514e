"""Faults of refusals and crashes, and of what no answer may have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siteowner_reference.db.queries import revenue
from tests.contract.faults.breaking import (
    ID,
    answers,
    asked,
    crashes,
    html,
    items,
    sets,
    statuses,
)
from tests.contract.faults.fault import Fault

if TYPE_CHECKING:
    from tests.contract.sabotage import JSON, Request

TEACHERS, TEACHER = "/teachers/", f"/teachers/{ID}/"
STUDENTS, STUDENT = "/students/", f"/students/{ID}/"
ASSISTANTS, CODES, COURSES = "/assistants/", "/recharge-codes/", "/courses/"
COURSE_REVENUE, LECTURE_REVENUE = f"/revenue/courses/{ID}/", f"/revenue/lectures/{ID}/"
TRENDS = "/revenue/trends/"
GREATEST_ID = 2**31 - 1
PASSWORD = re.compile(rb'name="password"\r\n\r\n(.*?)\r\n')


def _password_back(request: Request, body: JSON) -> JSON:
    found = PASSWORD.search(request.content)
    return {**body, "initial_password": found.group(1).decode() if found else ""}


def _in_an_envelope(body: JSON) -> JSON:
    return {"errors": body}


def _with_codes(body: JSON) -> JSON:
    return {name: [{"message": text, "code": "invalid"} for text in body[name]] for name in body}


def _odd_path(request: Request) -> bool:
    number = re.findall(r"\d+", request.path)
    return bool(number) and int(number[-1]) > GREATEST_ID


FAULTS = (
    Fault(
        "missing_id_is_400",
        "GEN-6",
        "A view catches DoesNotExist itself and answers 400.",
        statuses("GET", COURSE_REVENUE, old=404, new=400),
    ),
    Fault(
        "not_found_in_other_words",
        "GEN-6",
        "Recent versions of the framework say more than the documented text.",
        answers("PATCH", TEACHER, sets(detail="No Teacher matches."), status=404),
    ),
    Fault(
        "revenue_of_nothing",
        "GEN-6",
        "The revenue of a course that does not exist is zero.",
        patch=lambda m: m.setattr(revenue, "course_name", lambda *_: ""),
    ),
    Fault(
        "deleted_anyway",
        "GEN-6",
        "Deleting what is not there succeeds.",
        statuses("DELETE", f"/courses/{ID}/", old=404, new=200),
    ),
    Fault(
        "not_found_page",
        "GEN-6",
        "A missing student is Django's own page, not the framework's answer.",
        html("GET", STUDENT, status=404),
    ),
    Fault(
        "not_found_without_detail",
        "GEN-6",
        "A hand-written 404 has an `error` in the place of `detail`.",
        answers("GET", LECTURE_REVENUE, lambda _: {"error": "Lecture not found"}, status=404),
    ),
    Fault(
        "bare_message",
        "GEN-7",
        "An exception handler flattens the list of messages to the first one.",
        answers("POST", TEACHERS, lambda body: {k: v[0] for k, v in body.items()}, status=400),
    ),
    Fault(
        "errors_in_an_envelope",
        "GEN-7",
        "An exception handler puts the messages under `errors`.",
        answers("POST", CODES, _in_an_envelope, status=400),
    ),
    Fault(
        "messages_with_codes",
        "GEN-7",
        "An exception handler gives an object for each message.",
        answers("POST", COURSES, _with_codes, status=400),
    ),
    Fault(
        "no_messages",
        "GEN-7",
        "The field is named, and its list is empty.",
        answers("POST", COURSES, lambda body: {name: [] for name in body}, status=400),
    ),
    Fault(
        "status_beside_the_fields",
        "GEN-7",
        "An exception handler adds the status to the body of every error.",
        answers("POST", TEACHERS, sets(status_code=["400"]), status=400),
    ),
    Fault(
        "filter_refused_in_words",
        "GEN-7",
        "A filter is read by hand and refused with a detail.",
        answers("GET", STUDENTS, lambda _: {"detail": "Invalid status."}, status=400),
    ),
    Fault(
        "forbidden_as_a_list",
        "GEN-7",
        "The detail is a list of messages.",
        answers("GET", "/dashboard/stats/", sets(detail=lambda text: [text]), status=403),
    ),
    Fault(
        "server_error",
        "GEN-9",
        "A date is parsed without catching the ValueError.",
        statuses("GET", TRENDS, old=400, new=500),
    ),
    Fault(
        "great_id_crashes",
        "GEN-9",
        "An id out of the database's range is an OverflowError.",
        crashes("GET", f"/students/{ID}/", _odd_path),
    ),
    Fault(
        "nul_crashes",
        "GEN-9",
        "PostgreSQL refuses NUL characters, and nobody catches it.",
        crashes("GET", ASSISTANTS, lambda request: "\x00" in (request.asks("search") or "")),
    ),
    Fault(
        "no_number_crashes",
        "GEN-9",
        "int() is called on a query parameter as it came.",
        crashes(
            "GET",
            "/revenue/students/",
            lambda request: not (request.asks("course") or "0").isdecimal(),
        ),
    ),
    Fault(
        "great_page_crashes",
        "GEN-9",
        "A page past the range of the database's offset crashes.",
        crashes("GET", TEACHERS, lambda request: len(request.asks("page") or "") > 20),
    ),
    Fault(
        "method_404",
        "GEN-11",
        "A route is registered for one method alone, and the others fall through to a 404.",
        statuses("PUT", "/dashboard/stats/", old=405, new=404),
    ),
    Fault(
        "password_shown",
        "GEN-12",
        "A serializer with all fields of the user shows the hash of the password.",
        answers("GET", TEACHER, sets(password="hash")),
    ),
    Fault(
        "hash_shown_deep_down",
        "GEN-12",
        "A nested user is shown with all its fields.",
        answers(
            "GET",
            STUDENTS,
            items(sets(user={"id": 1, "secret": "pbkdf2_sha256$1000000$x9Y$6Fo2iQ="})),
        ),
    ),
    Fault(
        "password_given_back",
        "GEN-12",
        "The answer of a creation repeats the password, for the owner to hand on.",
        asked("POST", TEACHERS, _password_back),
    ),
)
