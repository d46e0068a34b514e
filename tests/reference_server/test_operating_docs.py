"""The page on operating the server names everything that there is."""

from pathlib import Path

import pytest

from siteowner_reference.control.states import STATES
from siteowner_reference.settings import Settings
from tests.reference_server.http.test_control import ACTIONS

PAGE = Path(__file__).parents[2] / "docs" / "operating-the-server.md"
OPTIONS = [
    *("throttle", "latency", "fault", "fault_seed"),
    *("cors_origin", "control", "log_format", "log_level"),
]


@pytest.mark.parametrize("name", OPTIONS)
def test_options_are_documented(name: str) -> None:
    """Each option of operation and testing is a setting, and is on the page."""
    assert name in Settings.model_fields
    assert f"`--{name.replace('_', '-')}" in PAGE.read_text("utf-8")


@pytest.mark.parametrize("state", STATES)
def test_states_are_documented(state: str) -> None:
    """Each provider state is on the page."""
    assert f"`{state}`" in PAGE.read_text("utf-8").replace("\n", " ")


@pytest.mark.parametrize("action", ACTIONS)
def test_actions_are_documented(action: str) -> None:
    """Each action of the control surface is in the page's table."""
    assert f"| `{action}` |" in PAGE.read_text("utf-8")
