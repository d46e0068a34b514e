"""Decisions on revenue and the dashboard."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx

from siteowner_reference.domain.enrolments import buy_lecture, ensure_enrolled
from siteowner_reference.http.site import Site
from tests.reference_server.conftest import Login, SetClock
from tests.reference_server.forms import TEACHER, form

WITHOUT_STUDENTS = 12


def get(owner: httpx.Client, path: str, **query: object) -> Any:
    """Gives the body of a report."""
    return owner.get(path, params={name: str(value) for name, value in query.items()}).json()


def first_lecture(owner: httpx.Client) -> int:
    """Gives a lecture that nobody bought, of the course without students."""
    lecture_id: int = get(owner, f"/revenue/courses/{WITHOUT_STUDENTS}/")["lectures"][0][
        "lecture_id"
    ]
    return lecture_id


def buy(site: Site, lecture_id: int, *student_ids: int) -> None:
    """Has students buy a lecture."""
    with site.writing() as work:
        for student_id in student_ids:
            buy_lecture(work, student_id, lecture_id)


def test_D_34_each_purchase_is_a_row(owner: httpx.Client, site: Site) -> None:
    """Who buys twice is two purchases, one buyer and one enrolment."""
    lecture_id = first_lecture(owner)
    buy(site, lecture_id, 1, 1, 2)
    lecture = get(owner, f"/revenue/lectures/{lecture_id}/")
    rows = get(owner, "/revenue/")["courses"]
    (row,) = [row for row in rows if row["id"] == WITHOUT_STUDENTS]

    assert (3, 2) == (lecture["purchase_count"], lecture["buyer_count"])
    assert (3, 2) == (row["purchase_count"], row["enrolled_count"])
    assert Decimal(row["revenue"]) == 3 * Decimal(lecture["final_price"])


def test_D_35_students_who_enrolled_or_bought(owner: httpx.Client, site: Site) -> None:
    """They are there by id, who only enrolled as well; a course restricts every figure."""
    with site.writing() as work:
        ensure_enrolled(work, 5, WITHOUT_STUDENTS)
    buy(site, first_lecture(owner), 2)
    everyone = get(owner, "/revenue/students/")
    rows = get(owner, "/revenue/students/", course=WITHOUT_STUDENTS)

    assert sorted(row["student_id"] for row in everyone) == [row["student_id"] for row in everyone]
    assert [(2, 1, 1), (5, 1, 0)] == [
        (row["student_id"], row["courses_enrolled"], row["lectures_purchased"]) for row in rows
    ]
    assert ("0.00", None) == (rows[1]["total_spent"], rows[1]["last_purchase_at"])


def test_D_36_people_are_named_in_english(owner: httpx.Client) -> None:
    """Reports and codes have a student's `name_en`; `used_by` is the student's id."""
    names = {one["id"]: one["name_en"] for one in get(owner, "/students/", all="true")}
    used = get(owner, "/recharge-codes/", is_used="true", page_size=100)["results"]

    assert used
    assert {code["used_by_name"] for code in used} == {names[code["used_by"]] for code in used}
    for row in get(owner, "/revenue/students/"):
        assert names[row["student_id"]] == row["student_name"]


def test_D_37_null_details(owner: httpx.Client) -> None:
    """A detail is null where its id is, and a teacher without a subject gets no course."""
    teachers = get(owner, "/teachers/", all="true")
    (without,) = [one for one in teachers if one["subject_id"] is None]
    course = {"name": "X", "teacher": without["id"], "grade": without["grade_ids"][0]}
    refused = owner.post("/courses/", files=form(course))

    for name in ("subject", "video_security"):
        assert all(
            (one[f"{name}_id"] is None) == (one[f"{name}_detail"] is None) for one in teachers
        )
    assert (400, ["teacher"]) == (refused.status_code, list(refused.json()))


def test_D_38_total_students_bought_something(owner: httpx.Client) -> None:
    """They are counted once each, and who is only enrolled is not."""
    buyers = [row for row in get(owner, "/revenue/students/") if row["lectures_purchased"]]

    assert len(buyers) == get(owner, "/revenue/")["summary"]["total_students"]


def test_D_39_average_days(owner: httpx.Client, log_in: Login, site: Site, clock: SetClock) -> None:
    """The mean from the enrolment to each purchase, as a float; 0.0 without a purchase."""
    lecture_id = first_lecture(owner)
    path = f"/revenue/lectures/{lecture_id}/"
    unsold = get(owner, path)["average_days_to_purchase"]
    with site.writing() as work:
        ensure_enrolled(work, 1, WITHOUT_STUDENTS)
    clock.advance(days=3)
    buy(site, lecture_id, 1, 2)

    sold = get(log_in("owner"), path)["average_days_to_purchase"]

    assert (0.0, 1.5) == (unsold, sold)


def test_D_40_prices(owner: httpx.Client) -> None:
    """`final_price` is the price after its discount, and no more than `price`."""
    rows = [
        row
        for course in get(owner, "/revenue/")["courses"]
        for row in get(owner, f"/revenue/courses/{course['id']}/")["lectures"]
    ]

    assert all(Decimal(row["final_price"]) <= Decimal(row["price"]) for row in rows)
    assert any(Decimal(row["final_price"]) < Decimal(row["price"]) for row in rows)
    assert all(row[name][-3] == "." for row in rows for name in ("price", "final_price"))


def test_D_41_a_course_that_nobody_bought(owner: httpx.Client) -> None:
    """Zero is `0.00`, and what is empty an array; nothing is null."""
    course = get(owner, f"/revenue/courses/{WITHOUT_STUDENTS}/")

    assert ("0.00", 0, []) == (
        course["total_revenue"],
        course["total_purchases"],
        course["student_spending"],
    )
    assert {"0.00"} == {row["revenue"] for row in course["lectures"] + course["topics"]}


def test_D_42_trends(owner: httpx.Client) -> None:
    """Thirty days back from an end, which is today unless said; no range ends before it starts."""

    def ends(**query: object) -> tuple[str, str]:
        body = get(owner, "/revenue/trends/", **query)
        return body["start_date"], body["end_date"]

    assert ends() == ("2026-10-25", "2026-11-24")
    assert ends(end_date="2026-03-31") == ("2026-03-01", "2026-03-31")
    assert ends(start_date="2026-11-01") == ("2026-11-01", "2026-11-24")
    for query in ({"start_date": "2026-11-25"}, {"start_date": "2026-2-1x"}):
        assert owner.get("/revenue/trends/", params=query).status_code == 400
    assert "detail" in get(owner, "/revenue/trends/", start_date="2026-11-25")
    assert "start_date" in get(owner, "/revenue/trends/", start_date="soon")


def test_D_43_days_are_cairos(log_in: Login, site: Site, clock: SetClock) -> None:
    """Half past ten in the evening, UTC, is the next day in Cairo."""
    clock.now = datetime(2027, 1, 10, 22, 30, tzinfo=UTC)
    owner = log_in("owner")
    buy(site, first_lecture(owner), 1)
    trends = get(owner, "/revenue/trends/", start_date="2027-01-01")

    assert "2027-01-11" == trends["end_date"] == trends["daily_trends"][-1]["date"]


def test_D_44_new_users_are_of_any_role(log_in: Login, clock: SetClock) -> None:
    """Accounts made in this calendar month, in Cairo's time."""
    clock.now = datetime(2026, 12, 1, 0, 0, tzinfo=UTC) - timedelta(hours=2)  # midnight in Cairo
    owner = log_in("owner")
    before = get(owner, "/dashboard/stats/")["new_users_this_month"]
    owner.post("/teachers/", files=form(TEACHER))

    assert (0, 1) == (before, get(owner, "/dashboard/stats/")["new_users_this_month"])


def test_D_45_groups_have_members(owner: httpx.Client) -> None:
    """No group is empty, and who has no school type or division is in none."""
    stats = get(owner, "/dashboard/stats/")
    ids = ("grade", "school_type", "division")
    students = get(owner, "/students/", all="true")
    grouped = [one for one in students if all(one[name] is not None for name in ids)]
    groups = stats["students_by_grade_school_division"]

    assert all(group["count"] > 0 for group in groups + stats["teachers_by_grade_subject"])
    assert len(students) > len(grouped) == sum(group["count"] for group in groups)
