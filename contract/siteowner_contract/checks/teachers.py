"""TCH: reading teachers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siteowner_contract.checks.filters import filters, finds, has, is_filtered_by
from siteowner_contract.discovery import UNUSED_ID
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
    _is_empty(ctx, subject=UNUSED_ID)


@check("TCH-3")
def by_grade(ctx: Context) -> None:
    """`grades` keeps the teachers who teach that grade."""
    filters(ctx, "teachers_list", "grades", lambda teacher: teacher["grade_ids"])
    _is_empty(ctx, grades=UNUSED_ID)


@check("TCH-4")
def search(ctx: Context) -> None:
    """`search` looks at the name, not at phone, gmail or username."""
    finds(ctx, "teachers_list", ["name"], ["phone", "gmail", "username"])


@check("TCH-5")
def retrieve(ctx: Context) -> None:
    """A teacher retrieved equals the item of the list."""
    is_same_as_in_list(ctx, "teachers_list", "teachers_retrieve")


@check("TCH-23")
def details(ctx: Context) -> None:
    """Ids and the details beside them say the same."""
    listing = ctx.listing("teachers_list")
    for teacher in listing.items:
        _agrees(ctx, listing.first, teacher)


def _activity(teacher: JSON) -> list[bool]:
    return [teacher["is_active"]]


def is_same_as_in_list(ctx: Context, list_operation: str, retrieve_operation: str) -> None:
    """A few items of a list are, retrieved one by one, the same objects."""
    items = ctx.listing(list_operation).items
    if not items:
        raise Skip(f"needs an item in {list_operation}")
    for item in ctx.random.sample(items, min(SAMPLE, len(items))):
        answer = ctx.call(retrieve_operation, item["id"])
        body = ctx.must.answers(answer, 200)
        differing = {field for field in item if item[field] != body.get(field, ...)}
        ctx.must.equal(answer, set(), differing, "fields that differ from the list")


def _is_empty(ctx: Context, **query: int) -> None:
    answer = ctx.call("teachers_list", **query)
    if ctx.should.status(answer, 200):
        ctx.should.equal(answer, 0, answer.json["count"], "count for an id that nothing has")


def _agrees(ctx: Context, answer: Exchange, teacher: JSON) -> None:
    who = f"teacher {teacher['id']}"
    subject = teacher["subject_detail"] or {}
    security = teacher["video_security_detail"] or {}
    pairs = [
        ("subject_id", teacher["subject_id"], subject.get("id")),
        ("video_security_id", teacher["video_security_id"], security.get("id")),
        ("grade_ids", set(teacher["grade_ids"]), _ids(teacher["grades_detail"])),
    ]
    for name in ("grade", "division", "school_type") if subject else ():
        of_detail = _ids(subject[f"{name}s_detail"])
        pairs.append((f"subject_detail.{name}s", set(subject[f"{name}s"]), of_detail))
        pairs.append((f"subject_detail.{name}_ids", set(subject[f"{name}_ids"]), of_detail))
    for name, ids, ids_of_detail in pairs:
        ctx.should.equal(answer, ids_of_detail, ids, f"{who}: {name}")


def _ids(details: JSON) -> set[int]:
    return {detail["id"] for detail in details}
