"""TCH: making a teacher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from siteowner_contract.checks.teachers_written import (
    GMAIL_TAKEN,
    REQUIRED,
    USERNAME_TAKEN,
    can_log_in,
    carries,
    create,
    holders_of,
)
from siteowner_contract.discovery import UNUSED_ID
from siteowner_contract.drawn import for_all
from siteowner_contract.pictures import TEXT
from siteowner_contract.registry import check
from siteowner_contract.strategies import PHONES, TEXTS

if TYPE_CHECKING:
    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON


@check("TCH-6", writes=True)
def create_teacher(ctx: Context) -> None:
    """What was sent comes back, from create, from retrieve and from the list."""
    texts = st.fixed_dictionaries(
        {
            "biography": TEXTS,
            "secondary_phone": PHONES,
            "facebook": st.just("https://example.com/a?b=c"),
            "video_security": st.just(ctx.data.video_security),
            "grades": st.lists(st.sampled_from(ctx.data.grades), min_size=2, unique=True),
        }
    )
    for_all(ctx, texts, _is_made_as_sent, examples=2)


@check("TCH-7", writes=True)
def activity(ctx: Context) -> None:
    """Nothing sent means active; false sent means inactive."""
    for sent, expected in ((..., True), (True, True), (False, False)):
        made = create(ctx, is_active=sent)
        teacher = ctx.must.answers(made)
        ctx.must.equal(made, expected, teacher["is_active"], "is_active")
        retrieved = ctx.call("teachers_retrieve", teacher["id"])
        shown = ctx.must.answers(retrieved, 200)["is_active"]
        ctx.must.equal(retrieved, expected, shown, "retrieved is_active")


@check("TCH-8", writes=True)
def username_taken(ctx: Context) -> None:
    """A username of any account is refused, but in other letters it is another one."""
    username = ctx.make.a_teacher["username"]
    ctx.must.refuses(create(ctx, username=username), "username", USERNAME_TAKEN)
    inactive = ctx.make.teacher(is_active=False)["username"]
    ctx.must.refuses(create(ctx, username=inactive), "username", USERNAME_TAKEN)
    for _, holder in holders_of(ctx, "username"):
        ctx.should.refuses(create(ctx, username=holder), "username", USERNAME_TAKEN)
    ctx.should.accepts(create(ctx, username=username.upper()))


@check("TCH-9", writes=True)
def gmail_taken(ctx: Context) -> None:
    """A second teacher of the same gmail is refused, whatever its letter case."""
    gmail = ctx.make.a_teacher["gmail"]
    ctx.must.refuses(create(ctx, gmail=gmail), "gmail", GMAIL_TAKEN)
    written = st.lists(st.booleans(), min_size=len(gmail), max_size=len(gmail)).filter(any)
    for_all(ctx, written, lambda trial, upper: _same_gmail_is_refused(trial, gmail, upper))


@check("TCH-10", writes=True)
def gmail_of_any_account(ctx: Context) -> None:
    """Students, assistants and inactive accounts hold their gmail too."""
    for _, gmail in holders_of(ctx, "gmail"):
        ctx.must.refuses(create(ctx, gmail=gmail), "gmail", GMAIL_TAKEN)
    inactive = ctx.make.teacher(is_active=False)
    ctx.must.refuses(create(ctx, gmail=inactive["gmail"]), "gmail", GMAIL_TAKEN)


@check("TCH-15", writes=True)
def required(ctx: Context) -> None:
    """Each required field is missed by its own name, alone, empty, and with all the others."""
    for field in REQUIRED:
        ctx.must.names(create(ctx, **{field: ...}), field)
        ctx.should.names(create(ctx, **{field: ""}), field)
    nothing = ctx.call("teachers_create", form={})
    for field in REQUIRED:
        ctx.must.names(nothing, field)


@check("TCH-18", writes=True)
def references(ctx: Context) -> None:
    """An id that nothing has is refused by the field that holds it, wherever it stands."""
    unused, grade = UNUSED_ID + ctx.random.randrange(1000), ctx.data.grades[0]
    wrong: tuple[tuple[str, JSON], ...] = (
        ("subject", unused),
        ("grades", unused),
        ("grades", [grade, unused]),
        ("grades", [unused, grade]),
        ("video_security", unused),
    )
    teacher = ctx.make.scratch_teacher["id"]
    for field, value in wrong:
        ctx.should.names(create(ctx, **{field: value}), field)
        patched = ctx.call("teachers_partial_update", teacher, form={field: value})
        ctx.should.names(patched, field)


@check("TCH-19", writes=True)
def atomic(ctx: Context) -> None:
    """After one refusal upon another, username and gmail are free, and nobody is there."""
    form = ctx.make.teacher_form()
    grade = ctx.data.grades[0]
    wrongs: tuple[dict[str, JSON], ...] = (
        {"phone": "0123"},
        {"secondary_phone": "0123"},
        {"subject": UNUSED_ID},
        {"grades": [grade, UNUSED_ID]},
        {"video_security": UNUSED_ID},
        {"profile_picture": TEXT},
        {"password": "short"},
        {"gender": "other"},
        {"name": ...},
        {"gmail": ctx.make.a_teacher["gmail"]},
        {"username": ctx.make.a_teacher["username"]},
    )
    for wrong in wrongs:
        sent = {name: value for name, value in {**form, **wrong}.items() if value is not ...}
        _leaves_nothing(ctx, ctx.call("teachers_create", form=sent), set(wrong))
    found = ctx.call("teachers_list", search=form["name"])
    ctx.must.equal(found, 0, ctx.must.answers(found, 200)["count"], "count of refused teachers")
    ctx.should.holds(
        found, not can_log_in(ctx, form), "no log-in for a refused teacher", "a log-in"
    )
    ctx.must.accepts(ctx.call("teachers_create", form=form))


def _is_made_as_sent(ctx: Context, texts: dict[str, JSON]) -> None:
    form = ctx.make.teacher_form(**texts)
    made = ctx.call("teachers_create", form=form)
    teacher = ctx.must.answers(made, 201)
    carries(ctx.must, made, form)
    retrieved = ctx.call("teachers_retrieve", teacher["id"])
    ctx.must.equal(retrieved, teacher, ctx.must.answers(retrieved, 200), "the new teacher")
    listed = ctx.listing("teachers_list", search=form["name"])
    ctx.must.equal(listed.first, [teacher], listed.items, "the list searched for the new name")
    if ctx.account is not None and can_log_in(ctx, ctx.account):
        ctx.should.holds(made, can_log_in(ctx, form), "a log-in with the new password", "none")


def _same_gmail_is_refused(ctx: Context, gmail: str, upper: list[bool]) -> None:
    written = "".join(
        letter.upper() if is_upper else letter
        for letter, is_upper in zip(gmail, upper, strict=True)
    )
    ctx.should.refuses(create(ctx, gmail=written), "gmail", GMAIL_TAKEN)


def _leaves_nothing(ctx: Context, refused: Exchange, wrong: set[str]) -> None:
    """The refusal is for what is wrong now, and not for what an earlier one left behind."""
    if refused.succeeded:
        ctx.note(f"a teacher with a wrong {', '.join(wrong)} was not refused")
        return
    left = ({"username", "gmail"} - wrong) & set(refused.json or {})
    ctx.must.equal(refused, set(), left, "fields that an earlier refused teacher holds")
