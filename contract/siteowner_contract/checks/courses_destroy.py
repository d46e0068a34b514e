"""CRS: deleting courses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siteowner_contract.judge import Skip
from siteowner_contract.registry import check

if TYPE_CHECKING:
    from siteowner_contract.context import Context
    from siteowner_contract.openapi import JSON

HAS_STUDENTS = "Cannot delete a course that has students enrolled in it."


@check("CRS-9", writes=True)
def with_students(ctx: Context) -> None:
    """A course with students is kept with all that belongs to it, and the refusal says why."""
    if not ctx.may.delete_courses:
        raise Skip("needs to try to delete a course that has students: pass --destructive")
    course = ctx.data.course_with_students
    codes = ctx.listing("recharge_codes_list", course=course).count
    report = ctx.read("revenue_course", course)
    before = _rows(ctx.read("revenue_overview"))[course]
    answer = ctx.call("courses_destroy", course)
    ctx.must.status(answer, 400)
    ctx.must.says(answer, HAS_STUDENTS)
    overview = ctx.call("revenue_overview")
    rows = _rows(ctx.must.answers(overview, 200))
    there = f"course {course} still there"
    if ctx.must.holds(overview, course in rows, there, "no such course"):
        row = rows[course]
        enrolled = f"at least {before['enrolled_count']} enrolments in course {course}"
        came = f"{row['enrolled_count']}"
        ctx.must.holds(overview, row["enrolled_count"] >= before["enrolled_count"], enrolled, came)
        left = ctx.listing("recharge_codes_list", course=course)
        ctx.must.equal(left.first, codes, left.count, f"count of the codes of course {course}")
        kept = ctx.call("revenue_course", course)
        for what in ("topics", "lectures"):
            ctx.must.equal(kept, report[what], ctx.must.answers(kept, 200)[what], what)


@check("CRS-10", writes=True)
def without_students(ctx: Context) -> None:
    """A course without students is deleted with its codes, and no other course is."""
    kept, course = ctx.make.a_course, ctx.make.course(is_active=False)
    ctx.make.recharge_code(course=course["id"])
    listed = ctx.call("revenue_overview")
    ids = set(_rows(ctx.must.answers(listed, 200)))
    ctx.must.holds(listed, course["id"] in ids, "the new course", "no such course")
    answer = ctx.call("courses_destroy", course["id"])
    if not ctx.must.holds(answer, answer.succeeded, "a 2xx"):
        return
    ctx.should.status(answer, 204)
    ctx.must.status(ctx.call("courses_partial_update", course["id"], form={}), 404)
    ctx.must.status(ctx.call("courses_destroy", course["id"]), 404)
    ctx.must.status(ctx.call("revenue_course", course["id"]), 404)
    codes = ctx.call("recharge_codes_list", course=course["id"])
    ctx.should.equal(codes, 0, ctx.must.answers(codes, 200)["count"], "count of its codes")
    overview = ctx.call("revenue_overview")
    ids = set(_rows(ctx.must.answers(overview, 200)))
    gone = f"course {course['id']} gone"
    ctx.must.holds(overview, course["id"] not in ids, gone, "the course is listed")
    there = f"course {kept['id']} still there"
    ctx.must.holds(overview, kept["id"] in ids, there, "no such course")
    again = {field: course[field] for field in ("name", "teacher", "grade")}
    ctx.must.accepts(ctx.call("courses_create", form=again))


def _rows(overview: JSON) -> dict[int, JSON]:
    return {row["id"]: row for row in overview["courses"]}
