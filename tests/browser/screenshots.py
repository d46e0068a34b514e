"""Pictures of what people see, the same each time: `python -m tests.browser.screenshots FOLDER`."""

from __future__ import annotations

import io
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import ViewportSize

from siteowner_contract.report.html import as_html
from siteowner_contract.report.json_report import as_json
from siteowner_contract.report.model import Report
from tests.browser.chromium import chromium
from tests.browser.dashboards import API, as_owner, site_in
from tests.browser.reports import of_a_faulty_server
from tests.browser.terminal import page_of_command, page_of_report
from tests.reference_server.conftest import NOON, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser, Page

    from tests.browser.dashboards import Site

MISTAKES = (
    "phone_of_ten_digits",
    "search_without_arabic_names",
    "half_a_pound",
    "values_ordered_as_text",
    "active_assistants_alone",
    "page_past_the_end",
)
ORIGIN = "http://127.0.0.1:8000"
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "teachers": ("teachers", "list", "--active"),
    "codes": ("recharge-codes", "list", "--unused", "--course", "12"),
    "trends": ("revenue", "trends", "--end-date", "2026-11-24", "--plot"),
    "dashboard": ("dashboard",),
}
REQUESTS_A_SECOND = 100
CHECKED = ("AST", "DSH")
TERMINALS = ("contract", *COMMANDS)
PICTURES = (
    "report.png",
    "report-failure.png",
    "dashboard.png",
    *(f"terminal-{name}.png" for name in TERMINALS),
)


def report_to_show(only: tuple[str, ...] = ()) -> Report:
    """The report of a real run, with the times and the port that differ each time set to some."""
    report = of_a_faulty_server(MISTAKES, only)
    origin = report.target.removesuffix(API)
    shown = as_json(report) | {
        "started_at": NOON.isoformat(),
        "duration_s": report.requests / REQUESTS_A_SECOND,
    }
    for one in shown["requirements"]:
        one["duration_s"] = 0.25
        one["evidence"] = [evidence | {"elapsed_ms": 8.0} for evidence in one["evidence"]]
    return Report.model_validate_json(json.dumps(shown).replace(origin, ORIGIN))


def shoot_report(browser: Browser, report: Report, folder: Path) -> None:
    """The report as it opens, and one failure with its exchange."""
    page = _page(browser, height=860)
    page.set_content(as_html(report))
    _keep(page.screenshot(), folder / "report.png")
    failure = page.locator("#DSH-3")
    failure.locator(".evidence summary").first.click()
    _keep(failure.screenshot(), folder / "report-failure.png")


def shoot_site(browser: Browser, folder: Path) -> None:
    """The dashboard, and the same server asked from a terminal."""
    with tempfile.TemporaryDirectory() as data, site_in(Path(data)) as site:
        _shoot_dashboard(browser, site, folder)
        environment = {
            "SITEOWNER_BASE_URL": f"{site.origin}{API}",
            "SITEOWNER_USERNAME": "owner",
            "SITEOWNER_PASSWORD": PASSWORD,
        }
        for name, words in COMMANDS.items():
            shoot_terminal(browser, page_of_command(words, environment, Path(data)), name, folder)


def _shoot_dashboard(browser: Browser, site: Site, folder: Path) -> None:
    page = _page(browser, height=900)
    page.clock.set_fixed_time(NOON)
    page.goto(site.origin)
    as_owner(page)
    # How many milliseconds each request took is never the same.
    page.locator("section:has(#requests)").evaluate("section => section.remove()")
    _keep(page.screenshot(full_page=True), folder / "dashboard.png")


def shoot_terminal(browser: Browser, html: str, name: str, folder: Path) -> None:
    """A page of a terminal, without the room around it."""
    page = _page(browser, height=600)
    page.set_content(html)
    _keep(page.locator("body").screenshot(), folder / f"terminal-{name}.png")


def _page(browser: Browser, height: int) -> Page:
    """At one and a half dots a pixel letters are sharp, and the files still small."""
    viewport = ViewportSize(width=1200, height=height)
    return browser.new_page(
        viewport=viewport, color_scheme="light", device_scale_factor=1.5, locale="en"
    )


def _keep(png: bytes, file: Path) -> None:
    """Two hundred colours are enough for text, and a third of the size."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(200, dither=Image.Dither.NONE).save(file, optimize=True)


def main(folder: Path) -> None:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    # Beforehand: a run has event loops of its own, and Playwright's is one where it is started.
    report, terminal = report_to_show(), page_of_report(report_to_show(CHECKED), CHECKED)
    with chromium() as browser:
        shoot_report(browser, report, folder)
        shoot_terminal(browser, terminal, "contract", folder)
        shoot_site(browser, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
