"""The how-to of the suite can't go stale: what can be typed is in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.main import get_command

from siteowner_contract.cli import app
from siteowner_contract.pytest_plugin import FLAGS, OPTIONS

PAGE = Path(__file__).parents[2] / "docs" / "contract-suite.md"
COMMANDS = get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented_with_its_options(command: str) -> None:
    """An option that nobody can find is not there."""
    page = PAGE.read_text(encoding="utf-8")
    assert f"siteowner contract {command}" in page
    given = {
        option
        for parameter in COMMANDS[command].params
        for option in parameter.opts
        if option.startswith("--")
    }
    assert [] == sorted(option for option in given - {"--help"} if f"`{option}`" not in page)


@pytest.mark.parametrize("option", [*OPTIONS, *FLAGS])
def test_every_option_of_the_plugin_is_documented(option: str) -> None:
    """The plugin's as well."""
    assert f"`{option}`" in PAGE.read_text(encoding="utf-8")
