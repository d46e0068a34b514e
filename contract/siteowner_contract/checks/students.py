"""STU: students and their status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siteowner_contract.checks.filters import filters, finds
from siteowner_contract.checks.teachers import is_same_as_in_list
from siteowner_contract.registry import check

if TYPE_CHECKING:
    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON

STATUSES = ("verified", "pending", "declined", "suspended_temporary", "suspended_permanent")
SEARCHED = ("name_ar", "name_en", "student_code", "national_id")
NOT_SEARCHED = ("phone_number", "gmail", "username")


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
    finds(ctx, "students_list", SEARCHED, NOT_SEARCHED)


@check("STU-5")
def retrieve(ctx: Context) -> None:
    """A student retrieved equals the item of the list."""
    is_same_as_in_list(ctx, "students_list", "students_retrieve")


@check("STU-6", writes=True)
def update(ctx: Context) -> None:
    """Every status is answered with status and flag alone, which retrieve then shows."""
    with ctx.lent_student() as student:
        for status in STATUSES:
            answer = _patch(ctx, student, status=status)
            body = ctx.must.answers(answer, 200)
            ctx.must.equal(answer, {"status", "is_active"}, set(body), "fields")
            ctx.must.equal(answer, status, body.get("status"), "status")
            retrieved = ctx.call("students_retrieve", student["id"])
            shown = ctx.must.answers(retrieved, 200)
            for field in ("status", "is_active"):
                ctx.must.equal(retrieved, body.get(field, ...), shown[field], f"retrieved {field}")


@check("STU-7", writes=True)
def shut_out(ctx: Context) -> None:
    """From an active student, both refusals take the flag away."""
    with ctx.lent_student() as student:
        for status in ("declined", "suspended_permanent"):
            _patch(ctx, student, status="verified")
            _sets(ctx, _patch(ctx, student, status=status), is_active=False)
            _is_shown(ctx, student, status=status, is_active=False)


@check("STU-8", writes=True)
def let_in(ctx: Context) -> None:
    """From an inactive student, verified gives the flag, whichever status it had."""
    with ctx.lent_student() as student:
        for status in ("declined", "suspended_permanent", "pending", "verified"):
            _patch(ctx, student, status=status)
            _patch(ctx, student, is_active=False)
            _sets(ctx, _patch(ctx, student, status="verified"), is_active=True)
            _is_shown(ctx, student, status="verified", is_active=True)


@check("STU-9", writes=True)
def undecided(ctx: Context) -> None:
    """The other two statuses leave the flag, be it true or false."""
    with ctx.lent_student() as student:
        for status in ("pending", "suspended_temporary"):
            for flag in (True, False):
                _patch(ctx, student, status="verified")
                _patch(ctx, student, is_active=flag)
                answer = _patch(ctx, student, status=status)
                ctx.should.holds(
                    answer,
                    answer.status == 200 and answer.json["is_active"] is flag,
                    f"is_active {flag}, as it was",
                )


@check("STU-10", writes=True)
def unknown_status(ctx: Context) -> None:
    """Another word, another letter case or nothing is refused, and the student stays as it was."""
    with ctx.lent_student() as student:
        for status in ("active", "Verified", "suspended", ""):
            ctx.must.names(_patch(ctx, student, status=status), "status")
            _is_shown(ctx, student, status=student["status"], is_active=student["is_active"])


@check("STU-11", writes=True)
def flag_alone(ctx: Context) -> None:
    """The flag changes alone; a name or a grade sent is ignored."""
    with ctx.lent_student() as student:
        flag = not student["is_active"]
        changed = _patch(ctx, student, is_active=flag)
        if ctx.should.status(changed, 200):
            _is_otherwise_same(ctx, {**student, "is_active": flag})
        _patch(ctx, student, name_en="Nobody", grade=None, national_id="0")
        _is_otherwise_same(ctx, {**student, "is_active": flag})


@check("STU-12", writes=True)
def conflict(ctx: Context) -> None:
    """Verified ends active and declined inactive, whatever flag comes with them."""
    with ctx.lent_student() as student:
        for status, wins in (
            ("declined", False),
            ("suspended_permanent", False),
            ("verified", True),
        ):
            answer = _patch(ctx, student, status=status, is_active=not wins)
            ctx.should.holds(
                answer,
                answer.status == 200 and answer.json["is_active"] is wins,
                f"is_active {wins}, by the rule of {status}",
            )


def _patch(ctx: Context, student: JSON, **change: JSON) -> Exchange:
    return ctx.call("students_partial_update", student["id"], json=change)


def _sets(ctx: Context, answer: Exchange, *, is_active: bool) -> None:
    body = ctx.must.answers(answer, 200)
    ctx.must.equal(answer, is_active, body.get("is_active"), "is_active")


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
