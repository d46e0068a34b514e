"""The report of a server that sends markup, turned text and very much of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from siteowner_contract.report.html import as_html
from tests.browser.axe import violations
from tests.browser.reports import (
    ARABIC,
    HOSTILE,
    LONG,
    OVERRIDE,
    of_a_hostile_server,
    of_a_large_run,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from siteowner_contract.report.model import Report
    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

# What text of a name is: the right edge of its first letter, and of its last.
EDGES = """(element) => {
    const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const edge = (start) => {
        const range = document.createRange();
        range.setStart(text.currentNode, start);
        range.setEnd(text.currentNode, start + 1);
        return range.getBoundingClientRect().right;
    };
    while (text.nextNode()) {
        const start = text.currentNode.data.indexOf("%s");
        if (start >= 0) return [edge(start), edge(start + %d)];
    }
}"""


@pytest.fixture
def hostile(open_page: OpenPage, tmp_path: Path) -> Page:
    """The report of a hostile server."""
    return _opened(open_page(offline=True), tmp_path, of_a_hostile_server())


def _opened(page: Page, folder: Path, report: Report, anchor: str = "") -> Page:
    file = folder / "report.html"
    file.write_text(as_html(report), encoding="utf-8")
    page.goto(f"{file.as_uri()}{anchor}")
    return page


def test_markup_is_shown_and_does_nothing(hostile: Page) -> None:
    """No element of an answer is one of the page, wherever the answer is shown."""
    assert 0 == hostile.locator("img, iframe, object").count()
    assert 1 == hostile.locator("script").count()
    for place in (".verdict .remark", "#TCH-9 .facts", "#TCH-9 .evidence dl", "#COD-1 pre"):
        expect(hostile.locator(place).first).to_contain_text("</script></style><img src=x")


def test_text_that_would_turn_what_follows_is_shown_by_its_number(hostile: Page) -> None:
    """A name can't be read backwards, and the character itself is still there to be copied."""
    came = hostile.locator("#TCH-9 .evidence dd").nth(1)
    assert HOSTILE == came.evaluate("element => element.textContent")
    named = came.locator(".unseen")
    assert ["U+202E", "U+001B"] == named.evaluate_all("all => all.map(one => one.dataset.name)")
    first, last = came.evaluate(EDGES % ("gpj.exe", 6))
    assert first < last


def test_arabic_is_written_from_the_right(hostile: Page) -> None:
    """A name's first letter stands to the right of its last."""
    first, last = (
        hostile.locator("#TCH-9 .evidence dd").nth(1).evaluate(EDGES % (ARABIC, len(ARABIC) - 1))
    )
    assert first > last


def test_command_keeps_every_character(hostile: Page) -> None:
    """What is copied is what was sent, though it is shown otherwise."""
    text = hostile.locator("#TCH-9 .again pre").evaluate("element => element.textContent")
    assert OVERRIDE in text
    assert of_a_hostile_server().requirements[0].evidence[0].curl == text


def test_long_answer_is_whole_and_stays_in_its_place(hostile: Page) -> None:
    """A body of 100 kB is read by scrolling in it, not past it; on paper all of it stands."""
    hostile.locator("#TCH-11 .evidence summary").click()
    body = hostile.locator("#TCH-11 .evidence details pre").last
    expect(body).to_contain_text(LONG)
    assert 600 > body.evaluate("element => element.clientHeight")
    hostile.emulate_media(media="print")
    assert body.evaluate("element => element.scrollHeight <= element.clientHeight")


def test_axe_finds_nothing_in_a_hostile_report(hostile: Page) -> None:
    """What scrolls has the keyboard as well."""
    hostile.locator("#TCH-11 .evidence summary").click()
    assert [] == violations(hostile)


def test_large_report_is_filtered_and_followed(open_page: OpenPage, tmp_path: Path) -> None:
    """Five hundred requirements with five thousand findings: of the broken ones, five are open."""
    page = _opened(open_page(offline=True), tmp_path, of_a_large_run())
    assert 5 == page.locator(".requirement > details[open]").count()
    page.locator("[name=words]").fill("rule 301 holds")
    expect(page.locator(".filter output")).to_have_text("1 of 500 requirements shown")
    page.locator('.matrix a[href="#BIG-300"]').click()
    expect(page.locator("#BIG-300 .evidence").first).to_be_visible()
    expect(page.locator(".filter output")).to_have_text("2 of 500 requirements shown")
