"""Which passwords are good enough, and how they are kept."""

import gzip
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from siteowner_reference.domain.errors import InvalidError

MIN_LENGTH = 8
MAX_SIMILARITY = 0.7
UNUSABLE = "!"
"""The hash of an account that nobody can log in to."""

# OWASP's smallest recommended parameters: a log-in costs a few milliseconds and 19 MiB.
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def hash_password(password: str) -> str:
    """Gives the argon2 hash to keep."""
    return HASHER.hash(password)


def verify_password(password_hash: str, password: str) -> bool:
    """Tells if a password is right; with an unusable hash it takes as long to be wrong."""
    usable = password_hash != UNUSABLE
    try:
        return HASHER.verify(password_hash if usable else _nobodys_hash(), password) and usable
    except VerificationError:
        return False


def needs_rehash(password_hash: str) -> bool:
    """Tells if a hash was made with other parameters than today's."""
    return HASHER.check_needs_rehash(password_hash)


def check_password(password: str, username: str) -> None:
    """Refuses a weak password with the texts of Django's four validators (TCH-13).

    Raises:
        InvalidError: On `password`, with every reason.
    """
    if problems := list(_problems(password, username)):
        raise InvalidError({"password": problems})


def _problems(password: str, username: str) -> Iterator[str]:
    if _is_similar(password.lower(), username.lower()):
        yield "The password is too similar to the username."
    if len(password) < MIN_LENGTH:
        yield (f"This password is too short. It must contain at least {MIN_LENGTH} characters.")
    if password.lower() in _common_passwords():
        yield "This password is too common."
    if password.isdigit():
        yield "This password is entirely numeric."


def _is_similar(password: str, username: str) -> bool:
    parts = [part for part in (*re.split(r"\W+", username), username) if part]
    return any(
        SequenceMatcher(a=password, b=part).quick_ratio() >= MAX_SIMILARITY for part in parts
    )


@cache
def _common_passwords() -> frozenset[str]:
    """Gives the 19,640 that Django refuses, from the list of Royce Williams that it has, too."""
    compressed = files(__package__).joinpath("common_passwords.txt.gz").read_bytes()
    return frozenset(map(str.strip, gzip.decompress(compressed).decode().splitlines()))


@cache
def _nobodys_hash() -> str:
    return HASHER.hash("the account that is not there")
