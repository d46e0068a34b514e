"""Both clients of the SDK drive every operation of a served reference server."""

import inspect
import io
import itertools
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from siteowner_sdk import (
    AsyncSiteOwner,
    AuthenticationError,
    BadRequestError,
    NotFoundError,
    PermissionDeniedError,
    SiteOwner,
)
from siteowner_sdk.cli.local_server import LocalServer

numbers = itertools.count(1)


class Both:
    """One way to write a test for the sync and the async client: `await both(client.x.y())`."""

    def __init__(self, client: SiteOwner | AsyncSiteOwner) -> None:
        self.client: Any = client

    async def __call__(self, value: Any) -> Any:
        """The result of a call, awaited where it must be."""
        return await value if inspect.isawaitable(value) else value

    async def items(self, page: Any) -> list[Any]:
        """All items from this page on."""
        return [item async for item in page] if hasattr(page, "__aiter__") else list(page)


WAYS = ("sync httpx", "sync httpx2", "async httpx", "async httpx2", "async aiohttp")


@pytest.fixture(params=WAYS)
async def both(request: pytest.FixtureRequest, server: LocalServer) -> AsyncIterator[Both]:
    """A client of each kind over each transport, logged in as the site owner."""
    kind, _, transport = request.param.partition(" ")
    owner: Any = {"username": "owner", "password": server.password, "transport": transport}
    if kind == "sync":
        with SiteOwner(server.base_url, **owner) as client:
            yield Both(client)
    else:
        async with AsyncSiteOwner(server.base_url, **owner) as async_client:
            yield Both(async_client)


def unique(request: pytest.FixtureRequest) -> str:
    """A name that no other test, worker or parameter uses."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    return f"{worker}-{next(numbers)}"


def picture(kind: str = "PNG") -> bytes:
    """A small real picture."""
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "plum").save(file, kind)
    return file.getvalue()


async def make_teacher(both: Both, name: str, **fields: Any) -> Any:
    """A teacher with the subject and grades of the first one in the list."""
    like = (await both.items(both.client.teachers.list(is_active=True)))[0]
    wanted = {
        "username": f"teacher-{name}",
        "password": "a long enough secret",
        "name": f"معلم {name}",
        "phone": "01112345678",
        "gmail": f"teacher-{name}@example.com",
        "gender": "male",
        "subject": like.subject_id,
        "grades": like.grade_ids,
    }
    return await both(both.client.teachers.create(**(wanted | fields)))


async def test_teachers(both: Both, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """A teacher is created with a picture, found, changed and replaced (TCH-6, TCH-16, TCH-20)."""
    name = unique(request)
    file = tmp_path / "portrait.jpg"
    file.write_bytes(picture("JPEG"))

    teacher = await make_teacher(both, name, profile_picture=file, biography="Since 2009.")
    again = await both(both.client.teachers.retrieve(teacher.id))
    found = await both.items(both.client.teachers.list(search=name))
    changed = await both(both.client.teachers.update(teacher.id, biography=None, is_active=False))
    replaced = await both(
        both.client.teachers.replace(
            teacher.id,
            username=teacher.username,
            password="another long secret",
            name=teacher.name,
            phone="01287654321",
            gmail=teacher.gmail,
            gender=teacher.gender,
            subject=teacher.subject_id,
            grades=teacher.grade_ids,
        )
    )

    assert teacher == again
    assert [teacher] == found
    assert teacher.created_at.tzinfo is not None
    assert (None, False, teacher.phone) == (changed.biography, changed.is_active, changed.phone)
    assert "01287654321" == replaced.phone
    assert teacher.profile_picture is not None
    media = httpx.get(teacher.profile_picture)
    assert (200, "image/jpeg") == (media.status_code, media.headers["content-type"])


async def test_pictures_from_bytes_and_open_files(
    both: Both, request: pytest.FixtureRequest
) -> None:
    """A picture may also be bytes or an open file, PNG or WebP (TCH-16)."""
    png = await make_teacher(both, unique(request), profile_picture=picture("PNG"))
    webp = await make_teacher(both, unique(request), profile_picture=io.BytesIO(picture("WEBP")))

    assert "image/png" == httpx.get(png.profile_picture).headers["content-type"]
    assert "image/webp" == httpx.get(webp.profile_picture).headers["content-type"]


async def test_pages_and_all(both: Both) -> None:
    """Iterating walks all pages and meets each student once, as `all` gives them (GEN-3, GEN-4)."""
    page = await both(both.client.students.list(page_size=7))
    walked = await both.items(both.client.students.list(page_size=7))
    everyone = await both(both.client.students.all())

    assert 7 == len(page.results) < page.count == len(walked)
    assert [student.id for student in everyone] == [student.id for student in walked]


async def test_students(both: Both) -> None:
    """A student is retrieved as listed; a change answers status and flag (STU-5 to STU-8)."""
    student = (await both(both.client.students.all(status="pending")))[0]

    again = await both(both.client.students.retrieve(student.id))
    declined = await both(both.client.students.update(student.id, status="declined"))
    verified = await both(both.client.students.update(student.id, status="verified"))
    back = await both(
        both.client.students.update(student.id, status="pending", is_active=student.is_active)
    )

    assert student == again
    assert isinstance(student.birth_date, date)
    assert ("declined", False) == (declined.status, declined.is_active)
    assert ("verified", True) == (verified.status, verified.is_active)
    assert ("pending", student.is_active) == (back.status, back.is_active)


async def test_courses_and_codes(both: Both, request: pytest.FixtureRequest) -> None:
    """A course is made, changed, gets a code and is deleted with it (CRS-1, CRS-10, COD-1)."""
    name = unique(request)
    teacher = await make_teacher(both, name)
    expiry = datetime.now(UTC).replace(microsecond=0) + timedelta(days=30)

    course = await both(
        both.client.courses.create(
            name=f"Course {name}", teacher=teacher.id, grade=teacher.grade_ids[0]
        )
    )
    changed = await both(
        both.client.courses.update(course.id, description="Light", cover_picture=picture())
    )
    replaced = await both(
        both.client.courses.replace(
            course.id, name=f"Optics {name}", teacher=teacher.id, grade=course.grade
        )
    )
    code = await both(
        both.client.recharge_codes.create(
            course=course.id, value=Decimal("1.50"), expires_at=expiry
        )
    )
    listed = await both.items(
        both.client.recharge_codes.list(course=course.id, is_used=False, ordering="-value")
    )
    await both(both.client.courses.delete(course.id))

    assert teacher.subject_id == course.subject
    assert ("Light", True) == (changed.description, changed.cover_picture is not None)
    assert (f"Optics {name}", "Light") == (replaced.name, replaced.description)
    assert (Decimal("1.50"), expiry, "owner") == (
        code.value,
        code.expires_at,
        code.created_by_username,
    )
    assert [code.code] == [each.code for each in listed]
    overview = await both(both.client.revenue.overview())
    assert course.id not in [each.id for each in overview.courses]


async def test_assistants(both: Both) -> None:
    """Assistants are listed, and filtered by teacher and by text (AST-1 to AST-3)."""
    everyone = await both.items(both.client.assistants.list())
    first = everyone[0]

    of_teacher = await both.items(both.client.assistants.list(teacher=first.teacher))
    found = await both.items(both.client.assistants.list(search=first.gmail))

    assert {first.teacher} == {assistant.teacher for assistant in of_teacher}
    assert first in found


async def test_revenue(both: Both) -> None:
    """By course, lecture, student and day the sums agree (REV-1 to REV-8)."""
    overview = await both(both.client.revenue.overview())
    best = max(overview.courses, key=lambda course: course.revenue)
    course = await both(both.client.revenue.course(best.id))
    sold = max(course.lectures, key=lambda lecture: lecture.revenue)
    lecture = await both(both.client.revenue.lecture(sold.lecture_id))
    students = await both(both.client.revenue.students(course=best.id))
    trends = await both(both.client.revenue.trends(start_date=date(2000, 1, 1)))

    assert overview.summary.total_revenue == sum(course.revenue for course in overview.courses) > 0
    assert best.revenue == course.total_revenue
    assert sold.revenue == lecture.total_revenue
    assert best.revenue == sum(student.total_spent for student in students)
    assert overview.summary.total_revenue == trends.total_revenue


async def test_dashboard(both: Both) -> None:
    """The dashboard's students by status add up (DSH-1)."""
    stats = await both(both.client.dashboard.stats())

    assert stats.total_students == sum(stats.students_by_status.model_dump().values())


async def test_refusals_are_typed(both: Both, request: pytest.FixtureRequest) -> None:
    """A refused field and a missing object raise errors with the server's words (GEN-6, GEN-7)."""
    teacher = await make_teacher(both, unique(request))

    with pytest.raises(BadRequestError, match="Username already exists") as refused:
        await make_teacher(both, unique(request), username=teacher.username)
    with pytest.raises(NotFoundError) as missing:
        await both(both.client.teachers.retrieve(2**31 - 1))

    assert {"username": ["Username already exists."]} == refused.value.errors
    assert "Not found." == missing.value.detail


def test_other_roles_and_bad_passwords_are_refused(server: LocalServer) -> None:
    """A teacher is denied, a wrong password is not authenticated (GEN-2, GEN-10)."""
    with (
        SiteOwner(server.base_url, username="teacher1", password=server.password) as teacher,
        pytest.raises(PermissionDeniedError),
    ):
        teacher.dashboard.stats()
    with (
        SiteOwner(server.base_url, username="owner", password="wrong") as nobody,
        pytest.raises(AuthenticationError, match="No active account"),
    ):
        nobody.dashboard.stats()
