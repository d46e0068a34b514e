"""What type checkers must find; mypy and pyright read it, nothing runs it.

Both fail when a `type: ignore` is not needed: what must not pass is proven not to.
"""

# pyright: strict, reportUnnecessaryTypeIgnoreComment=true

import datetime as dt
from decimal import Decimal
from typing import Literal, assert_type

from siteowner_sdk import (
    APIResponseValidationError,
    APIStatusError,
    AsyncListing,
    AsyncPage,
    AsyncSiteOwner,
    BulkResults,
    CodeOrder,
    CodeResults,
    Deviation,
    Drift,
    Omit,
    Page,
    RawResponse,
    SiteOwner,
    omit,
)
from siteowner_sdk.models import RechargeCode, RevenueTrends, Student, StudentRevenue, Teacher


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


def raw(client: SiteOwner) -> None:
    """What raw access gives in threads."""
    teachers = client.teachers.with_raw_response
    assert_type(teachers.list(page_size=5), RawResponse[Page[Teacher]])
    assert_type(teachers.list().parse(), Page[Teacher])
    assert_type(teachers.all().parse(), list[Teacher])
    assert_type(teachers.retrieve(1).parse(), Teacher)
    assert_type(client.courses.with_raw_response.delete(1), RawResponse[None])
    assert_type(teachers.retrieve(1).status_code, int)
    assert_type(teachers.retrieve(1).content, bytes)
    assert_type(teachers.retrieve(1).request_id, str | None)


async def raw_in_tasks(client: AsyncSiteOwner) -> None:
    """What raw access gives in tasks."""
    teachers = client.teachers.with_raw_response
    assert_type(await teachers.list(), RawResponse[AsyncPage[Teacher]])
    assert_type((await teachers.all()).parse(), list[Teacher])
    assert_type((await teachers.retrieve(1)).parse(), Teacher)
    teachers.list().parse()  # type: ignore[attr-defined]


def drift(error: APIResponseValidationError) -> None:
    """What is told of answers that leave the contract."""

    def heard(drift: Drift) -> None:
        assert_type(drift.kind, Literal["unknown_field", "unknown_value", "number", "form"])

    SiteOwner("https://school.example/api", strict=True, on_drift=heard)
    SiteOwner("https://school.example/api", on_drift=len)  # type: ignore[arg-type]
    assert_type(error.deviations, tuple[Deviation, ...])


async def many(client: SiteOwner, tasks: AsyncSiteOwner) -> None:
    """What walks over pages and many calls at once give."""
    assert_type(client.teachers.list().to_list(max_items=3), list[Teacher])
    assert_type(await tasks.teachers.list().to_list(), list[Teacher])
    async for page in tasks.teachers.list().pages(prefetch=False):
        assert_type(page, AsyncPage[Teacher])
    async for teacher in tasks.teachers.list().items(max_items=3):
        assert_type(teacher, Teacher)
    assert_type(client.bulk(client.teachers.retrieve, [1, 2]), BulkResults[int, Teacher])
    assert_type(await tasks.bulk(tasks.teachers.retrieve, [1, 2]), BulkResults[int, Teacher])
    codes = client.recharge_codes.create_many(course=1, value=5, count=10)
    assert_type(codes, CodeResults)
    assert_type(codes.values, list[RechargeCode])
    assert_type(codes[0].item, CodeOrder)
    assert_type(codes[0].value, RechargeCode | None)
    client.recharge_codes.create_many(course=1, value=5)  # type: ignore[call-overload]
    client.recharge_codes.create_many(items=[], count=10)  # type: ignore[call-overload]


def options(client: SiteOwner) -> None:
    """What each call may have in place of its client's settings."""
    client.teachers.list(timeout=5, deadline=None, max_retries=0)
    client.recharge_codes.create(course=1, value=5, idempotent=True, timeout=omit)
    client.teachers.list(idempotent=True)  # type: ignore[call-arg]
    client.teachers.retrieve(1, max_retries=None)  # type: ignore[arg-type]


def fields(code: RechargeCode, teacher: Teacher, student: Student, error: APIStatusError) -> None:
    """What fields hold."""
    assert_type(student.birth_date, dt.date)
    assert_type(teacher.video_security_id, int | None)
    if student.status == "verified":
        assert student.status != "graduated"
    teacher.name = "x"  # type: ignore[misc]
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
