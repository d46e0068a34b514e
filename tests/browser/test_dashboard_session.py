"""The dashboard in a browser: who is let in, for how long, and what is said when it goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.dashboards import API, as_owner, log_in, site_in
from tests.reference_server.conftest import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import OpenDashboard, OpenPage
    from tests.browser.dashboards import Site
    from tests.reference_server.databases import SQLiteDatabases

pytestmark = pytest.mark.browser


def test_wrong_password_is_refused_in_the_servers_words(open_dashboard: OpenDashboard) -> None:
    """Whoever mistypes stays at the form, is told, and can try again."""
    page = open_dashboard()
    log_in(page, password="wrong")
    expect(page.get_by_role("alert")).to_have_text(
        "No active account found with the given credentials"
    )
    assert [] == violations(page)
    as_owner(page)


def test_teacher_is_refused_in_a_sentence(open_dashboard: OpenDashboard) -> None:
    """Another role is told who may look, and sees no number."""
    page = open_dashboard()
    log_in(page, username="teacher1")
    expect(page.get_by_role("alert")).to_have_text(
        "You do not have permission to perform this action. Log in as the site owner."
    )
    expect(page.locator("#dashboard")).to_be_hidden()
    expect(page.locator("#numbers li")).to_have_count(0)


def test_expired_token_is_renewed_once(dashboard: Page, site: Site) -> None:
    """Half an hour later four requests meet an old token; one renews it and nobody notices."""
    renewals: list[str] = []
    dashboard.on("request", lambda request: renewals.append(urlsplit(request.url).path))
    site.clock.advance(minutes=31)
    dashboard.get_by_role("button", name="Refresh").click()
    # The log-in and what it showed; the renewal and what is shown again.
    expect(dashboard.locator("#requests li").filter(has_text=" 200 in")).to_have_count(10)
    assert 1 == renewals.count(f"{API}/auth/token/refresh/")
    expect(dashboard.locator("#dashboard .message")).to_be_hidden()


def test_session_that_ended_leads_to_the_log_in(dashboard: Page, site: Site) -> None:
    """Two days later the page says so, keeps nothing that it showed, and lets in again."""
    site.clock.advance(days=2)
    dashboard.get_by_label("Days").select_option("7")
    expect(dashboard.get_by_role("alert")).to_have_text("Your session has ended. Log in again.")
    expect(dashboard.get_by_label("Password")).to_be_focused()
    expect(dashboard.locator("#dashboard tbody tr, #numbers li")).to_have_count(0)
    as_owner(dashboard)


def test_log_in_is_kept_until_log_out(dashboard: Page) -> None:
    """A page that is loaded again is still let in; after a log-out it is not."""
    dashboard.reload()
    expect(dashboard.locator("#numbers li").first).to_be_visible()
    dashboard.get_by_role("button", name="Log out").click()
    expect(dashboard.locator("#numbers li")).to_have_count(0)
    dashboard.reload()
    expect(dashboard.get_by_role("heading", name="Log in")).to_be_visible()


def test_answer_that_comes_after_the_log_out_is_not_taken(dashboard: Page) -> None:
    """What one asked for is not shown to whoever sits there next."""
    dashboard.route("**/dashboard/stats/", lambda route: None)  # which is never answered
    with dashboard.expect_request("**/dashboard/stats/"):
        dashboard.get_by_role("button", name="Refresh").click()
    with dashboard.expect_event("requestfailed") as given_up:
        dashboard.get_by_role("button", name="Log out").click()
    assert f"{API}/dashboard/stats/" == urlsplit(given_up.value.url).path
    expect(dashboard.locator("#numbers li")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_server_that_is_gone_is_told(
    open_dashboard: OpenDashboard, site: Site, scheme: str
) -> None:
    """What was shown stays, with a sentence above it that a screen reader is told of."""
    page = as_owner(open_dashboard(color_scheme=scheme))
    site.stop()
    page.get_by_role("button", name="Refresh").click()
    expect(page.get_by_role("alert")).to_have_text(
        "The server does not answer. Start it, then try again."
    )
    expect(page.locator("#numbers li").first).to_be_visible()
    assert [] == violations(page)


def test_server_that_fails_is_told(
    open_page: OpenPage, databases: SQLiteDatabases, tmp_path: Path
) -> None:
    """A status without words is said as a status."""
    with databases.seeded(tmp_path), site_in(tmp_path, fault="500=1") as site:
        page = open_page()
        page.goto(site.origin)
        log_in(page)
        expect(page.get_by_role("alert")).to_have_text("The server answered 500.")


def test_everything_is_done_by_keyboard(open_dashboard: OpenDashboard) -> None:
    """One types the password, and goes on to days, figures and codes with Tab alone."""
    page = open_dashboard()
    expect(page.get_by_label("Password")).to_be_focused()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Dashboard")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Days")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#trend circle")).to_have_count(7)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#trend-days tbody tr")).to_have_count(7)
    expect(page.locator("#trend-days")).to_be_visible()
    for _ in range(2):  # the courses, which scroll, and the tick
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("not used yet")).to_be_checked()


def test_page_without_its_script_says_what_it_needs(open_dashboard: OpenDashboard) -> None:
    """One is led to the contract, which needs none."""
    page = open_dashboard(java_script_enabled=False)
    expect(page.get_by_role("link", name="contract")).to_be_visible()
