"""Recharge codes: made at random, redeemed once, in their own course and time."""

import secrets
import string
from collections.abc import Callable
from datetime import datetime

from siteowner_reference.db.queries import recharge_codes
from siteowner_reference.domain.accounts import Account
from siteowner_reference.domain.enrolments import ensure_enrolled
from siteowner_reference.domain.errors import RefusedError
from siteowner_reference.domain.work import Values, Work

ALPHABET = string.ascii_uppercase + string.digits
GROUPS, GROUP_LENGTH = 4, 4

Choose = Callable[[str], str]
"""Picks one of some letters."""


def new_code(choose: Choose = secrets.choice) -> str:
    """Makes a code `XXXX-XXXX-XXXX-XXXX` of 16 random letters and digits (COD-2, COD-3)."""
    groups = ("".join(choose(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def create(work: Work, creator: Account, values: Values) -> int:
    """Makes an unused code and gives its id (COD-1)."""
    return recharge_codes.create(
        work.session,
        {
            "course_id": values["course"],
            "code": new_code(),
            "value": values["value"],
            "expires_at": values.get("expires_at"),
            "created_at": work.now,
            "created_by_id": creator.id,
        },
    )


def redeem(work: Work, student_id: int, course_id: int, code: str) -> None:
    """Redeems a code for a student, who is enrolled by it.

    Raises:
        RefusedError: There is no such code, it is another course's, expired or used.
    """
    row = recharge_codes.by_code(work.session, code)
    if row is None:
        raise RefusedError("There is no such code.")
    if row.course_id != course_id:
        raise RefusedError("This code is for another course.")
    if is_expired(row.expires_at, work.now):
        raise RefusedError("This code has expired.")
    if not recharge_codes.mark_used(work.session, row.id, student_id, work.now):
        raise RefusedError("This code has already been used.")
    ensure_enrolled(work, student_id, course_id)


def is_expired(expires_at: datetime | None, now: datetime) -> bool:
    """Tells if a code can no longer be redeemed."""
    return expires_at is not None and now > expires_at
