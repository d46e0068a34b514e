"""Accounts of any role: phones, usernames, log-in."""

import re
from dataclasses import dataclass

from siteowner_reference.db.database import Session
from siteowner_reference.db.queries import users
from siteowner_reference.domain.errors import LogInError
from siteowner_reference.domain.passwords import (
    UNUSABLE,
    hash_password,
    needs_rehash,
    verify_password,
)
from siteowner_reference.domain.tokens import Tokens

OWNER = "owner"
TEACHER = "teacher"
ASSISTANT = "assistant"
STUDENT = "student"
GENDERS = ("male", "female")

PHONE = re.compile(r"01[0125][0-9]{8}")
PHONE_TEXT = "Phone number must be exactly 11 digits and start with 010, 011, 012 or 015."
USERNAME = re.compile(r"[A-Za-z0-9@.+_-]+")
USERNAME_TEXT = (
    "Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ "
    "characters."
)


@dataclass(frozen=True, slots=True)
class Account:
    """Who is calling.

    Attributes:
        id: The user's id.
        username: Unique over all roles.
        role: `owner`, `teacher`, `assistant` or `student`.
        is_active: Whether the account may do anything at all (GEN-13).
    """

    id: int
    username: str
    role: str
    is_active: bool


def account(session: Session, user_id: int) -> Account | None:
    """Gives the account of a user; None if there is none."""
    row = users.by_id(session, user_id)
    return None if row is None else Account(**row)


def log_in(session: Session, tokens: Tokens, username: str, password: str) -> dict[str, str]:
    """Gives a pair of tokens, refresh token first, as simplejwt does.

    Raises:
        LogInError: Wrong, unknown or inactive; which of them is not told, nor shown by the time.
    """
    user = users.credentials(session, username)
    right = verify_password(user.password_hash if user else UNUSABLE, password)
    if user is None or not right or not user.is_active:
        raise LogInError
    if needs_rehash(user.password_hash):
        users.change(session, user.id, {"password_hash": hash_password(password)})
    return {"refresh": tokens.refresh(user.id), "access": tokens.access(user.id)}
