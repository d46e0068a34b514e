"""Chromium, and pages of it that complain of nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from siteowner_contract.openapi import load_contract
from tests.browser.chromium import chromium
from tests.browser.dashboards import API, Site, as_owner, let_in, site_in
from tests.reference_server.conftest import NOON, plant_in
from tests.reference_server.databases import SQLiteDatabases

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Page

OpenPage = Callable[..., "Page"]
"""Opens an empty page of its own context, with the options of Playwright's `new_context`."""

OpenDashboard = Callable[..., "Page"]
"""Opens the dashboard page of the test's server, likewise."""

FILES = re.compile(r"/|/page/\w+\.(js|css)")
# Nothing waits so long; a machine that is busy with much else may.
SLOWEST_MS = 20_000
# The browser's own note on an answer of 400 or more, which is no fault of the page.
OF_AN_ANSWER = "Failed to load resource"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, one for each worker."""
    expect.set_options(timeout=SLOWEST_MS)
    with chromium() as browser:
        yield browser


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages; an error in a script, or against the page's own policy, fails the test."""
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(OF_AN_ANSWER):
            complaints.append(message.text)

    with ExitStack() as stack:

        def opened(**options: object) -> Page:
            context = browser.new_context(**options)  # type: ignore[arg-type]
            stack.callback(context.close)
            page = context.new_page()
            page.on("console", heard)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            return page

        yield opened
    assert [] == complaints


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> SQLiteDatabases:
    """Databases with the small seed."""
    folder = tmp_path_factory.mktemp("seeded")
    return SQLiteDatabases(folder, plant_in(folder))


@pytest.fixture
def site(databases: SQLiteDatabases, tmp_path: Path) -> Iterator[Site]:
    """A server of this test's own."""
    with databases.seeded(tmp_path), site_in(tmp_path) as site:
        let_in(site)
        yield site


@pytest.fixture
def open_dashboard(open_page: OpenPage, site: Site) -> Iterator[OpenDashboard]:
    """Opens the page at `/`; whatever it asks beside its files and the documented API fails."""
    asked: list[str] = []

    def opened(**options: object) -> Page:
        page = open_page(**options)
        page.clock.set_fixed_time(NOON)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(site.origin)
        return page

    yield opened
    documented = {f"{API}{operation.path}" for operation in load_contract().values()}
    for scheme, host, path, *_ in map(urlsplit, asked):
        assert site.origin == f"{scheme}://{host}"
        assert FILES.fullmatch(path) or path in documented


@pytest.fixture
def dashboard(open_dashboard: OpenDashboard) -> Page:
    """The page as the site owner sees it."""
    return as_owner(open_dashboard())
