"""Recharge codes over HTTP, by requirement."""

import re
from datetime import datetime
from typing import Any

import httpx
import pytest

CODE = re.compile(r"([A-Z0-9]{4}-){3}[A-Z0-9]{4}")


def create(owner: httpx.Client, **fields: object) -> httpx.Response:
    """Makes a code for the first course."""
    return owner.post("/recharge-codes/", json={"course": 1, "value": "50", **fields})


def codes(owner: httpx.Client, **query: Any) -> list[dict[str, Any]]:
    """Gives the codes that match a query, all on one page."""
    answer = owner.get("/recharge-codes/", params={"page_size": 100, **query}).json()
    rows: list[dict[str, Any]] = answer["results"]
    return rows


def test_COD_1_new_code_is_unused(owner: httpx.Client) -> None:
    """A new code has what was sent, belongs to the caller and is unused."""
    response = create(owner)
    code = response.json()

    assert response.status_code == 201
    assert (1, "50.00", False) == (code["course"], code["value"], code["is_used"])
    assert [None] * 3 == [code[name] for name in ("used_by", "used_by_name", "used_at")]
    assert (1, "owner") == (code["created_by"], code["created_by_username"])
    assert code == codes(owner)[0]


def test_COD_2_and_3_codes_are_random(owner: httpx.Client) -> None:
    """Codes have the documented form and share nothing."""
    made = [create(owner).json()["code"] for _ in range(20)]

    assert all(CODE.fullmatch(code) for code in made)
    groups = [group for code in made for group in code.split("-")]
    assert len(groups) == len(set(groups))


@pytest.mark.parametrize("value", ["0.99", 0, -5, "0.5", 0.01])
def test_COD_4_value_under_one(owner: httpx.Client, value: object) -> None:
    """Less than 1 is refused in the documented words."""
    response = create(owner, value=value)
    text = "Ensure this value is greater than or equal to 1."

    assert (400, {"value": [text]}) == (response.status_code, response.json())


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1.234", "Ensure that there are no more than 2 decimal places."),
        ("0.123", "Ensure that there are no more than 2 decimal places."),
        ("100000000", "Ensure that there are no more than 8 digits before the decimal point."),
        ("12345678901", "Ensure that there are no more than 10 digits in total."),
        ("NaN", "A valid number is required."),
        ("1,5", "A valid number is required."),
        (True, "A valid number is required."),
        (None, "This field may not be null."),
    ],
)
def test_COD_4_value_that_is_none(owner: httpx.Client, value: object, text: str) -> None:
    """Too many digits, and what is no number, is refused in DRF's words."""
    response = create(owner, value=value)

    assert (400, {"value": [text]}) == (response.status_code, response.json())


@pytest.mark.parametrize(
    ("value", "shown"), [("1.00", "1.00"), (1, "1.00"), (10.5, "10.50"), ("99999999.99",) * 2]
)
def test_COD_4_value_that_is_accepted(owner: httpx.Client, value: object, shown: str) -> None:
    """From 1.00 to the largest amount, values come back with two decimals."""
    assert create(owner, value=value).json()["value"] == shown


@pytest.mark.parametrize("course", [0, 999, 2**31, 2**63, 10**30])
def test_COD_5_unknown_course(owner: httpx.Client, course: int) -> None:
    """A course that is not there is refused in the documented words."""
    response = create(owner, course=course)
    text = f'Invalid pk "{course}" - object does not exist.'

    assert (400, {"course": [text]}) == (response.status_code, response.json())


@pytest.mark.parametrize(
    "sent", ["2027-01-31T23:59:59Z", "2027-01-31T23:59:59.5+03:00", "2020-02-29T00:00:00-05:30"]
)
def test_COD_6_same_instant_comes_back(owner: httpx.Client, sent: str) -> None:
    """An expiry with an offset comes back as the same instant, be it past."""
    shown = create(owner, expires_at=sent).json()["expires_at"]

    assert datetime.fromisoformat(sent) == datetime.fromisoformat(shown)


def test_COD_6_without_a_zone_it_is_cairos(owner: httpx.Client) -> None:
    """An expiry without an offset is in the server's zone, in winter and summer."""
    shown = [
        create(owner, expires_at=sent).json()["expires_at"]
        for sent in ("2027-01-31T10:00", "2027-07-31T10:00")
    ]

    assert ["2027-01-31T10:00:00+02:00", "2027-07-31T10:00:00+03:00"] == shown


@pytest.mark.parametrize("fields", [{}, {"expires_at": None}])
def test_COD_6_no_expiry_is_null(owner: httpx.Client, fields: dict[str, object]) -> None:
    """Without an expiry, or with null, it is null."""
    assert create(owner, **fields).json()["expires_at"] is None


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ("tomorrow", "Datetime has wrong format."),
        ("", "Datetime has wrong format."),
        (5, "Datetime has wrong format."),
        ("2026-13-01T00:00:00Z", "Datetime has wrong format."),
        ("9999-12-31T23:59:59Z", "Datetime value out of range."),
    ],
)
def test_COD_6_no_instant(owner: httpx.Client, sent: object, text: str) -> None:
    """What is no instant is refused in DRF's words."""
    response = create(owner, expires_at=sent)

    assert response.status_code == 400
    assert response.json()["expires_at"][0].startswith(text)


def test_COD_7_course_filters(owner: httpx.Client) -> None:
    """The filter gives a course's codes, all of them."""
    expected = [row for row in codes(owner) if row["course"] == 12]

    assert expected
    assert expected == codes(owner, course=12)


@pytest.mark.parametrize(("text", "flag"), [("true", True), ("false", False)])
def test_COD_8_is_used_filters(owner: httpx.Client, text: str, flag: bool) -> None:
    """The filter gives used or unused codes; only a used one has a student and an instant."""
    rows = codes(owner, is_used=text)

    assert [row for row in codes(owner) if row["is_used"] is flag] == rows
    for row in rows:
        for name in ("used_by", "used_by_name", "used_at"):
            assert flag is (row[name] is not None)


@pytest.mark.parametrize("name", ["created_at", "value", "expires_at", "used_at"])
def test_COD_9_ordering(owner: httpx.Client, name: str) -> None:
    """Each name orders both ways, a null as less than anything."""

    def key(row: dict[str, Any]) -> tuple[bool, float]:
        value = row[name]
        if value is None:
            return (False, 0.0)
        return (
            True,
            float(value) if name == "value" else datetime.fromisoformat(value).timestamp(),
        )

    ascending = [key(row) for row in codes(owner, ordering=name)]
    descending = [key(row) for row in codes(owner, ordering=f"-{name}")]

    assert sorted(ascending) == ascending
    assert descending == ascending[::-1]


@pytest.mark.parametrize("ordering", ["", "code", "--value", "-created_at"])
def test_COD_9_default_ordering(owner: httpx.Client, ordering: str) -> None:
    """Without a known name the newest code comes first."""
    assert codes(owner) == codes(owner, ordering=ordering)


def test_COD_10_names_are_the_courses(owner: httpx.Client) -> None:
    """Each code has the names of its course and of that course's teacher."""
    for row in codes(owner):
        course = owner.patch(f"/courses/{row['course']}/").json()
        assert (course["name"], course["teacher_name"]) == (row["course_name"], row["teacher_name"])
