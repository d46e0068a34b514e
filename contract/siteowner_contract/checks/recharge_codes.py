"""COD: recharge codes."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from siteowner_contract.checks.filters import filters
from siteowner_contract.discovery import UNUSED_ID
from siteowner_contract.judge import Skip
from siteowner_contract.registry import check
from siteowner_contract.values import amount, instant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON

FORMAT = re.compile(r"[A-Z0-9]{4}(-[A-Z0-9]{4}){3}")
TOO_SMALL = "Ensure this value is greater than or equal to 1."
ORDERS = ("created_at", "value", "expires_at", "used_at")


@check("COD-1", writes=True)
def create(ctx: Context) -> None:
    """A new code has what was sent, was used by nobody, and was made by the caller."""
    body = ctx.make.recharge_code_json()
    made = ctx.call("recharge_codes_create", json=body)
    code = ctx.must.answers(made, 201)
    ctx.must.equal(made, body["course"], code["course"], "course")
    ctx.must.equal(made, amount(body["value"]), amount(code["value"]), "value")
    ctx.must.equal(made, False, code["is_used"], "is_used")
    for field in ("used_by", "used_by_name", "used_at"):
        ctx.must.equal(made, None, code[field], field)
    by = {answer.json["created_by"] for answer in ctx.make.recharge_codes}
    ctx.must.equal(made, {code["created_by"]}, by, "created_by of codes of one caller")
    if ctx.username is not None:
        ctx.must.equal(made, ctx.username, code["created_by_username"], "created_by_username")


@check("COD-2")
def format_of_code(ctx: Context) -> None:
    """Every code, new or listed, is four groups of four capitals and digits."""
    listing = ctx.listing("recharge_codes_list")
    shown = [(listing.first, code["code"]) for code in listing.items]
    made = [(answer, answer.json["code"]) for answer in _made(ctx)]
    if not shown and not made:
        raise Skip("needs a recharge code in the server's data")
    for answer, code in (*shown, *made):
        expected = "a code XXXX-XXXX-XXXX-XXXX of capitals and digits"
        ctx.must.holds(answer, FORMAT.fullmatch(str(code)), expected, f"code {code!r}")


@check("COD-3", writes=True)
def unpredictable(ctx: Context) -> None:
    """Eight codes made at once share no group, and are in no order."""
    answers = ctx.make.recharge_codes
    codes = [answer.json["code"] for answer in answers]
    last = answers[-1]
    ctx.must.equal(last, len(codes), len(set(codes)), "distinct codes")
    for position in range(4):
        groups = [code.split("-")[position] for code in codes]
        what = f"distinct groups at position {position + 1}"
        ctx.must.holds(last, len(set(groups)) > 1, what, f"always {groups[0]}")
    ctx.must.holds(last, not _in_order(codes), "codes in no order", "codes in order")


@check("COD-4", writes=True)
def value(ctx: Context) -> None:
    """One pound is the least, a hundredth of a pound the finest."""
    for small in ("0.99", "0", "-1.00"):
        ctx.must.refuses(_create(ctx, value=small), "value", TOO_SMALL)
    for fine in ("1.001", "10.999"):
        ctx.must.names(_create(ctx, value=fine), "value")
    made = _create(ctx, value="1.00")
    ctx.must.equal(made, Decimal("1.00"), amount(ctx.must.answers(made)["value"]), "value")


@check("COD-5", writes=True)
def unknown_course(ctx: Context) -> None:
    """The refused course is named in the message."""
    message = f'Invalid pk "{UNUSED_ID}" - object does not exist.'
    ctx.must.refuses(_create(ctx, course=UNUSED_ID), "course", message)


@check("COD-6", writes=True)
def expiry(ctx: Context) -> None:
    """Another offset is the same instant; nothing sent is null."""
    sent = "2021-03-04T05:06:07+02:00"
    made = _create(ctx, expires_at=sent)
    came = instant(ctx.must.answers(made)["expires_at"])
    ctx.must.equal(made, datetime(2021, 3, 4, 3, 6, 7, tzinfo=UTC), came, "expires_at")
    made = _create(ctx, expires_at=...)
    ctx.must.equal(made, None, ctx.must.answers(made)["expires_at"], "expires_at")


@check("COD-7")
def by_course(ctx: Context) -> None:
    """`course` keeps the codes of that course."""
    filters(ctx, "recharge_codes_list", "course", lambda code: [code["course"]])


@check("COD-8")
def by_use(ctx: Context) -> None:
    """`is_used` keeps used or unused codes; a used one says by whom and when."""
    filters(ctx, "recharge_codes_list", "is_used", lambda code: [code["is_used"]])
    listing = ctx.listing("recharge_codes_list")
    for code in listing.items:
        for field in ("used_by", "used_by_name", "used_at"):
            expected = f"{field} {'given' if code['is_used'] else 'null'} for code {code['id']}"
            given = code[field] is not None
            ctx.must.holds(listing.first, given is code["is_used"], expected, str(code[field]))


@check("COD-9")
def ordering(ctx: Context) -> None:
    """Each documented order rises, or falls with a minus; an unknown one changes nothing."""
    for field in ORDERS:
        for sign in ("", "-"):
            listing = ctx.listing("recharge_codes_list", ordering=f"{sign}{field}")
            keys = [_key(code[field]) for code in listing.items if code[field] is not None]
            expected = sorted(keys, reverse=sign == "-")
            ctx.should.equal(listing.first, expected, keys, f"{field} with ordering={sign}{field}")
    usual, unknown = (
        ctx.listing("recharge_codes_list", **query) for query in ({}, {"ordering": "nonsense"})
    )
    ctx.should.equal(unknown.first, usual.ids, unknown.ids, "ids with an unknown ordering")


@check("COD-10")
def belongs_to_course(ctx: Context) -> None:
    """A code shows the name of its course, and one teacher for all codes of a course."""
    names = {row["id"]: row["name"] for row in ctx.read("revenue_overview")["courses"]}
    listing = ctx.listing("recharge_codes_list")
    teachers: dict[int, str] = {}
    for code in listing.items:
        who = f"code {code['id']}'s"
        course = names.get(code["course"], "of a course that there is")
        ctx.must.equal(listing.first, course, code["course_name"], f"{who} course_name")
        teacher = teachers.setdefault(code["course"], code["teacher_name"])
        ctx.must.equal(listing.first, teacher, code["teacher_name"], f"{who} teacher_name")
    if ctx.may.write:
        course = ctx.make.a_course
        for made in ctx.make.recharge_codes[:1]:
            for field in ("course_name", "teacher_name"):
                expected = course["name" if field == "course_name" else field]
                ctx.must.equal(made, expected, made.json[field], field)


def _create(ctx: Context, **changes: JSON) -> Exchange:
    return ctx.call("recharge_codes_create", json=ctx.make.recharge_code_json(**changes))


def _made(ctx: Context) -> Sequence[Exchange]:
    return ctx.make.recharge_codes if ctx.may.write else ()


def _in_order(codes: Sequence[str]) -> bool:
    pairs = list(pairwise(codes))
    return all(a < b for a, b in pairs) or all(a > b for a, b in pairs)


def _key(value: JSON) -> JSON:
    text = str(value)
    return instant(text) if "T" in text else amount(text)
