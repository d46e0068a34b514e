"""A call of each operation that succeeds and harms nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siteowner_contract.session import Call

if TYPE_CHECKING:
    from collections.abc import Callable

    from siteowner_contract.discovery import Discovery
    from siteowner_contract.openapi import Contract
    from siteowner_contract.workshop import Workshop


def example_call(operation: str, data: Discovery, make: Workshop) -> Call:
    """A positive call of any operation that needs the site owner.

    What it changes is the suite's own; a student is patched with nothing.

    Raises:
        Skip: The server has nothing to call it with.
    """
    writer = WRITES.get(operation)
    return Call(operation, data.path_of(operation)) if writer is None else writer(data, make)


def callable_operations(contract: Contract, *, write: bool) -> list[str]:
    """The operations that need the site owner and may be called."""
    return [
        operation.id
        for operation in contract.values()
        if operation.secured and (write or not operation.writes)
    ]


def _teachers_create(_: Discovery, make: Workshop) -> Call:
    return Call("teachers_create", form=make.teacher_form())


def _teachers_update(_: Discovery, make: Workshop) -> Call:
    return Call("teachers_update", (make.scratch_teacher["id"],), form=make.teacher_form())


def _teachers_partial_update(_: Discovery, make: Workshop) -> Call:
    form = {"biography": f"Written by {make.samples.word()}."}
    return Call("teachers_partial_update", (make.scratch_teacher["id"],), form=form)


def _students_partial_update(data: Discovery, _: Workshop) -> Call:
    return Call("students_partial_update", data.path_of("students_retrieve"), json={})


def _courses_create(_: Discovery, make: Workshop) -> Call:
    return Call("courses_create", form=make.course_form())


def _courses_update(_: Discovery, make: Workshop) -> Call:
    course = make.scratch_course
    form = make.course_form(teacher=course["teacher"], grade=course["grade"])
    return Call("courses_update", (course["id"],), form=form)


def _courses_partial_update(_: Discovery, make: Workshop) -> Call:
    form = {"description": f"Written by {make.samples.word()}."}
    return Call("courses_partial_update", (make.scratch_course["id"],), form=form)


def _courses_destroy(_: Discovery, make: Workshop) -> Call:
    return Call("courses_destroy", (make.course()["id"],))


def _recharge_codes_create(_: Discovery, make: Workshop) -> Call:
    return Call("recharge_codes_create", json=make.recharge_code_json())


WRITES: dict[str, Callable[[Discovery, Workshop], Call]] = {
    maker.__name__.removeprefix("_"): maker
    for maker in (
        _teachers_create,
        _teachers_update,
        _teachers_partial_update,
        _students_partial_update,
        _courses_create,
        _courses_update,
        _courses_partial_update,
        _courses_destroy,
        _recharge_codes_create,
    )
}
