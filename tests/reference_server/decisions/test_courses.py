"""Decisions on courses and recharge codes."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, update

from siteowner_reference.db.tables import Enrolment, Lecture, RechargeCode, Topic
from siteowner_reference.domain.enrolments import ensure_enrolled
from siteowner_reference.domain.errors import RefusedError
from siteowner_reference.domain.recharge_codes import redeem
from siteowner_reference.http.site import Site
from tests.reference_server.conftest import SetClock
from tests.reference_server.contract import documented_operations
from tests.reference_server.forms import form

COURSE = {"name": "Optics", "teacher": 1, "grade": 1}
WITHOUT_STUDENTS = 12


def create(owner: httpx.Client, **changes: object) -> dict[str, Any]:
    """Creates a course."""
    course: dict[str, Any] = owner.post("/courses/", files=form({**COURSE, **changes})).json()
    return course


def test_D_30_teacher_and_grade_unchanged(owner: httpx.Client) -> None:
    """The present ones are accepted; PUT needs them."""
    path = f"/courses/{create(owner)['id']}/"

    assert owner.patch(path, files=form({"teacher": 1, "grade": 1})).status_code == 200
    assert owner.put(path, files=form(COURSE)).status_code == 200
    assert ["teacher", "grade"] == list(owner.put(path, files=form({"name": "Optics"})).json())


def test_D_31_a_subject_sent_is_ignored(owner: httpx.Client) -> None:
    """Whatever it is: the subject is the teacher's."""
    subject = owner.get("/teachers/1/").json()["subject_id"]

    assert create(owner, subject="nonsense")["subject"] == subject


def test_D_32_a_clash_on_update_is_that_of_create(owner: httpx.Client) -> None:
    """A name that the teacher's grade has already is refused in the same words."""
    create(owner)
    other = create(owner, name="Waves")

    assert owner.patch(f"/courses/{other['id']}/", files=form({"name": "Optics"})).json() == {
        "non_field_errors": ["A course with this Teacher, Grade, and Name already exists."]
    }


def test_D_33_any_enrolment_counts(owner: httpx.Client, site: Site) -> None:
    """An inactive enrolment keeps a course from being deleted, too."""
    with site.writing() as work:
        ensure_enrolled(work, 1, WITHOUT_STUDENTS)
        work.session.execute(
            update(Enrolment).where(Enrolment.course_id == WITHOUT_STUDENTS).values(is_active=False)
        )

    assert owner.delete(f"/courses/{WITHOUT_STUDENTS}/").status_code == 400


def test_D_46_recharge_codes(owner: httpx.Client) -> None:
    """Capital letters and digits; any expiry; amounts up to ten digits."""
    code = {"course": 1, "value": "99999999.99", "expires_at": "2001-01-01T00:00:00Z"}
    made = owner.post("/recharge-codes/", json=code)

    assert made.status_code == 201
    assert set(made.json()["code"]) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
    assert owner.post("/recharge-codes/", json={**code, "value": "100000000"}).json() == {
        "value": ["Ensure that there are no more than 8 digits before the decimal point."]
    }
    assert owner.post("/recharge-codes/", json={**code, "value": "1.001"}).json() == {
        "value": ["Ensure that there are no more than 2 decimal places."]
    }


def test_D_52_what_goes_with_a_course(owner: httpx.Client, site: Site) -> None:
    """Its topics, lectures and unused codes go, when nobody is enrolled."""
    owner.post("/recharge-codes/", json={"course": WITHOUT_STUDENTS, "value": 5})
    deleted = owner.delete(f"/courses/{WITHOUT_STUDENTS}/")
    with site.reading() as work:
        counts = [
            work.session.scalars(statement).one()
            for statement in (
                select(func.count()).where(Topic.course_id == WITHOUT_STUDENTS),
                select(func.count()).where(RechargeCode.course_id == WITHOUT_STUDENTS),
                select(func.count()).where(Lecture.topic_id.not_in(select(Topic.id))),
            )
        ]

    assert (204, b"") == (deleted.status_code, deleted.content)
    assert counts == [0, 0, 0]


def test_D_53_a_course_and_its_teacher(owner: httpx.Client) -> None:
    """The subject follows the teacher's; an inactive teacher can be given a course."""
    course = create(owner)
    owner.patch("/teachers/1/", files=form({"subject": 2, "is_active": False}))

    assert owner.patch(f"/courses/{course['id']}/").json()["subject"] == 2
    assert create(owner, name="Waves")["teacher"] == 1


def test_D_54_redeeming(owner: httpx.Client, site: Site, clock: SetClock) -> None:
    """A code is refused for another course, when it is used, and after its time."""
    body = {"course": WITHOUT_STUDENTS, "value": 5}
    used = owner.post("/recharge-codes/", json=body).json()["code"]
    until = (clock() + timedelta(hours=1)).isoformat()
    late = owner.post("/recharge-codes/", json={**body, "expires_at": until}).json()["code"]
    with site.writing() as work, pytest.raises(RefusedError):
        redeem(work, 1, 1, used)
    with site.writing() as work:
        redeem(work, 1, WITHOUT_STUDENTS, used)
    clock.advance(hours=2)
    for code in (used, late):
        with site.writing() as work, pytest.raises(RefusedError):
            redeem(work, 2, WITHOUT_STUDENTS, code)


def test_D_58_what_is_not_the_owners_has_no_endpoint(owner: httpx.Client) -> None:
    """Enrolling, buying, redeeming and watching are no operations."""
    words = ("enrol", "purchase", "redeem", "redemption", "watch", "video")

    assert not [one.id for one in documented_operations() if any(w in one.path for w in words)]
    for path in ("/enrolments/", "/purchases/", "/redemptions/", "/recharge-codes/redeem/"):
        assert owner.post(path, json={}).status_code == 404
