"""The page on transports leaves nothing out."""

import re
from pathlib import Path

from siteowner_sdk.transports import wire
from siteowner_sdk.transports.choice import ASYNC, SYNC

PAGE = (Path(__file__).parents[2] / "docs" / "sdk-transports.md").read_text(encoding="utf-8")


def test_every_transport_is_on_the_page() -> None:
    """With whom it is for, and what to install."""
    for name in ASYNC:
        who = "threads and tasks" if name in SYNC else "tasks"
        install = "comes along" if name == "httpx" else f"`pip install 'siteowner-sdk[{name}]'`"
        assert re.search(
            rf'^\| `"{name}"`[^|]*\| {who} \| {re.escape(install)} \|', PAGE, re.MULTILINE
        )


def test_the_limits_of_connections_are_on_the_page() -> None:
    """How many there are, and how long an idle one is kept."""
    assert f"at most {wire.CONNECTIONS} connections" in PAGE
    assert f"more than\n{wire.KEEPALIVE:g} seconds" in PAGE
