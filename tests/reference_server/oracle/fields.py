"""Every field of every request body, with the values it is tried with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.reference_server.forms import TEACHER
from tests.reference_server.oracle import values
from tests.reference_server.oracle.cases import Case, form_case, json_case
from tests.reference_server.oracle.values import Values

COURSE: Mapping[str, Any] = {"name": "A course of its own", "teacher": 1, "grade": 1}
CODE: Mapping[str, Any] = {"course": 1, "value": "50.00"}
CREDENTIALS: Mapping[str, Any] = {"username": "owner", "password": "not the password"}


@dataclass(frozen=True)
class Body:
    """What an operation reads.

    Attributes:
        operation: Its id.
        method: The HTTP method.
        path: The path.
        good: A body that is accepted; with PATCH nothing is needed.
        fields: The values that each field is tried with.
    """

    operation: str
    method: str
    path: str
    good: Mapping[str, Any]
    fields: Mapping[str, Values]


TEACHER_FIELDS: Mapping[str, Values] = {
    "username": values.USERNAMES,
    "password": values.PASSWORDS,
    "name": {**values.TEXTS, **values.long_texts(255)},
    "phone": values.PHONES,
    "secondary_phone": values.PHONES,
    "gmail": {**values.EMAILS, "taken": "teacher1@example.com"},
    "gender": values.GENDERS,
    "profile_picture": values.PICTURES,
    "biography": {**values.TEXTS, **values.long_texts(5000)},
    "facebook": values.URLS,
    "is_active": values.BOOLEANS,
    "subject": values.IDS,
    "grades": values.LISTS_OF_IDS,
    "video_security": {**values.IDS, "cleared": ""},
}
FEWER_TEACHER_FIELDS: Mapping[str, Values] = {
    name: dict(list(TEACHER_FIELDS[name].items())[-4:]) for name in TEACHER_FIELDS
}
COURSE_FIELDS: Mapping[str, Values] = {
    "name": {**values.TEXTS, **values.long_texts(255)},
    "teacher": values.IDS,
    "grade": {**values.IDS, "not_taught": 3},
    "description": {**values.TEXTS, **values.long_texts(5000)},
    "cover_picture": {name: values.PICTURES[name] for name in ("webp", "text", "cleared")},
    "is_active": {name: values.BOOLEANS[name] for name in ("on", "padded", "word")},
    "subject": {"ignored": 2, "nonsense": "x"},
}
FORMS = (
    Body("teachers_create", "POST", "/teachers/", TEACHER, TEACHER_FIELDS),
    Body("teachers_partial_update", "PATCH", "/teachers/2/", {}, FEWER_TEACHER_FIELDS),
    Body("teachers_update", "PUT", "/teachers/2/", TEACHER, FEWER_TEACHER_FIELDS),
    Body("courses_create", "POST", "/courses/", COURSE, COURSE_FIELDS),
    Body("courses_partial_update", "PATCH", "/courses/1/", {}, COURSE_FIELDS),
)
CREDENTIAL: Values = {**values.TYPES, "unknown": "nobody", "padded": " owner "}
OBJECTS = (
    Body(
        "recharge_codes_create",
        "POST",
        "/recharge-codes/",
        CODE,
        {
            "course": {**values.TYPES, **values.IDS},
            "value": {**values.TYPES, **values.DECIMALS},
            "expires_at": {**values.TYPES, **values.DATETIMES},
            "code": {"read_only": "AAAA-AAAA-AAAA-AAAA"},
            "used_by": {"read_only": 1},
        },
    ),
    Body(
        "students_partial_update",
        "PATCH",
        "/students/1/",
        {},
        {
            "status": {**values.TYPES, **values.STATUSES},
            "is_active": {**values.TYPES, **values.BOOLEANS},
            "name_en": {"ignored": "Another"},
        },
    ),
    Body(
        "auth_token_create",
        "POST",
        "/auth/token/",
        CREDENTIALS,
        {"username": CREDENTIAL, "password": CREDENTIAL},
    ),
    Body(
        "auth_token_refresh",
        "POST",
        "/auth/token/refresh/",
        {"refresh": "x"},
        {"refresh": {**values.TYPES, "dots": "a.b.c"}},
    ),
)


def field_cases() -> Iterator[Case]:
    """Gives a case for each value of each field, and for each field left out."""
    for bodies, make, possible in (
        (FORMS, form_case, values.form_texts),
        (OBJECTS, json_case, lambda tried: tried),
    ):
        for body in bodies:
            for name, tried in body.fields.items():
                for value_name, value in possible(tried).items():
                    yield make(
                        f"{body.operation}:{name}:{value_name}",
                        body.method,
                        body.path,
                        {**body.good, name: value},
                    )
            for name in [*body.good]:
                rest = {key: value for key, value in body.good.items() if key != name}
                yield make(f"{body.operation}:{name}:missing", body.method, body.path, rest)
            yield make(f"{body.operation}:all:missing", body.method, body.path, {})
