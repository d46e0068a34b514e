"""Enrolling, buying and redeeming: what no endpoint does."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from siteowner_reference.db.tables import Enrolment
from siteowner_reference.domain.enrolments import buy_lecture, ensure_enrolled
from siteowner_reference.domain.errors import MissingError, RefusedError
from siteowner_reference.domain.recharge_codes import redeem
from siteowner_reference.domain.work import Work
from siteowner_reference.http.site import Site

COURSE_WITHOUT_STUDENTS = 12


@pytest.fixture
def work(site: Site) -> Iterator[Work]:
    """A transaction that is committed after the test."""
    with site.writing() as work:
        yield work


def enrolments(work: Work, course_id: int) -> int:
    """Gives the number of enrolments of a course."""
    statement = select(func.count()).where(Enrolment.course_id == course_id)
    return work.session.scalars(statement).one()


def new_code(owner: httpx.Client, **fields: object) -> dict[str, Any]:
    """Makes a code for the course without students."""
    body = {"course": COURSE_WITHOUT_STUDENTS, "value": "50", **fields}
    code: dict[str, Any] = owner.post("/recharge-codes/", json=body).json()
    return code


def test_enrolling_twice_is_once(work: Work) -> None:
    """A student has one enrolment in a course."""
    for _ in range(2):
        ensure_enrolled(work, student_id=1, course_id=COURSE_WITHOUT_STUDENTS)

    assert enrolments(work, COURSE_WITHOUT_STUDENTS) == 1


def test_buying_enrols(owner: httpx.Client, site: Site) -> None:
    """Who buys a lecture is enrolled in its course, which then can't be deleted (CRS-9)."""
    course = owner.get(f"/revenue/courses/{COURSE_WITHOUT_STUDENTS}/").json()
    with site.writing() as work:
        buy_lecture(work, 1, course["lectures"][0]["lecture_id"])
        assert enrolments(work, COURSE_WITHOUT_STUDENTS) == 1

    assert owner.delete(f"/courses/{COURSE_WITHOUT_STUDENTS}/").status_code == 400


def test_buying_what_is_not_there(work: Work) -> None:
    """There must be such a lecture."""
    with pytest.raises(MissingError):
        buy_lecture(work, 1, 9999)


def test_redeeming_uses_the_code_and_enrols(owner: httpx.Client, site: Site) -> None:
    """A redeemed code shows its student and time (COD-8), who is enrolled."""
    code = new_code(owner)
    with site.writing() as work:
        redeem(work, 1, COURSE_WITHOUT_STUDENTS, code["code"])
        assert enrolments(work, COURSE_WITHOUT_STUDENTS) == 1
    used = owner.get("/recharge-codes/", params={"course": COURSE_WITHOUT_STUDENTS}).json()
    shown = next(row for row in used["results"] if row["id"] == code["id"])
    student = owner.get("/students/1/").json()

    assert (True, 1, student["name_en"]) == tuple(
        shown[name] for name in ("is_used", "used_by", "used_by_name")
    )
    assert shown["used_at"] == "2026-11-24T12:00:00+02:00"


def test_redeeming_is_refused(owner: httpx.Client, site: Site) -> None:
    """A code of another course, an expired, a used and an unknown one are refused."""
    good = new_code(owner)["code"]
    yesterday = (site.clock() - timedelta(days=1)).isoformat()
    expired = new_code(owner, expires_at=yesterday)["code"]
    with site.writing() as work:
        redeem(work, 1, COURSE_WITHOUT_STUDENTS, good)
        for course, code, text in (
            (1, expired, "another course"),
            (COURSE_WITHOUT_STUDENTS, expired, "expired"),
            (COURSE_WITHOUT_STUDENTS, good, "already been used"),
            (COURSE_WITHOUT_STUDENTS, "NONE", "no such code"),
        ):
            with pytest.raises(RefusedError, match=text):
                redeem(work, 2, course, code)
