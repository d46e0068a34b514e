"""The large seed obeys the rules of the small one, in any size."""

import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from siteowner_reference.db import tables
from siteowner_reference.db.database import Database
from siteowner_reference.db.rows import Row, Rows
from siteowner_reference.domain.accounts import PHONE
from siteowner_reference.domain.students import ACTIVE_BY_STATUS
from siteowner_reference.seed.large import LARGE, STUDENTS_A_PART, Size, large
from siteowner_reference.seed.planting import ACCOUNTS, plant
from tests.reference_server.conftest import NOON, SetClock, settings_in
from tests.reference_server.databases import Databases
from tests.reference_server.seed.test_small import CAIRO

SIZE = Size(students=5_400, teachers=20, assistants=20, courses=60, purchases=1_200, codes=600)
MOST_SECONDS = 180

Table = type[tables.Base]


@pytest.fixture(scope="module")
def rows() -> Rows:
    """The seed in a size that takes several parts."""
    return joined(large(NOON, CAIRO, SIZE))


def joined(parts: Iterator[Rows]) -> dict[Table, list[Row]]:
    """Puts the parts together."""
    whole: dict[Table, list[Row]] = {}
    for part in parts:
        for table, values in part.items():
            whole.setdefault(table, []).extend(values)
    return whole


def test_size_is_exact(rows: Rows) -> None:
    """There is as much of everything as was asked for, in more than one part."""
    counts = {
        "students": len(rows[tables.Student]),
        "teachers": len(rows[tables.Teacher]),
        "assistants": len(rows[tables.Assistant]),
        "courses": len(rows[tables.Course]),
        "purchases": len(rows[tables.Purchase]),
        "codes": len(rows[tables.RechargeCode]),
    }

    assert SIZE == Size(**counts)
    assert SIZE.students > STUDENTS_A_PART


def test_same_each_time(rows: Rows) -> None:
    """Two seeds at one instant are equal."""
    assert rows == joined(large(NOON, CAIRO, SIZE))


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        (tables.User, ("id",)),
        (tables.User, ("username",)),
        (tables.User, ("gmail_folded",)),
        (tables.Student, ("student_code",)),
        (tables.Student, ("national_id",)),
        (tables.Course, ("teacher_id", "grade_id", "name")),
        (tables.Enrolment, ("course_id", "student_id")),
        (tables.RechargeCode, ("code",)),
        (tables.Lecture, ("id",)),
    ],
)
def test_unique_values(rows: Rows, table: Table, columns: tuple[str, ...]) -> None:
    """What must be unique is."""
    values = Counter(tuple(row[name] for name in columns) for row in rows[table])

    assert values.most_common(1)[0][1] == 1


def test_accounts_that_log_in(rows: Rows) -> None:
    """The four accounts of the small seed are there, and active."""
    active = {row["username"]: row["is_active"] for row in rows[tables.User]}

    assert all(active[name] for name in ACCOUNTS)


def test_phones_and_flags(rows: Rows) -> None:
    """Phones are Egyptian, national ids have 14 digits, and no flag contradicts a status."""
    active = {row["id"]: row["is_active"] for row in rows[tables.User]}
    for row in rows[tables.Student]:
        assert PHONE.fullmatch(row["phone_number"])
        assert len(row["national_id"]) == 14
        flag = active[row["user_id"]]
        assert flag is ACTIVE_BY_STATUS.get(row["status"], flag)


def test_courses_are_their_teachers(rows: Rows) -> None:
    """A course's teacher has a subject and teaches its grade (CRS-3)."""
    taught = {(row["teacher_id"], row["grade_id"]) for row in rows[tables.TeacherGrade]}
    able = {row["id"] for row in rows[tables.Teacher] if row["subject_id"] is not None}

    assert all((row["teacher_id"], row["grade_id"]) in taught for row in rows[tables.Course])
    assert all(row["teacher_id"] in able for row in rows[tables.Course])


def test_purchases_follow_enrolments(rows: Rows) -> None:
    """Who bought was enrolled before, in the lecture's own course, and nothing is in the future."""
    enrolled = {
        (row["course_id"], row["student_id"]): row["enrolled_at"] for row in rows[tables.Enrolment]
    }
    courses = {row["id"]: row["course_id"] for row in rows[tables.Topic]}
    lectures = {row["id"]: courses[row["topic_id"]] for row in rows[tables.Lecture]}
    for row in rows[tables.Purchase]:
        assert lectures[row["lecture_id"]] == row["course_id"]
        assert enrolled[row["course_id"], row["student_id"]] <= row["purchased_at"] <= NOON
        assert (
            row["purchased_at"].astimezone(ZoneInfo("Africa/Cairo")).date() == row["purchased_on"]
        )


def test_codes_are_used_by_the_enrolled(rows: Rows) -> None:
    """Used codes were made before they were used, by somebody enrolled; others are unused."""
    enrolled = {(row["course_id"], row["student_id"]) for row in rows[tables.Enrolment]}
    used = [row for row in rows[tables.RechargeCode] if row["used_at"] is not None]

    assert 0 < len(used) < SIZE.codes
    assert all(row["created_at"] < row["used_at"] < NOON for row in used)
    assert all((row["course_id"], row["used_by_id"]) in enrolled for row in used)


def test_years_of_students(rows: Rows) -> None:
    """Accounts were made over ten months, some in the present one."""
    made = [row["created_at"] for row in rows[tables.User]]

    assert all(NOON - timedelta(days=301) < instant <= NOON for instant in made)
    assert any(instant.astimezone(CAIRO).month == NOON.month for instant in made)


def planted_counts(folder: Path, url: str, size: Size) -> Counter[Table]:
    """Plants a database and counts its rows."""
    settings = settings_in(folder, seed="large", database_url=url)
    database = Database(url)
    plant(database, settings, SetClock(), {"large": partial(large, size=size)})
    with database.reading() as session:
        counts: Counter[Table] = Counter(
            {
                table: session.scalars(select(func.count()).select_from(table)).one()
                for table in (tables.Student, tables.Purchase, tables.RechargeCode)
            }
        )
    database.close()
    return counts


def test_planting_on_every_database(databases: Databases, tmp_path: Path) -> None:
    """A database that is planted has all rows, and the next row gets the next id."""
    url = databases.empty(tmp_path)
    counts = planted_counts(tmp_path, url, Size(300, 10, 10, 20, 200, 100))

    assert [300, 200, 100] == list(counts.values())


@pytest.mark.verify
def test_in_full(databases: Databases, tmp_path: Path) -> None:
    """A million purchases are planted in under three minutes."""
    url = databases.empty(tmp_path)
    started = time.monotonic()
    counts = planted_counts(tmp_path, url, LARGE)

    assert [100_000, 1_000_000, 500_000] == list(counts.values())
    assert time.monotonic() - started < MOST_SECONDS
