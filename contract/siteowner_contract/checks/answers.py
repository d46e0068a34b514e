"""GEN: what every answer looks like, the good ones and the refusals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siteowner_contract.discovery import UNUSED_ID
from siteowner_contract.judge import is_field_errors
from siteowner_contract.openapi import JSON, MULTIPART
from siteowner_contract.registry import check
from siteowner_contract.session import Call

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import Operation

NOT_FOUND = "Not found."
# The operations whose table of errors shows the text.
SHOW_NOT_FOUND = frozenset({"teachers_update", "teachers_partial_update"})
# Of each kind one is tried; a server that stumbles over one stumbles over its like.
ODD_VALUES = (
    ("", " "),
    ("-1", "0"),
    ("1.5", "abc", "null"),
    ("\u0661",),
    ("2147483648",),
    ("9" * 30,),
    ("a\x00b",),
    ("'\"%_",),
)
# A hash as Django keeps it, whatever the field is called.
HASH = re.compile(r"^(argon2|bcrypt|md5|pbkdf2|scrypt)\w*\$")
WHOLE_BODY = "non_field_errors"


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
    for field, answer in _refused_fields(ctx):
        if answer.status == 400 and ctx.must.names(answer, field):
            ctx.must.holds(answer, is_field_errors(answer.json), "messages by field")
            known = {*_sent_fields(ctx, answer), WHOLE_BODY}
            ctx.must.equal(answer, set(), set(answer.json) - known, "names that are no field")
    not_found = ctx.call("teachers_retrieve", UNUSED_ID)
    if _has_detail(ctx, not_found):
        # Said here and once: everywhere else a server is judged by statuses and names.
        ctx.should.speaks_english(not_found)
    _has_detail(ctx, ctx.anonymous.call("dashboard_stats"))
    for outsider in ctx.outsiders:
        _has_detail(ctx, outsider.session.call("dashboard_stats"))


@check("GEN-9")
def no_server_error(ctx: Context) -> None:
    """Odd ids and odd query values are refused or ignored, never an error of the server."""
    for operation in ctx.contract.values():
        if operation.secured and not operation.writes:
            for call in _odd_calls(ctx, operation):
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
    """No answer has a password or the hash of one, in no field and not as a value."""
    for call in ctx.examples():
        answer = ctx.session.perform(call)
        secret = str((call.form or {}).get("password", "\0"))
        ctx.should.holds(
            answer,
            not _has_password(answer.json) and secret.encode() not in answer.answer,
            "an answer without a password",
            "an answer with one",
        )


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


def _refused_fields(ctx: Context) -> Iterator[tuple[str, Exchange]]:
    yield "is_active", ctx.call("teachers_list", is_active="perhaps")
    yield "status", ctx.call("students_list", status="perhaps")
    yield "teacher", ctx.call("assistants_list", teacher="perhaps")
    yield "course", ctx.call("recharge_codes_list", course="perhaps")
    yield "start_date", ctx.call("revenue_trends", start_date="perhaps")
    if ctx.may.write:
        yield "name", ctx.call("teachers_create", form={})
        yield "name", ctx.call("courses_create", form={})
        yield "value", ctx.call("recharge_codes_create", json={})
        yield "value", ctx.call("recharge_codes_create", json={"course": None, "value": "much"})
        if ctx.may.change_students:
            path = ctx.data.path_of("students_retrieve")
            yield "status", ctx.call("students_partial_update", *path, json={"status": "perhaps"})


def _sent_fields(ctx: Context, answer: Exchange) -> Iterable[str]:
    operation = ctx.contract[answer.operation]
    body = ctx.contract.resolve(operation.body_schema or {})
    return {*operation.query, *body.get("properties", {})}


def _odd_calls(ctx: Context, operation: Operation) -> Iterator[Call]:
    if operation.path_parameters:
        values = _odd_values(ctx)
        yield from (Call(operation.id, (value,)) for value in values if value.strip())
    for name in operation.query:
        yield from (Call(operation.id, query={name: value}) for value in _odd_values(ctx))


def _odd_values(ctx: Context) -> Iterator[str]:
    return map(ctx.random.choice, ctx.some(ODD_VALUES))


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


def _has_password(body: JSON) -> bool:
    match body:
        case dict():
            return "password" in body or any(map(_has_password, body.values()))
        case list():
            return any(map(_has_password, body))
        case str():
            return HASH.match(body) is not None
        case _:
            return False
