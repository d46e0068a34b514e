"""TCH: reading teachers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siteowner_contract.checks.filters import filters, has, is_filtered_by
from siteowner_contract.checks.searches import finds
from siteowner_contract.judge import Skip
from siteowner_contract.registry import check

if TYPE_CHECKING:
    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON

SAMPLE = 5


@check("TCH-1")
def by_activity(ctx: Context) -> None:
    """`is_active` splits the teachers in two."""
    for flag in (True, False):
        matches = has(_activity, flag)
        is_filtered_by(ctx, ctx.must, "teachers_list", {"is_active": flag}, matches)
        is_filtered_by(ctx, ctx.should, "teachers_list", {"is_active": int(flag)}, matches)


@check("TCH-2")
def by_subject(ctx: Context) -> None:
    """`subject` keeps the teachers of that subject."""
    filters(ctx, "teachers_list", "subject", lambda teacher: [teacher["subject_id"]])


@check("TCH-3")
def by_grade(ctx: Context) -> None:
    """`grades` keeps the teachers who teach that grade."""
    filters(ctx, "teachers_list", "grades", lambda teacher: teacher["grade_ids"])


@check("TCH-4")
def search(ctx: Context) -> None:
    """`search` looks at the name, not at phone, gmail or biography."""
    finds(ctx, "teachers_list")


@check("TCH-5")
def retrieve(ctx: Context) -> None:
    """A teacher retrieved equals the item of the list."""
    is_same_as_in_list(ctx, "teachers_list", "teachers_retrieve")


@check("TCH-23")
def details(ctx: Context) -> None:
    """Ids and the details beside them say the same, in the list, alone, and after a change."""
    listing = ctx.sample("teachers_list")
    for teacher in listing.items:
        _agrees(ctx, listing.first, teacher)
    for teacher in ctx.random.sample(listing.items, min(SAMPLE, len(listing.items))):
        retrieved = ctx.call("teachers_retrieve", teacher["id"])
        _agrees(ctx, retrieved, ctx.must.answers(retrieved, 200))
    if ctx.may.write:
        _agrees_when_written(ctx)


def _activity(teacher: JSON) -> list[bool]:
    return [teacher["is_active"]]


def is_same_as_in_list(ctx: Context, list_operation: str, retrieve_operation: str) -> None:
    """A few items of a list are, retrieved one by one, the same objects."""
    items = ctx.sample(list_operation).items
    if not items:
        raise Skip(f"needs an item in {list_operation}")
    for item in ctx.random.sample(items, min(SAMPLE, len(items))):
        answer = ctx.call(retrieve_operation, item["id"])
        body = ctx.must.answers(answer, 200)
        differing = {field for field in item if item[field] != body.get(field, ...)}
        ctx.must.equal(answer, set(), differing, "fields that differ from the list")


def _agrees(ctx: Context, answer: Exchange, teacher: JSON) -> None:
    who = f"teacher {teacher['id']}"
    subject = teacher["subject_detail"] or {}
    security = teacher["video_security_detail"] or {}
    pairs = [
        ("subject_id", teacher["subject_id"], subject.get("id")),
        ("video_security_id", teacher["video_security_id"], security.get("id")),
        ("grade_ids", sorted(teacher["grade_ids"]), _ids(teacher["grades_detail"])),
    ]
    for name in ("grade", "division", "school_type") if subject else ():
        of_detail = _ids(subject[f"{name}s_detail"])
        pairs.append((f"subject_detail.{name}s", sorted(subject[f"{name}s"]), of_detail))
        pairs.append((f"subject_detail.{name}_ids", sorted(subject[f"{name}_ids"]), of_detail))
    for name, ids, ids_of_detail in pairs:
        ctx.should.equal(answer, ids_of_detail, ids, f"{who}: {name}")


def _agrees_when_written(ctx: Context) -> None:
    """The answers to a create, a PATCH and a PUT are as the list will have the teacher."""
    form = ctx.make.teacher_form(video_security=ctx.data.video_security)
    made = ctx.call("teachers_create", form=form)
    teacher = ctx.must.answers(made)
    change = {"grades": ctx.data.grades[1:2], "video_security": ""}
    patched = ctx.call("teachers_partial_update", teacher["id"], form=change)
    put = ctx.call("teachers_update", teacher["id"], form=form)
    for answer in (made, patched, put):
        _agrees(ctx, answer, ctx.must.answers(answer))


def _ids(details: JSON) -> list[int]:
    return sorted(detail["id"] for detail in details)
