"""What the page on calls shows works, and it leaves nothing out."""

import logging
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
import respx

from siteowner_sdk import RequestInfo, SiteOwnerError
from siteowner_sdk.core import logs, retry
from siteowner_sdk.core.hooks import EVENTS
from siteowner_sdk.core.options import CallOptions

PAGE = (Path(__file__).parents[2] / "docs" / "sdk-calls.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def _log_levels() -> Iterator[None]:
    """The levels are afterwards as they were."""
    before = logs.LOGGER.level
    yield
    logs.LOGGER.setLevel(before)


@pytest.mark.parametrize("block", BLOCK.findall(PAGE))
def test_what_the_page_shows_works(
    siteowner_examples: respx.MockRouter, block: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Against a server that gives the contract's examples."""
    monkeypatch.setattr(logging, "basicConfig", lambda **_: None)

    exec(compile(block, "sdk-calls.md", "exec"), {"__name__": "page"})

    assert siteowner_examples.calls.called


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
