"""GEN: every answer of a success as its schema says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siteowner_contract.discovery import UNUSED_ID
from siteowner_contract.judge import Skip
from siteowner_contract.registry import check
from siteowner_contract.session import Call

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange

# A few are enough of each kind: their reports are one code path.
REPORTS = 5


@check("GEN-5")
def conforms(ctx: Context) -> None:
    """Every answer has its documented shape, and the SDK reads and writes the same."""
    for operation in ctx.contract.values():
        if not operation.secured:
            has_documented_tokens(ctx, operation.id)
        elif ctx.may.write or not operation.writes:
            has_documented_shape(ctx, operation.id)
    if not ctx.may.write:
        ctx.note("only operations that read were called: pass --writes for the others")


def has_documented_shape(ctx: Context, operation: str) -> None:
    """A few answers of one operation conform to its schema."""
    try:
        for call in (ctx.example(operation), *MORE.get(operation, _nothing)(ctx)):
            answer = ctx.session.perform(call)
            # Another 2xx for a deletion is judged by CRS-10 alone.
            if not (answer.succeeded and operation == "courses_destroy"):
                ctx.must.status(answer, ctx.contract[operation].success)
            _has_no_deviation(ctx, answer)
            ctx.errors.extend(ctx.compare_sdk(call, answer))
    except Skip as reason:
        ctx.note(f"{operation} was left out: {reason}")


def has_documented_tokens(ctx: Context, operation: str) -> None:
    """The answer to a good log-in conforms, where the run knows one and the server has it."""
    if ctx.account is None:
        ctx.note(f"{operation} was left out: pass --username and --password")
        return
    account = {"username": ctx.account.username, "password": ctx.account.password}
    answer = ctx.anonymous.call("auth_token_create", json=account)
    if operation == "auth_token_refresh" and answer.succeeded:
        refresh = answer.json.get("refresh") if isinstance(answer.json, dict) else None
        answer = ctx.anonymous.call(operation, json={"refresh": refresh})
    if answer.status == 404:
        ctx.note(f"{operation} was left out: nothing is there; see --routes")
        return
    ctx.should.status(answer, ctx.contract[operation].success)
    _has_no_deviation(ctx, answer)


def _has_no_deviation(ctx: Context, answer: Exchange) -> None:
    for deviation in ctx.conformance.deviations(answer):
        expected = f"{deviation.place} as documented"
        ctx.judge(deviation.level).holds(answer, False, expected, deviation.message)


def _nothing(_: Context) -> Iterator[Call]:
    yield from ()


def _whole(operation: str) -> Callable[[Context], Iterator[Call]]:
    def calls(_: Context) -> Iterator[Call]:
        yield Call(operation, query={"page_size": 100})
        if operation in {"teachers_list", "students_list"}:
            yield Call(operation, query={"all": "true"})
        yield Call(operation, query=EMPTY[operation])

    return calls


def _courses(ctx: Context) -> Iterator[Call]:
    unbought = [course for course in ctx.data.courses if not course["purchase_count"]]
    for course in (*ctx.data.courses[:REPORTS], *unbought[:1]):
        yield Call("revenue_course", (course["id"],))


def _lectures(ctx: Context) -> Iterator[Call]:
    for row in ctx.read("revenue_course", ctx.data.bought_course)["lectures"][:REPORTS]:
        yield Call("revenue_lecture", (row["lecture_id"],))


def _students_of_courses(ctx: Context) -> Iterator[Call]:
    for course in ctx.data.courses[:REPORTS]:
        yield Call("revenue_students", query={"course": course["id"]})


def _trends(ctx: Context) -> Iterator[Call]:
    today = ctx.today()
    yield Call("revenue_trends", query={"start_date": today.replace(day=1), "end_date": today})
    yield Call("revenue_trends", query={"start_date": "2000-01-01", "end_date": "2000-01-31"})
    yield Call("revenue_trends", query={"start_date": "2000-01-01", "end_date": today})


# What finds nothing: an empty page has its documented shape, too.
EMPTY: dict[str, dict[str, object]] = {
    "teachers_list": {"search": "qzjxvkw"},
    "students_list": {"search": "qzjxvkw"},
    "assistants_list": {"search": "qzjxvkw"},
    "recharge_codes_list": {"course": UNUSED_ID},
}
MORE: dict[str, Callable[[Context], Iterator[Call]]] = {
    **{operation: _whole(operation) for operation in EMPTY},
    "revenue_course": _courses,
    "revenue_lecture": _lectures,
    "revenue_students": _students_of_courses,
    "revenue_trends": _trends,
}
