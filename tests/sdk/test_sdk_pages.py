"""The pages on testing and validation leave nothing out."""

from pathlib import Path

import siteowner_sdk.testing
import siteowner_sdk.validation
from siteowner_sdk.testing import ReferenceServer, pytest_plugin

DOCS = Path(__file__).parents[2] / "docs"
TESTING = (DOCS / "sdk-testing.md").read_text(encoding="utf-8")
VALIDATION = (DOCS / "sdk-validation.md").read_text(encoding="utf-8")


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
