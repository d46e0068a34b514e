"""An empty database gets its tables and its data."""

import secrets
import string
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from siteowner_reference.db.database import Database, Session
from siteowner_reference.db.queries import state, totals, users
from siteowner_reference.db.rows import Rows, insert_rows, refresh_statistics
from siteowner_reference.domain.clock import Clock
from siteowner_reference.domain.passwords import hash_password
from siteowner_reference.seed.bare import bare
from siteowner_reference.seed.large import large
from siteowner_reference.seed.small import small
from siteowner_reference.settings import Settings

ACCOUNTS = ("owner", "teacher1", "assistant1", "student1")
"""The usernames that can log in, one of each role."""

Seed = Callable[[datetime, ZoneInfo], Iterable[Rows]]
"""Gives all rows, in parts, whose dates count back from an instant."""
SEEDS: Mapping[str, Seed] = {
    "none": lambda now, _zone: [bare(now)],
    "small": lambda now, zone: [small(now, zone)],
    "large": large,
}
TIME_ZONE = "time_zone"


class TimeZoneError(ValueError):
    """The database was made with another time zone, in which its days are counted."""


def plant(
    database: Database, settings: Settings, clock: Clock, seeds: Mapping[str, Seed] = SEEDS
) -> dict[str, str]:
    """Brings the tables up to date and fills an empty database.

    Args:
        database: Where to.
        settings: Which seed, and the password of its accounts, if all are to have one.
        clock: What time it is.
        seeds: What can be planted, by name.

    Returns:
        The passwords of the accounts that were made, by username; none if there was data.

    Raises:
        DatabaseVersionError: The tables are not ones that this server can work with.
        TimeZoneError: The database's days are those of another time zone.
    """
    database.migrate()
    with database.writing() as session:
        _check_time_zone(session, settings)
        if users.any_exists(session):
            return {}
        passwords = sow(session, settings, clock(), {}, seeds)
        refresh_statistics(session)
        return passwords


def sow(
    session: Session,
    settings: Settings,
    now: datetime,
    known: Mapping[str, str],
    seeds: Mapping[str, Seed] = SEEDS,
) -> dict[str, str]:
    """Fills tables that have no rows.

    Args:
        session: The transaction.
        settings: Which data, and the password of its accounts, if all are to have one.
        now: What the dates of the data count back from.
        known: Passwords by username, for accounts that are to have these again.
        seeds: What can be sown, by name.

    Returns:
        The passwords of the accounts that were made, by username.
    """
    for rows in seeds[settings.seed](now, settings.zone):
        insert_rows(session, rows)
    totals.rebuild(session)
    return _set_passwords(session, settings.seed_password, known)


def _set_passwords(
    session: Session, password: str | None, known: Mapping[str, str]
) -> dict[str, str]:
    made = users.existing(session, ACCOUNTS)
    passwords = {
        name: password or known.get(name) or _new_password() for name in ACCOUNTS if name in made
    }
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
