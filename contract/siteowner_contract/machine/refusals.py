"""What the documents refuse: the answers that a form or body must get, by the model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from siteowner_contract.catalogue import Level
from siteowner_contract.checks.courses import DUPLICATE, GRADE_FIXED, TEACHER_FIXED
from siteowner_contract.checks.recharge_codes import TOO_SMALL
from siteowner_contract.checks.teachers_written import BAD_PHONE, GMAIL_TAKEN, USERNAME_TAKEN
from siteowner_contract.discovery import UNUSED_ID
from siteowner_contract.machine.model import STATUSES, Form, Model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from siteowner_contract.judge import Judge

PHONE = re.compile(r"01[0125][0-9]{8}")


@dataclass(frozen=True)
class Refusal:
    """A 400 on one field.

    Attributes:
        requirement: The requirement that asks for it.
        level: MUST or SHOULD.
        field: The field that it names.
        message: Its one message to the letter; empty where none is documented.
        begins: What its message begins with, where only that is documented.
    """

    requirement: str
    level: Level
    field: str
    message: str = ""
    begins: str = ""


def _is_phone(value: object) -> bool:
    return value is None or PHONE.fullmatch(str(value)) is not None


def _is_known(value: object) -> bool:
    return UNUSED_ID not in (value if isinstance(value, list) else [value])


# What a field of a teacher's form may hold, whatever else there is.
TEACHER_FIELDS: Mapping[str, tuple[Callable[[object], bool], Refusal]] = {
    "phone": (_is_phone, Refusal("TCH-11", Level.MUST, "phone", begins=BAD_PHONE)),
    "secondary_phone": (
        _is_phone,
        Refusal("TCH-12", Level.MUST, "secondary_phone", begins=BAD_PHONE),
    ),
    "password": (
        lambda value: len(str(value)) >= 8,
        Refusal("TCH-13", Level.MUST, "password"),
    ),
    "gender": (
        lambda value: value in {"male", "female"},
        Refusal("TCH-14", Level.MUST, "gender"),
    ),
    "subject": (_is_known, Refusal("TCH-18", Level.SHOULD, "subject")),
    "grades": (_is_known, Refusal("TCH-18", Level.SHOULD, "grades")),
    "video_security": (_is_known, Refusal("TCH-18", Level.SHOULD, "video_security")),
}


def of_teacher(model: Model, form: Form, own: int | None = None) -> list[Refusal]:
    """What a form of a teacher is refused for; `own` is the teacher that it changes."""
    wrong = [
        refusal
        for name, (allows, refusal) in TEACHER_FIELDS.items()
        if name in form and not allows(form[name])
    ]
    return [*wrong, *_taken(model, form, own)]


def of_course(model: Model, form: Form, own: int | None = None) -> list[Refusal]:
    """What a form of a course is refused for; `own` is the course that it changes."""
    if own is not None:
        course = model.courses[own]
        fixed = list(_fixed(course, form))
        whole = {name: form.get(name, course[name]) for name in ("teacher", "grade", "name")}
        return fixed or _duplicates(model, whole, own, Refusal("CRS-8", Level.SHOULD, ""))
    if form["grade"] not in model.teachers[_id(form["teacher"])]["grade_ids"]:
        return [Refusal("CRS-3", Level.MUST, "grade", begins="Teacher ")]
    return _duplicates(model, form, None, Refusal("CRS-4", Level.MUST, ""))


def of_code(model: Model, body: Form) -> list[Refusal]:
    """What the body of a new code is refused for."""
    refusals = []
    if body["course"] not in model.courses:
        message = f'Invalid pk "{int(_id(body["course"]))}" - object does not exist.'
        refusals.append(Refusal("COD-5", Level.MUST, "course", message))
    value = Decimal(str(body["value"]))
    if value.normalize().as_tuple().exponent < -2:  # type: ignore[operator]  # a finite number's
        refusals.append(Refusal("COD-4", Level.MUST, "value"))
    elif value < 1:
        refusals.append(Refusal("COD-4", Level.MUST, "value", TOO_SMALL))
    return refusals


def of_student(change: Form) -> list[Refusal]:
    """What a change of a student is refused for."""
    if change.get("status", "pending") in STATUSES:
        return []
    return [Refusal("STU-10", Level.MUST, "status")]


def judged(judge: Judge, refusal: Refusal) -> Callable[..., bool]:
    """How an answer is held to one refusal."""
    if refusal.message:
        return lambda exchange: judge.refuses(exchange, refusal.field, refusal.message)
    return lambda exchange: judge.names(exchange, refusal.field, begins=refusal.begins)


def _taken(model: Model, form: Form, own: int | None) -> Iterator[Refusal]:
    create = own is None
    others = [teacher for key, teacher in model.teachers.items() if key != own]
    if "username" in form and form["username"] in {teacher["username"] for teacher in others}:
        yield Refusal("TCH-8" if create else "TCH-22", Level.MUST, "username", USERNAME_TAKEN)
    gmail = str(form.get("gmail", ""))
    if gmail in model.held_gmails:
        yield Refusal("TCH-10" if create else "TCH-22", Level.MUST, "gmail", GMAIL_TAKEN)
    if gmail in (gmails := {teacher["gmail"] for teacher in others}):
        yield Refusal("TCH-9" if create else "TCH-22", Level.MUST, "gmail", GMAIL_TAKEN)
    elif gmail.lower() in {other.lower() for other in gmails}:
        yield Refusal("TCH-9" if create else "TCH-22", Level.SHOULD, "gmail", GMAIL_TAKEN)


def _fixed(course: dict[str, object], form: Form) -> Iterator[Refusal]:
    if form.get("teacher", course["teacher"]) != course["teacher"]:
        yield Refusal("CRS-5", Level.MUST, "teacher", TEACHER_FIXED)
    if form.get("grade", course["grade"]) != course["grade"]:
        yield Refusal("CRS-6", Level.MUST, "grade", GRADE_FIXED)


def _duplicates(model: Model, form: Form, own: int | None, refusal: Refusal) -> list[Refusal]:
    same = any(
        all(course[name] == form[name] for name in ("teacher", "grade", "name"))
        for key, course in model.courses.items()
        if key != own
    )
    found = Refusal(refusal.requirement, refusal.level, "non_field_errors", DUPLICATE)
    return [found] if same else []


def _id(value: object) -> int:
    assert isinstance(value, int)
    return value
