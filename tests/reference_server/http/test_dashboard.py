"""The dashboard over HTTP, by requirement, on the seeded data."""

from collections import Counter
from typing import Any

import httpx
import pytest

from siteowner_reference.domain.students import STATUSES
from tests.reference_server.forms import TEACHER, form

MONTH = "2026-11"


def stats(owner: httpx.Client) -> dict[str, Any]:
    """Gives the dashboard."""
    answer: dict[str, Any] = owner.get("/dashboard/stats/").json()
    return answer


def everyone(owner: httpx.Client, resource: str) -> list[dict[str, Any]]:
    """Gives a whole list."""
    rows: list[dict[str, Any]] = owner.get(f"/{resource}/?all=true").json()
    return rows


def test_DSH_1_statuses_add_up(owner: httpx.Client) -> None:
    """The five statuses are there and add up to all students."""
    answer = stats(owner)

    assert list(STATUSES) == list(answer["students_by_status"])
    assert sum(answer["students_by_status"].values()) == answer["total_students"]


def test_DSH_2_teachers_add_up(owner: httpx.Client) -> None:
    """Active and inactive teachers are all teachers, and the seed has both."""
    answer = stats(owner)

    assert answer["teachers_inactive_count"] > 0
    assert answer["total_teachers"] == (
        answer["teachers_active_count"] + answer["teachers_inactive_count"]
    )


def test_DSH_3_totals_are_the_lists(owner: httpx.Client) -> None:
    """The totals are the counts of the lists, status by status."""
    answer, students = stats(owner), everyone(owner, "students")

    assert len(students) == answer["total_students"]
    assert len(everyone(owner, "teachers")) == answer["total_teachers"]
    assert owner.get("/assistants/").json()["count"] == answer["total_assistants"]
    assert Counter(row["status"] for row in students) == answer["students_by_status"]


def test_DSH_4_a_new_teacher_counts(owner: httpx.Client) -> None:
    """A new teacher raises four counts by one each."""
    before = stats(owner)
    owner.post("/teachers/", files=form(TEACHER))
    after = stats(owner)

    raised = ("total_teachers", "new_teachers_this_month", "new_users_this_month")
    for name in (*raised, "teachers_active_count"):
        assert after[name] == before[name] + 1
    assert after["total_students"] == before["total_students"]


def test_DSH_5_a_status_moves_one(owner: httpx.Client) -> None:
    """A changed status moves one student from count to count."""
    before = Counter(stats(owner)["students_by_status"])
    old = owner.get("/students/1/").json()["status"]
    owner.patch("/students/1/", json={"status": "declined"})

    expected = before - Counter([old]) + Counter(["declined"])
    assert expected == Counter(stats(owner)["students_by_status"])


def test_DSH_6_groups_are_those_of_the_lists(owner: httpx.Client) -> None:
    """Groups are counted over the lists; a student who lacks one of the three is in none."""
    students = Counter(
        (row["grade"], row["school_type"], row["division"]) for row in everyone(owner, "students")
    )
    complete = [count for key, count in students.items() if None not in key]
    teachers = Counter(
        (grade["name"], row["subject_detail"]["name"])
        for row in everyone(owner, "teachers")
        if row["subject_detail"]
        for grade in row["grades_detail"]
    )
    answer = stats(owner)

    assert len(students) > len(complete)
    assert sorted(complete) == sorted(
        group["count"] for group in answer["students_by_grade_school_division"]
    )
    assert teachers == {
        (group["grade"], group["subject"]): group["count"]
        for group in answer["teachers_by_grade_subject"]
    }


@pytest.mark.parametrize(
    ("resource", "name"),
    [("students", "new_students_this_month"), ("teachers", "new_teachers_this_month")],
)
def test_DSH_7_new_ones_are_this_months(owner: httpx.Client, resource: str, name: str) -> None:
    """New ones are those whose account was made in this calendar month, in Cairo."""
    answer = stats(owner)
    new = [row for row in everyone(owner, resource) if row["created_at"].startswith(MONTH)]

    assert 0 < len(new) == answer[name] <= answer["new_users_this_month"]


def test_DSH_8_catalogue_is_at_least_what_is_seen(owner: httpx.Client) -> None:
    """There are at least as many subjects and grades as teachers have."""
    answer, teachers = stats(owner), everyone(owner, "teachers")

    assert answer["total_subjects"] >= len({row["subject_id"] for row in teachers} - {None})
    assert answer["total_grades"] >= len({pk for row in teachers for pk in row["grade_ids"]})
    assert all(value > 0 for name, value in answer.items() if name.startswith("total_"))
