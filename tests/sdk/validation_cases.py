"""Broken requests and responses, each with the violation that it is."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from siteowner_sdk import Request, Response
from siteowner_sdk.core.body import Body, Part, json_body, multipart_body
from siteowner_sdk.core.files import BytesSource, PathSource, Upload
from siteowner_sdk.validation import Violation
from tests.sdk.examples import EXAMPLE_OF
from tests.sdk.fakes import BASE_URL

JSON_TYPE = {"content-type": "application/json"}
TEACHER = EXAMPLE_OF["teachers_retrieve"]
GIF = Upload("a.gif", "image/gif", BytesSource(b"GIF89a"))

# A file that can't be read: it is not to be.
PICTURE = Upload("صورة.png", "image/png", PathSource(Path("nowhere.png"), 10**12))
COURSE = {"name": "Mechanics", "teacher": 4, "grade": 3}


def request(
    operation: str, method: str, path: str, body: Body | None = None, **query: Any
) -> Request:
    """A request below the base URL."""
    text = f"?{urlencode(query)}" if query else ""
    return Request(operation, method, f"{BASE_URL}{path}{text}", {}, body)


def form(**fields: Any) -> Body:
    """A form; a list is a repeated field."""
    return multipart_body(
        [
            Part(name, each)
            for name, value in fields.items()
            for each in (value if isinstance(value, list) else [value])
        ],
        "b",
    )


def teachers_list(**query: Any) -> Request:
    """A request for a list."""
    return request("teachers_list", "GET", "/teachers/", **query)


def course(body: Body | None) -> Request:
    """A request that makes a course."""
    return request("courses_create", "POST", "/courses/", body)


def code(**document: Any) -> Request:
    """A request that makes a recharge code."""
    return request("recharge_codes_create", "POST", "/recharge-codes/", json_body(document))


Case = tuple[Request, tuple[str, str, str, str, str]]

# Place, path, what was expected, what was found, level.
BROKEN_REQUESTS: dict[str, Case] = {
    "no operation of the contract": (
        request("teachers_destroy", "DELETE", "/teachers/4/"),
        ("operation", "", "an operation of the contract", "another one", "must"),
    ),
    "another method": (
        request("students_retrieve", "POST", "/students/4/"),
        ("method", "", "GET", "POST", "must"),
    ),
    "another path": (
        request("students_retrieve", "GET", "/pupils/4/"),
        ("path", "", "/students/{id}/", "another path", "should"),
    ),
    "an id that is no number": (
        request("students_retrieve", "GET", "/students/last/"),
        ("path", "id", "integer", "string", "must"),
    ),
    "an id below one": (
        request("students_retrieve", "GET", "/students/0/"),
        ("path", "id", "at least 1", "another integer", "must"),
    ),
    "a query parameter of another type": (
        teachers_list(subject="physics"),
        ("query", "subject", "integer", "string", "must"),
    ),
    "a query parameter that is no boolean": (
        teachers_list(is_active="perhaps"),
        ("query", "is_active", "boolean", "string", "must"),
    ),
    "a query parameter that is none of its values": (
        request("students_list", "GET", "/students/", status="expelled"),
        (
            "query",
            "status",
            "one of verified, pending, declined, suspended_temporary, suspended_permanent",
            "another string",
            "must",
        ),
    ),
    "an assumed query parameter": (
        teachers_list(page=0),
        ("query", "page", "at least 1", "another integer", "should"),
    ),
    "a query parameter that is no date": (
        request("revenue_trends", "GET", "/revenue/trends/", start_date="yesterday"),
        ("query", "start_date", "a string of format date", "another string", "must"),
    ),
    "a query parameter that is not documented": (
        request("revenue_students", "GET", "/revenue/students/", lecture=3),
        ("query", "lecture", "course", "another one", "should"),
    ),
    "a query where there is none": (
        request("dashboard_stats", "GET", "/dashboard/stats/", lecture=3),
        ("query", "lecture", "no parameter", "another one", "should"),
    ),
    "a body where there is none": (
        request("dashboard_stats", "GET", "/dashboard/stats/", json_body({})),
        ("content type", "", "no body", "application/json", "must"),
    ),
    "no body": (course(None), ("body", "", "multipart/form-data", "nothing", "must")),
    "JSON for a form": (
        course(json_body(COURSE)),
        ("content type", "", "multipart/form-data", "application/json", "must"),
    ),
    "a form for JSON": (
        request("recharge_codes_create", "POST", "/recharge-codes/", form(course=1, value="5.00")),
        ("content type", "", "application/json", "multipart/form-data", "must"),
    ),
    "no JSON": (
        request(
            "recharge_codes_create",
            "POST",
            "/recharge-codes/",
            Body("application/json", (BytesSource(b"{"),)),
        ),
        ("body", "$", "JSON", "something else", "must"),
    ),
    "a required field left out": (
        course(form(teacher=4, grade=3)),
        ("body", "$.name", "a value", "nothing", "must"),
    ),
    "a number of a form that is none": (
        course(form(**COURSE | {"teacher": "mona"})),
        ("body", "$.teacher", "integer", "string", "must"),
    ),
    "a field twice": (
        course(form(**COURSE | {"teacher": [4, 5]})),
        ("body", "$.teacher", "integer", "array", "must"),
    ),
    "an assumed constraint": (
        course(form(**COURSE | {"name": ""})),
        ("body", "$.name", "at least 1 characters", "another string", "should"),
    ),
    "a picture of another content type": (
        course(form(**COURSE, cover_picture=GIF)),
        (
            "body",
            "$.cover_picture",
            "a file of image/jpeg, image/png, image/webp",
            "image/gif",
            "must",
        ),
    ),
    "text for a picture": (
        course(form(**COURSE, cover_picture="a.png")),
        ("body", "$.cover_picture", "a file", "text", "must"),
    ),
    "a picture for text": (
        course(form(**COURSE, description=PICTURE)),
        ("body", "$.description", "text", "a file", "must"),
    ),
    "a phone number in another pattern": (
        request("teachers_partial_update", "PATCH", "/teachers/4/", form(phone="0221234567")),
        (
            "body",
            "$.phone",
            "a string of pattern ^01[0125][0-9]{8}$",
            "another string",
            "must",
        ),
    ),
    "an address that is none": (
        request("teachers_partial_update", "PATCH", "/teachers/4/", form(gmail="mona")),
        ("body", "$.gmail", "a string of format email", "another string", "should"),
    ),
    "one of two shapes, assumed": (
        request("teachers_partial_update", "PATCH", "/teachers/4/", form(facebook="mona")),
        ("body", "$.facebook", "a string of format uri or ''", "another string", "should"),
    ),
    "an item of a repeated field": (
        request("teachers_partial_update", "PATCH", "/teachers/4/", form(grades=[1, "last"])),
        ("body", "$.grades[1]", "integer", "string", "must"),
    ),
    "a money value of neither shape": (
        code(course=11, value=True),
        ("body", "$.value", "string or number", "boolean", "must"),
    ),
    "an amount that is too small": (
        code(course=11, value=0.5),
        ("body", "$.value", "at least 1", "another number", "must"),
    ),
    "an instant that is none": (
        code(course=11, value="5.00", expires_at="tomorrow"),
        ("body", "$.expires_at", "a string of format date-time", "another string", "must"),
    ),
    "the log-in, which is assumed as a whole": (
        request("auth_token_create", "POST", "/auth/token/", json_body({"username": "owner"})),
        ("body", "$.password", "a value", "nothing", "should"),
    ),
}


def teacher(**changes: Any) -> Response:
    """An answer that gives a teacher, changed."""
    return documented(TEACHER | changes)


def documented(document: Any, status: int = 200, **headers: str) -> Response:
    """An answer with a JSON body."""
    return Response(status, JSON_TYPE | headers, json.dumps(document).encode())


RETRIEVE = request("teachers_retrieve", "GET", "/teachers/4/")
DESTROY = request("courses_destroy", "DELETE", "/courses/11/")
UPDATE_STUDENT = request("students_partial_update", "PATCH", "/students/1/", json_body({}))

Answered = tuple[Request, Response, tuple[str, str, str, str, str]]

BROKEN_RESPONSES: dict[str, Answered] = {
    "a status that is not documented": (
        RETRIEVE,
        documented(TEACHER, 201),
        ("status", "", "one of 200, 401, 403, 404, 429", "201", "must"),
    ),
    "a server that breaks": (
        RETRIEVE,
        Response(502, {"content-type": "text/html"}, b"<h1>Bad gateway</h1>"),
        ("status", "", "one of 200, 401, 403, 404, 429", "502", "should"),
    ),
    "another content type": (
        RETRIEVE,
        Response(200, {"content-type": "text/html; charset=utf-8"}, b"{}"),
        ("content type", "", "application/json", "text/html", "must"),
    ),
    "no content type": (
        RETRIEVE,
        Response(200, {}, b"{}"),
        ("content type", "", "application/json", "none", "must"),
    ),
    "a body that is no JSON": (
        RETRIEVE,
        Response(200, JSON_TYPE, b"<h1>Teacher</h1>"),
        ("body", "$", "JSON", "something else", "must"),
    ),
    "all items where a page was asked for": (
        teachers_list(search="x"),
        documented([]),
        ("body", "$", "object", "array", "must"),
    ),
    "a page where all items were asked for": (
        teachers_list(all="true"),
        documented({"count": 2, "next": "http://x/?page=2", "previous": None, "results": []}),
        ("body", "$.next", "null", "string", "must"),
    ),
    "a body where there is none": (
        DESTROY,
        documented({}, 204),
        ("body", "", "no body", "a body", "should"),
    ),
    "a field left out": (
        RETRIEVE,
        documented({name: TEACHER[name] for name in TEACHER if name != "phone"}),
        ("body", "$.phone", "a value", "nothing", "must"),
    ),
    "null where there is none": (
        RETRIEVE,
        teacher(phone=None),
        ("body", "$.phone", "string", "null", "must"),
    ),
    "another type where null is allowed too": (
        RETRIEVE,
        teacher(secondary_phone=1),
        ("body", "$.secondary_phone", "string or null", "integer", "must"),
    ),
    "a word of no enum": (
        RETRIEVE,
        teacher(gender="unknown"),
        ("body", "$.gender", "one of male, female", "another string", "must"),
    ),
    "an instant without its time zone": (
        RETRIEVE,
        teacher(created_at="2026-03-02T10:15:00"),
        ("body", "$.created_at", "a string of format date-time", "another string", "must"),
    ),
    "a picture whose URL is not absolute": (
        RETRIEVE,
        teacher(profile_picture="/media/a.png"),
        ("body", "$.profile_picture", "a string of format uri", "another string", "must"),
    ),
    "deep inside one of two shapes": (
        RETRIEVE,
        teacher(subject_detail=TEACHER["subject_detail"] | {"grade_ids": [2, "3"]}),
        ("body", "$.subject_detail.grade_ids[1]", "integer", "string", "must"),
    ),
    "neither of two shapes": (
        RETRIEVE,
        teacher(subject_detail=3),
        ("body", "$.subject_detail", "object or null", "integer", "must"),
    ),
    "an amount in another form, assumed": (
        RETRIEVE,
        teacher(
            video_security_detail=TEACHER["video_security_detail"] | {"price_per_student": "5"}
        ),
        (
            "body",
            "$.video_security_detail.price_per_student",
            r"a string of pattern ^-?[0-9]+\.[0-9]{2}$",
            "another string",
            "should",
        ),
    ),
    "a list of neither shape": (
        teachers_list(),
        documented("none"),
        ("body", "$", "object or array", "string", "must"),
    ),
    "a page with an item that is broken": (
        teachers_list(),
        documented(
            {"count": 1, "next": None, "previous": None, "results": [TEACHER | {"id": "4"}]}
        ),
        ("body", "$.results[0].id", "integer", "string", "must"),
    ),
    "the whole set with an item that is broken": (
        teachers_list(all="true"),
        documented([TEACHER | {"id": "4"}]),
        ("body", "$[0].id", "integer", "string", "must"),
    ),
    "a field where no further one is allowed": (
        UPDATE_STUDENT,
        documented({"status": "verified", "is_active": True, "gmail": "omar@gmail.com"}),
        ("body", "$.gmail", "no such field", "string", "must"),
    ),
    "a refusal of another shape": (
        RETRIEVE,
        documented({"error": "Not found."}, 404),
        ("body", "$.detail", "a value", "nothing", "must"),
    ),
    "messages of none of the shapes": (
        course(form(**COURSE)),
        documented({"detail": 5}, 400),
        ("body", "$", "one of the documented shapes", "object", "must"),
    ),
    "a header of another type, of an assumed status": (
        RETRIEVE,
        documented({"detail": "Slow down."}, 429, **{"retry-after": "soon"}),
        ("headers", "retry-after", "integer", "string", "should"),
    ),
}


def told(violation: Violation) -> tuple[str, str, str, str, str]:
    """What a violation says of itself."""
    return (
        violation.place,
        violation.path,
        violation.expected,
        violation.found,
        violation.level,
    )
