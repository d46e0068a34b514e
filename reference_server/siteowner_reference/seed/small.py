"""The small seed: enough of everything for every rule to show."""

from datetime import datetime, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from siteowner_reference.db import tables
from siteowner_reference.db.rows import Row, Rows
from siteowner_reference.domain.clock import start_of_month
from siteowner_reference.seed.accounts import accounts
from siteowner_reference.seed.activity import activity_rows
from siteowner_reference.seed.catalogue import catalogue
from siteowner_reference.seed.courses import curriculum

SEED = 20260429
OLDEST_ACCOUNT_DAYS = 300
NEW_THIS_MONTH = 0.1


def small(now: datetime, zone: ZoneInfo) -> Rows:
    """Gives the same rows each time, save that all dates count back from `now`."""
    random = Random(SEED)  # noqa: S311 (the seed is to be the same each time)
    instants = partial(account_instants, random, now, start_of_month(now, zone))
    people = accounts(random, instants, now.astimezone(zone).date())
    made = curriculum(random, _teaching(people), now)
    return {
        **catalogue(),
        **people,
        **made.rows(),
        **activity_rows(random, made, people[tables.Student], now, zone),
    }


def account_instants(random: Random, now: datetime, month: datetime, count: int) -> list[datetime]:
    """Gives when accounts were made, ascending: over ten months, a tenth in the present one.

    Args:
        random: Where chance comes from.
        now: The present instant.
        month: When the present month began.
        count: How many there are.
    """
    recent = round(count * NEW_THIS_MONTH)
    oldest = timedelta(days=OLDEST_ACCOUNT_DAYS)
    earlier = sorted(now - oldest * random.random() for _ in range(count - recent))
    return earlier + sorted(month + (now - month) * random.random() for _ in range(recent))


def _teaching(people: Rows) -> list[Row]:
    """Gives which teacher teaches which grade, and what."""
    subjects = {row["id"]: row["subject_id"] for row in people[tables.Teacher] if row["subject_id"]}
    return [
        {**row, "subject_id": subjects[row["teacher_id"]]}
        for row in people[tables.TeacherGrade]
        if row["teacher_id"] in subjects
    ]
