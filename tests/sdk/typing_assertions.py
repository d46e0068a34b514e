"""What type checkers must find; mypy reads it, nothing runs it."""

import datetime as dt
from decimal import Decimal
from typing import assert_type

from siteowner_sdk import (
    APIStatusError,
    AsyncListing,
    AsyncPage,
    AsyncSiteOwner,
    Omit,
    Page,
    SiteOwner,
    omit,
)
from siteowner_sdk.models import RechargeCode, RevenueTrends, StudentRevenue, Teacher


def threads(client: SiteOwner) -> None:
    """What the methods of `SiteOwner` give."""
    assert_type(client.teachers.list(), Page[Teacher])
    assert_type(client.teachers.list().results, list[Teacher])
    assert_type(next(iter(client.teachers.list())), Teacher)
    assert_type(client.teachers.list().next_page(), Page[Teacher] | None)
    assert_type(client.teachers.all(), list[Teacher])
    assert_type(client.teachers.retrieve(1), Teacher)
    assert_type(client.revenue.students(), list[StudentRevenue])
    assert_type(client.revenue.trends(start_date=dt.date(2026, 1, 1)), RevenueTrends)
    client.courses.delete(1)


async def tasks(client: AsyncSiteOwner) -> None:
    """What the methods of `AsyncSiteOwner` give."""
    assert_type(client.teachers.list(), AsyncListing[Teacher])
    assert_type(await client.teachers.list(), AsyncPage[Teacher])
    async for teacher in client.teachers.list():
        assert_type(teacher, Teacher)
    assert_type(await client.teachers.all(), list[Teacher])
    assert_type(await client.teachers.retrieve(1), Teacher)


def fields(code: RechargeCode, teacher: Teacher, error: APIStatusError) -> None:
    """What fields hold."""
    assert_type(code.value, Decimal)
    assert_type(code.expires_at, dt.datetime | None)
    assert_type(teacher.grade_ids, list[int])
    assert_type(error.errors, dict[str, list[str]])


def omitted(value: str | Omit | None) -> str:
    """`is omit` narrows."""
    if value is omit:
        return "omitted"
    assert_type(value, str | None)
    return value or "null"


def refused(client: SiteOwner) -> None:
    """What must not pass."""
    client.recharge_codes.create(course=1, value=1.5)  # type: ignore[arg-type]
    client.students.update(1, status="unknown")  # type: ignore[arg-type]
    client.students.update(1, statuss="verified")  # type: ignore[call-arg]
    client.teachers.retrieve(teacher_id=1)  # type: ignore[call-arg]
    client.teachers.list(subject=None)  # type: ignore[arg-type]
    client.teachers.create(name="x")  # type: ignore[call-arg]
    client.teachers.update(1, biography=None, profile_picture=b"")
