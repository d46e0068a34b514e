"""TCH: what a single field of a teacher may be, on create and on update."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from siteowner_contract.catalogue import Level
from siteowner_contract.checks.stored_pictures import has_url
from siteowner_contract.checks.teachers_written import BAD_PHONE, create
from siteowner_contract.drawn import for_all, for_each_kind
from siteowner_contract.pictures import PICTURES, TEXT, too_large
from siteowner_contract.registry import check
from siteowner_contract.strategies import (
    NO_PICTURES,
    OTHERWISE_WRITTEN_PHONES,
    PHONES_BY_BEGINNING,
    SHORT_PASSWORDS,
    STRONG_PASSWORDS,
    WRONG_PHONES,
    Texts,
    near_misses,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siteowner_contract.context import Context

GENDERS = ("male", "female")


@check("TCH-11", writes=True)
def phone(ctx: Context) -> None:
    """Another prefix, another length or a letter is refused."""
    _phones_are_judged(ctx, "phone")


@check("TCH-12", writes=True)
def secondary_phone(ctx: Context) -> None:
    """The second number is judged like the first, and may be left out."""
    made = create(ctx, secondary_phone=...)
    left_out = ctx.must.answers(made)["secondary_phone"]
    ctx.must.holds(made, left_out in (None, ""), "no secondary_phone where none was sent")
    _phones_are_judged(ctx, "secondary_phone")


@check("TCH-13", writes=True)
def password(ctx: Context) -> None:
    """Seven characters are too few, whatever they are; eight are enough, and so are many."""
    for_each_kind(ctx, SHORT_PASSWORDS, lambda trial, value: _is_refused(trial, "password", value))
    for_all(ctx, STRONG_PASSWORDS, _is_good_password, examples=2)


@check("TCH-14", writes=True)
def gender(ctx: Context) -> None:
    """Both genders are accepted and nothing else."""
    wrong = near_misses(GENDERS) | {"abbreviated": st.sampled_from(("m", "f", "M", "F", "1"))}
    for_each_kind(ctx, wrong, lambda trial, value: _is_refused(trial, "gender", value))
    for value in GENDERS:
        made = create(ctx, gender=value)
        ctx.must.equal(made, value, ctx.must.answers(made)["gender"], "gender")


@check("TCH-16", writes=True)
def picture(ctx: Context) -> None:
    """Each of the three kinds of picture is kept, on create and on update."""
    for upload in PICTURES:
        made = create(ctx, profile_picture=upload)
        has_url(ctx, made, ctx.must.answers(made)["profile_picture"])
    teacher = ctx.make.scratch_teacher["id"]
    shown = None
    for upload in PICTURES:
        updated = ctx.call("teachers_partial_update", teacher, form={"profile_picture": upload})
        shown = ctx.must.answers(updated, 200)["profile_picture"]
        has_url(ctx, updated, shown)
    retrieved = ctx.call("teachers_retrieve", teacher)
    came = ctx.must.answers(retrieved, 200)["profile_picture"]
    ctx.must.equal(retrieved, shown, came, "retrieved profile_picture")


@check("TCH-17", writes=True)
def no_picture(ctx: Context) -> None:
    """Other kinds of file, text with a picture's name, and what is too large are refused."""
    teacher = ctx.make.scratch_teacher["id"]
    for upload in (TEXT, too_large()):
        ctx.should.names(create(ctx, profile_picture=upload), "profile_picture")
        patched = ctx.call("teachers_partial_update", teacher, form={"profile_picture": upload})
        ctx.should.names(patched, "profile_picture")
    for_all(
        ctx,
        NO_PICTURES,
        lambda trial, upload: trial.should.names(
            create(trial, profile_picture=upload), "profile_picture"
        ),
        examples=5,
    )


def _phones_are_judged(ctx: Context, field: str) -> None:
    for_each_kind(ctx, PHONES_BY_BEGINNING, lambda trial, value: _is_kept(trial, field, value), 1)
    for level, kinds in ((Level.MUST, WRONG_PHONES), (Level.SHOULD, OTHERWISE_WRITTEN_PHONES)):
        _are_no_phones(ctx, level, field, kinds)


def _is_kept(ctx: Context, field: str, value: str) -> None:
    made = create(ctx, **{field: value})
    ctx.must.equal(made, value, ctx.must.answers(made)[field], field)


def _are_no_phones(ctx: Context, level: Level, field: str, kinds: Mapping[str, Texts]) -> None:
    """Each kind is refused on create, and a few of all kinds on update."""
    teacher = ctx.make.scratch_teacher["id"]

    def on_create(trial: Context, value: str) -> None:
        answer = create(trial, **{field: value})
        trial.judge(level).names(answer, field, begins=BAD_PHONE)

    def on_update(trial: Context, value: str) -> None:
        answer = trial.call("teachers_partial_update", teacher, form={field: value})
        trial.judge(level).names(answer, field, begins=BAD_PHONE)

    for_each_kind(ctx, kinds, on_create, examples=2)
    for_all(ctx, st.one_of(*kinds.values()), on_update, examples=4)


def _is_refused(ctx: Context, field: str, value: str) -> None:
    ctx.must.names(create(ctx, **{field: value}), field)
    teacher = ctx.make.scratch_teacher["id"]
    ctx.must.names(ctx.call("teachers_partial_update", teacher, form={field: value}), field)


def _is_good_password(ctx: Context, value: str) -> None:
    ctx.must.accepts(create(ctx, password=value))
