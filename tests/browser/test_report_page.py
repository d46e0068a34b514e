"""The report in a browser: a file without a network, filtered, followed, opened and printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from siteowner_contract.report.html import as_html, state
from tests.browser.axe import violations
from tests.browser.reports import ONLY, STATES, of_a_faulty_server

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from siteowner_contract.report.model import Report
    from tests.browser.conftest import OpenPage

OpenReport = Callable[..., "Page"]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report() -> Report:
    """The report of a real run."""
    return of_a_faulty_server()


@pytest.fixture
def open_report(open_page: OpenPage, tmp_path: Path, report: Report) -> Iterator[OpenReport]:
    """Opens the report from its file; what it asks for beside itself fails the test."""
    file = tmp_path / "report.html"
    file.write_text(as_html(report), encoding="utf-8")
    asked: list[str] = []

    def opened(anchor: str = "", **options: object) -> Page:
        page = open_page(offline=True, **options)
        page.on("request", lambda request: asked.append(request.url.partition("#")[0]))
        page.goto(f"{file.as_uri()}{anchor}")
        return page

    yield opened
    assert {file.as_uri()} == set(asked)


def _shown(page: Page) -> list[str]:
    """The ids of the requirements that can be seen, in their order."""
    ids: list[str] = page.locator(".requirement:visible").evaluate_all(
        "all => all.map(one => one.id)"
    )
    return ids


def _requirement(page: Page, id_: str) -> Locator:
    return page.locator(f"#{id_}")


def test_run_has_a_verdict_of_each_kind(report: Report) -> None:
    """What the other tests look at is there: known, failed, warned, skipped and passed."""
    assert STATES == {one.id: state(one) for one in report.requirements}


def test_what_is_broken_stands_first(open_report: OpenReport) -> None:
    """Failures, then warnings, then the known and the skipped, then what holds."""
    page = open_report()
    assert [
        "TCH-11", "STU-4", "COD-4", "DSH-3", "GEN-14", "COD-9", "TCH-8", "TCH-5", "STU-1", "STU-6",
    ] == _shown(page)  # fmt: skip
    expect(page.get_by_role("heading", level=1)).to_have_text("4 requirements do not hold")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_report(open_report: OpenReport, scheme: str) -> None:
    """Nor in a failure that is expanded to its exchange, in either colours."""
    page = open_report(color_scheme=scheme)
    page.locator("#TCH-11 .evidence summary").click()
    expect(page.locator("#TCH-11 .evidence details")).to_have_attribute("open", "")
    assert [] == violations(page)


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_runs_out_of_the_window(open_report: OpenReport, width: int) -> None:
    """On a telephone as on a desk, one scrolls down and not sideways, whatever is open."""
    page = open_report(viewport={"width": width, "height": 740})
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert width == page.evaluate("document.documentElement.scrollWidth")


def test_filter_by_state(open_report: OpenReport) -> None:
    """Only the states that are ticked are shown, and how many is said."""
    page = open_report()
    for box in ("passed", "skipped", "warned", "known"):
        page.get_by_role("checkbox", name=box).uncheck()
    assert ["TCH-11", "STU-4", "COD-4", "DSH-3"] == _shown(page)
    expect(page.get_by_role("status")).to_have_text("4 of 10 requirements shown")


def test_filter_by_level(open_report: OpenReport) -> None:
    """SHOULD alone leaves those that are no MUST."""
    page = open_report()
    page.get_by_label("Level").select_option("SHOULD")
    assert ["GEN-14", "COD-9"] == _shown(page)


def test_filter_by_operation(open_report: OpenReport) -> None:
    """A requirement of several operations is found by each."""
    page = open_report()
    page.get_by_label("Operation").select_option("teachers_update")
    assert ["TCH-11"] == _shown(page)


def test_filter_by_words_and_all_again(open_report: OpenReport) -> None:
    """All the words must be there, in any case; one button brings everything back."""
    page = open_report()
    page.get_by_label("Words").fill("PHONE digits")
    assert ["TCH-11", "TCH-8"] == _shown(page)
    page.get_by_label("Words").fill("no such words")
    expect(page.get_by_role("status")).to_have_text("0 of 10 requirements shown")
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("status")).to_have_text("10 of 10 requirements shown")
    assert set(ONLY) == set(_shown(page))


def test_filters_hold_together(open_report: OpenReport) -> None:
    """What is shown has the state, the level, the operation and the words."""
    page = open_report()
    page.get_by_role("checkbox", name="failed").uncheck()
    page.get_by_label("Level").select_option("MUST")
    page.get_by_label("Operation").select_option("students_list")
    page.get_by_label("Words").fill("status")
    assert ["STU-1"] == _shown(page)


def test_failure_is_expanded_by_keyboard_alone(open_report: OpenReport) -> None:
    """Tab leads there past no trap, Enter opens the exchange, and the request is in it."""
    page = open_report("#TCH-11")
    expect(page.locator("#TCH-11 > details > summary")).to_be_focused()
    answer = page.locator("#TCH-11 .evidence details pre").last
    expect(answer).to_be_hidden()
    for _ in range(3):  # the command, its button, the exchange
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(answer).to_be_visible()
    expect(answer).to_contain_text("Phone number must be exactly 11 digits")


def test_first_tab_skips_to_the_requirements(open_report: OpenReport) -> None:
    """Nobody has to go through the whole matrix to reach the first failure."""
    page = open_report()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the requirements")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Requirements", exact=True)).to_be_focused()


def test_link_to_a_requirement_opens_it(open_report: OpenReport) -> None:
    """A link that somebody sent shows the one requirement, opened and with the focus."""
    page = open_report("#STU-6")
    expect(page.locator("#STU-6 > details")).to_have_attribute("open", "")
    expect(page.locator("#STU-6 > details > summary")).to_be_focused()
    expect(_requirement(page, "STU-6")).to_be_in_viewport()


def test_cell_of_the_matrix_leads_to_its_requirement(open_report: OpenReport) -> None:
    """Also where a filter had hidden it, and a second time as well."""
    page = open_report()
    page.get_by_role("checkbox", name="skipped").uncheck()
    for _ in range(2):
        page.get_by_role("link", name="TCH-8, skipped").click()
        expect(page.locator("#TCH-8 > details")).to_have_attribute("open", "")
        expect(page.get_by_role("status")).to_have_text("10 of 10 requirements shown")
        page.locator("#TCH-8 summary").first.click()


def test_link_to_nothing_is_harmless(open_report: OpenReport) -> None:
    """A requirement that was left out of the run, or half a percent sign, is no error."""
    page = open_report("#CRS-1")
    page.evaluate("location.hash = '%'")
    expect(page.get_by_role("status")).to_have_text("10 of 10 requirements shown")


def test_command_is_copied(open_report: OpenReport, report: Report) -> None:
    """What is on the clipboard is the very command, and the button says that it is."""
    [failed] = [one for one in report.requirements if one.id == "DSH-3"]
    page = open_report(permissions=["clipboard-read", "clipboard-write"])
    page.locator("#DSH-3 .copy").click()
    expect(page.locator("#DSH-3 .copy")).to_have_text("Copied")
    assert failed.evidence[0].curl == page.evaluate("navigator.clipboard.readText()")


def test_matrix_tells_states_without_colours(open_report: OpenReport) -> None:
    """Each cell begins with the symbol of its state, which is named beside it above."""
    page = open_report()
    cells = page.locator(".matrix a").evaluate_all(
        "all => all.map(one => [one.hash.slice(1), one.textContent[0]])"
    )
    symbols = {"passed": "✓", "failed": "✗", "warned": "!", "skipped": "○", "known": "≈"}
    assert {id_: symbols[state_] for id_, state_ in STATES.items()} == dict(cells)
    for name, symbol in symbols.items():
        expect(page.locator(f".counts .{name}")).to_contain_text(symbol)


def test_print_shows_everything_and_no_control(open_report: OpenReport) -> None:
    """Paper can't be opened: each exchange is there, and no button, field or marker."""
    page = open_report()
    page.emulate_media(media="print")
    exchanges = page.locator(".evidence details pre")
    assert 2 * page.locator(".evidence").count() == exchanges.count()
    for exchange in exchanges.all():
        expect(exchange).to_be_visible()
    assert [] == page.locator("button, input, select, .skip-link").filter(visible=True).all()
    assert [] == violations(page)


def test_printing_leaves_the_screen_as_it_was(open_report: OpenReport) -> None:
    """What was closed before is closed afterwards."""
    page = open_report()
    before = page.locator("details[open]").count()
    page.pdf()
    assert before == page.locator("details[open]").count()


def test_report_is_read_without_its_script(open_report: OpenReport) -> None:
    """Requirements open by themselves, and there is no control that would do nothing."""
    page = open_report(java_script_enabled=False)
    page.locator("#TCH-11 .evidence summary").click()
    expect(page.locator("#TCH-11 .evidence details pre").last).to_be_visible()
    expect(page.locator(".filter")).to_be_hidden()
    expect(page.locator("#TCH-11 .copy")).to_be_hidden()
