"""TCH: changing a teacher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siteowner_contract.checks.teachers_create import GMAIL_TAKEN, REQUIRED, USERNAME_TAKEN
from siteowner_contract.pictures import PICTURES
from siteowner_contract.registry import check

if TYPE_CHECKING:
    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON

# May move on any update.
MOVING = frozenset({"updated_at"})
# What an empty part of the form clears, and where it is seen.
CLEARABLE = {
    "biography": "biography",
    "secondary_phone": "secondary_phone",
    "video_security": "video_security_id",
    "profile_picture": "profile_picture",
}


@check("TCH-20", writes=True)
def patch(ctx: Context) -> None:
    """One field after another changes alone, and nothing sent changes nothing."""
    teacher = ctx.make.teacher(
        is_active=False, biography="Before.", video_security=ctx.data.video_security
    )
    changes: dict[str, JSON] = {
        "name": f"{teacher['name']} renamed",
        "phone": "01234567890",
        "biography": "After.",
        "gender": "female" if teacher["gender"] == "male" else "male",
        "is_active": True,
    }
    _changes_only(ctx, teacher, {})
    for field, value in changes.items():
        _changes_only(ctx, teacher, {field: value})
        teacher = {**teacher, field: value}
    _clears(ctx, teacher["id"])
    grades = ctx.data.grades[:1]
    teacher = ctx.read("teachers_retrieve", teacher["id"])
    answer = ctx.call("teachers_partial_update", teacher["id"], form={"grades": grades})
    body = ctx.must.answers(answer, 200)
    expected = {**teacher, "grade_ids": grades, "grades_detail": body["grades_detail"]}
    is_same(ctx, answer, expected, body)


@check("TCH-21", writes=True)
def put_needs_all(ctx: Context) -> None:
    """A PUT with every required field succeeds; with one of them missing it names that one."""
    teacher = ctx.make.scratch_teacher["id"]
    form = ctx.make.teacher_form()
    for field in REQUIRED:
        lacking = {name: value for name, value in form.items() if name != field}
        ctx.must.names(ctx.call("teachers_update", teacher, form=lacking), field)
    answer = ctx.call("teachers_update", teacher, form=form)
    ctx.must.equal(answer, form["name"], ctx.must.answers(answer, 200)["name"], "name")


@check("TCH-22", writes=True)
def unique_on_update(ctx: Context) -> None:
    """What another account holds is refused, what one holds oneself is not."""
    ours, other = ctx.make.teacher(), ctx.make.another_teacher
    for field, message in (("gmail", GMAIL_TAKEN), ("username", USERNAME_TAKEN)):
        patched = ctx.call("teachers_partial_update", ours["id"], form={field: other[field]})
        ctx.must.refuses(patched, field, message)
        own = ctx.call("teachers_partial_update", ours["id"], form={field: ours[field]})
        ctx.must.accepts(own)
        form = ctx.make.teacher_form(**{field: other[field]})
        ctx.must.refuses(ctx.call("teachers_update", ours["id"], form=form), field, message)
    form = ctx.make.teacher_form(username=ours["username"], gmail=ours["gmail"])
    ctx.must.accepts(ctx.call("teachers_update", ours["id"], form=form))


def is_same(ctx: Context, answer: Exchange, expected: JSON, body: JSON) -> None:
    """Two objects are the same in every field but those that may move on an update."""
    differing = {
        field
        for field in set(expected) | set(body)
        if field not in MOVING and expected.get(field, ...) != body.get(field, ...)
    }
    ctx.must.equal(answer, set(), differing, "fields that differ from what is expected")


def _clears(ctx: Context, teacher: int) -> None:
    """An empty part makes null of what may be null."""
    ctx.call("teachers_partial_update", teacher, form={"profile_picture": PICTURES[0]})
    for field, shown in CLEARABLE.items():
        answer = ctx.call("teachers_partial_update", teacher, form={field: None})
        if ctx.should.accepts(answer):
            came = answer.json[shown]
            ctx.should.holds(answer, came in (None, ""), f"{shown} null after an empty part")


def _changes_only(ctx: Context, teacher: JSON, change: dict[str, JSON]) -> None:
    answer = ctx.call("teachers_partial_update", teacher["id"], form=change)
    is_same(ctx, answer, {**teacher, **change}, ctx.must.answers(answer, 200))
    retrieved = ctx.call("teachers_retrieve", teacher["id"])
    is_same(ctx, retrieved, {**teacher, **change}, ctx.must.answers(retrieved, 200))
