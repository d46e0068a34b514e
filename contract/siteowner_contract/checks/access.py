"""GEN: who may call, and with what credentials.

One matrix: every operation of the contract, called by one stranger after another. Everybody is
refused, and what a refused call would have written is read back by the site owner.
"""

from __future__ import annotations

from contextlib import contextmanager
from itertools import cycle
from typing import TYPE_CHECKING

from siteowner_contract.context import Context, Outsider
from siteowner_contract.credentials import Account, LoginError
from siteowner_contract.forgery import FOREMOST, forged_headers
from siteowner_contract.judge import Judge, Skip
from siteowner_contract.readback import read_back
from siteowner_contract.registry import check
from siteowner_contract.session import Call

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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

    def is_refused(_: Outsider, answer: Exchange) -> bool:
        if not ctx.must.status(answer, 401):
            return False
        _documented_on_dashboard(ctx, answer).says(answer, NOT_AUTHENTICATED)
        return True

    _are_refused(ctx, ctx.must, lambda: [Outsider("nobody", ctx.anonymous)], is_refused)


@check("GEN-2")
def no_site_owner(ctx: Context) -> None:
    """No other role may call anything, and what it tries to write changes nothing."""
    outsiders = [*ctx.outsiders, *_made_outsiders(ctx)]
    if not outsiders:
        raise Skip("needs an account that is no site owner: pass --outsider USER:PASSWORD")
    _are_refused(
        ctx,
        ctx.must,
        lambda: ctx.some(outsiders),
        lambda who, answer: _is_forbidden(ctx, who, answer),
    )


@check("GEN-10")
def bad_token(ctx: Context) -> None:
    """A token that is forged, of another kind or past its time opens nothing."""
    strangers = [
        Outsider(what, ctx.session.with_header(header)) for what, header in _bad_headers(ctx)
    ]
    taking_turns = cycle(_rarer_forgeries(ctx))
    _are_refused(
        ctx,
        ctx.should,
        lambda: [*ctx.some(strangers, quick=1), next(taking_turns)],
        lambda who, answer: ctx.should.holds(
            answer, answer.status == 401, f"status 401 for {who.name}"
        ),
    )
    if ctx.account is not None and "access" in (tokens := _tokens(ctx, ctx.account)):
        # Nor does the one kind of token do for the other.
        body = {"refresh": tokens["access"]}
        ctx.should.status(ctx.anonymous.call("auth_token_refresh", json=body), 401)


@check("GEN-13", writes=True)
def deactivated_account(ctx: Context) -> None:
    """A teacher logs in while active: not once deactivated, again when active, never if made so."""
    form = ctx.make.teacher_form()
    teacher = ctx.must.answers(ctx.call("teachers_create", form=form))
    account = Account(form["username"], form["password"])
    if _log_in(ctx, account).status != 200:
        raise Skip("needs the log-in auth_token_create; see --routes if it is elsewhere")
    for flag, status in ((False, 401), (True, 200)):
        ctx.call("teachers_partial_update", teacher["id"], form={"is_active": flag})
        ctx.should.status(_log_in(ctx, account), status)
    form = ctx.make.teacher_form(is_active=False)
    ctx.must.answers(ctx.call("teachers_create", form=form))
    ctx.should.status(_log_in(ctx, Account(form["username"], form["password"])), 401)


def _are_refused(
    ctx: Context,
    judge: Judge,
    strangers: Callable[[], Sequence[Outsider]],
    is_refused: Callable[[Outsider, Exchange], bool],
) -> None:
    """Every operation refuses every stranger, and nothing of what they would have written is there.

    Args:
        ctx: The check's context.
        judge: How binding it is that nothing changes.
        strangers: Who calls next; asked for each operation.
        is_refused: Judges the refusal.
    """
    with _calls(ctx) as calls:
        for call in calls:
            before = _state(ctx, call)
            refused = [
                is_refused(stranger, stranger.session.perform(call)) for stranger in strangers()
            ]
            # Whoever was let in is found already; here it is about what was done all the same.
            if before is not None and all(refused):
                evidence, after = read_back(ctx, call)
                what = f"what {call.operation} would change, after it was refused,"
                judge.equal(evidence, before, after, what)


def _state(ctx: Context, call: Call) -> JSON:
    return read_back(ctx, call)[1] if ctx.contract[call.operation].writes else None


@contextmanager
def _calls(ctx: Context) -> Iterator[list[Call]]:
    """A call of every operation, which would succeed and change something."""
    calls = list(ctx.examples())
    if not ctx.may.change_students:
        # A student who is not ours is patched with nothing.
        yield calls
        return
    with ctx.lent_student() as student:
        change = Call(
            "students_partial_update",
            (student["id"],),
            json={"is_active": not student["is_active"]},
        )
        yield [change if call.operation == change.operation else call for call in calls]


def _documented_on_dashboard(ctx: Context, answer: Exchange) -> Judge:
    return ctx.must if answer.operation == "dashboard_stats" else ctx.should


def _is_forbidden(ctx: Context, who: Outsider, answer: Exchange) -> bool:
    if not ctx.must.holds(answer, answer.status == 403, f"status 403 for {who.name}"):
        return False
    if answer.operation in SHOW_NOT_PERMITTED:
        ctx.must.says(answer, NOT_PERMITTED_SHOWN, whole=False)
    _documented_on_dashboard(ctx, answer).says(answer, NOT_PERMITTED)
    return True


def _made_outsiders(ctx: Context) -> Iterator[Outsider]:
    if not ctx.may.write:
        return
    account = ctx.make.teacher_account
    try:
        yield Outsider("a teacher that the suite made", ctx.log_in(account))
    except LoginError as reason:
        ctx.note(f"a teacher of the suite's own was no outsider: {reason}")


def _log_in(ctx: Context, account: Account) -> Exchange:
    body = {"username": account.username, "password": account.password}
    return ctx.anonymous.call("auth_token_create", json=body)


def _tokens(ctx: Context, account: Account) -> dict[str, str]:
    answer = _log_in(ctx, account)
    return answer.json if answer.status == 200 and isinstance(answer.json, dict) else {}


def _rarer_forgeries(ctx: Context) -> list[Outsider]:
    forged = forged_headers(ctx.session.credentials.authorization())
    return [
        Outsider(what, ctx.session.with_header(header))
        for what, header in forged.items()
        if what not in FOREMOST
    ]


def _bad_headers(ctx: Context) -> Iterator[tuple[str, str]]:
    good = ctx.session.credentials.authorization()
    forged = forged_headers(good)
    yield from ((what, header) for what, header in forged.items() if what in FOREMOST)
    scheme = (good or "Bearer").partition(" ")[0]
    refresh = None if ctx.account is None else _tokens(ctx, ctx.account).get("refresh")
    if refresh is None:
        ctx.note("no refresh token was tried: log-in with --username gives none")
    else:
        yield "a refresh token", f"{scheme} {refresh}"
    if ctx.expired_token is None:
        ctx.note("no expired token was tried: pass --expired-token")
    else:
        yield "an expired token", f"{scheme} {ctx.expired_token}"
