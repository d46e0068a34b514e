"""TCH: changing a teacher."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from siteowner_contract.checks.teachers_written import (
    GMAIL_TAKEN,
    READ_AS,
    REQUIRED,
    USERNAME_TAKEN,
    can_log_in,
    carries,
    holders_of,
    unordered,
)
from siteowner_contract.credentials import Account
from siteowner_contract.drawn import for_all
from siteowner_contract.pictures import PICTURES
from siteowner_contract.registry import check
from siteowner_contract.strategies import PHONES, STRONG_PASSWORDS, TEXTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON

# May move on any update.
MOVING = frozenset({"updated_at"})
# What follows from an id; that it agrees with it is TCH-23's business.
DETAILS = {
    "subject_id": "subject_detail",
    "grade_ids": "grades_detail",
    "video_security_id": "video_security_detail",
}
# Of two values one is the present one, so both are tried.
ONE_OF_TWO = frozenset({"gender", "is_active"})
# What an empty part of the form clears, and where it is seen.
CLEARABLE = {
    "biography": "biography",
    "facebook": "facebook",
    "secondary_phone": "secondary_phone",
    "video_security": "video_security_id",
    "profile_picture": "profile_picture",
}


@check("TCH-20", writes=True)
def patch(ctx: Context) -> None:
    """What is sent changes, alone or with more; all else stays, of this teacher and of others."""
    neighbour, teacher = _full_teacher(ctx), _full_teacher(ctx)
    _changes_only(ctx, teacher["id"], {})
    changes = _changes(ctx, teacher)
    for field, strategy in changes.items():
        alone = st.fixed_dictionaries({field: strategy})
        examples = 2 if field in ONE_OF_TWO else 1
        for_all(ctx, alone, lambda trial, form: _changes_only(trial, teacher["id"], form), examples)
    for subject in list(ctx.data.subjects)[:2]:
        # A backend may want the grades to fit the subject.
        grades = ctx.data.subjects[subject][:2]
        _changes_only(ctx, teacher["id"], {"subject": subject, "grades": grades})
    together = st.fixed_dictionaries({}, optional=changes)
    for_all(ctx, together, lambda trial, form: _changes_only(trial, teacher["id"], form), 4)
    _changes_password(ctx, "teachers_partial_update")
    _clears(ctx, teacher["id"])
    retrieved = ctx.call("teachers_retrieve", neighbour["id"])
    is_same(ctx, retrieved, neighbour, ctx.must.answers(retrieved, 200))


@check("TCH-21", writes=True)
def put_needs_all(ctx: Context) -> None:
    """A PUT with every required field replaces them all; with one missing it names that one."""
    scratch = ctx.make.scratch_teacher["id"]
    form = ctx.make.teacher_form()
    for field in REQUIRED:
        lacking = {name: value for name, value in form.items() if name != field}
        ctx.must.names(ctx.call("teachers_update", scratch, form=lacking), field)
    for is_active in (True, False):
        _is_replaced(ctx, is_active=is_active)
    _changes_password(ctx, "teachers_update")


@check("TCH-22", writes=True)
def unique_on_update(ctx: Context) -> None:
    """What another account holds is refused, what one holds oneself is not."""
    ours, other = ctx.make.teacher(), ctx.make.another_teacher
    for field, message in (("gmail", GMAIL_TAKEN), ("username", USERNAME_TAKEN)):
        _is_taken(ctx, ours, {field: other[field]}, message)
        own = ctx.call("teachers_partial_update", ours["id"], form={field: ours[field]})
        ctx.must.accepts(own)
    ctx.should.accepts(_patch(ctx, ours, {"gmail": ours["gmail"].upper()}))
    ctx.should.refuses(_patch(ctx, ours, {"gmail": other["gmail"].upper()}), "gmail", GMAIL_TAKEN)
    for _, gmail in holders_of(ctx, "gmail"):
        ctx.must.refuses(_patch(ctx, ours, {"gmail": gmail}), "gmail", GMAIL_TAKEN)
    form = ctx.make.teacher_form(username=ours["username"], gmail=ours["gmail"])
    ctx.must.accepts(ctx.call("teachers_update", ours["id"], form=form))


def is_same(ctx: Context, answer: Exchange, expected: JSON, body: JSON) -> None:
    """Two objects are the same in every field but those that may move on an update."""
    differing = {
        field
        for field in set(expected) | set(body)
        if field not in MOVING
        and unordered(expected.get(field, ...)) != unordered(body.get(field, ...))
    }
    ctx.must.equal(answer, set(), differing, "fields that differ from what is expected")


def _full_teacher(ctx: Context) -> JSON:
    """A teacher who has everything, so that nothing can be lost unseen."""
    return ctx.make.teacher(
        is_active=False,
        biography="Before.",
        facebook="https://example.com/before",
        secondary_phone=ctx.make.samples.phone(),
        video_security=ctx.data.video_security,
        profile_picture=PICTURES[0],
    )


def _changes(ctx: Context, teacher: JSON) -> dict[str, st.SearchStrategy[JSON]]:
    """What each field may be changed to; what is unique carries the run's own label."""
    word = st.text(ascii_lowercase, min_size=6).map(lambda text: f"{ctx.make.samples.label}{text}")
    return {
        "name": TEXTS.map(lambda text: f"{teacher['name']} {text}"),
        "username": word,
        "gmail": word.map(lambda text: f"{text}@example.com"),
        "phone": PHONES,
        "secondary_phone": PHONES,
        "gender": st.sampled_from(("male", "female")),
        "biography": TEXTS,
        "facebook": word.map(lambda text: f"https://example.com/{text}"),
        "is_active": st.sampled_from((True, False)),
        "grades": st.lists(st.sampled_from(ctx.data.grades), min_size=1, unique=True),
        "video_security": st.just(ctx.data.video_security),
    }


def _patch(ctx: Context, teacher: JSON, form: dict[str, JSON]) -> Exchange:
    return ctx.call("teachers_partial_update", teacher["id"], form=form)


def _changes_only(ctx: Context, teacher: int, form: dict[str, JSON]) -> None:
    before = ctx.read("teachers_retrieve", teacher)
    answer = ctx.call("teachers_partial_update", teacher, form=form)
    body = ctx.must.answers(answer, 200)
    expected = _changed(before, form, body)
    is_same(ctx, answer, expected, body)
    retrieved = ctx.call("teachers_retrieve", teacher)
    is_same(ctx, retrieved, expected, ctx.must.answers(retrieved, 200))


def _changed(before: JSON, form: Mapping[str, JSON], body: JSON) -> JSON:
    """The teacher after a change; the details of changed ids are as they came."""
    changes = {READ_AS.get(field, field): value for field, value in form.items()}
    details = {DETAILS[name]: body.get(DETAILS[name]) for name in changes if name in DETAILS}
    return {**before, **changes, **details}


def _changes_password(ctx: Context, operation: str) -> None:
    """The new password opens, the old one no more; judged where log-in is known to work."""
    form = ctx.make.teacher_form()
    teacher = ctx.must.answers(ctx.call("teachers_create", form=form))
    if not can_log_in(ctx, form):
        ctx.note("no password was tried: auth_token_create gives a new teacher no token")
        return

    def opens(trial: Context, password: str) -> None:
        old = Account(form["username"], form["password"])
        form["password"] = password
        sent = form if operation == "teachers_update" else {"password": password}
        answer = trial.call(operation, teacher["id"], form=sent)
        trial.must.accepts(answer)
        new = Account(form["username"], password)
        trial.should.holds(answer, can_log_in(trial, new), "a log-in by the new password", "none")
        if old != new:
            is_closed = not can_log_in(trial, old)
            trial.should.holds(answer, is_closed, "no log-in by the old password", "a log-in")

    for_all(ctx, STRONG_PASSWORDS, opens, 1)


def _clears(ctx: Context, teacher: int) -> None:
    """An empty part makes null of what may be null."""
    for field, shown in CLEARABLE.items():
        answer = ctx.call("teachers_partial_update", teacher, form={field: None})
        if ctx.should.accepts(answer):
            came = answer.json[shown]
            ctx.should.holds(answer, came in (None, ""), f"{shown} null after an empty part")


def _is_replaced(ctx: Context, *, is_active: bool) -> None:
    """What was sent is there; what is optional and was not sent is as it was."""
    teacher = ctx.make.teacher(
        is_active=is_active, biography="Before.", video_security=ctx.data.video_security
    )
    form = ctx.make.teacher_form(grades=ctx.data.grades[1:2])
    answer = ctx.call("teachers_update", teacher["id"], form=form)
    body = ctx.must.answers(answer, 200)
    carries(ctx.must, answer, form)
    for field in ("is_active", "biography", "video_security_id", "secondary_phone"):
        ctx.should.equal(answer, teacher[field], body[field], f"{field}, which was not sent,")
    retrieved = ctx.call("teachers_retrieve", teacher["id"])
    is_same(ctx, retrieved, body, ctx.must.answers(retrieved, 200))


def _is_taken(ctx: Context, ours: JSON, taken: dict[str, JSON], message: str) -> None:
    """PATCH and PUT refuse it, and what else they were sent is not done either."""
    [field] = taken
    before = ctx.read("teachers_retrieve", ours["id"])
    more = {"biography": "Not to be kept.", "grades": ctx.data.grades[1:2], **taken}
    ctx.must.refuses(_patch(ctx, ours, more), field, message)
    form = ctx.make.teacher_form(**taken)
    ctx.must.refuses(ctx.call("teachers_update", ours["id"], form=form), field, message)
    retrieved = ctx.call("teachers_retrieve", ours["id"])
    is_same(ctx, retrieved, before, ctx.must.answers(retrieved, 200))
