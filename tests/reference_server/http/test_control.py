"""The control surface: off unless asked for, and by the same rules as everything else."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from siteowner_reference.control.states import STATES
from siteowner_reference.db import snapshots
from siteowner_reference.db.rows import Rows
from siteowner_reference.drf.pages import PAGES
from tests.reference_server.callers import caller, site_of
from tests.reference_server.conftest import NOON, PASSWORD, Configured
from tests.reference_server.forms import TEACHER, form, picture

EMPTY = 12
"""A course without students that has lectures and unused codes."""
ACTIONS = [
    "reset",
    "snapshot",
    "restore",
    "clock",
    "purchases",
    "enrolments",
    "redemptions",
    "states",
]


@pytest.fixture
def controlled(configured: Configured) -> FastAPI:
    """A server with its control surface."""
    return configured(control=True)


@pytest.fixture
def control(controlled: FastAPI) -> Iterator[httpx.Client]:
    """A client of the control surface, who needs no credentials."""
    with caller(controlled) as client:
        client.base_url = client.base_url.join("/_control/")
        yield client


@pytest.fixture
def owner(controlled: FastAPI) -> Iterator[httpx.Client]:
    """The site owner, with a token from before anything is done."""
    with caller(controlled, "owner") as client:
        client.base_url = client.base_url.join("/api/")
        yield client


def rows(app: FastAPI) -> Rows:
    """Gives all data but password hashes, which are salted."""
    with site_of(app).reading() as work:
        taken = snapshots.taken(work.session)
    return {
        table: [{**row, "password_hash": None} if "password_hash" in row else row for row in part]
        for table, part in taken.items()
    }


def prepared(control: httpx.Client, state: str, **params: object) -> dict[str, Any]:
    """Prepares a state."""
    response = control.post("states", json={"state": state, "params": params})
    assert response.status_code == 200, response.text
    made: dict[str, Any] = response.json()
    return made


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", ["", *ACTIONS])
def test_there_is_none_unless_asked_for(app: FastAPI, name: str) -> None:
    """Without the setting any method on any of its paths is an unknown path's, even the owner's."""
    with caller(app, "owner") as client:
        for method in ("GET", "POST", "PUT", "OPTIONS"):
            for path in (f"/_control/{name}", f"/_control/{name}/", "/_control"):
                response = client.request(method, path, json={})
                assert (404, PAGES[404]) == (response.status_code, response.text)


def test_reset(controlled: FastAPI, control: httpx.Client, owner: httpx.Client) -> None:
    """After all kinds of changes the data is the seed's again; tokens and passwords are good."""
    before = rows(controlled)
    made = owner.post("teachers/", files=form({**TEACHER, "profile_picture": picture()})).json()
    owner.patch("students/1/", json={"status": "declined"})
    owner.delete("courses/11/")
    prepared(control, "a course with students")
    response = control.post("reset")

    assert (200, {"owner", "teacher1", "assistant1", "student1"}) == (
        response.status_code,
        set(response.json()["passwords"]),
    )
    assert before == rows(controlled)
    assert owner.get(f"teachers/{made['id']}/").status_code == 404
    assert owner.get(made["profile_picture"]).status_code == 404
    log_in = {"username": "owner", "password": PASSWORD}
    assert owner.post("auth/token/", json=log_in).status_code == 200


def test_after_a_reset_rows_can_be_made(control: httpx.Client, owner: httpx.Client) -> None:
    """The ids that a database gives go on after those of the seed."""
    for _ in range(2):
        control.post("reset")
        assert owner.post("teachers/", files=form(TEACHER)).status_code == 201
        body = {"course": 1, "value": "10"}
        assert owner.post("recharge-codes/", json=body).status_code == 201


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_passwords_that_were_made_stay(configured: Configured, tmp_path: Path) -> None:
    """A reset gives accounts the passwords that were said at the start."""
    url = f"sqlite:///{tmp_path / 'new.sqlite3'}"
    app = configured(database_url=url, seed_password=None, control=True)
    with caller(app) as client:
        assert client.post("/_control/reset").json() == {"passwords": app.state.passwords}
        for username, password in app.state.passwords.items():
            body = {"username": username, "password": password}
            assert client.post("/api/auth/token/", json=body).status_code == 200


def test_snapshot_and_restore(
    controlled: FastAPI, control: httpx.Client, owner: httpx.Client
) -> None:
    """After each restore all is as it was, pictures too, and later changes are gone."""
    made = owner.post("teachers/", files=form({**TEACHER, "profile_picture": picture()})).json()
    before, shown = rows(controlled), owner.get(made["profile_picture"]).content
    snapshot = control.post("snapshot").json()
    for _ in range(2):
        changed = owner.patch(
            f"teachers/{made['id']}/", files=form({"profile_picture": picture("WEBP")})
        )
        prepared(control, "a used code")
        response = control.post("restore", json=snapshot)

        assert (200, snapshot) == (response.status_code, response.json())
        assert before == rows(controlled)
        assert shown == owner.get(made["profile_picture"]).content
        assert owner.get(changed.json()["profile_picture"]).status_code == 404
    assert owner.post("courses/", files=course_of(made)).status_code == 201


def course_of(teacher: dict[str, Any]) -> list[Any]:
    """Gives a course for a teacher."""
    fields = {"name": "New", "teacher": teacher["id"], "grade": teacher["grade_ids"][0]}
    return form(fields)


def test_the_clock_is_everybodys(control: httpx.Client, owner: httpx.Client) -> None:
    """The instant that is set is the one of rows, tokens, trends and dashboard."""
    body = {"now": "2026-12-31T23:59:30+02:00"}
    assert {"now": "2026-12-31T23:59:30+02:00"} == control.post("clock", json=body).json()
    assert owner.get("dashboard/stats/").status_code == 401  # the token is of November

    token = owner.post("auth/token/", json={"username": "owner", "password": PASSWORD}).json()
    owner.headers["Authorization"] = f"Bearer {token['access']}"
    made = owner.post("teachers/", files=form(TEACHER)).json()
    assert "2026-12-31T23:59:30+02:00" == made["created_at"]
    assert owner.get("revenue/trends/").json()["end_date"] == "2026-12-31"
    assert owner.get("dashboard/stats/").json()["new_users_this_month"] == 1

    assert {"now": "2027-01-01T00:00:00+02:00"} == control.post(
        "clock", json={"advance": 30}
    ).json()
    assert owner.get("revenue/trends/").json()["end_date"] == "2027-01-01"
    assert owner.get("dashboard/stats/").json()["new_users_this_month"] == 0


def test_the_clock_is_let_go(control: httpx.Client) -> None:
    """A moved clock goes on from there; null brings the real time back."""
    answers = [
        control.post("clock", json=body).json()["now"]
        for body in ({"advance": 3600}, {"advance": -60.5}, {"now": None})
    ]

    assert [3600.0, 3539.5, 0.0] == [
        (datetime.fromisoformat(now) - NOON).total_seconds() for now in answers
    ]


def test_what_students_do(control: httpx.Client, owner: httpx.Client) -> None:
    """A purchase, an enrolment and a redemption show in the reports and in the code."""
    lecture = owner.get(f"revenue/courses/{EMPTY}/").json()["lectures"][0]
    code = owner.post("recharge-codes/", json={"course": EMPTY, "value": "10"}).json()["code"]

    bought = control.post("purchases", json={"student": 3, "lecture": lecture["lecture_id"]})
    enrolled = control.post("enrolments", json={"student": 4, "course": EMPTY})
    redeemed = control.post("redemptions", json={"student": 5, "course": EMPTY, "code": code})

    assert [200] * 3 == [answer.status_code for answer in (bought, enrolled, redeemed)]
    assert {"amount_paid": lecture["final_price"]} == bought.json()
    courses = owner.get("revenue/").json()["courses"]
    row = next(row for row in courses if row["id"] == EMPTY)
    assert (3, 1, lecture["final_price"]) == tuple(
        row[name] for name in ("enrolled_count", "purchase_count", "revenue")
    )
    used = owner.get("recharge-codes/", params={"course": EMPTY, "is_used": True}).json()
    assert [(code, 5)] == [(row["code"], row["used_by"]) for row in used["results"]]


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("action", "body", "detail"),
    [
        ("purchases", {"student": 9999, "lecture": 1}, "There is no student 9999."),
        ("purchases", {"student": 1, "lecture": 2**40}, f"There is no lecture {2**40}."),
        ("purchases", {"student": 1}, "lecture: Field required"),
        ("enrolments", {"student": 1, "course": 9999}, "There is no course 9999."),
        ("enrolments", {"student": "x", "course": 1}, "student: Input should be a valid integer"),
        ("enrolments", {"student": 1, "course": 1, "x": 1}, "x: Extra inputs are not permitted"),
        ("redemptions", {"student": 1, "course": 1, "code": "NONE"}, "There is no such code."),
        ("restore", {"snapshot": "x"}, "There is no snapshot 'x' in this process."),
        ("clock", {}, 'Value error, give either "now" or "advance"'),
        ("clock", {"now": "2026-11-24T10:00:00"}, "now: Input should have timezone info"),
        ("clock", {"now": "0001-01-01T00:00:00Z"}, "the years 1970 to 2999"),
        ("clock", {"advance": 1e300}, ""),
        ("clock", {"advance": 4e10}, "the years 1970 to 2999"),
        ("clock", {"advance": 1e12}, "the years 1970 to 2999"),
        ("states", {"state": "bliss"}, "There is no state 'bliss'; there are: a teacher,"),
        ("states", {"state": "a used code", "params": {"count": 0}}, "params.count: Input should"),
    ],
)
def test_refusals(
    controlled: FastAPI, control: httpx.Client, action: str, body: object, detail: str
) -> None:
    """What can't be done is a 400 that says why, and nothing is changed."""
    before = rows(controlled)
    response = control.post(action, json=body)

    assert (400, ["detail"]) == (response.status_code, list(response.json()))
    assert detail in response.json()["detail"]
    assert before == rows(controlled)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_other_requests(control: httpx.Client) -> None:
    """Broken JSON, unknown actions, other methods and pages of other sites are told so in JSON."""
    broken = control.post("enrolments", content=b"{")
    unknown = control.post("explode", json={})
    method = control.get("reset")
    foreign = control.post("reset", headers={"Sec-Fetch-Site": "cross-site"})

    assert [400, 404, 405, 403] == [
        answer.status_code for answer in (broken, unknown, method, foreign)
    ]
    assert "Invalid JSON" in broken.json()["detail"]
    assert "there are: reset, snapshot" in unknown.json()["detail"]
    assert "POST" == method.headers["Allow"]
    assert "not for pages of other sites" in foreign.json()["detail"]


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_it_lists_itself(control: httpx.Client) -> None:
    """GET tells the actions, and the states by name."""
    assert {"actions": ACTIONS} == control.get("").json()
    assert {"states": list(STATES)} == control.get("states").json()


@pytest.mark.parametrize("state", STATES)
def test_each_state_can_be_prepared_again_and_again(control: httpx.Client, state: str) -> None:
    """A state is prepared afresh each time."""
    assert [state, state] == [prepared(control, state)["state"] for _ in range(2)]


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize("state", ["a course with students", "a lecture that was bought"])
def test_a_state_that_needs_the_seed(configured: Configured, tmp_path: Path, state: str) -> None:
    """Without students and lectures these states are refused, and why is told."""
    url = f"sqlite:///{tmp_path / 'bare.sqlite3'}"
    with caller(configured(database_url=url, seed="none", control=True)) as client:
        response = client.post("/_control/states", json={"state": state})

    assert response.status_code == 400
    assert "seed it with `small`" in response.json()["detail"]


def test_states_are_what_they_are_called(control: httpx.Client, owner: httpx.Client) -> None:
    """What a state tells the ids of is found by the API as the state's name says."""
    inactive = prepared(control, "an inactive teacher")
    assert owner.get(f"teachers/{inactive['teacher']}/").json()["is_active"] is False
    without = prepared(control, "a teacher without a subject")
    assert owner.get(f"teachers/{without['teacher']}/").json()["subject_id"] is None
    full = prepared(control, "a course with students", count=3)
    assert len(full["students"]) == 3
    assert owner.delete(f"courses/{full['course']}/").status_code == 400
    empty = prepared(control, "a course without students")
    assert owner.delete(f"courses/{empty['course']}/").status_code == 204
    declined = prepared(control, "a student of status declined")
    assert owner.get(f"students/{declined['student']}/").json()["is_active"] is False
    bought = prepared(control, "a lecture that was bought", count=2)
    lecture = owner.get(f"revenue/lectures/{bought['lecture']}/").json()
    assert bought["amounts_paid"] == [lecture["final_price"]] * 2


def test_states_of_codes(control: httpx.Client, owner: httpx.Client) -> None:
    """Used codes are used, unused ones can be redeemed, expired ones can't."""

    def listed(made: dict[str, Any]) -> list[dict[str, Any]]:
        found = owner.get("recharge-codes/", params={"course": made["course"]}).json()["results"]
        assert {code["code"] for code in made["codes"]} == {row["code"] for row in found}
        results: list[dict[str, Any]] = found
        return results

    used = prepared(control, "a used code", count=2)
    assert [used["student"]] * 2 == [row["used_by"] for row in listed(used)]
    for state, status in (("an unused code", 200), ("an expired code", 400)):
        made = prepared(control, state)
        assert [None] == [row["used_by"] for row in listed(made)]
        body = {"student": 1, "course": made["course"], "code": made["codes"][0]["code"]}
        assert status == control.post("redemptions", json=body).status_code
