"""Totals are what counting the facts gives, whatever was done."""

from collections.abc import Mapping

import httpx
import pytest
from sqlalchemy import inspect, select

from siteowner_reference.db.queries import totals
from siteowner_reference.domain.enrolments import buy_lecture, ensure_enrolled
from siteowner_reference.domain.recharge_codes import redeem
from siteowner_reference.http.site import Site
from tests.reference_server.test_contract import COURSE_WITHOUT_STUDENTS, course_body

Counted = Mapping[str, set[tuple[object, ...]]]


def kept(site: Site) -> Counted:
    """Gives the rows of all totals that count anything."""
    with site.reading() as work:
        return {
            table.__tablename__: {
                tuple(row)
                for row in work.session.execute(select(*table.__table__.columns))
                if any(row[len(inspect(table).primary_key) :])
            }
            for table in totals.sources()
        }


def counted(site: Site) -> Counted:
    """Counts the facts."""
    with site.reading() as work:
        return {
            table.__tablename__: set(map(tuple, work.session.execute(statement)))
            for table, statement in totals.sources().items()
        }


def test_after_the_seed(site: Site) -> None:
    """A seeded database has the totals of its data, and there are some of each kind."""
    assert counted(site) == kept(site)
    assert all(counted(site).values())


def test_buying_and_enrolling(site: Site, owner: httpx.Client) -> None:
    """Purchases of new and known students, again and on another course, are all counted."""
    course = owner.get("/revenue/courses/1/").json()
    other = owner.get(f"/revenue/courses/{COURSE_WITHOUT_STUDENTS}/").json()
    for student_id, bought in ((1, course), (1, other), (2, course), (1, course)):
        with site.writing() as work:
            buy_lecture(work, student_id, bought["lectures"][0]["lecture_id"])
    with site.writing() as work:
        ensure_enrolled(work, 3, COURSE_WITHOUT_STUDENTS)

    assert counted(site) == kept(site)


def test_making_and_redeeming_codes(site: Site, owner: httpx.Client) -> None:
    """A code is counted as unused, then as used."""
    body = {"course": COURSE_WITHOUT_STUDENTS, "value": "50"}
    codes = [owner.post("/recharge-codes/", json=body).json()["code"] for _ in range(2)]
    with site.writing() as work:
        redeem(work, 1, COURSE_WITHOUT_STUDENTS, codes[0])

    assert counted(site) == kept(site)


@pytest.mark.parametrize("status", ["verified", "declined", "suspended_temporary"])
def test_changing_a_status(site: Site, owner: httpx.Client, status: str) -> None:
    """A student is counted under the new status alone, and under the same one once."""
    for _ in range(2):
        owner.patch("/students/1/", json={"status": status})

    assert counted(site) == kept(site)


def test_deleting_a_course(site: Site, owner: httpx.Client) -> None:
    """The totals of a course go with it."""
    course_id = owner.post("/courses/", **course_body(owner)).json()["id"]
    owner.post("/recharge-codes/", json={"course": course_id, "value": "5"})
    owner.delete(f"/courses/{course_id}/")

    assert counted(site) == kept(site)
    assert all(row[0] != course_id for row in kept(site)["recharge_code_totals"])
