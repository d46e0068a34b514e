"""Revenue over HTTP, by requirement, on the seeded data."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest

from siteowner_reference.domain.enrolments import buy_lecture
from siteowner_reference.http.site import Site
from tests.reference_server.conftest import Login, SetClock


def get(owner: httpx.Client, path: str, **query: Any) -> Any:
    """Gives the answer of a report."""
    return owner.get(f"/revenue/{path}", params=query).json()


def total(rows: list[dict[str, Any]], name: str) -> Decimal:
    """Adds up an amount or a number."""
    return sum((Decimal(row[name]) for row in rows), Decimal(0))


@pytest.fixture
def overview(owner: httpx.Client) -> dict[str, Any]:
    """The overview."""
    answer: dict[str, Any] = get(owner, "")
    return answer


def test_REV_1_overview_adds_up(overview: dict[str, Any]) -> None:
    """The summary is the sum of its courses."""
    summary, courses = overview["summary"], overview["courses"]

    assert Decimal(summary["total_revenue"]) == total(courses, "revenue") > 0
    assert summary["total_purchases"] == total(courses, "purchase_count")
    assert summary["total_courses"] == len(courses)


def test_REV_2_and_3_course_adds_up(owner: httpx.Client, overview: dict[str, Any]) -> None:
    """A course is the sum of its lectures, topics and students, and its row in the overview."""
    for row in overview["courses"]:
        course = get(owner, f"courses/{row['id']}/")
        assert (row["revenue"], row["purchase_count"]) == (
            course["total_revenue"],
            course["total_purchases"],
        )
        for part in ("lectures", "topics"):
            assert Decimal(row["revenue"]) == total(course[part], "revenue")
            assert row["purchase_count"] == total(course[part], "purchase_count")
        assert Decimal(row["revenue"]) == total(course["student_spending"], "total_spent")
        for topic in course["topics"]:
            own = [row for row in course["lectures"] if row["topic_id"] == topic["topic_id"]]
            assert topic["lecture_count"] == len(own)
            assert Decimal(topic["revenue"]) == total(own, "revenue")


def test_REV_4_lecture_adds_up(owner: httpx.Client) -> None:
    """A lecture is the sum of its purchases, and its row in the course."""
    for row in get(owner, "courses/1/")["lectures"]:
        lecture = get(owner, f"lectures/{row['lecture_id']}/")
        timeline = lecture["purchase_timeline"]
        assert row["revenue"] == lecture["total_revenue"]
        assert row["purchase_count"] == lecture["purchase_count"] == len(timeline)
        assert Decimal(row["revenue"]) == total(timeline, "amount_paid")
        assert lecture["buyer_count"] == len({entry["student_code"] for entry in timeline})


def test_REV_5_students_add_up(owner: httpx.Client, overview: dict[str, Any]) -> None:
    """All students together spent the revenue, in one course or in all."""
    students = get(owner, "students/")

    assert Decimal(overview["summary"]["total_revenue"]) == total(students, "total_spent")
    for course in overview["courses"]:
        own = get(owner, "students/", course=course["id"])
        assert Decimal(course["revenue"]) == total(own, "total_spent")
        assert course["enrolled_count"] == total(own, "courses_enrolled")
    assert sorted(students, key=lambda row: row["student_id"]) == students
    assert get(owner, "students/", course=999) == []


@pytest.mark.parametrize(
    ("query", "start", "end"),
    [
        ({}, date(2026, 10, 25), date(2026, 11, 24)),
        ({"end_date": "2026-08-31"}, date(2026, 8, 1), date(2026, 8, 31)),
        ({"start_date": "2026-11-01"}, date(2026, 11, 1), date(2026, 11, 24)),
        ({"start_date": "2026-08-01", "end_date": "2026-08-01"}, *[date(2026, 8, 1)] * 2),
    ],
)
def test_REV_6_default_range(
    owner: httpx.Client, query: dict[str, str], start: date, end: date
) -> None:
    """The end that is not given is today, the start 30 days before the end."""
    trends = get(owner, "trends/", **query)

    assert (str(start), str(end)) == (trends["start_date"], trends["end_date"])


def test_REV_7_trends_add_up(owner: httpx.Client) -> None:
    """The totals are those of the days, each once, ascending, in the range, its ends included."""
    trends = get(owner, "trends/")
    days = [row["date"] for row in trends["daily_trends"]]

    assert Decimal(trends["total_revenue"]) == total(trends["daily_trends"], "revenue")
    assert trends["total_purchases"] == total(trends["daily_trends"], "purchase_count")
    assert sorted(set(days)) == days
    assert (trends["start_date"], trends["end_date"]) == (days[0], days[-1])


def test_REV_8_trends_over_all_time(owner: httpx.Client, overview: dict[str, Any]) -> None:
    """Over all time the trends are the overview's totals."""
    trends = get(owner, "trends/", start_date="0001-01-01", end_date="9999-12-31")

    assert overview["summary"]["total_revenue"] == trends["total_revenue"]
    assert overview["summary"]["total_purchases"] == trends["total_purchases"]


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ({"start_date": "2026-11-02", "end_date": "2026-11-01"}, "detail"),
        ({"start_date": "2026-11-25"}, "detail"),
        ({"start_date": "01/02/2026"}, "start_date"),
        ({"end_date": "2026-02-30"}, "end_date"),
        ({"end_date": "today"}, "end_date"),
    ],
)
def test_REV_9_impossible_range(owner: httpx.Client, query: dict[str, str], key: str) -> None:
    """A start after the end is refused with a detail, and what is no date is named."""
    response = owner.get("/revenue/trends/", params=query)

    assert response.status_code == 400
    assert [key] == list(response.json())


def test_REV_10_prices(owner: httpx.Client) -> None:
    """No price after discount is above the list price, and some are below."""
    rows = [row for course in range(1, 16) for row in get(owner, f"courses/{course}/")["lectures"]]

    assert all(Decimal(row["final_price"]) <= Decimal(row["price"]) for row in rows)
    assert any(Decimal(row["final_price"]) < Decimal(row["price"]) for row in rows)


def test_REV_11_total_students(owner: httpx.Client, overview: dict[str, Any]) -> None:
    """The summary counts the students who bought; each course has at least as many enrolled."""
    bought = [row for row in get(owner, "students/") if row["lectures_purchased"]]

    assert overview["summary"]["total_students"] == len(bought)
    assert all(row["last_purchase_at"] for row in bought)


def test_course_that_nobody_bought(owner: httpx.Client) -> None:
    """A course without purchases has zeros and empty arrays, never null."""
    course = get(owner, "courses/14/")

    assert {
        "course_id": 14,
        "course_name": course["course_name"],
        "total_revenue": "0.00",
        "total_purchases": 0,
        "topics": [],
        "lectures": [],
        "student_spending": [],
    } == course


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2027, 1, 1, 21, 59, 59, tzinfo=UTC), "2027-01-01"),
        (datetime(2027, 1, 1, 22, 0, tzinfo=UTC), "2027-01-02"),
        (datetime(2027, 7, 1, 20, 59, 59, tzinfo=UTC), "2027-07-01"),
        (datetime(2027, 7, 1, 21, 0, tzinfo=UTC), "2027-07-02"),
    ],
)
def test_a_day_is_cairos(
    log_in: Login, site: Site, clock: SetClock, at: datetime, day: str
) -> None:
    """A purchase counts on the day that it is in Cairo, in winter and in summer."""
    clock.now = at
    with site.writing() as work:
        buy_lecture(work, student_id=1, lecture_id=1)
    trends = get(log_in("owner"), "trends/", start_date=day, end_date=day)

    assert [day] == [row["date"] for row in trends["daily_trends"]]


def test_amount_is_what_was_paid_then(owner: httpx.Client, site: Site) -> None:
    """Buying again is another purchase, and average days count from the enrolment."""
    before = get(owner, "lectures/1/")
    with site.writing() as work:
        amounts = [buy_lecture(work, student_id=1, lecture_id=1) for _ in range(2)]
    after = get(owner, "lectures/1/")

    assert [Decimal(before["final_price"])] * 2 == amounts
    assert after["purchase_count"] == before["purchase_count"] + 2
    assert Decimal(after["total_revenue"]) == Decimal(before["total_revenue"]) + sum(amounts)
    assert after["buyer_count"] - before["buyer_count"] in {0, 1}


def test_seed_has_a_purchase_in_every_month(overview: dict[str, Any], owner: httpx.Client) -> None:
    """The purchases of the seed go back about 200 days."""
    days = get(owner, "trends/", start_date="2026-01-01")["daily_trends"]

    assert date.fromisoformat(days[0]["date"]) < date(2026, 11, 24) - timedelta(days=150)
