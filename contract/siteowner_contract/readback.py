"""What a write would have changed, read by the site owner: so a refused one shows if it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON
    from siteowner_contract.session import Call

    Reading = tuple[Exchange, JSON]

# May move on any update.
MOVING = "updated_at"


def read_back(ctx: Context, call: Call) -> Reading:
    """The state that a call would have changed, with the answer that shows it.

    Raises:
        BrokenOff: It can't be read.
    """
    return READERS[call.operation](ctx, call)


def _teachers_of_that_name(ctx: Context, call: Call) -> Reading:
    name = (call.form or {})["name"]
    answer = ctx.call("teachers_list", search=name)
    return answer, [one["id"] for one in ctx.must.answers(answer, 200)["results"]]


def _teacher(ctx: Context, call: Call) -> Reading:
    answer = ctx.call("teachers_retrieve", *call.path)
    return answer, _lasting(ctx.must.answers(answer, 200))


def _student(ctx: Context, call: Call) -> Reading:
    answer = ctx.call("students_retrieve", *call.path)
    return answer, _lasting(ctx.must.answers(answer, 200))


def _courses_of_that_name(ctx: Context, call: Call) -> Reading:
    name = (call.form or {})["name"]
    answer = ctx.call("revenue_overview")
    rows = ctx.must.answers(answer, 200)["courses"]
    return answer, [row["id"] for row in rows if row["name"] == name]


def _course(ctx: Context, call: Call) -> Reading:
    # There is no GET for a course: a PATCH with nothing reads it.
    answer = ctx.call("courses_partial_update", *call.path, form={})
    return answer, _lasting(ctx.must.answers(answer, 200))


def _course_row(ctx: Context, call: Call) -> Reading:
    answer = ctx.call("revenue_overview")
    rows = ctx.must.answers(answer, 200)["courses"]
    return answer, [row["id"] for row in rows if row["id"] in call.path]


def _codes_of_that_course(ctx: Context, call: Call) -> Reading:
    listing = ctx.listing("recharge_codes_list", course=call.json["course"])
    return listing.first, sorted(listing.ids)


def _lasting(body: JSON) -> JSON:
    return {field: value for field, value in body.items() if field != MOVING}


READERS: Mapping[str, Callable[[Context, Call], Reading]] = {
    "teachers_create": _teachers_of_that_name,
    "teachers_update": _teacher,
    "teachers_partial_update": _teacher,
    "students_partial_update": _student,
    "courses_create": _courses_of_that_name,
    "courses_update": _course,
    "courses_partial_update": _course,
    "courses_destroy": _course_row,
    "recharge_codes_create": _codes_of_that_course,
}
