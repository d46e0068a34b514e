"""The only blocks and commands of the documentation that are not run, each with its reason.

What is not run is still looked at: its options, targets and extras have to exist.
"""

import io
import re
import shlex
import tomllib
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from typer.main import get_command

from siteowner_contract.pytest_plugin import FLAGS, OPTIONS
from siteowner_sdk.cli.app import app
from tests.docs.blocks import ROOT

TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)
EXTRA = re.compile(r"siteowner-sdk\[([\w,-]+)\]")
PLUGIN_OPTION = re.compile(r"--siteowner-[\w-]+")


def unknown_targets(command: str) -> list[str]:
    """The targets of `make` that the Makefile has not."""
    known = TARGET.findall((ROOT / "Makefile").read_text("utf-8"))
    words = shlex.split(command, comments=True)[1:]
    return [word for word in words if "=" not in word and word not in known]


def unknown_extras(command: str) -> list[str]:
    """The extras that the distribution has not."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = [extra for extras in EXTRA.findall(command) for extra in extras.split(",")]
    return [extra for extra in named if extra not in project["optional-dependencies"]]


@cache
def program() -> Any:
    """The command line, made once."""
    return get_command(app)


def usage_errors(command: str) -> list[str]:
    """What `siteowner` says of a command line if it is wrong; `--help` keeps it from being run."""
    words = shlex.split(command, comments=True)[1:]
    depth, is_group = reached(words)
    if is_group and words[depth : depth + 1] and not words[depth].startswith("-"):
        return [f"there is no command {words[depth]}"]
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said), pytest.raises(SystemExit) as ended:
        program().main([*words[:depth], "--help", *words[depth:]], prog_name="siteowner")
    return [said.getvalue()] if ended.value.code else []


def reached(words: list[str]) -> tuple[int, bool]:
    """How many words name the command, and whether it is a group that wants one more."""
    commands = program().commands
    for depth, word in enumerate(words):
        if word not in commands:
            return depth, bool(commands)
        commands = getattr(commands[word], "commands", {})
    return len(words), bool(commands)


def unknown_plugin_options(command: str) -> list[str]:
    """The options of pytest that the suite's plugin has not."""
    known = {*OPTIONS, *FLAGS}
    return [option for option in PLUGIN_OPTION.findall(command) if option not in known]


def nothing(_: str) -> list[str]:
    """Nothing can be said of it here."""
    return []


@dataclass(frozen=True)
class Unrun:
    """Commands that are not run.

    Attributes:
        begins: What their text begins with, as a regular expression.
        reason: Why not.
        wrong: What is wrong with such a command, without running it.
    """

    begins: str
    reason: str
    wrong: Callable[[str], list[str]] = nothing


COMMANDS = (
    Unrun(r"make\b", "works on the whole working copy", unknown_targets),
    Unrun(r"(python3? -m )?pip install\b", "changes the environment of the tests", unknown_extras),
    Unrun(r"python3? -m venv\b|\. \.venv/|source ", "makes and enters another environment"),
    Unrun(r"(docker|podman)\b", "needs a container engine"),
    Unrun(r"siteowner serve\b", "does not end; the page's own server is one", usage_errors),
    Unrun(
        r"(?s)siteowner contract run\b(?!.*--only)",
        "checks everything, as tests/end_to_end/test_command_line.py does",
        usage_errors,
    ),
    Unrun(
        r"siteowner contract (merge|compare)\b",
        "takes reports of whole runs, as tests/contract/test_merging.py makes them",
        usage_errors,
    ),
    Unrun(r"(?s)siteowner\b.*\.example\b", "names a server that nobody has", usage_errors),
    Unrun(
        r"(?s)pytest\b.*--siteowner-",
        "checks everything, as tests/contract/test_pytest_plugin.py does",
        unknown_plugin_options,
    ),
)

# By page and by a line of the block.
BLOCKS: dict[tuple[str, str], str] = {
    ("docs/contract-states.md", "class Command(BaseCommand):"): "leans on a Django team's own code",
    ("docs/contract-suite.md", "from config.wsgi import application"): (
        "leans on a Django project; tests/contract/test_pytest_plugin.py has such fixtures"
    ),
}


def unrun(command: str) -> Unrun | None:
    """The entry for a command that is not run."""
    return next((each for each in COMMANDS if re.match(each.begins, command)), None)
