"""The documentation site in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from starlette.staticfiles import StaticFiles

from codegen.site import SITE, build
from siteowner_contract.loopback import served
from tests.browser.axe import violations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser


@pytest.fixture
def origin() -> Iterator[str]:
    """The site, built anew and served; there is one folder for it, so that one test has it."""
    assert 0 == build(SITE)
    with served(StaticFiles(directory=SITE, html=True)) as origin:
        yield origin


def test_home_page_is_accessible_and_asks_nobody_else(open_page: OpenPage, origin: str) -> None:
    """Axe finds nothing in it, light or dark, and every request goes to the site itself."""
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(origin)
    expect(page.get_by_role("heading", level=1)).to_contain_text("siteowner-sdk")
    assert [] == violations(page)
    page.emulate_media(color_scheme="dark")
    assert [] == violations(page)
    assert {urlsplit(origin).netloc, ""} >= {urlsplit(url).netloc for url in asked}
