"""The machine's model of the documents, and the script that it prints: without a server."""

from __future__ import annotations

from typing import Any

import pytest

from siteowner_contract import Level
from siteowner_contract.machine import refusals
from siteowner_contract.machine.model import Model, plain, shown, student_after, unaffected
from siteowner_contract.machine.script import Played, script
from siteowner_contract.machine.steps import Ref, Step, Word

MONA = {"id": 1, "username": "mona", "gmail": "mona@example.com", "name": "Mona", "grade_ids": [1]}
OMAR = {**MONA, "id": 2, "username": "omar", "gmail": "omar@example.com", "name": "Omar"}
ALGEBRA = {"id": 5, "name": "Algebra", "teacher": 1, "grade": 1}


@pytest.fixture
def model() -> Model:
    """Two teachers, a course of the first, and a student's address."""
    return Model(
        teachers={1: {**MONA}, 2: {**OMAR}},
        courses={5: {**ALGEBRA}},
        codes={9: {"id": 9, "course": 5}},
        held_gmails=frozenset({"student@example.com"}),
    )


@pytest.mark.parametrize(
    ("form", "own", "expected"),
    [
        ({"username": "mona"}, None, [("TCH-8", "username")]),
        ({"username": "mona"}, 2, [("TCH-22", "username")]),
        ({"username": "mona"}, 1, []),
        ({"gmail": "mona@example.com"}, None, [("TCH-9", "gmail")]),
        ({"gmail": "student@example.com"}, None, [("TCH-10", "gmail")]),
        ({"phone": "01312345678"}, None, [("TCH-11", "phone")]),
        ({"secondary_phone": None}, 1, []),
        ({"password": "1234567"}, None, [("TCH-13", "password")]),
        (
            {"gender": "other", "username": "omar"},
            1,
            [("TCH-14", "gender"), ("TCH-22", "username")],
        ),
    ],
)
def test_teachers_are_refused(
    model: Model, form: dict[str, Any], own: int | None, expected: list[tuple[str, str]]
) -> None:
    """Each wrong field by its own requirement; what one holds oneself is free."""
    found = refusals.of_teacher(model, form, own)
    assert expected == [(refusal.requirement, refusal.field) for refusal in found]


def test_another_letter_case_of_an_address_is_only_assumed_to_be_taken(model: Model) -> None:
    """The documents say that it is unique, and not how it is compared."""
    [found] = refusals.of_teacher(model, {"gmail": "MONA@example.com"})
    assert (Level.SHOULD, "TCH-9") == (found.level, found.requirement)


@pytest.mark.parametrize(
    ("form", "own", "expected"),
    [
        ({"name": "Algebra", "teacher": 1, "grade": 1}, None, ["CRS-4"]),
        ({"name": "Algebra", "teacher": 2, "grade": 1}, None, []),
        ({"name": "Geometry", "teacher": 1, "grade": 2}, None, ["CRS-3"]),
        ({"teacher": 2}, 5, ["CRS-5"]),
        ({"teacher": 1, "grade": 2}, 5, ["CRS-6"]),
        ({"name": "Algebra", "teacher": 1, "grade": 1}, 5, []),
    ],
)
def test_courses_are_refused(
    model: Model, form: dict[str, Any], own: int | None, expected: list[str]
) -> None:
    """The three that are unique together, a grade not taught, and what never moves."""
    found = refusals.of_course(model, form, own)
    assert expected == [refusal.requirement for refusal in found]


@pytest.mark.parametrize(
    ("course", "value", "expected"),
    [
        (5, "1.00", []),
        (5, "1", []),
        (5, "0.99", ["COD-4"]),
        (5, "1.001", ["COD-4"]),
        (6, "1.00", ["COD-5"]),
    ],
)
def test_codes_are_refused(model: Model, course: int, value: str, expected: list[str]) -> None:
    """One pound is the least, two decimals are the most, and the course has to be there."""
    found = refusals.of_code(model, {"course": course, "value": value})
    assert expected == [refusal.requirement for refusal in found]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"status": "declined"}, ("declined", False)),
        ({"status": "declined", "is_active": True}, ("declined", False)),
        ({"status": "pending"}, ("pending", True)),
        ({"status": "suspended_temporary", "is_active": False}, ("suspended_temporary", False)),
        ({"is_active": False}, ("verified", False)),
        ({}, ("verified", True)),
    ],
)
def test_status_and_flag(change: dict[str, Any], expected: tuple[str, bool]) -> None:
    """The rule of a status has the last word; the others leave the flag that is sent or was."""
    after = student_after({"status": "verified", "is_active": True}, change)
    assert expected == (after["status"], after["is_active"])


def test_deleted_course_takes_its_codes_along(model: Model) -> None:
    """It is remembered as one that must not be found."""
    model.delete_course(5)
    assert ({}, {}, {5}) == (model.courses, model.codes, model.deleted)


def test_what_a_form_shows_and_what_it_leaves() -> None:
    """Fields are seen under their answer's name, details follow them, a password is never seen."""
    form = {"subject": 3, "password": "secret", "name": "Mona"}
    before = {"subject_id": 1, "subject_detail": {}, "name": "M", "phone": "1", "updated_at": "-"}
    assert {"subject_id": 3, "name": "Mona"} == shown(form)
    assert {"phone": "1"} == unaffected(form, before)


def test_values_are_compared_by_their_meaning() -> None:
    """The order of ids, the kind of empty text and the signature in a URL do not count."""
    assert plain("grade_ids", [2, 1]) == plain("grade_ids", [1, 2])
    assert plain("biography", "") == plain("biography", None)
    assert plain("profile_picture", "/a?sig=1") == plain("profile_picture", "/a?sig=2")
    assert plain("phone", "010") != plain("phone", "011")


def test_script_names_what_steps_gave() -> None:
    """Ids and words of the example are written as code, a refusal is caught, the last is shown."""
    username = Word("contract1a", 'f"{tag}a"')
    made = Step("teachers", "create", (), {"username": username}, "teacher_1")
    refused = Step("teachers", "update", (Ref(7, "teacher_1"),), {"phone": "013"})
    last = Step("teachers", "retrieve", (Ref(7, "teacher_1"),))
    played = [
        Played(made, refused=False),
        Played(refused, refused=True),
        Played(last, refused=False),
    ]
    lines = script(played, "TCH-20", "phone '010'", "phone '013'").splitlines()
    assert lines[lines.index("with SiteOwner() as client:") + 1 :] == [
        '    teacher_1 = client.teachers.create(username=f"{tag}a")',
        "    with suppress(APIStatusError):",
        "        client.teachers.update(teacher_1.id, phone='013')",
        "    # TCH-20: expected phone '010'; came phone '013'",
        "    print(client.teachers.retrieve(teacher_1.id))",
    ]
    assert "from siteowner_sdk import APIStatusError, SiteOwner" in lines
