"""An empty database gets its tables and its data."""

import secrets
import string
from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from siteowner_reference.db.database import Database, Session
from siteowner_reference.db.queries import state, users
from siteowner_reference.db.rows import Rows, insert_rows
from siteowner_reference.db.tables import User
from siteowner_reference.domain.clock import Clock
from siteowner_reference.domain.passwords import hash_password
from siteowner_reference.seed.bare import bare
from siteowner_reference.seed.small import small
from siteowner_reference.settings import Settings

ACCOUNTS = ("owner", "teacher1", "assistant1", "student1")
"""The usernames that can log in, one of each role."""

SEEDS: Mapping[str, Callable[[datetime, ZoneInfo], Rows]] = {"none": bare, "small": small}
TIME_ZONE = "time_zone"


class TimeZoneError(ValueError):
    """The database was made with another time zone, in which its days are counted."""


def plant(database: Database, settings: Settings, clock: Clock) -> dict[str, str]:
    """Makes the missing tables and fills an empty database.

    Returns:
        The passwords of the accounts that were made, by username; none if there was data.

    Raises:
        TimeZoneError: The database's days are those of another time zone.
    """
    database.create_tables()
    with database.writing() as session:
        _check_time_zone(session, settings)
        if users.any_exists(session):
            return {}
        rows = SEEDS[settings.seed](clock(), settings.zone)
        insert_rows(session, rows)
        return _set_passwords(session, rows, settings.seed_password)


def _set_passwords(session: Session, rows: Rows, password: str | None) -> dict[str, str]:
    made = {row["username"] for row in rows[User]}
    passwords = {name: password or _new_password() for name in ACCOUNTS if name in made}
    for username, word in passwords.items():
        users.set_password_hash(session, username, hash_password(word))
    return passwords


def _check_time_zone(session: Session, settings: Settings) -> None:
    kept = state.kept(session, TIME_ZONE, settings.time_zone)
    if kept != settings.time_zone:
        raise TimeZoneError(
            f"This database counts its days in {kept}, not in {settings.time_zone}: "
            f"set the time zone to {kept}, or start with another database."
        )


def _new_password() -> str:
    alphabet = string.ascii_letters + string.digits
    return "".join(secrets.choice(alphabet) for _ in range(16))
