"""TCH: making a teacher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siteowner_contract.discovery import UNUSED_ID
from siteowner_contract.pictures import PICTURES, TEXT, too_large
from siteowner_contract.registry import check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON

USERNAME_TAKEN = "Username already exists."
GMAIL_TAKEN = "This email is already associated with an account."
BAD_PHONE = "Phone number must be exactly 11 digits"
REQUIRED = ("username", "password", "name", "phone", "gmail", "gender", "subject", "grades")


@check("TCH-6", writes=True)
def create(ctx: Context) -> None:
    """What was sent comes back, from create, from retrieve and from the list."""
    form = ctx.make.teacher_form(biography="Teaches.", secondary_phone="01155566677")
    made = _create(ctx, **form)
    teacher = ctx.must.answers(made, 201)
    _carries(ctx, made, form)
    retrieved = ctx.call("teachers_retrieve", teacher["id"])
    ctx.must.equal(retrieved, teacher, ctx.must.answers(retrieved, 200), "the new teacher")
    listed = ctx.listing("teachers_list", search=form["name"])
    ctx.must.equal(listed.first, [teacher], listed.items, "the list searched for the new name")


@check("TCH-7", writes=True)
def activity(ctx: Context) -> None:
    """Nothing sent means active; false sent means inactive."""
    for sent, expected in ((..., True), (True, True), (False, False)):
        made = _create(ctx, is_active=sent)
        teacher = ctx.must.answers(made)
        ctx.must.equal(made, expected, teacher["is_active"], "is_active")


@check("TCH-8", writes=True)
def username_taken(ctx: Context) -> None:
    """A second teacher of the same username is refused."""
    answer = _create(ctx, username=ctx.make.a_teacher["username"])
    ctx.must.refuses(answer, "username", USERNAME_TAKEN)


@check("TCH-9", writes=True)
def gmail_taken(ctx: Context) -> None:
    """A second teacher of the same gmail is refused, whatever its letter case."""
    gmail = ctx.make.a_teacher["gmail"]
    ctx.must.refuses(_create(ctx, gmail=gmail), "gmail", GMAIL_TAKEN)
    ctx.should.refuses(_create(ctx, gmail=gmail.upper()), "gmail", GMAIL_TAKEN)


@check("TCH-10", writes=True)
def gmail_of_any_account(ctx: Context) -> None:
    """Students, assistants and inactive accounts hold their gmail too."""
    accounts = {"student": ctx.data.students, "assistant": ctx.data.assistants}
    for kind, items in accounts.items():
        for active in (True, False):
            held = (item for item in items if item["is_active"] is active and item["gmail"])
            holder = next(held, None)
            if holder is None:
                ctx.note(f"there is no {'active' if active else 'inactive'} {kind} to try")
            else:
                ctx.must.refuses(_create(ctx, gmail=holder["gmail"]), "gmail", GMAIL_TAKEN)
    inactive = ctx.make.teacher(is_active=False)
    ctx.must.refuses(_create(ctx, gmail=inactive["gmail"]), "gmail", GMAIL_TAKEN)


@check("TCH-11", writes=True)
def phone(ctx: Context) -> None:
    """Another prefix, another length or a letter is refused."""
    _phones_are_judged(ctx, "phone")


@check("TCH-12", writes=True)
def secondary_phone(ctx: Context) -> None:
    """The second number is judged like the first, and may be left out."""
    made = _create(ctx, secondary_phone=...)
    left_out = ctx.must.answers(made)["secondary_phone"]
    ctx.must.holds(made, left_out in (None, ""), "no secondary_phone where none was sent")
    _phones_are_judged(ctx, "secondary_phone")


@check("TCH-13", writes=True)
def password(ctx: Context) -> None:
    """Seven characters are too few, eight enough."""
    for length in (1, 7):
        ctx.must.names(_create(ctx, password=_password(ctx, length)), "password")
    ctx.must.accepts(_create(ctx, password=_password(ctx, 8)))


@check("TCH-14", writes=True)
def gender(ctx: Context) -> None:
    """Both genders are accepted and nothing else."""
    for value in ("other", "Male", "m", "1"):
        ctx.must.names(_create(ctx, gender=value), "gender")
    for value in ("male", "female"):
        made = _create(ctx, gender=value)
        ctx.must.equal(made, value, ctx.must.answers(made)["gender"], "gender")


@check("TCH-15", writes=True)
def required(ctx: Context) -> None:
    """Each required field is missed by its own name."""
    for field in REQUIRED:
        ctx.must.names(_create(ctx, **{field: ...}), field)


@check("TCH-16", writes=True)
def picture(ctx: Context) -> None:
    """Each of the three kinds of picture is kept, on create and on update."""
    for upload in PICTURES:
        made = _create(ctx, profile_picture=upload)
        _has_url(ctx, made, ctx.must.answers(made)["profile_picture"])
    teacher = ctx.make.scratch_teacher["id"]
    updated = ctx.call("teachers_partial_update", teacher, form={"profile_picture": PICTURES[0]})
    _has_url(ctx, updated, ctx.must.answers(updated, 200)["profile_picture"])


@check("TCH-17", writes=True)
def no_picture(ctx: Context) -> None:
    """Text with the name of a picture, and a picture that is too large, are refused."""
    for upload in (TEXT, too_large()):
        ctx.should.names(_create(ctx, profile_picture=upload), "profile_picture")


@check("TCH-18", writes=True)
def references(ctx: Context) -> None:
    """An id that nothing has is refused by the field that holds it."""
    grades = [*ctx.data.grades[:1], UNUSED_ID]
    ctx.should.names(_create(ctx, subject=UNUSED_ID), "subject")
    ctx.should.names(_create(ctx, grades=grades), "grades")
    ctx.should.names(_create(ctx, video_security=UNUSED_ID), "video_security")


@check("TCH-19", writes=True)
def atomic(ctx: Context) -> None:
    """The account of a refused teacher is free again, whatever the teacher was refused for."""
    for wrong in ({"phone": "0123"}, {"subject": UNUSED_ID}, {"profile_picture": TEXT}):
        form = ctx.make.teacher_form()
        refused = _create(ctx, **{**form, **wrong})
        if refused.status == 400:
            again = ctx.call("teachers_create", form=form)
            ctx.must.accepts(again)
        else:
            ctx.note(f"a teacher with a wrong {', '.join(wrong)} was not refused")


def _create(ctx: Context, **changes: JSON) -> Exchange:
    return ctx.call("teachers_create", form=ctx.make.teacher_form(**changes))


def _carries(ctx: Context, made: Exchange, form: Mapping[str, JSON]) -> None:
    read_as = {"subject": "subject_id", "grades": "grade_ids"}
    for field, sent in form.items():
        if field != "password":
            came = made.json.get(read_as.get(field, field), ...)
            ctx.must.equal(made, _unordered(sent), _unordered(came), field)


def _unordered(value: JSON) -> JSON:
    return sorted(value) if isinstance(value, list) else value


def _phones_are_judged(ctx: Context, field: str) -> None:
    digits = "".join(ctx.random.choices("0123456789", k=8))
    for prefix in ("010", "011", "012", "015"):
        ctx.must.accepts(_create(ctx, **{field: prefix + digits}))
    wrong = (
        f"013{digits}",
        f"010{digits[1:]}",
        f"010{digits}1",
        f"0101{digits[2:]}a",
        f"20{digits}1",
    )
    for value in wrong:
        ctx.must.names(_create(ctx, **{field: value}), field, begins=BAD_PHONE)


def _password(ctx: Context, length: int) -> str:
    return "".join(ctx.random.sample("bdghkmpqrtvxzBDGHKMPQRT2345679", length))


def _has_url(ctx: Context, answer: Exchange, url: JSON) -> None:
    is_url = isinstance(url, str) and bool(url)
    ctx.must.holds(answer, is_url, "the URL of the stored picture")
    ctx.should.holds(answer, is_url and "://" in url, "an absolute URL")
