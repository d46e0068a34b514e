"""The page on calls leaves nothing out."""

import re
from dataclasses import fields
from pathlib import Path

from siteowner_sdk import RequestInfo, SiteOwnerError
from siteowner_sdk.core import logs, retry
from siteowner_sdk.core.hooks import EVENTS
from siteowner_sdk.core.options import CallOptions

PAGE = (Path(__file__).parents[2] / "docs" / "sdk-calls.md").read_text(encoding="utf-8")


def test_every_option_of_a_call_is_on_the_page() -> None:
    """And what it bounds."""
    assert [] == [each.name for each in fields(CallOptions) if f"| `{each.name}` |" not in PAGE]


def test_every_status_that_is_tried_again_is_on_the_page() -> None:
    """As are the one that is for writing too, and the longest waits."""
    for status in retry.TRANSIENT_STATUSES:
        assert f"{status}" in PAGE
    assert f"up to {retry.LONGEST_PAUSE:g} s" in PAGE
    assert f"more than {retry.LONGEST_RETRY_AFTER:g} s" in PAGE


def test_every_event_of_a_hook_and_what_it_sees_is_on_the_page() -> None:
    """Likewise."""
    names = [*EVENTS, *(each.name for each in fields(RequestInfo))]

    assert [] == [name for name in names if not re.search(rf"\b{name}\b", PAGE)]


def test_what_every_error_tells_is_on_the_page() -> None:
    """Likewise."""
    names = [name for name in vars(SiteOwnerError) if not name.startswith("_")]

    assert [] == [name for name in names if f"`{name}`" not in PAGE]


def test_every_attribute_of_a_record_is_on_the_page() -> None:
    """Likewise."""
    names = set(re.findall(r'"(siteowner_\w+)":', Path(logs.__file__).read_text("utf-8")))

    assert 8 == len(names)
    assert [] == [name for name in names if f"`{name}`" not in PAGE]
