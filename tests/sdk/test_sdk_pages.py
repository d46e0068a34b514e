"""What the pages on testing and validation show works, and they leave nothing out."""

import re
from pathlib import Path

import pytest
import respx

import siteowner_sdk.testing
import siteowner_sdk.validation
from siteowner_sdk.testing import ReferenceServer, pytest_plugin

pytest_plugins = ["pytester"]

DOCS = Path(__file__).parents[2] / "docs"
TESTING = (DOCS / "sdk-testing.md").read_text(encoding="utf-8")
VALIDATION = (DOCS / "sdk-validation.md").read_text(encoding="utf-8")
CLOCK = """
import datetime as dt

def test_the_clock_stands_still_and_the_seed_counts_back_from_it(siteowner):
    trends = siteowner.revenue.trends()
    assert dt.date(2026, 11, 24) == trends.end_date
    assert trends.total_purchases > 0
    created = siteowner.recharge_codes.create(course=1, value=1).created_at
    assert dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC) == created
"""
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_tests_on_the_page_pass(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of them, with the `conftest.py` that stops the clock."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    for number, block in enumerate(BLOCK.findall(TESTING)):
        is_conftest = "@pytest.fixture" in block
        name = "conftest.py" if is_conftest else f"test_block_{number}.py"
        (pytester.path / name).write_text(block, encoding="utf-8")

    pytester.makepyfile(test_clock=CLOCK)

    result = pytester.runpytest_subprocess("-p", pytest_plugin.__name__, "-W", "error")

    result.assert_outcomes(passed=TESTING.count("\ndef test_") + 1)


@pytest.mark.parametrize("block", BLOCK.findall(VALIDATION))
def test_what_the_page_on_validation_shows_works(
    siteowner_examples: respx.MockRouter, block: str
) -> None:
    """Against a server that gives the contract's examples."""
    exec(compile(block, "sdk-validation.md", "exec"), {})

    assert siteowner_examples.calls.called
    assert not siteowner_examples["teachers_partial_update"].called


def test_every_fixture_is_on_the_page() -> None:
    """A fixture that nobody can find is not there."""
    fixtures = [name for name in dir(pytest_plugin) if "siteowner" in name]

    assert fixtures
    assert [] == [name for name in fixtures if f"| `{name}` |" not in TESTING]


def test_everything_that_a_server_can_do_is_on_the_page() -> None:
    """Likewise; it is closed by its fixture."""
    names = [name for name in dir(ReferenceServer) if not name.startswith("_")]

    assert ["close"] == [name for name in names if f"`{name}" not in TESTING]


def test_every_public_name_of_validation_is_on_the_page() -> None:
    """Likewise, but for two that only say what the others are."""
    missing = [name for name in siteowner_sdk.validation.__all__ if f"`{name}" not in VALIDATION]

    assert ["OnViolation", "log_violation"] == missing


def test_every_public_name_of_testing_is_on_the_page() -> None:
    """Likewise, but for the classes of what the fixtures give."""
    missing = [name for name in siteowner_sdk.testing.__all__ if f"{name}(" not in TESTING]

    assert ["ReferenceSeed", "ReferenceServer"] == missing
