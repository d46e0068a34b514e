"""Many at once: each rule holds as if they had come one after the other."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import TypeVar

import httpx
import pytest
from sqlalchemy import func, select, text

from siteowner_reference.db import database
from siteowner_reference.db.tables import Course, Enrolment, RechargeCode, Teacher, User
from siteowner_reference.domain.enrolments import buy_lecture, ensure_enrolled
from siteowner_reference.domain.errors import MissingError, RefusedError
from siteowner_reference.domain.recharge_codes import redeem
from siteowner_reference.http.site import Site
from tests.reference_server.conftest import Login
from tests.reference_server.forms import TEACHER, form, picture

MANY = 64
COURSE_WITHOUT_STUDENTS = 12
COURSE = {"name": "Mechanics", "teacher": 1, "grade": 1}

T = TypeVar("T")


def at_once(count: int, act: Callable[[int], T]) -> list[T]:
    """Calls `act` with each number below `count`, all at the same time."""
    start = Barrier(count)

    def wait_and_act(number: int) -> T:
        start.wait()
        return act(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(wait_and_act, range(count)))


def statuses(responses: list[httpx.Response]) -> Counter[int]:
    """Gives how often each status was answered."""
    return Counter(response.status_code for response in responses)


def rows(site: Site, table: type[Teacher | User | Course]) -> int:
    """Gives the number of rows of a table."""
    with site.reading() as work:
        return work.session.scalars(select(func.count()).select_from(table)).one()


@pytest.mark.parametrize(
    ("field", "values", "message"),
    [
        ("username", {"username": "same"}, "Username already exists."),
        (
            "gmail",
            {"gmail": "Same@example.com"},
            "This email is already associated with an account.",
        ),
    ],
)
def test_TCH_8_and_9_one_of_many_creations(
    log_in: Login, site: Site, field: str, values: dict[str, str], message: str
) -> None:
    """Of 64 creations with one username or gmail one succeeds; the others get the field's error."""
    clients = [log_in("owner") for _ in range(MANY)]
    before = rows(site, Teacher), rows(site, User)

    def create(number: int) -> httpx.Response:
        own = {"username": f"teacher.{number}", "gmail": f"teacher.{number}@example.com"}
        return clients[number].post("/teachers/", files=form({**TEACHER, **own, **values}))

    responses = at_once(MANY, create)

    assert {201: 1, 400: MANY - 1} == statuses(responses)
    refused = [response.json() for response in responses if response.status_code == 400]
    assert all({field: [message]} == body for body in refused)
    assert (before[0] + 1, before[1] + 1) == (rows(site, Teacher), rows(site, User))


def test_CRS_4_one_of_many_creations(log_in: Login, site: Site, owner: httpx.Client) -> None:
    """Of 64 courses with one teacher, grade and name one is made, and no other picture is kept."""
    teacher = owner.get("/teachers/1/").json()
    fields = {**COURSE, "grade": teacher["grade_ids"][0], "cover_picture": picture()}
    clients = [log_in("owner") for _ in range(MANY)]
    before = rows(site, Course)
    responses = at_once(MANY, lambda number: clients[number].post("/courses/", files=form(fields)))

    assert {201: 1, 400: MANY - 1} == statuses(responses)
    refused = [response.json() for response in responses if response.status_code == 400]
    assert all(["non_field_errors"] == list(body) for body in refused)
    assert before + 1 == rows(site, Course)
    assert len(site.media.names()) == 1


def test_COD_8_a_code_is_redeemed_once(owner: httpx.Client, site: Site) -> None:
    """Of 64 students who redeem one code at once one does, and only that one is enrolled."""
    body = {"course": COURSE_WITHOUT_STUDENTS, "value": "50"}
    code = owner.post("/recharge-codes/", json=body).json()["code"]

    def attempt(number: int) -> str:
        try:
            with site.writing() as work:
                redeem(work, number % 30 + 1, COURSE_WITHOUT_STUDENTS, code)
        except RefusedError as refusal:
            return str(refusal)
        return "redeemed"

    outcomes = at_once(MANY, attempt)
    with site.reading() as work:
        used_by = work.session.scalars(
            select(RechargeCode.used_by_id).where(RechargeCode.code == code)
        ).all()
        enrolled = work.session.scalars(
            select(Enrolment.student_id).where(Enrolment.course_id == COURSE_WITHOUT_STUDENTS)
        ).all()

    assert {"redeemed": 1, "This code has already been used.": MANY - 1} == Counter(outcomes)
    assert used_by == enrolled == [outcomes.index("redeemed") % 30 + 1]


@pytest.mark.parametrize("deletion", [0, 3])
def test_CRS_9_deletion_and_enrolments(log_in: Login, site: Site, deletion: int) -> None:
    """Either the course goes and nobody can enrol any more, or it stays with all who did."""
    client = log_in("owner")

    def act(number: int) -> str:
        if number == deletion:
            return str(client.delete(f"/courses/{COURSE_WITHOUT_STUDENTS}/").status_code)
        try:
            with site.writing() as work:
                ensure_enrolled(work, number + 1, COURSE_WITHOUT_STUDENTS)
        except MissingError:
            return "missing"
        return "enrolled"

    outcomes = Counter(at_once(8, act))
    with site.reading() as work:
        enrolled = work.session.scalars(
            select(func.count()).where(Enrolment.course_id == COURSE_WITHOUT_STUDENTS)
        ).one()

    assert outcomes in ({"204": 1, "missing": 7}, {"400": 1, "enrolled": 7})
    assert enrolled == outcomes["enrolled"]


def test_CRS_9_deletion_waits_for_an_enrolment(log_in: Login, site: Site) -> None:
    """A course can't be deleted between a student's enrolment and the commit of it."""
    client = log_in("owner")
    with ThreadPoolExecutor(1) as pool:
        with site.writing() as work:
            ensure_enrolled(work, 1, COURSE_WITHOUT_STUDENTS)
            deletion = pool.submit(client.delete, f"/courses/{COURSE_WITHOUT_STUDENTS}/")
            with pytest.raises(TimeoutError):
                deletion.result(timeout=0.3)
        answered = deletion.result(timeout=20)

    assert answered.status_code == 400
    assert "students enrolled" in answered.json()["detail"]


def test_REV_1_purchases_add_up(owner: httpx.Client, site: Site) -> None:
    """Of purchases at the same time none is lost from the totals."""
    course = owner.get(f"/revenue/courses/{COURSE_WITHOUT_STUDENTS}/").json()
    lecture = course["lectures"][0]

    def buy(number: int) -> None:
        with site.writing() as work:
            buy_lecture(work, number % 4 + 1, lecture["lecture_id"])

    at_once(16, buy)
    bought = owner.get(f"/revenue/courses/{COURSE_WITHOUT_STUDENTS}/").json()
    overview = owner.get("/revenue/").json()["courses"]
    row = next(row for row in overview if row["id"] == COURSE_WITHOUT_STUDENTS)

    assert 16 == bought["total_purchases"] == row["purchase_count"]
    assert bought["total_revenue"] == row["revenue"]
    assert 4 == row["enrolled_count"]


def test_STU_12_status_and_flag_at_once(log_in: Login, owner: httpx.Client) -> None:
    """Changes of status and of the flag at the same time end as one after the other would."""
    clients = [log_in("owner") for _ in range(8)]
    owner.patch("/students/2/", json={"status": "verified"})
    bodies = [{"status": "pending"}, {"is_active": False}]
    answers = at_once(
        8, lambda number: clients[number].patch("/students/2/", json=bodies[number % 2])
    )
    student = owner.get("/students/2/").json()

    assert {200: 8} == statuses(answers)
    assert ("pending", False) == (student["status"], student["is_active"])


def test_TCH_20_pictures_replaced_at_once(log_in: Login, site: Site) -> None:
    """Of pictures that replace each other at the same time one is left."""
    clients = [log_in("owner") for _ in range(8)]
    answers = at_once(
        8,
        lambda number: clients[number].patch(
            "/teachers/1/", files=form({"profile_picture": picture()})
        ),
    )

    assert {200: 8} == statuses(answers)
    assert len(site.media.names()) == 1


@contextmanager
def held(site: Site) -> Iterator[None]:
    """Keeps the database from everyone else who writes."""
    with site.writing() as work:
        work.session.execute(text("SELECT 1"))
        yield


def test_a_lock_that_is_waited_for_in_vain(
    owner: httpx.Client, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer who waited too long is told to try again, and nothing is changed."""
    site.database.close()
    monkeypatch.setattr(database, "BUSY_SECONDS", 1)
    impatient = database.Database(site.database.engine.url.render_as_string(hide_password=False))
    monkeypatch.setattr(site.database, "engine", impatient.engine)
    monkeypatch.setattr(site.database, "_writing_engine", impatient._writing_engine)
    before = rows(site, Teacher)
    with held(site):
        reading = owner.get("/teachers/1/")
        writing = owner.post("/teachers/", files=form(TEACHER))
    after = rows(site, Teacher)
    impatient.close()

    assert (200, 503) == (reading.status_code, writing.status_code)
    assert "1" == writing.headers["Retry-After"]
    assert before == after


def test_log_in_keeps_nobody_waiting(anonymous: httpx.Client, site: Site) -> None:
    """One can log in while another writes."""
    with held(site):
        answer = anonymous.post(
            "/auth/token/", json={"username": "owner", "password": "Sesame-2026!"}
        )

    assert answer.status_code == 200
