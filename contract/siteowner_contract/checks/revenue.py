"""REV: sums that have to agree, whatever data the server has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siteowner_contract.checks.filters import NO_VALUE
from siteowner_contract.discovery import UNUSED_ID
from siteowner_contract.judge import Skip
from siteowner_contract.registry import check
from siteowner_contract.values import amount, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON

# Courses that were bought, and of each its lectures: enough to meet every kind of row.
COURSES = 8
LECTURES = 4


@check("REV-1")
def overview(ctx: Context) -> None:
    """The summary is the sum of the rows, and every course that has codes is among them."""
    answer = ctx.call("revenue_overview")
    body = ctx.must.answers(answer, 200)
    summary, rows = body["summary"], body["courses"]
    _equals(ctx, answer, total(rows, "revenue"), summary["total_revenue"], "total_revenue")
    _equals(
        ctx, answer, total(rows, "purchase_count"), summary["total_purchases"], "total_purchases"
    )
    ctx.must.equal(answer, len(rows), summary["total_courses"], "total_courses")
    shown = [row["id"] for row in rows]
    ctx.must.equal(answer, sorted(set(shown)), sorted(shown), "ids of courses")
    of_codes = {code["course"] for code in ctx.sample("recharge_codes_list").items}
    ctx.must.equal(answer, set(), of_codes - set(shown), "courses left out that have codes")


@check("REV-2")
def course(ctx: Context) -> None:
    """A course's totals are those of its lectures, topics and students, and of the overview."""
    for row, answer in _courses(ctx):
        body = ctx.must.answers(answer, 200)
        for what, expected in (
            ("lectures", total(body["lectures"], "revenue")),
            ("topics", total(body["topics"], "revenue")),
            ("student_spending", total(body["student_spending"], "total_spent")),
            ("the overview", amount(row["revenue"])),
        ):
            _equals(ctx, answer, expected, body["total_revenue"], f"total_revenue as in {what}")
        for what, expected in (
            ("lectures", total(body["lectures"], "purchase_count")),
            ("topics", total(body["topics"], "purchase_count")),
            ("the overview", amount(row["purchase_count"])),
        ):
            _equals(ctx, answer, expected, body["total_purchases"], f"total_purchases as in {what}")
        _has_each_student_once(ctx, answer, body["student_spending"])
        bought = total(body["student_spending"], "lectures_purchased")
        purchases = amount(body["total_purchases"])
        ctx.should.equal(answer, purchases, bought, "lectures_purchased of all students")


@check("REV-3")
def topics(ctx: Context) -> None:
    """A topic's figures are those of its lectures."""
    for _, answer in _courses(ctx):
        body = ctx.must.answers(answer, 200)
        for topic in body["topics"]:
            of_topic = [
                lecture for lecture in body["lectures"] if lecture["topic_id"] == topic["topic_id"]
            ]
            who = f"topic {topic['topic_id']}'s"
            ctx.must.equal(answer, len(of_topic), topic["lecture_count"], f"{who} lecture_count")
            for field in ("revenue", "purchase_count"):
                _equals(ctx, answer, total(of_topic, field), topic[field], f"{who} {field}")


@check("REV-4")
def lecture(ctx: Context) -> None:
    """A lecture's totals are those of its timeline, and of its row in the course."""
    for row, answer in _lectures(ctx):
        body = ctx.must.answers(answer, 200)
        timeline = body["purchase_timeline"]
        revenue = total(timeline, "amount_paid")
        buyers = len({purchase["student_code"] for purchase in timeline})
        _equals(ctx, answer, revenue, body["total_revenue"], "total_revenue as in the timeline")
        ctx.must.equal(answer, len(timeline), body["purchase_count"], "purchase_count")
        ctx.must.equal(answer, buyers, body["buyer_count"], "buyer_count")
        in_course = "as in the course"
        _equals(ctx, answer, row["revenue"], body["total_revenue"], f"total_revenue {in_course}")
        for field in ("purchase_count", "price", "final_price"):
            _equals(ctx, answer, row[field], body[field], f"{field} {in_course}")


@check("REV-5")
def students(ctx: Context) -> None:
    """What all students spent is the revenue of all courses; of one course, that course's."""
    overview = ctx.read("revenue_overview")
    answer = ctx.call("revenue_students")
    rows = ctx.must.answers(answer, 200)
    summary, courses = overview["summary"], overview["courses"]
    _equals(ctx, answer, summary["total_revenue"], total(rows, "total_spent"), "spent")
    _are_members(ctx, answer, summary["total_purchases"], total(courses, "enrolled_count"))
    for row in _bought(ctx, courses):
        answer = ctx.call("revenue_students", course=row["id"])
        spent = total(ctx.must.answers(answer, 200), "total_spent")
        _equals(ctx, answer, row["revenue"], spent, f"spent on course {row['id']}")
        _are_members(ctx, answer, row["purchase_count"], row["enrolled_count"])
    answer = ctx.call("revenue_students", course=UNUSED_ID)
    if ctx.should.status(answer, 200):
        ctx.should.equal(answer, [], answer.json, "students of a course that nobody has")
    ctx.should.names(ctx.call("revenue_students", course=NO_VALUE), "course")


@check("REV-10")
def sane_amounts(ctx: Context) -> None:
    """No discount raises a price, and nothing is worth less than nothing."""
    for _, answer in _courses(ctx):
        for row in ctx.must.answers(answer, 200)["lectures"]:
            discounted = amount(row["final_price"]) <= amount(row["price"])
            expected = f"a final_price up to the price of lecture {row['lecture_id']}"
            ctx.should.holds(answer, discounted, expected, str(row["final_price"]))
        _is_never_negative(ctx, answer)
    for operation in ("revenue_overview", "revenue_students", "revenue_trends"):
        _is_never_negative(ctx, ctx.call(operation))


@check("REV-11")
def buyers(ctx: Context) -> None:
    """The overview counts who bought, and a course has room for all its buyers."""
    answer = ctx.call("revenue_overview")
    body = ctx.must.answers(answer, 200)
    bought = [row for row in ctx.read("revenue_students") if row["lectures_purchased"] > 0]
    ctx.should.equal(answer, len(bought), body["summary"]["total_students"], "total_students")
    for row, of_course in _courses(ctx):
        spending = ctx.must.answers(of_course, 200)["student_spending"]
        enough = row["enrolled_count"] >= len(spending)
        expected = f"at least {len(spending)} enrolled in course {row['id']}"
        ctx.should.holds(answer, enough, expected, str(row["enrolled_count"]))


def _are_members(ctx: Context, answer: Exchange, purchases: JSON, enrolments: JSON) -> None:
    """Whoever is enrolled or has bought has one row, with all enrolments and purchases in it."""
    rows = answer.json
    _has_each_student_once(ctx, answer, rows)
    ids = [row["student_id"] for row in rows]
    ctx.should.equal(answer, sorted(ids), ids, "ids of students, ascending")
    counts = (("lectures_purchased", purchases), ("courses_enrolled", enrolments))
    for field, expected in counts:
        ctx.should.equal(answer, amount(expected), total(rows, field), f"sum of {field}")
    other = [
        row["student_id"]
        for row in rows
        if (row["last_purchase_at"] is None) is not (row["lectures_purchased"] == 0)
    ]
    expected = "a last_purchase_at exactly where something was bought"
    ctx.should.holds(answer, not other, expected, f"another one for students {other}")


def _has_each_student_once(ctx: Context, answer: Exchange, rows: Iterable[JSON]) -> None:
    ids = sorted(row["student_id"] for row in rows)
    ctx.should.equal(answer, sorted(set(ids)), ids, "ids of students")


def _equals(ctx: Context, answer: Exchange, expected: JSON, came: JSON, what: str) -> None:
    ctx.must.equal(answer, str(_plain(expected)), str(_plain(came)), what)


def _plain(value: JSON) -> Decimal:
    """The amount without the zeros that make 5.00 and 5 look different."""
    return amount(value).normalize() + 0


def _bought(ctx: Context, rows: Iterable[JSON]) -> list[JSON]:
    """The courses that were bought most, and one that was not."""
    ranked = sorted(rows, key=lambda row: -row["purchase_count"])
    return [*ctx.some(ranked[:COURSES]), *ranked[COURSES:][-1:]]


def _courses(ctx: Context) -> Iterator[tuple[JSON, Exchange]]:
    rows = ctx.read("revenue_overview")["courses"]
    if not rows:
        raise Skip("needs a course in the server's data")
    for row in _bought(ctx, rows):
        yield row, ctx.call("revenue_course", row["id"])


def _lectures(ctx: Context) -> Iterator[tuple[JSON, Exchange]]:
    for _, answer in _courses(ctx):
        rows = ctx.must.answers(answer, 200)["lectures"]
        for row in sorted(rows, key=lambda row: -row["purchase_count"])[:LECTURES]:
            yield row, ctx.call("revenue_lecture", row["lecture_id"])


def _is_never_negative(ctx: Context, answer: Exchange) -> None:
    negative = [name for name, value in _amounts(answer.json) if amount(value) < 0]
    ctx.should.equal(answer, [], negative, "fields below zero")


def _amounts(body: JSON) -> Iterator[tuple[str, JSON]]:
    named = {"revenue", "total_revenue", "total_spent", "amount_paid", "price", "final_price"}
    match body:
        case dict():
            for name, value in body.items():
                yield from [(name, value)] if name in named else _amounts(value)
        case list():
            for item in body:
                yield from _amounts(item)
