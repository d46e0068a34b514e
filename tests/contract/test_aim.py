"""Generated cases are aimed at data that there is, and never at what others own."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from siteowner_contract.aim import aimed_call, harmless_body, harmless_id
from siteowner_contract.discovery import UNUSED_ID
from siteowner_contract.judge import Skip
from siteowner_contract.openapi import load_contract
from siteowner_contract.pictures import PICTURES
from siteowner_contract.session import Call

if TYPE_CHECKING:
    from siteowner_contract.context import Context

CONTRACT = load_contract()
OWN_COURSE, OWN_TEACHER, STUDENT = 71, 72, 73


class _Poor:
    """A workshop that could make nothing."""

    @property
    def scratch_course(self) -> object:
        raise Skip("needs a course of its own")


def _context(make: object) -> Context:
    data = SimpleNamespace(subject=4, grades=[1, 2, 3], path_of=lambda _: (9,))
    return cast("Context", SimpleNamespace(contract=CONTRACT, data=data, make=make))


@pytest.fixture
def context() -> Context:
    """A context with one course and one teacher of the suite's own."""
    course = {"id": OWN_COURSE, "teacher": OWN_TEACHER, "grade": 1}
    samples = SimpleNamespace(word=lambda: "a-word", gmail=lambda: "a@example.com")
    return _context(SimpleNamespace(scratch_course=course, a_course=course, samples=samples))


@pytest.mark.parametrize("value", [5, "5", " +5", "5.0", "\u0665", -1, "05"])
def test_whatever_a_server_may_read_as_an_id_is_replaced(context: Context, value: object) -> None:
    """A wrong request that is accepted all the same meets the suite's own course."""
    operation = CONTRACT["courses_partial_update"]
    assert OWN_COURSE == harmless_id(context, operation, None, value)


@pytest.mark.parametrize("value", ["abc", "null", "", "{}"])
def test_what_is_no_number_stays(context: Context, value: str) -> None:
    """Odd ids are the point of such a case."""
    assert value == harmless_id(context, CONTRACT["courses_destroy"], None, value)


def test_student_is_the_lent_one_or_nobody(context: Context) -> None:
    """Where no student may be changed, none is named."""
    operation = CONTRACT["students_partial_update"]
    assert STUDENT == harmless_id(context, operation, STUDENT, 1)
    assert UNUSED_ID == harmless_id(context, operation, None, 1)


def test_without_a_course_of_its_own_nothing_is_named() -> None:
    """A server where no course can be made keeps its courses."""
    operation = CONTRACT["courses_update"]
    assert UNUSED_ID == harmless_id(_context(_Poor()), operation, None, 1)


def test_code_for_a_foreign_course_becomes_one_for_ones_own(context: Context) -> None:
    """A code that is accepted by mistake must not be worth anything to anybody."""
    body = harmless_body(context, CONTRACT["recharge_codes_create"], {"course": 3, "value": "x"})
    assert {"course": OWN_COURSE, "value": "x"} == body


def test_body_that_is_no_object_stays(context: Context) -> None:
    """A list where an object belongs names nobody."""
    assert [3] == harmless_body(context, CONTRACT["recharge_codes_create"], [3])


def test_positive_case_gets_foreign_keys_unique_values_and_a_picture(context: Context) -> None:
    """What was generated for the other fields is kept; a field that is unknown is dropped."""
    generated = {
        "name": "0",
        "teacher": 1,
        "grade": 1,
        "description": "kept",
        "cover_picture": b"\x00",
        "unknown": "dropped",
    }
    call = aimed_call(context, CONTRACT["courses_create"], None, {}, generated)
    form = {
        "name": "a-word",
        "teacher": OWN_TEACHER,
        "grade": 1,
        "description": "kept",
        "cover_picture": PICTURES[1],
    }
    assert Call("courses_create", (), {}, None, form) == call


def test_positive_read_finds_something(context: Context) -> None:
    """A path is filled with an id that there is, the query is as generated."""
    call = aimed_call(context, CONTRACT["teachers_retrieve"], None, {"x": "1"}, None)
    assert Call("teachers_retrieve", (9,), {"x": "1"}) == call
