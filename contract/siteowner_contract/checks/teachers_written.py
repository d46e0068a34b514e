"""What the checks of making and of changing a teacher have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siteowner_contract.credentials import Account

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.judge import Judge
    from siteowner_contract.openapi import JSON

USERNAME_TAKEN = "Username already exists."
GMAIL_TAKEN = "This email is already associated with an account."
BAD_PHONE = "Phone number must be exactly 11 digits"
REQUIRED = ("username", "password", "name", "phone", "gmail", "gender", "subject", "grades")
# The fields of the form that an answer has under another name.
READ_AS = {"subject": "subject_id", "grades": "grade_ids", "video_security": "video_security_id"}


def create(ctx: Context, **changes: JSON) -> Exchange:
    """The answer to a valid form with some changes; `...` leaves a field out."""
    return ctx.call("teachers_create", form=ctx.make.teacher_form(**changes))


def carries(judge: Judge, answer: Exchange, form: Mapping[str, JSON]) -> None:
    """An answer has what the form sent, the password apart."""
    for field, sent in form.items():
        if field != "password":
            came = answer.json.get(READ_AS.get(field, field), ...)
            judge.equal(answer, unordered(sent), unordered(came), field)


def unordered(value: JSON) -> JSON:
    """A list whose order does not matter."""
    return sorted(value, key=str) if isinstance(value, list) else value


def can_log_in(ctx: Context, account: Account | Mapping[str, JSON]) -> bool:
    """Whether an account, or the one that a form would have made, is given a token."""
    if not isinstance(account, Account):
        account = Account(account["username"], account["password"])
    body = {"username": account.username, "password": account.password}
    return ctx.anonymous.call("auth_token_create", json=body).status == 200


def holders_of(ctx: Context, field: str) -> Iterator[tuple[str, str]]:
    """Values of a unique field that accounts of the other roles hold, each with who does.

    One of each role, active and not; which one is drawn.
    """
    for role, items in (("student", ctx.data.students), ("assistant", ctx.data.assistants)):
        for active in (True, False):
            held = [one[field] for one in items if one["is_active"] is active and one[field]]
            who = f"{'active' if active else 'inactive'} {role}"
            if held:
                yield who, ctx.random.choice(held)
            else:
                ctx.note(f"there is no {who} to try")
