"""COD: recharge codes."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from siteowner_contract.bodies import read_json
from siteowner_contract.catalogue import Level
from siteowner_contract.checks.filters import filters
from siteowner_contract.drawn import for_all, for_each_kind
from siteowner_contract.judge import Skip
from siteowner_contract.registry import check
from siteowner_contract.strategies import (
    DEARER_AMOUNTS,
    FINE_AMOUNTS,
    NO_AMOUNTS,
    NO_INSTANTS,
    SMALL_AMOUNTS,
    TOO_LARGE_AMOUNTS,
    UNUSED_IDS,
)
from siteowner_contract.values import amount, instant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON

FORMAT = re.compile(r"[A-Z0-9]{4}(-[A-Z0-9]{4}){3}")
# Two groups of a counter lie no farther apart.
STEP = 100
TOO_SMALL = "Ensure this value is greater than or equal to 1."
ORDERS = ("created_at", "value", "expires_at", "used_at")


@check("COD-1", writes=True)
def create(ctx: Context) -> None:
    """New codes have what was sent, were used by nobody, and were made by the caller."""
    # Read before as well: a list that is kept somewhere would not show what comes after.
    ctx.listing("recharge_codes_list", course=ctx.make.a_course["id"])
    answers = [*ctx.make.recharge_codes, ctx.make.recharge_code()]
    for made in answers:
        sent, code = read_json(made.content), ctx.must.answers(made, 201)
        ctx.must.equal(made, sent["course"], code["course"], "course")
        ctx.must.equal(made, amount(sent["value"]), amount(code["value"]), "value")
        ctx.must.equal(made, False, code["is_used"], "is_used")
        for field in ("used_by", "used_by_name", "used_at"):
            ctx.must.equal(made, None, code[field], field)
        if ctx.account is not None:
            username = ctx.account.username
            ctx.must.equal(made, username, code["created_by_username"], "created_by_username")
    by = {answer.json["created_by"] for answer in answers}
    ctx.must.equal(answers[-1], 1, len(by), "number of creators of the codes of one caller")
    _are_listed(ctx, answers)


@check("COD-2")
def format_of_code(ctx: Context) -> None:
    """Every code, new or listed, is four groups of four capitals and digits."""
    listing = ctx.sample("recharge_codes_list")
    shown = [(listing.first, code["code"]) for code in listing.items]
    made = [(answer, answer.json["code"]) for answer in _made(ctx)]
    if not shown and not made:
        raise Skip("needs a recharge code in the server's data")
    for answer, code in (*shown, *made):
        expected = "a code XXXX-XXXX-XXXX-XXXX of capitals and digits"
        ctx.must.holds(answer, FORMAT.fullmatch(str(code)), expected, f"code {code!r}")


@check("COD-3", writes=True)
def unpredictable(ctx: Context) -> None:
    """Eight codes made at once share no character's place, and neither they nor a group count."""
    answers = ctx.make.recharge_codes
    codes = [str(answer.json["code"]) for answer in answers]
    last = answers[-1]
    ctx.must.equal(last, len(codes), len(set(codes)), "distinct codes")
    shared = {place for place, letters in enumerate(zip(*codes, strict=False)) if _is_one(letters)}
    ctx.must.equal(last, set(), shared - {4, 9, 14}, "places where all codes are alike")
    ctx.must.holds(last, not _in_order(codes), "codes in no order", "codes in order")
    for position in range(4):
        groups = [code.split("-")[position] for code in codes if FORMAT.fullmatch(code)]
        ctx.must.holds(last, not _count(groups), "groups that do not count", f"{groups}")


@check("COD-4", writes=True)
def value(ctx: Context) -> None:
    """One pound is the least, a hundredth of a pound the finest; what is refused makes no code."""
    least = _create(ctx, value="1.00")
    ctx.must.answers(least)
    accepted = [least, *ctx.make.recharge_codes]
    before = ctx.listing("recharge_codes_list", course=ctx.make.a_course["id"]).count
    for_each_kind(
        ctx,
        SMALL_AMOUNTS,
        lambda trial, small: trial.must.refuses(_create(trial, value=small), "value", TOO_SMALL),
    )
    _is_refused(ctx, Level.MUST, "value", FINE_AMOUNTS, examples=4)
    _is_refused(ctx, Level.SHOULD, "value", NO_AMOUNTS, examples=5)
    _is_refused(ctx, Level.SHOULD, "value", TOO_LARGE_AMOUNTS, examples=2)
    ctx.must.names(_create(ctx, value=...), "value")
    after = ctx.listing("recharge_codes_list", course=ctx.make.a_course["id"])
    ctx.must.equal(after.first, before, after.count, "count of codes after refused ones")
    for made in accepted:
        ctx.must.equal(made, Decimal("1.00"), amount(ctx.must.answers(made)["value"]), "value")
    if ctx.may.make_dear_codes:
        for_all(ctx, DEARER_AMOUNTS, _is_kept)


@check("COD-5", writes=True)
def unknown_course(ctx: Context) -> None:
    """The refused course is named in the message; no course at all is missed by its name."""

    def is_refused(trial: Context, course: int) -> None:
        message = f'Invalid pk "{course}" - object does not exist.'
        trial.must.refuses(_create(trial, course=course), "course", message)

    for_all(ctx, UNUSED_IDS, is_refused)
    ctx.must.names(_create(ctx, course=...), "course")
    _is_refused(ctx, Level.SHOULD, "course", st.sampled_from(("abc", "", None, [], {}, True)))


@check("COD-6", writes=True)
def expiry(ctx: Context) -> None:
    """Whatever its offset it is the same instant; nothing sent is null, and no instant refused."""
    for made in ctx.make.recharge_codes:
        sent = read_json(made.content).get("expires_at")
        came = ctx.must.answers(made)["expires_at"]
        if sent is None:
            ctx.must.equal(made, None, came, "expires_at")
        else:
            ctx.must.equal(made, instant(sent), instant(came), f"expires_at, sent as {sent},")
    _is_refused(ctx, Level.SHOULD, "expires_at", NO_INSTANTS, examples=5)


@check("COD-7")
def by_course(ctx: Context) -> None:
    """`course` keeps the codes of that course."""
    filters(ctx, "recharge_codes_list", "course", lambda code: [code["course"]])


@check("COD-8")
def by_use(ctx: Context) -> None:
    """`is_used` keeps used or unused codes; a used one says by whom and when."""
    filters(ctx, "recharge_codes_list", "is_used", lambda code: [code["is_used"]])
    names = {student["id"]: student["name_en"] for student in ctx.data.students}
    listing = ctx.sample("recharge_codes_list")
    for code in listing.items:
        for field in ("used_by", "used_by_name", "used_at"):
            expected = f"{field} {'given' if code['is_used'] else 'null'} for code {code['id']}"
            given = code[field] is not None
            ctx.must.holds(listing.first, given is code["is_used"], expected, str(code[field]))
        if code["used_by"] in names:
            name, who = names[code["used_by"]], f"code {code['id']}'s used_by_name"
            ctx.should.equal(listing.first, name, code["used_by_name"], who)


@check("COD-9")
def ordering(ctx: Context) -> None:
    """Each order rises over all pages, or falls with a minus; an unknown one changes nothing."""
    usual = ctx.listing("recharge_codes_list")
    size = max(1, -(-usual.count // 3))
    for field in ORDERS:
        for sign in ("", "-"):
            query = {"ordering": f"{sign}{field}"}
            listing = ctx.paged("recharge_codes_list", page_size=size, **query)
            keys = [_key(code[field]) for code in listing.items if code[field] is not None]
            expected = sorted(keys, reverse=sign == "-")
            asked = f"with ordering={sign}{field}"
            ctx.should.equal(listing.first, expected, keys, f"{field} {asked}")
            ids = sorted(listing.ids)
            ctx.should.equal(listing.first, sorted(usual.ids), ids, f"ids on all pages {asked}")
    unknown = ctx.listing("recharge_codes_list", ordering="nonsense")
    ctx.should.equal(unknown.first, usual.ids, unknown.ids, "ids with an unknown ordering")


@check("COD-10")
def belongs_to_course(ctx: Context) -> None:
    """A code shows the name of its course, and one teacher for all codes of a course."""
    names = {row["id"]: row["name"] for row in ctx.read("revenue_overview")["courses"]}
    listing = ctx.sample("recharge_codes_list")
    teachers: dict[int, str] = {}
    for code in listing.items:
        who = f"code {code['id']}'s"
        course = names.get(code["course"], "of a course that there is")
        ctx.must.equal(listing.first, course, code["course_name"], f"{who} course_name")
        teacher = teachers.setdefault(code["course"], code["teacher_name"])
        ctx.must.equal(listing.first, teacher, code["teacher_name"], f"{who} teacher_name")
    if ctx.may.write:
        _stay_apart(ctx)


def _stay_apart(ctx: Context) -> None:
    """The codes of two courses of two teachers: neither list shows the other's."""
    mine = ctx.make.a_course
    other = ctx.make.course(teacher=ctx.make.another_teacher["id"])
    codes = {mine["id"]: ctx.make.recharge_codes[0]}
    codes[other["id"]] = ctx.make.recharge_code(course=other["id"])
    for course in (mine, other):
        made = codes[course["id"]]
        ctx.must.equal(made, course["name"], made.json["course_name"], "course_name")
        ctx.must.equal(made, course["teacher_name"], made.json["teacher_name"], "teacher_name")
        listing = ctx.listing("recharge_codes_list", course=course["id"])
        here = {code for code in codes if codes[code].json["id"] in listing.ids}
        ctx.must.equal(listing.first, {course["id"]}, here, "courses whose new codes are listed")


def _create(ctx: Context, **changes: JSON) -> Exchange:
    return ctx.call("recharge_codes_create", json=ctx.make.recharge_code_json(**changes))


def _is_refused(
    ctx: Context, level: Level, field: str, values: st.SearchStrategy[JSON], examples: int = 3
) -> None:
    def names(trial: Context, wrong: JSON) -> None:
        trial.judge(level).names(_create(trial, **{field: wrong}), field)

    for_all(ctx, values, names, examples)


def _is_kept(ctx: Context, dear: str) -> None:
    made = _create(ctx, value=dear)
    ctx.must.equal(made, amount(dear), amount(ctx.must.answers(made)["value"]), "value")


def _are_listed(ctx: Context, answers: Sequence[Exchange]) -> None:
    """The list of their course has them as they were made."""
    listing = ctx.listing("recharge_codes_list", course=answers[0].json["course"])
    listed = {code["id"]: code for code in listing.items}
    for made in answers:
        shown = listed.get(made.json["id"])
        ctx.must.equal(listing.first, made.json, shown, f"code {made.json['id']} in the list")


def _made(ctx: Context) -> Sequence[Exchange]:
    return ctx.make.recharge_codes if ctx.may.write else ()


def _is_one(letters: Sequence[str]) -> bool:
    return len(set(letters)) == 1


def _count(groups: Sequence[str]) -> bool:
    """Whether each group is a little more than the one before."""
    numbers = [int(group, 36) for group in groups]
    return len(numbers) > 1 and all(0 < b - a <= STEP for a, b in pairwise(numbers))


def _in_order(codes: Sequence[str]) -> bool:
    pairs = list(pairwise(codes))
    return all(a < b for a, b in pairs) or all(a > b for a, b in pairs)


def _key(value: JSON) -> JSON:
    text = str(value)
    return instant(text) if "T" in text else amount(text)
