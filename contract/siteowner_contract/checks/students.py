"""STU: students and their status."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from siteowner_contract.checks.filters import filters
from siteowner_contract.checks.searches import finds
from siteowner_contract.checks.teachers import is_same_as_in_list
from siteowner_contract.drawn import for_all, for_each_kind
from siteowner_contract.registry import check
from siteowner_contract.strategies import near_misses

if TYPE_CHECKING:
    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON

STATUSES = ("verified", "pending", "declined", "suspended_temporary", "suspended_permanent")
SHUT_OUT = ("declined", "suspended_permanent")
UNDECIDED = ("pending", "suspended_temporary")
ACTIVE_BY_STATUS = {"verified": True, "declined": False, "suspended_permanent": False}


@check("STU-1")
def by_status(ctx: Context) -> None:
    """`status` keeps the students of that status."""
    filters(ctx, "students_list", "status", lambda student: [student["status"]])


@check("STU-2")
def by_grade(ctx: Context) -> None:
    """`grade` keeps the students of that grade."""
    filters(ctx, "students_list", "grade", lambda student: [student["grade"]])


@check("STU-3")
def by_school_type(ctx: Context) -> None:
    """`school_type` keeps the students of that school type."""
    filters(ctx, "students_list", "school_type", lambda student: [student["school_type"]])


@check("STU-4")
def search(ctx: Context) -> None:
    """`search` looks at both names, the code and the national id."""
    finds(ctx, "students_list")


@check("STU-5")
def retrieve(ctx: Context) -> None:
    """A student retrieved equals the item of the list."""
    is_same_as_in_list(ctx, "students_list", "students_retrieve")


@check("STU-6", writes=True)
def update(ctx: Context) -> None:
    """Every status is answered with status and flag alone, which retrieve then shows."""
    neighbours = _neighbours(ctx)
    with ctx.lent_student() as student:
        for status in ctx.random.sample(STATUSES, len(STATUSES)):
            answer = _patch(ctx, student, status=status)
            body = ctx.must.answers(answer, 200)
            ctx.must.equal(answer, {"status", "is_active"}, set(body), "fields")
            ctx.must.equal(answer, status, body.get("status"), "status")
            _is_shown(ctx, student, status=body.get("status"), is_active=body.get("is_active"))
        for neighbour in neighbours:
            fields = ("status", "is_active")
            _is_shown(ctx, neighbour, **{field: neighbour[field] for field in fields})


@check("STU-7", writes=True)
def shut_out(ctx: Context) -> None:
    """Both refusals take the flag away, whichever status the active student had."""
    with ctx.lent_student() as student:
        for status, before in ctx.some(list(product(SHUT_OUT, STATUSES)), quick=4):
            _patch(ctx, student, status=before)
            _patch(ctx, student, is_active=True)
            _sets(ctx, _patch(ctx, student, status=status), is_active=False)
            _is_shown(ctx, student, status=status, is_active=False)


@check("STU-8", writes=True)
def let_in(ctx: Context) -> None:
    """From an inactive student, verified gives the flag, whichever status it had."""
    with ctx.lent_student() as student:
        for before in ctx.some(STATUSES):
            _patch(ctx, student, status=before)
            _patch(ctx, student, is_active=False)
            _sets(ctx, _patch(ctx, student, status="verified"), is_active=True)
            _is_shown(ctx, student, status="verified", is_active=True)


@check("STU-9", writes=True)
def undecided(ctx: Context) -> None:
    """The other two statuses leave the flag, be it true or false."""
    with ctx.lent_student() as student:
        for status, flag in product(UNDECIDED, (True, False)):
            _patch(ctx, student, status="verified")
            _patch(ctx, student, is_active=flag)
            answer = _patch(ctx, student, status=status)
            _ends(ctx, answer, f"is_active {flag}, as it was", is_active=flag)


@check("STU-10", writes=True)
def unknown_status(ctx: Context) -> None:
    """Another word, another letter case or nothing is refused, and the student stays as it was."""
    with ctx.lent_student() as student:

        def is_refused(trial: Context, status: JSON) -> None:
            judge = trial.must if isinstance(status, str) else trial.should
            sent = {"status": status, "is_active": not student["is_active"]}
            judge.names(_patch(trial, student, **sent), "status")

        for_each_kind(ctx, near_misses(STATUSES), is_refused)
        for_all(ctx, st.sampled_from(("", None, 1, True, [], ["verified"], {})), is_refused, 7)
        _is_shown(ctx, student, status=student["status"], is_active=student["is_active"])


@check("STU-11", writes=True)
def flag_alone(ctx: Context) -> None:
    """The flag changes alone, back and forth; whatever else is sent is ignored."""
    with ctx.lent_student() as student:
        for flag in (not student["is_active"], student["is_active"]):
            changed = _patch(ctx, student, is_active=flag)
            if ctx.should.status(changed, 200):
                _is_otherwise_same(ctx, {**student, "is_active": flag})
        read_only = sorted(set(student) - {"status", "is_active", "id"})
        others = st.dictionaries(st.sampled_from(read_only), st.sampled_from((None, 0, "1")))

        def is_ignored(trial: Context, sent: dict[str, JSON]) -> None:
            _patch(trial, student, **sent)
            _is_otherwise_same(trial, student)

        for_all(ctx, others, is_ignored)
        _patch(ctx, student, **dict.fromkeys(read_only, "1"))
        _is_otherwise_same(ctx, student)


@check("STU-12", writes=True)
def conflict(ctx: Context) -> None:
    """The rule of the status wins over the flag beside it; without a rule the flag is as sent."""
    with ctx.lent_student() as student:
        for status, flag in product(STATUSES, (True, False)):
            wins = ACTIVE_BY_STATUS.get(status, flag)
            _patch(ctx, student, is_active=not wins)
            answer = _patch(ctx, student, status=status, is_active=flag)
            why = f"is_active {wins}, with {status} and is_active {flag} sent"
            _ends(ctx, answer, why, is_active=wins)


def _patch(ctx: Context, student: JSON, **change: JSON) -> Exchange:
    return ctx.call("students_partial_update", student["id"], json=change)


def _neighbours(ctx: Context) -> list[JSON]:
    """Students that a mixed-up id would change in the place of the one that is meant."""
    student = ctx.data.student_to_change
    users = {one["id"]: one["user_id"] for one in ctx.data.students}
    others = [one for one in ctx.data.students if one["id"] != student]
    mixed_up = [
        one for one in others if one["id"] == users.get(student) or one["user_id"] == student
    ]
    return [*mixed_up, *ctx.random.sample(others, min(1, len(others)))]


def _sets(ctx: Context, answer: Exchange, *, is_active: bool) -> None:
    body = ctx.must.answers(answer, 200)
    ctx.must.equal(answer, is_active, body.get("is_active"), "is_active")


def _ends(ctx: Context, answer: Exchange, expected: str, *, is_active: bool) -> None:
    came = answer.json.get("is_active") if answer.status == 200 else None
    ctx.should.holds(answer, came is is_active, expected)


def _is_shown(ctx: Context, student: JSON, **expected: JSON) -> None:
    retrieved = ctx.call("students_retrieve", student["id"])
    body = ctx.must.answers(retrieved, 200)
    for field, value in expected.items():
        ctx.must.equal(retrieved, value, body[field], f"retrieved {field}")


def _is_otherwise_same(ctx: Context, expected: JSON) -> None:
    retrieved = ctx.call("students_retrieve", expected["id"])
    body = ctx.must.answers(retrieved, 200)
    differing = {
        field for field in expected if field != "updated_at" and expected[field] != body.get(field)
    }
    ctx.should.equal(retrieved, set(), differing, "fields that changed")
