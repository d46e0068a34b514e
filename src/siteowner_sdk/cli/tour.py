"""What `siteowner demo` shows of a server: the SDK read aloud."""

from __future__ import annotations

import secrets
import struct
import zlib
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from siteowner_sdk import BadRequestError, SiteOwner

if TYPE_CHECKING:
    from siteowner_sdk.models import DashboardStats, RevenueOverview, RevenueTrends, Teacher

BARS = " ▁▂▃▄▅▆▇█"


def tour(base_url: str, *, username: str, password: str, console: Console | None = None) -> None:
    """Read what there is, create a teacher, a course and a code, and show one refusal."""
    console = console or Console()
    console.rule(f"[bold]SiteOwner at {base_url}")
    with SiteOwner(base_url, username=username, password=password) as client:
        show_dashboard(console, client.dashboard.stats())
        show_revenue(console, client.revenue.overview(), client.revenue.trends())
        show_people(console, client)
        teacher = create_teacher(console, client)
        create_course_and_code(console, client, teacher)
        show_refusal(console, client, teacher)


def show_dashboard(console: Console, stats: DashboardStats) -> None:
    """Accounts, and students by status."""
    table = Table(title="Dashboard", title_justify="left")
    table.add_column("accounts")
    table.add_column("count", justify="right")
    table.add_column("students")
    table.add_column("count", justify="right")
    accounts = [
        ("students", stats.total_students),
        ("teachers", stats.total_teachers),
        ("of them active", stats.teachers_active_count),
        ("assistants", stats.total_assistants),
        ("new this month", stats.new_users_this_month),
    ]
    statuses = stats.students_by_status.model_dump().items()
    for (account, number), (status, count) in zip(accounts, statuses, strict=False):
        table.add_row(account, f"{number:,}", status, f"{count:,}")
    console.print(table)


def show_revenue(console: Console, overview: RevenueOverview, trends: RevenueTrends) -> None:
    """The courses that brought in most, and the past 30 days as a line of bars."""
    summary = overview.summary
    table = Table(
        title=f"Revenue: {egp(summary.total_revenue)} in {summary.total_purchases:,} purchases",
        title_justify="left",
    )
    for heading in ("course", "students", "purchases", "revenue"):
        table.add_column(heading, justify="left" if heading == "course" else "right")
    best = sorted(overview.courses, key=lambda course: course.revenue, reverse=True)
    for course in best[:5]:
        numbers = (f"{course.enrolled_count:,}", f"{course.purchase_count:,}")
        table.add_row(course.name, *numbers, egp(course.revenue))
    console.print(table)
    bars = sparkline([day.revenue for day in trends.daily_trends])
    total = egp(trends.total_revenue)
    console.print(f"{trends.start_date} to {trends.end_date}: {total}  {bars}\n")


def show_people(console: Console, client: SiteOwner) -> None:
    """Some teachers, walked over pages as far as it takes."""
    page = client.teachers.list(is_active=True, page_size=5)
    names = ", ".join(teacher.name for teacher in islice(page, 6))
    console.print(f"{page.count} active teachers: {names}, …")
    pending = client.students.all(status="pending")
    console.print(f"{len(pending)} students wait to be verified")


def create_teacher(console: Console, client: SiteOwner) -> Teacher:
    """A teacher with a picture, like the first one in subject and grades."""
    like = next(
        teacher for teacher in client.teachers.list() if teacher.subject_id and teacher.grade_ids
    )
    assert like.subject_id is not None
    unique = secrets.token_hex(4)
    teacher = client.teachers.create(
        username=f"demo-{unique}",
        password=secrets.token_urlsafe(16),
        name="ليلى حسن",
        phone="01012345678",
        gmail=f"demo-{unique}@example.com",
        gender="female",
        subject=like.subject_id,
        grades=like.grade_ids,
        profile_picture=plum_png(),
    )
    console.print(
        f"Created teacher {teacher.id}: {teacher.name}, picture at {teacher.profile_picture}"
    )
    return teacher


def create_course_and_code(console: Console, client: SiteOwner, teacher: Teacher) -> None:
    """A course of the teacher, and a code for it."""
    course = client.courses.create(
        name="Demo course", teacher=teacher.id, grade=teacher.grade_ids[0]
    )
    console.print(
        f"Created course {course.id}: {course.name}, {course.grade_name}, {course.subject_name}"
    )
    code = client.recharge_codes.create(course=course.id, value=Decimal("150.00"))
    console.print(f"Created code {code.code} worth {egp(code.value)} for {code.course_name}")


def show_refusal(console: Console, client: SiteOwner, teacher: Teacher) -> None:
    """What a refused field looks like to who calls the SDK."""
    try:
        client.teachers.update(teacher.id, phone="0101")
    except BadRequestError as error:
        console.print(f"Refused, as it should be: {error.errors}\n")


def egp(amount: Decimal) -> str:
    """An amount for people."""
    return f"{amount:,.2f} EGP"


def sparkline(amounts: list[Decimal]) -> str:
    """One bar an amount, the largest full."""
    largest = max(amounts, default=Decimal(1)) or Decimal(1)
    return "".join(BARS[round(amount / largest * (len(BARS) - 1))] for amount in amounts)


def plum_png(side: int = 32) -> bytes:
    """A square PNG of one colour, written by hand so that the SDK needs no imaging library."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    pixels = (b"\0" + b"\x8e\x45\x85" * side) * side
    parts = chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(pixels)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
