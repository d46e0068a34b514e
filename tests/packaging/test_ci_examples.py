"""The examples for a Django team's CI: valid, and with commands and variables that there are."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from siteowner_contract.cli import app
from tests.docs.unrun import unknown_extras, usage_errors
from tests.packaging.distributions import ROOT

EXAMPLES = ROOT / "docs" / "examples" / "ci"
GITHUB = EXAMPLES / "github-django.yml"
GITLAB = EXAMPLES / "gitlab-django.yml"
SCHEMAS = [
    (GITHUB, ("vendor.github-workflows",)),
    (GITLAB, ("vendor.gitlab-ci", "--data-transform", "gitlab-ci")),
]
FILLED_IN = re.compile(r"\$\{\{[^}]*\}\}|\$[A-Z_]+")
VARIABLE = re.compile(r"SITEOWNER_CONTRACT_[A-Z_]+")
ACTION = re.compile(r"uses: (\S+)")


def texts(node: object) -> Iterator[str]:
    """Gives every text of a document."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)


def commands(path: Path, program: str) -> list[str]:
    """Gives the command lines of a program, with something in the place of each variable."""
    document = yaml.safe_load(path.read_text("utf-8"))
    return [FILLED_IN.sub("1", text) for text in texts(document) if text.startswith(program)]


def check(path: Path, *schema: str) -> subprocess.CompletedProcess[str]:
    """Checks a file against the schema of its CI."""
    program = str(Path(sys.prefix) / "bin" / "check-jsonschema")
    command = [program, "--builtin-schema", *schema, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("path", "schema"), SCHEMAS)
def test_the_examples_are_valid(path: Path, schema: tuple[str, ...]) -> None:
    """Each example is what its CI reads."""
    checked = check(path, *schema)

    assert 0 == checked.returncode, checked.stdout


def test_the_schema_looks(tmp_path: Path) -> None:
    """A misspelt key of a job is found."""
    path = tmp_path / "workflow.yml"
    path.write_text(GITHUB.read_text("utf-8").replace("runs-on:", "run-on:"), "utf-8")

    assert "run-on" in check(path, "vendor.github-workflows").stdout


@pytest.mark.parametrize("path", [GITHUB, GITLAB])
def test_the_commands_are_there(path: Path) -> None:
    """Each example checks in-process in parts, merges them, checks by URL; all options exist."""
    found = commands(path, "siteowner ")

    assert 3 == len(found)
    begin = ["contract run --app", "contract merge part-1.json", "contract run --base-url"]
    assert all(f"siteowner {words}" in text for words, text in zip(begin, found, strict=True))
    assert [] == [error for text in found for error in usage_errors(text)]


@pytest.mark.parametrize("path", [GITHUB, GITLAB])
def test_extras_and_variables_are_there(path: Path) -> None:
    """What is installed is an extra, and what is set is read; no password is on a command line."""
    run = get_command(app).commands["run"]  # type: ignore[attr-defined]
    read = {parameter.envvar for parameter in run.params}
    named = set(VARIABLE.findall(path.read_text("utf-8")))

    assert {"SITEOWNER_CONTRACT_PASSWORD", "SITEOWNER_CONTRACT_OUTSIDER"} <= named <= read
    assert [] == [wrong for text in commands(path, "pip ") for wrong in unknown_extras(text)]
    assert [] == [text for text in commands(path, "siteowner ") if "--password" in text]


def test_no_job_can_hang_for_hours() -> None:
    """Each job of GitHub's has a limit; six hours is what it would have else."""
    jobs = yaml.safe_load(GITHUB.read_text("utf-8"))["jobs"]

    assert [] == [name for name, job in jobs.items() if "timeout-minutes" not in job]


def test_actions_have_a_version() -> None:
    """Each action of GitHub's is named with its major version."""
    actions = ACTION.findall(GITHUB.read_text("utf-8"))

    assert actions
    assert [] == [action for action in actions if not re.fullmatch(r"[\w./-]+@v\d+", action)]
