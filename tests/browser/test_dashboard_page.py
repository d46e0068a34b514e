"""The dashboard in a browser: it shows what the API says."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.dashboards import as_owner
from tests.browser.reports import MARKUP

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import OpenDashboard
    from tests.browser.dashboards import Site

pytestmark = pytest.mark.browser

COUNTS = (
    "total_students",
    "total_teachers",
    "total_assistants",
    "new_students_this_month",
    "teachers_inactive_count",
)
ARABIC = re.compile("[\u0600-\u06ff]")


def _cells(rows: Locator) -> list[list[str]]:
    cells: list[list[str]] = rows.evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return cells


def _pounds(amount: str) -> str:
    return f"EGP\N{NO-BREAK SPACE}{Decimal(amount):,.2f}"


def test_counts_are_those_of_the_api(dashboard: Page, site: Site) -> None:
    """Each number is the one that the API gives, students by status among them."""
    stats = site.get("/dashboard/stats/")
    assert [str(stats[name]) for name in COUNTS] == dashboard.locator(
        "#numbers strong"
    ).all_inner_texts()
    statuses = ("verified", "pending", "declined", "suspended_temporary", "suspended_permanent")
    assert [str(stats["students_by_status"][name]) for name in statuses] == dashboard.locator(
        "#statuses dd:not([aria-hidden])"
    ).all_inner_texts()


def test_courses_that_earned_most_are_those_of_the_api(dashboard: Page, site: Site) -> None:
    """Six of them, the best first, to the piastre."""
    courses = sorted(site.get("/revenue/")["courses"], key=lambda one: -Decimal(one["revenue"]))
    assert [
        [
            course["name"],
            str(course["enrolled_count"]),
            str(course["purchase_count"]),
            _pounds(course["revenue"]),
        ]
        for course in courses[:6]
    ] == _cells(dashboard.locator("#courses tbody tr"))


@pytest.mark.parametrize(
    ("days", "start"), [(7, "2026-11-18"), (30, "2026-10-26"), (90, "2026-08-27")]
)
def test_chart_has_a_point_a_day_and_the_same_in_figures(
    dashboard: Page, site: Site, days: int, start: str
) -> None:
    """Days without a purchase are there with nothing, and the sum is the API's."""
    dashboard.get_by_label("Days").select_option(str(days))
    expect(dashboard.locator("#trend circle")).to_have_count(days)
    trends = site.get("/revenue/trends/", start_date=start)
    expect(dashboard.locator("#trend-total")).to_have_text(
        f"{_pounds(trends['total_revenue'])} in {trends['total_purchases']} purchases, "
        f"{start} to 2026-11-24"
    )
    shown = _cells(dashboard.locator("#trend-days tbody tr"))
    assert days == len(shown)
    assert [
        [day["date"], str(day["purchase_count"]), _pounds(day["revenue"])]
        for day in trends["daily_trends"]
    ] == [row for row in shown if row[1] != "0"]


def test_chart_is_a_sentence_to_a_screen_reader(dashboard: Page, site: Site) -> None:
    """It says from when to when, and which day was the best."""
    daily = site.get("/revenue/trends/", start_date="2026-10-26")["daily_trends"]
    best = max(daily, key=lambda day: Decimal(day["revenue"]))["date"]
    chart = dashboard.get_by_role("img", name=f"2026-10-26 to 2026-11-24; most on {best}")
    expect(chart).to_be_visible()


def test_newest_codes_are_those_of_the_api(dashboard: Page, site: Site) -> None:
    """Eight, newest first; with a tick only those that nobody used."""
    codes = dashboard.locator("#codes tbody code")
    newest = site.get("/recharge-codes/", page_size=8)["results"]
    assert [code["code"] for code in newest] == codes.all_inner_texts()
    assert {True, False} == {code["is_used"] for code in newest}
    dashboard.get_by_label("not used yet").check()
    unused = site.get("/recharge-codes/", page_size=8, is_used=False)["results"]
    expect(codes).to_have_text([code["code"] for code in unused])


def test_code_that_was_just_made_is_there_after_a_refresh(dashboard: Page, site: Site) -> None:
    """Nothing is kept from before."""
    course = site.get("/revenue/")["courses"][0]["id"]
    made = site.owner.post("/recharge-codes/", json={"course": course, "value": "75.50"}).json()
    dashboard.get_by_role("button", name="Refresh").click()
    first = dashboard.locator("#codes tbody tr").first
    expect(first).to_contain_text(made["code"])
    expect(first).to_contain_text(_pounds("75.50"))


def test_markup_in_a_name_is_shown_as_text(dashboard: Page, site: Site) -> None:
    """A course may be called anything, and nothing of it becomes an element."""
    best = max(site.get("/revenue/")["courses"], key=lambda one: Decimal(one["revenue"]))
    path = f"/courses/{best['id']}/"
    site.owner.patch(path, files={"name": (None, MARKUP)}).raise_for_status()
    dashboard.get_by_role("button", name="Refresh").click()
    expect(dashboard.locator("#courses tbody tr").first).to_contain_text(MARKUP)
    assert 0 == dashboard.locator("img").count()


def test_arabic_names_do_not_turn_their_rows(dashboard: Page) -> None:
    """Each stands apart by itself, and runs from the right."""
    names = dashboard.locator("#courses bdi").filter(has_text=ARABIC)
    assert 0 < names.count()
    for name in names.all():
        assert "rtl" == name.evaluate("element => element.matches(':dir(rtl)') ? 'rtl' : 'ltr'")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_the_dashboard(
    open_dashboard: OpenDashboard, scheme: str, width: int
) -> None:
    """Nor in the log-in, in either colours, and nothing runs out of a narrow window."""
    page = open_dashboard(color_scheme=scheme, viewport={"width": width, "height": 740})
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    assert [] == violations(page)
    as_owner(page).get_by_text("The same in figures").click()
    assert [] == violations(page)
    assert width == page.evaluate("document.documentElement.scrollWidth")


def test_chart_is_drawn_anew_for_another_width(dashboard: Page) -> None:
    """Turning a telephone squeezes no letter: the chart is as wide as its place."""
    dashboard.set_viewport_size({"width": 400, "height": 800})
    dashboard.wait_for_function(
        "() => trend.clientWidth < 400 && trend.firstChild.clientWidth === trend.clientWidth"
    )
    expect(dashboard.locator("#trend circle")).to_have_count(30)
