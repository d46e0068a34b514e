"""The reference pages are what they would be made into now, and they leave nothing out."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from codegen.reference.__main__ import PAGES
from codegen.reference.options import commands
from codegen.reference.server_rules import WITHOUT_A_RULE, server_rules
from siteowner_contract.catalogue import load_catalogue
from siteowner_contract.data import Data
from siteowner_contract.pytest_plugin import FLAGS, OPTIONS
from siteowner_reference.settings import Settings
from siteowner_sdk.cli.app import app
from tests.docs.blocks import ROOT

REFERENCE = ROOT / "docs" / "reference"
COMMAND_LINE = (REFERENCE / "command-line.md").read_text("utf-8")
SETTINGS = (REFERENCE / "settings.md").read_text("utf-8")
REQUIREMENTS = (ROOT / "docs" / "requirements.md").read_text("utf-8")
PACKAGES = ("src", "contract", "reference_server")
VARIABLE = re.compile(r"\bSITEOWNER_[A-Z_]*[A-Z]\b")
OPTION = re.compile(r"--[\w-]+")
ROWS = ("Source", "Operations", "SDK", "Server", "Check", "Faults")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_is_what_make_generate_makes(path: Path) -> None:
    """Nobody has to remember to write down a new option, setting or check."""
    assert PAGES[path]() == path.read_text("utf-8"), "run `make generate`"


def tree(command: Any, words: str) -> Iterator[tuple[str, Any]]:
    """Every command that is shown, with what is typed for it."""
    yield words, command
    for name, each in getattr(command, "commands", {}).items():
        if not each.hidden:
            yield from tree(each, f"{words} {name}")


TREE = dict(tree(get_command(app), "siteowner"))


@pytest.mark.parametrize("words", TREE)
def test_every_command_is_documented_with_its_options(words: str) -> None:
    """In its own section, each option that is not hidden, by its longest name."""
    section = re.search(rf"^#+ {words}\n(.*?)(?=^#|\Z)", COMMAND_LINE, re.MULTILINE | re.DOTALL)
    assert section is not None
    options = [
        max(parameter.opts, key=len)
        for parameter in TREE[words].params
        if parameter.param_type_name == "option" and not parameter.hidden
    ]

    assert [] == sorted(set(options) - set(OPTION.findall(section[1])))


def test_every_option_says_what_it_does() -> None:
    """So does every command."""
    silent = [
        f"{command.words} {parameter.name}"
        for command in commands()
        for parameter in command.options
        if not parameter.text
    ]

    assert [] == silent
    assert [] == [command.words for command in commands() if not command.text]


def test_every_variable_that_the_code_names_is_documented() -> None:
    """Whichever of the three packages reads it."""
    files = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    named = {name for file in files for name in VARIABLE.findall(file.read_text("utf-8"))}

    assert {"SITEOWNER_BASE_URL", "SITEOWNER_SERVER_PORT"} <= named
    assert [] == sorted(name for name in named - PREFIXES if f"`{name}`" not in SETTINGS)


PREFIXES = {"SITEOWNER_SERVER", "SITEOWNER_CONTRACT"}


def test_every_setting_of_the_server_is_documented() -> None:
    """By its variable, and by its option where it has one."""
    names = [f"SITEOWNER_SERVER_{name.upper()}" for name in Settings.model_fields]

    assert [] == [name for name in names if f"`{name}`" not in SETTINGS]


def test_every_option_of_a_run_is_documented_with_its_variable() -> None:
    """And so are the keys of `[data]` and the options of the pytest plugin."""
    names = [
        f"SITEOWNER_CONTRACT_{parameter.name.upper()}"
        for parameter in TREE["siteowner contract run"].params
        if parameter.name != "help"
    ]
    others = [*Data.model_fields, *OPTIONS, *FLAGS]

    assert [] == [name for name in [*names, *others] if f"`{name}`" not in SETTINGS]


@pytest.mark.parametrize("requirement", load_catalogue())
def test_every_requirement_has_all_its_rows(requirement: str) -> None:
    """Source, operations, methods, server rule, check and faults: none of them is empty."""
    section = re.search(
        rf"^### {requirement}\n(.*?)(?=^#|\Z)", REQUIREMENTS, re.MULTILINE | re.DOTALL
    )
    assert section is not None
    rows = dict(re.findall(r"^- (\w+): (.+)$", section[1], re.MULTILINE))

    assert ROWS == tuple(rows)


def test_the_server_names_only_requirements_that_there_are() -> None:
    """And a reason stands only where no docstring of it names the requirement."""
    known = set(load_catalogue())

    assert set() == set(server_rules()) - known
    assert set(WITHOUT_A_RULE) == known - set(server_rules())
