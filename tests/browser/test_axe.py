"""What looks for faults of a page finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import violations

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser


def test_axe_finds_a_picture_without_words(open_page: OpenPage) -> None:
    """A page that is wrong in one way has one violation, with the element that is to blame."""
    page = open_page()
    page.set_content(
        '<html lang="en"><title>A page</title><main><h1>A page</h1><img src="data:,"></main></html>'
    )
    [violation] = violations(page)
    assert violation.startswith("image-alt, ")
    assert violation.endswith(': <img src="data:,">')
