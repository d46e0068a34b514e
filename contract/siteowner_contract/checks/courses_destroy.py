"""CRS: deleting courses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siteowner_contract.judge import Skip
from siteowner_contract.registry import check

if TYPE_CHECKING:
    from siteowner_contract.context import Context

HAS_STUDENTS = "Cannot delete a course that has students enrolled in it."


@check("CRS-9", writes=True)
def with_students(ctx: Context) -> None:
    """A course with students is kept, and the refusal says why."""
    if not ctx.may.delete_courses:
        raise Skip("needs to try to delete a course that has students: pass --destructive")
    course = ctx.data.course_with_students
    answer = ctx.call("courses_destroy", course)
    ctx.must.status(answer, 400)
    ctx.must.says(answer, HAS_STUDENTS)
    overview = ctx.call("revenue_overview")
    rows = ctx.must.answers(overview, 200)["courses"]
    there = any(row["id"] == course for row in rows)
    ctx.must.holds(overview, there, f"course {course} still there", "no such course")


@check("CRS-10", writes=True)
def without_students(ctx: Context) -> None:
    """A course without students is deleted, and neither found nor listed afterwards."""
    course = ctx.make.course()
    ctx.make.recharge_code(course=course["id"])
    answer = ctx.call("courses_destroy", course["id"])
    if not ctx.must.holds(answer, answer.succeeded, "a 2xx"):
        return
    ctx.should.status(answer, 204)
    ctx.must.status(ctx.call("courses_partial_update", course["id"], form={}), 404)
    ctx.must.status(ctx.call("courses_destroy", course["id"]), 404)
    overview = ctx.call("revenue_overview")
    rows = ctx.must.answers(overview, 200)["courses"]
    gone = all(row["id"] != course["id"] for row in rows)
    ctx.must.holds(overview, gone, f"course {course['id']} gone", "the course is listed")
