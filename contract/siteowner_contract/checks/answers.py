"""GEN: what every answer looks like, the good ones and the refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siteowner_contract.discovery import UNUSED_ID
from siteowner_contract.judge import is_field_errors
from siteowner_contract.openapi import JSON, MULTIPART
from siteowner_contract.registry import check
from siteowner_contract.session import Call

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange

NOT_FOUND = "Not found."
# The operations whose table of errors shows the text.
SHOW_NOT_FOUND = frozenset({"teachers_update", "teachers_partial_update"})
ODD_VALUES = (
    "",
    " ",
    "-1",
    "0",
    "1.5",
    "abc",
    "null",
    "\u0661",
    "2147483648",
    "9" * 30,
    "a\x00b",
    "'\"%_",
)
ODD_IDS = tuple(value for value in ODD_VALUES if value.strip())
# A lecture and a course are enough of each kind: their reports are one code path.
REPORTS = 5


@check("GEN-5")
def conforms(ctx: Context) -> None:
    """Every answer has its documented shape, and the SDK reads and writes the same."""
    for call in _positive_calls(ctx):
        answer = ctx.session.perform(call)
        _succeeds(ctx, answer)
        for deviation in ctx.conformance.deviations(answer):
            expected = f"{deviation.place} as documented"
            ctx.judge(deviation.level).holds(answer, False, expected, deviation.message)
        ctx.errors.extend(ctx.compare_sdk(call, answer))


@check("GEN-6")
def nothing_there(ctx: Context) -> None:
    """An id that nothing has is not found, whatever is asked of it."""
    for call in _calls_of_nothing(ctx):
        answer = ctx.session.perform(call)
        if ctx.must.status(answer, 404) and _has_detail(ctx, answer):
            judge = ctx.must if answer.operation in SHOW_NOT_FOUND else ctx.should
            judge.says(answer, NOT_FOUND)


@check("GEN-7")
def refusals(ctx: Context) -> None:
    """Fields are named with messages, everything else is a detail."""
    for answer in _refused_fields(ctx):
        if answer.status == 400:
            ctx.must.holds(answer, is_field_errors(answer.json), "messages by field")
    _has_detail(ctx, ctx.call("teachers_retrieve", UNUSED_ID))
    _has_detail(ctx, ctx.anonymous.call("dashboard_stats"))
    for outsider in ctx.outsiders:
        _has_detail(ctx, outsider.session.call("dashboard_stats"))


@check("GEN-9")
def no_server_error(ctx: Context) -> None:
    """Odd ids and odd query values are refused or ignored, never an error of the server."""
    for operation in ctx.contract.values():
        if operation.secured and not operation.writes:
            for call in _odd_calls(operation.id, operation.path_parameters, operation.query):
                answer = ctx.session.perform(call)
                ctx.should.holds(answer, answer.status < 500, "no server error")


@check("GEN-11")
def protocol(ctx: Context) -> None:
    """A method, a media type or a text that can't be understood is refused as such."""
    for answer in _unsupported_methods(ctx):
        ctx.should.status(answer, 405)
    ctx.should.status(_post(ctx, "auth_token_create", b"{", "application/json"), 400)
    ctx.should.status(_post(ctx, "auth_token_create", b"<a/>", "application/xml"), 415)
    if ctx.may.write:
        for operation in ("recharge_codes_create", "teachers_create", "courses_create"):
            ctx.should.status(_post(ctx, operation, b"a,b", "text/csv"), 415)
        ctx.should.status(_post(ctx, "recharge_codes_create", b"[1,", "application/json"), 400)


@check("GEN-12")
def no_password(ctx: Context) -> None:
    """No answer has a password, in no field and not as a value."""
    for call in ctx.examples():
        answer = ctx.session.perform(call)
        secret = str((call.form or {}).get("password", "\0"))
        ctx.should.holds(
            answer,
            not _has_key(answer.json, "password") and secret.encode() not in answer.answer,
            "an answer without a password",
            "an answer with one",
        )


def _positive_calls(ctx: Context) -> Iterator[Call]:
    yield from ctx.examples()
    for operation in ("teachers_list", "students_list", "assistants_list", "recharge_codes_list"):
        yield Call(operation, query={"page_size": 100})
    for operation in ("teachers_list", "students_list"):
        yield Call(operation, query={"all": "true"})
    for course in ctx.data.courses[:REPORTS]:
        yield Call("revenue_course", (course["id"],))
        yield Call("revenue_students", query={"course": course["id"]})
    yield Call("revenue_trends", query={"start_date": "2026-01-01", "end_date": "2026-12-31"})


def _succeeds(ctx: Context, answer: Exchange) -> None:
    wanted = ctx.contract[answer.operation].success
    # Another 2xx for a deletion is judged by CRS-10 alone.
    if not (answer.succeeded and answer.operation == "courses_destroy"):
        ctx.must.status(answer, wanted)


def _calls_of_nothing(ctx: Context) -> Iterator[Call]:
    for operation in ctx.contract.values():
        if not operation.path_parameters or (operation.writes and not ctx.may.write):
            continue
        form: dict[str, JSON] | None = None
        if operation.body_type == MULTIPART:
            form = dict(ctx.example(operation.id).form or {})
        body: JSON = None if operation.body_type in {None, MULTIPART} else {}
        yield Call(operation.id, (UNUSED_ID,), form=form, json=body)
    if not ctx.may.write:
        ctx.note("only operations that read were called: pass --writes for the others")


def _has_detail(ctx: Context, answer: Exchange) -> bool:
    body = answer.json
    has = isinstance(body, dict) and isinstance(body.get("detail"), str) and body["detail"] != ""
    return ctx.must.holds(answer, has, "a body with a `detail` in words")


def _refused_fields(ctx: Context) -> Iterator[Exchange]:
    yield ctx.call("teachers_list", is_active="perhaps")
    yield ctx.call("students_list", status="perhaps")
    yield ctx.call("revenue_trends", start_date="perhaps")
    if ctx.may.write:
        yield ctx.call("teachers_create", form={})
        yield ctx.call("courses_create", form={})
        yield ctx.call("recharge_codes_create", json={})


def _odd_calls(operation: str, path: tuple[str, ...], query: object) -> Iterator[Call]:
    if path:
        yield from (Call(operation, (value,)) for value in ODD_IDS)
    for name in query if isinstance(query, dict) else ():
        yield from (Call(operation, query={name: value}) for value in ODD_VALUES)


def _unsupported_methods(ctx: Context) -> Iterator[Exchange]:
    # A collection and reports that nobody could mean to change; a guard lets GET alone pass.
    yield ctx.session.send("auth_token_create", "GET", ctx.session.url("auth_token_create"))
    if ctx.may.write:
        for operation in ("dashboard_stats", "revenue_overview", "students_list"):
            for method in ("PUT", "DELETE"):
                yield ctx.session.send(operation, method, ctx.session.url(operation))


def _post(ctx: Context, operation: str, content: bytes, content_type: str) -> Exchange:
    return ctx.session.send(
        operation,
        "POST",
        ctx.session.url(operation),
        content=content,
        headers={"content-type": content_type},
    )


def _has_key(body: JSON, key: str) -> bool:
    match body:
        case dict():
            return key in body or any(_has_key(value, key) for value in body.values())
        case list():
            return any(_has_key(item, key) for item in body)
        case _:
            return False
