"""Accounts of any role: phones, usernames, log-in."""

import re
from dataclasses import dataclass

from siteowner_reference.db.database import Session
from siteowner_reference.db.queries import users
from siteowner_reference.db.tables import User
from siteowner_reference.domain.errors import LogInError
from siteowner_reference.domain.passwords import (
    UNUSABLE,
    hash_password,
    needs_rehash,
    verify_password,
)

OWNER = "owner"
TEACHER = "teacher"
ASSISTANT = "assistant"
STUDENT = "student"
GENDERS = ("male", "female")

PHONE = re.compile(r"01[0125][0-9]{8}")
PHONE_TEXT = "Phone number must be exactly 11 digits and start with 010, 011, 012 or 015."
USERNAME = re.compile(r"[A-Za-z0-9@.+_-]+")
USERNAME_TEXT = (
    "Enter a valid username. This value may contain only unaccented lowercase a-z and uppercase "
    "A-Z letters, numbers, and @/./+/-/_ characters."
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


def log_in(session: Session, username: str, password: str) -> User:
    """Gives the user of a username and a password.

    Raises:
        LogInError: Wrong, unknown or inactive; which of them is not told, nor shown by the time.
    """
    user = users.credentials(session, username)
    right = verify_password(user.password_hash if user else UNUSABLE, password)
    if user is None or not right or not user.is_active:
        raise LogInError
    return user


def has_old_hash(user: User) -> bool:
    """Tells if a user's password hash was made with other parameters than today's."""
    return needs_rehash(user.password_hash)


def renew_hash(session: Session, user: User, password: str) -> None:
    """Hashes a user's password anew, unless it was changed since the user was read."""
    users.renew_hash(session, user.id, old=user.password_hash, new=hash_password(password))
