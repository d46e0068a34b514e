"""GEN: who may call, and with what credentials."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from siteowner_contract.context import Context, Outsider
from siteowner_contract.credentials import Account
from siteowner_contract.judge import Judge, Skip
from siteowner_contract.registry import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON

NOT_AUTHENTICATED = "Authentication credentials were not provided."
NOT_PERMITTED = "You do not have permission to perform this action."
NOT_PERMITTED_SHOWN = "You do not have permission"
# The operations whose table of errors shows the beginning of the text.
SHOW_NOT_PERMITTED = frozenset(
    {
        "teachers_create",
        "teachers_update",
        "teachers_partial_update",
        "courses_create",
        "courses_update",
        "courses_partial_update",
        "recharge_codes_create",
    }
)


@check("GEN-1")
def no_credentials(ctx: Context) -> None:
    """No call passes without credentials, and the dashboard says so in the documented words."""
    for call in ctx.examples():
        answer = ctx.anonymous.perform(call)
        if ctx.must.status(answer, 401):
            _documented_on_dashboard(ctx, answer).says(answer, NOT_AUTHENTICATED)


@check("GEN-2")
def no_site_owner(ctx: Context) -> None:
    """No other role may call anything, and what it tries to write changes nothing."""
    outsiders = [*ctx.outsiders, *_made_outsiders(ctx)]
    if not outsiders:
        raise Skip("needs an account that is no site owner: pass --outsider USER:PASSWORD")
    calls = list(ctx.examples())
    before = _state(ctx)
    for outsider in outsiders:
        for call in calls:
            _is_forbidden(ctx, outsider.session.perform(call))
    _is_unchanged(ctx, before, _state(ctx))


@check("GEN-10")
def bad_token(ctx: Context) -> None:
    """A token that the server never gave opens nothing."""
    calls = list(ctx.examples())
    for authorization in _bad_headers(ctx):
        stranger = ctx.session.with_header(authorization)
        for call in calls:
            ctx.should.status(stranger.perform(call), 401)


@check("GEN-13", writes=True)
def deactivated_account(ctx: Context) -> None:
    """A teacher who could log in no longer can once deactivated."""
    form = ctx.make.teacher_form()
    teacher = ctx.must.answers(ctx.call("teachers_create", form=form))
    account = Account(form["username"], form["password"])
    if _log_in(ctx, account).status != 200:
        raise Skip("needs the log-in auth_token_create; see --routes if it is elsewhere")
    ctx.call("teachers_partial_update", teacher["id"], form={"is_active": False})
    ctx.should.status(_log_in(ctx, account), 401)


def _documented_on_dashboard(ctx: Context, answer: Exchange) -> Judge:
    return ctx.must if answer.operation == "dashboard_stats" else ctx.should


def _is_forbidden(ctx: Context, answer: Exchange) -> None:
    if not ctx.must.status(answer, 403):
        return
    if answer.operation in SHOW_NOT_PERMITTED:
        ctx.must.says(answer, NOT_PERMITTED_SHOWN, whole=False)
    _documented_on_dashboard(ctx, answer).says(answer, NOT_PERMITTED)


def _made_outsiders(ctx: Context) -> Iterator[Outsider]:
    if not ctx.may.write:
        return
    account = ctx.make.teacher_account
    answer = _log_in(ctx, account)
    if answer.status == 200 and "access" in answer.json:
        session = ctx.session.with_header(f"Bearer {answer.json['access']}")
        yield Outsider(account.username, session)


def _log_in(ctx: Context, account: Account) -> Exchange:
    body = {"username": account.username, "password": account.password}
    return ctx.anonymous.call("auth_token_create", json=body)


def _state(ctx: Context) -> list[tuple[str, JSON, Exchange]]:
    """What an outsider could have changed, each with the answer that shows it."""
    if not ctx.may.write:
        return []
    teachers = ctx.call("teachers_list")
    codes = ctx.call("recharge_codes_list")
    courses = ctx.call("revenue_overview")
    student = ctx.call("students_retrieve", *ctx.data.path_of("students_retrieve"))
    return [
        ("count of teachers", ctx.must.answers(teachers, 200)["count"], teachers),
        ("count of codes", ctx.must.answers(codes, 200)["count"], codes),
        (
            "ids of courses",
            [row["id"] for row in ctx.must.answers(courses, 200)["courses"]],
            courses,
        ),
        ("student", ctx.must.answers(student, 200), student),
    ]


def _is_unchanged(
    ctx: Context,
    before: list[tuple[str, JSON, Exchange]],
    after: list[tuple[str, JSON, Exchange]],
) -> None:
    for (what, old, _), (_, new, evidence) in zip(before, after, strict=True):
        ctx.must.equal(evidence, old, new, f"after refused writes, the {what}")


def _bad_headers(ctx: Context) -> Iterator[str]:
    scheme, _, token = (ctx.session.credentials.authorization() or "Bearer x").partition(" ")
    yield f"{scheme} garbage"
    if token.count(".") == 2:
        head, claims, signature = token.split(".")
        yield f"{scheme} {head}.{claims}.{_tampered(signature)}"
        yield f"{scheme} {_segment({'alg': 'none', 'typ': 'JWT'})}.{claims}."


def _tampered(signature: str) -> str:
    # The first character: the last one may carry bits that nobody reads.
    return ("A" if signature[:1] != "A" else "B") + signature[1:]


def _segment(content: dict[str, str]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")
