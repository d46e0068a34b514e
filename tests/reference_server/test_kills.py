"""A server that is killed while it writes: what it confirmed is there, and nothing half-made."""

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from siteowner_reference.db import snapshots
from siteowner_reference.db.database import Database
from siteowner_reference.db.queries import totals
from siteowner_reference.db.tables import Teacher, TeacherGrade, User
from siteowner_reference.media import MediaStore
from tests.reference_server.databases import Databases
from tests.reference_server.forms import TEACHER, form, picture
from tests.reference_server.served import Served, served

WRITERS = 4
LATEST_SECONDS = 1.0
SUBJECT_1_GRADE = 1


@dataclass
class Ledger:
    """What was confirmed, and what was asked for without an answer.

    Attributes:
        names: The names that each confirmed teacher may have: one, or two after a lost answer.
        courses: Whether each confirmed course is there; None after a lost answer to its deletion.
        started: Set as soon as anything is confirmed.
    """

    names: dict[int, set[str]] = field(default_factory=dict)
    courses: dict[int, bool | None] = field(default_factory=dict)
    started: Event = field(default_factory=Event)


def write(owner: httpx.Client, ledger: Ledger, prefix: str) -> None:
    """Makes and changes teachers and courses, until the server no longer answers."""
    for number in count():
        own = {"username": f"{prefix}.{number}", "gmail": f"{prefix}.{number}@example.com"}
        fields = {**TEACHER, **own, "profile_picture": picture()}
        made = confirmed(owner.post("/teachers/", files=form(fields)), 201)
        ledger.names[made["id"]] = {made["name"], own["username"]}
        ledger.started.set()
        changes = {"name": own["username"], "profile_picture": picture("JPEG")}
        confirmed(owner.patch(f"/teachers/{made['id']}/", files=form(changes)), 200)
        ledger.names[made["id"]] = {own["username"]}
        course = {"name": "Mechanics", "teacher": made["id"], "grade": SUBJECT_1_GRADE}
        course_id = confirmed(owner.post("/courses/", files=form(course)), 201)["id"]
        ledger.courses[course_id] = True
        if number % 2:
            ledger.courses[course_id] = None
            assert owner.delete(f"/courses/{course_id}/").status_code == 204
            ledger.courses[course_id] = False


def confirmed(response: httpx.Response, status: int) -> dict[str, Any]:
    """Gives the body of an answer that must be a success."""
    assert response.status_code == status, response.text
    body: dict[str, Any] = response.json()
    return body


def write_until_killed(server: Served, ledger: Ledger, round_number: int, delay: float) -> None:
    """Kills the server so long after the first of several clients has written something."""
    ledger.started.clear()

    def kill() -> None:
        ledger.started.wait(timeout=30)
        time.sleep(delay)
        server.process.kill()

    with ThreadPoolExecutor(WRITERS) as pool, server.owner() as owner:
        killer = Thread(target=kill)

        def writer(number: int) -> None:
            with suppress(httpx.TransportError):
                write(owner, ledger, f"round{round_number}.writer{number}")

        killer.start()
        list(pool.map(writer, range(WRITERS)))
        killer.join()
    server.process.wait(timeout=30)


def check_answers(server: Served, ledger: Ledger) -> None:
    """Checks that what was confirmed is what the server answers after its restart."""
    with server.owner() as owner, httpx.Client() as anyone:
        teachers = {
            row["id"]: row for row in owner.get("/teachers/", params={"all": "true"}).json()
        }
        for teacher_id, names in ledger.names.items():
            assert teachers[teacher_id]["name"] in names
        for row in teachers.values():
            assert row["grade_ids"]
            if row["profile_picture"] is not None:
                assert anyone.get(row["profile_picture"]).status_code == 200
        for course_id, is_there in ledger.courses.items():
            status = owner.patch(f"/courses/{course_id}/", files=form({"is_active": True}))
            assert is_there is None or (200 if is_there else 404) == status.status_code


def half_made(database: Database) -> Iterator[object]:
    """Gives what has one part without the other."""
    with database.reading() as session:
        users = set(session.scalars(select(User.id).where(User.role == "teacher")))
        yield from users.symmetric_difference(session.scalars(select(Teacher.user_id)))
        teachers = set(session.scalars(select(Teacher.id)))
        yield from teachers.symmetric_difference(session.scalars(select(TeacherGrade.teacher_id)))
        for table, counted in totals.sources().items():
            kept = session.execute(select(*table.__table__.columns)).all()
            yield from set(map(str, kept)).symmetric_difference(map(str, session.execute(counted)))


@pytest.mark.parametrize(
    "kills", [pytest.param(3, id="3"), pytest.param(50, id="50", marks=pytest.mark.verify)]
)
def test_TCH_19_killed_while_it_writes(databases: Databases, tmp_path: Path, kills: int) -> None:
    """After each kill -9 the server starts again with all that it confirmed, and nothing half."""
    chance = random.Random(kills)
    ledger = Ledger()
    with databases.seeded(tmp_path) as url:
        database = Database(url)
        for round_number in range(kills):
            with served(url, tmp_path) as server:
                check_answers(server, ledger)
                delay = chance.uniform(0, LATEST_SECONDS)
                write_until_killed(server, ledger, round_number, delay)
            assert [] == list(half_made(database))
        with served(url, tmp_path, "--sweep-media") as server:
            check_answers(server, ledger)
        with database.reading() as session:
            pictures = snapshots.picture_names(session)
        database.close()

    assert len(ledger.names) >= kills
    assert pictures == MediaStore(str(tmp_path / "media")).names()
