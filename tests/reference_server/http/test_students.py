"""Students over HTTP, by requirement."""

from typing import Any

import httpx
import pytest

from siteowner_reference.domain.students import STATUSES


def everyone(owner: httpx.Client, **query: Any) -> list[dict[str, Any]]:
    """Gives all students that match a query."""
    rows: list[dict[str, Any]] = owner.get("/students/", params={"all": "true", **query}).json()
    return rows


def patch(owner: httpx.Client, student_id: int, **fields: object) -> dict[str, Any]:
    """Changes a student."""
    answer: dict[str, Any] = owner.patch(f"/students/{student_id}/", json=fields).json()
    return answer


@pytest.mark.parametrize(
    ("name", "values"),
    [("status", STATUSES), ("grade", (1, 2, 3)), ("school_type", (1, 2, 3))],
)
def test_STU_1_to_3_filters(owner: httpx.Client, name: str, values: tuple[object, ...]) -> None:
    """Each filter gives those that have the value, all of them, and the seed has some of each."""
    rows = everyone(owner)
    for value in values:
        expected = [row for row in rows if row[name] == value]
        assert expected
        assert expected == everyone(owner, **{name: value})


def test_GEN_8_filters_combine(owner: httpx.Client) -> None:
    """Two filters and a search give what matches all three."""
    rows = everyone(owner)
    expected = [
        row
        for row in rows
        if row["status"] == "verified" and row["grade"] == 2 and "mina" in row["name_en"].lower()
    ]

    assert expected == everyone(owner, status="verified", grade=2, search="Mina")


def test_STU_1_unknown_status_is_named(owner: httpx.Client) -> None:
    """A status that is none of the five is a 400 on the parameter."""
    response = owner.get("/students/", params={"status": "Verified"})

    assert response.status_code == 400
    text = "Select a valid choice. Verified is not one of the available choices."
    assert {"status": [text]} == response.json()


@pytest.mark.parametrize("field", ["name_ar", "name_en", "student_code", "national_id"])
def test_STU_4_search_finds(owner: httpx.Client, field: str) -> None:
    """A search finds any part of both names, the code and the national id."""
    row = everyone(owner)[10]
    part = row[field][1:-1]

    assert row["id"] in {found["id"] for found in everyone(owner, search=part.upper())}


@pytest.mark.parametrize("field", ["gmail", "username", "phone_number", "father_job"])
def test_STU_4_search_finds_nothing_else(owner: httpx.Client, field: str) -> None:
    """No other field is searched."""
    assert everyone(owner, search=everyone(owner)[10][field]) == []


def test_STU_4_a_word_does_not_span_two_fields(owner: httpx.Client) -> None:
    """The end of one field and the start of the next are no match, even as a phrase."""
    row = everyone(owner)[0]
    phrase = f'"{row["name_en"].split()[-1]} {row["student_code"]}"'

    assert everyone(owner, search=phrase) == []


def test_STU_5_retrieve_is_the_listed_object(owner: httpx.Client) -> None:
    """Each student is the same alone as in the list."""
    for row in everyone(owner)[:5]:
        assert row == owner.get(f"/students/{row['id']}/").json()


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize(
    ("status", "after"),
    [
        ("verified", True),
        ("declined", False),
        ("suspended_permanent", False),
        ("pending", None),
        ("suspended_temporary", None),
    ],
)
def test_STU_6_to_9_status_and_flag(
    owner: httpx.Client, before: bool, status: str, after: bool | None
) -> None:
    """A status answers itself and the flag alone, sets the flag or leaves it, and is kept."""
    patch(owner, 1, is_active=before)
    answer = patch(owner, 1, status=status)
    expected = {"status": status, "is_active": before if after is None else after}
    kept = owner.get("/students/1/").json()

    assert expected == answer
    assert expected == {name: kept[name] for name in expected}


@pytest.mark.parametrize("status", ["Verified", "", "banned", None, 1, []])
def test_STU_10_unknown_status(owner: httpx.Client, status: object) -> None:
    """A status that is none of the five is a 400 on it, and nothing is changed."""
    before = owner.get("/students/1/").json()
    response = owner.patch("/students/1/", json={"status": status, "is_active": False})

    assert response.status_code == 400
    assert ["status"] == list(response.json())
    assert before == owner.get("/students/1/").json()


def test_STU_11_the_flag_alone(owner: httpx.Client) -> None:
    """The flag alone changes only itself, and other fields change nothing."""
    before = owner.get("/students/1/").json()
    patch(owner, 1, is_active=not before["is_active"], name_en="Other", grade=1)
    after = owner.get("/students/1/").json()

    assert {**before, "is_active": not before["is_active"], "updated_at": None} == {
        **after,
        "updated_at": None,
    }


@pytest.mark.parametrize(
    ("status", "sent", "flag"),
    [
        ("verified", False, True),
        ("declined", True, False),
        ("suspended_permanent", True, False),
        ("pending", False, False),
        ("suspended_temporary", True, True),
    ],
)
def test_STU_12_status_wins(owner: httpx.Client, status: str, sent: bool, flag: bool) -> None:
    """Where status and flag are in conflict the status rule wins."""
    expected = {"status": status, "is_active": flag}

    assert expected == patch(owner, 1, status=status, is_active=sent)


def test_an_empty_patch_changes_nothing(owner: httpx.Client) -> None:
    """A PATCH without a field answers what is, and changes nothing."""
    before = owner.get("/students/1/").json()

    assert {name: before[name] for name in ("status", "is_active")} == patch(owner, 1)
    assert before == owner.get("/students/1/").json()
