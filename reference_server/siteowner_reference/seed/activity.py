"""What students did: enrolments, purchases and redeemed codes."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from operator import itemgetter
from random import Random
from zoneinfo import ZoneInfo

from siteowner_reference.db import tables
from siteowner_reference.db.rows import Row, Rows
from siteowner_reference.domain.enrolments import purchase
from siteowner_reference.domain.recharge_codes import new_code
from siteowner_reference.seed.accounts import OWNER_ID
from siteowner_reference.seed.courses import COURSES, EMPTY_COURSE, Curriculum

UNUSED_CODES_COURSE = 12
"""A course without students whose codes wait for them."""
WITHOUT_STUDENTS = {EMPTY_COURSE, UNUSED_CODES_COURSE}
NEVER_BOUGHT = 9
PURCHASE_DAYS = 200
PURCHASES_A_COURSE = (10, 50)
"""The fewest and the most."""
CODES = 60
OLD_PRICE_DAYS = 90
"""Lectures were cheaper longer ago, so revenue is not today's prices times purchases."""


def enrolments(random: Random, students: Sequence[Row], now: datetime) -> list[Row]:
    """Gives who is in which course, since when; some no longer actively."""
    return [
        {
            "course_id": course_id,
            "student_id": student["id"],
            "is_active": random.random() > 0.15,
            "enrolled_at": enrolled_at(random, student["updated_at"], now),
        }
        for course_id in range(1, COURSES + 1)
        if course_id not in WITHOUT_STUDENTS
        for student in random.sample(students, random.randint(5, 14))
    ]


def purchases(
    random: Random, made: Curriculum, enrolled: Sequence[Row], now: datetime, zone: ZoneInfo
) -> list[Row]:
    """Gives purchases over the last 200 days: often on the edge of a day, some repeated."""
    instants = purchase_instants(random, now, zone)
    rows: list[Row] = []
    for course_id in range(1, COURSES + 1):
        lectures = made.lectures_of(course_id)
        for at in islice(instants, random.randint(*PURCHASES_A_COURSE)):
            buyers = _members(enrolled, course_id, at)
            if buyers and lectures and course_id != NEVER_BOUGHT:
                lecture = random.choice(lectures) | {"course_id": course_id}
                amount = price_then(lecture, at, now)
                rows.append(purchase(lecture, random.choice(buyers), amount, at, zone))
    return sorted([*rows, _without_enrolment(rows, now, zone)], key=itemgetter("purchased_at"))


def purchase_instants(random: Random, now: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """Gives instants without end: around the ends of the past 30 days, and anywhere.

    None is in the future, and none much earlier than 200 days ago.
    """
    today = now.astimezone(zone).date()
    yield now - timedelta(minutes=1)
    for days in (29, 30, 31):
        midnight = datetime.combine(today - timedelta(days=days), time(), zone)
        yield midnight + timedelta(minutes=5)
        yield midnight - timedelta(minutes=5)
    while True:
        at = now - timedelta(seconds=random.randrange(3600, PURCHASE_DAYS * 86_400))
        if random.random() < 0.2:
            local = at.astimezone(zone)
            at = local.replace(hour=23, minute=random.randrange(30, 60)) - timedelta(days=1)
        yield at


def recharge_codes(random: Random, enrolled: Sequence[Row], now: datetime) -> list[Row]:
    """Gives codes: used ones of enrolled students, unused ones, and expired ones."""
    return [_code(random, number, enrolled, now) for number in range(1, CODES + 1)]


def activity_rows(
    random: Random,
    made: Curriculum,
    students: Sequence[Row],
    now: datetime,
    zone: ZoneInfo,
) -> Rows:
    """Gives all of it; `students` are as they were when their accounts were made."""
    enrolled = enrolments(random, students, now)
    return {
        tables.Enrolment: enrolled,
        tables.Purchase: purchases(random, made, enrolled, now, zone),
        tables.RechargeCode: recharge_codes(random, enrolled, now),
    }


def enrolled_at(random: Random, registered: datetime, now: datetime) -> datetime:
    """Gives when a student enrolled who registered at some instant: not long after."""
    earliest = max(registered, now - timedelta(days=PURCHASE_DAYS + 30))
    return earliest + (now - earliest) * random.random() * 0.2


def _members(enrolled: Sequence[Row], course_id: int, at: datetime) -> list[int]:
    return [
        row["student_id"]
        for row in enrolled
        if row["course_id"] == course_id and row["enrolled_at"] <= at
    ]


def _without_enrolment(rows: Sequence[Row], now: datetime, zone: ZoneInfo) -> Row:
    """Gives one more purchase like the first, by a student whose enrolment is gone."""
    first = rows[0]
    buyers = {row["student_id"] for row in rows if row["course_id"] == first["course_id"]}
    stranger = min(row["student_id"] for row in rows if row["student_id"] not in buyers)
    lecture = {"id": first["lecture_id"], "course_id": first["course_id"]}
    return purchase(lecture, stranger, first["amount_paid"], now - timedelta(days=9), zone)


def price_then(lecture: Row, at: datetime, now: datetime) -> Decimal:
    """Gives what a lecture cost at an instant."""
    price: Decimal = lecture["final_price"]
    return price - 5 if at < now - timedelta(days=OLD_PRICE_DAYS) else price


def _code(random: Random, number: int, enrolled: Sequence[Row], now: datetime) -> Row:
    created_at = now - timedelta(days=CODES + 1 - number, minutes=random.randrange(600))
    enrolment = random.choice([row for row in enrolled if row["enrolled_at"] <= created_at])
    is_used = number % 3 == 0
    course_id = enrolment["course_id"] if is_used or number % 4 else UNUSED_CODES_COURSE
    student_id = enrolment["student_id"] if is_used else None
    return code_row(random, number, course_id, student_id, created_at)


def code_row(
    random: Random, number: int, course_id: int, student_id: int | None, created_at: datetime
) -> Row:
    """Gives a code, used by a student within a day unless that is None."""
    return {
        "id": number,
        "course_id": course_id,
        "code": new_code(random.choice),
        "value": Decimal(random.choice(("1.00", "25.00", "50.00", "99.99", "150.00"))),
        "used_by_id": student_id,
        "used_at": created_at + timedelta(hours=random.randint(1, 20)) if student_id else None,
        "created_at": created_at,
        "expires_at": created_at + timedelta(days=30) if number % 2 else None,
        "created_by_id": OWNER_ID,
    }
