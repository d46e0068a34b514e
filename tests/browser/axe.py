"""What axe-core, the checker of accessibility, finds wrong with a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RUN = "axe.run().then(({ violations }) => violations)"


def violations(page: Page) -> list[str]:
    """Each broken rule with the element that breaks it, of all of axe's rules.

    The page's policy doesn't stand in the way: what is evaluated comes from the debugger.
    """
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return [
        f"{violation['id']}, {violation['help']}: {node['html']}"
        for violation in page.evaluate(RUN)
        for node in violation["nodes"]
    ]
