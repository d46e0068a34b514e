"""The plugin: each requirement an item, and nothing at all where nobody asks for it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from siteowner_contract.registry import load_checks
from tests.contract.conftest import broken_server
from tests.contract.faults.breaking import ignores

if TYPE_CHECKING:
    from siteowner_contract import Settings

pytest_plugins = ["pytester"]

OWN_TEST = "def test_mine(): pass\n"
CONFTEST = """
import pytest

@pytest.fixture(scope="session")
def siteowner_target():
    return {target!r}
"""


# Pytester forgets what was first imported in its runs, and no check can be registered twice.
load_checks()

APPLICATION = """
import pytest
from siteowner_contract.embedded import OWNER, reference_server

@pytest.fixture(scope="session")
def siteowner_target():
    with reference_server() as (app, password):
        yield {"app": app, "username": OWNER, "password": password, "writes": True}
"""


def _run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_inprocess("-p", "no:cacheprovider", *arguments)


def _reaching(settings: Settings) -> list[str]:
    return [
        f"--siteowner-url={settings.base_url}",
        f"--siteowner-username={settings.username}",
        f"--siteowner-password={settings.password}",
    ]


def test_plugin_does_nothing_unless_asked(pytester: pytest.Pytester) -> None:
    """A project that has the suite installed sees no item more."""
    pytester.makepyfile(OWN_TEST)
    _run(pytester).assert_outcomes(passed=1)


def test_plugin_costs_little_to_import() -> None:
    """It is loaded in every project: it brings neither Schemathesis nor the checks."""
    code = (
        "import sys, siteowner_contract.pytest_plugin;"
        "print(*{'schemathesis', 'httpx', 'yaml', 'typer', 'pydantic'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "" == done.stdout.strip()


def test_requirements_are_items_beside_the_own_tests(
    pytester: pytest.Pytester, correct: Settings
) -> None:
    """`-k` selects them, a skip has its reason, and JUnit knows them by their ids."""
    pytester.makepyfile(OWN_TEST)
    result = _run(
        pytester, *_reaching(correct), "-k", "STU-5 or CRS-13 or mine", "-rs", "--junit-xml=j.xml"
    )
    result.assert_outcomes(passed=2, skipped=1, deselected=result.parseoutcomes()["deselected"])
    result.stdout.fnmatch_lines(["*needs to write: pass --writes*"])
    assert 'name="STU-5"' in (pytester.path / "j.xml").read_text()


def test_failure_is_evidence_and_no_traceback(pytester: pytest.Pytester) -> None:
    """Requirement, source, expected, came and curl: what a developer acts on."""
    with broken_server(ignores("/assistants/", "teacher")) as settings:
        result = _run(pytester, *_reaching(settings), "-k", "AST-2", "-m", "siteowner")
    result.assert_outcomes(failed=1, deselected=result.parseoutcomes()["deselected"])
    result.stdout.fnmatch_lines(
        ["*AST-2 *", "source: Assistants*", "must, assistants_list", "curl -sS*"]
    )
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_fixture_of_a_conftest_names_the_target(
    pytester: pytest.Pytester, correct: Settings
) -> None:
    """The items stand beside that conftest.py, and other files can be run without them."""
    target = {"base_url": correct.base_url, "username": "owner", "password": correct.password}
    pytester.makepyfile(**{"contract/conftest": CONFTEST.format(target=target)})
    pytester.makepyfile(**{"contract/test_own": OWN_TEST})
    result = _run(pytester, "contract", "-k", "STU-5 or mine", "-v")
    result.assert_outcomes(passed=2, deselected=result.parseoutcomes()["deselected"])
    result.stdout.fnmatch_lines(["contract/conftest.py::STU-5 PASSED*"])
    _run(pytester, "contract/test_own.py").assert_outcomes(passed=1)
    _run(pytester, "contract/conftest.py::STU-5").assert_outcomes(passed=1)


def test_application_is_served_for_the_session(pytester: pytest.Pytester) -> None:
    """A team hands over the application itself, and what its settings are."""
    pytester.makeconftest(APPLICATION)
    result = _run(pytester, "conftest.py::CRS-13", "conftest.py::AST-3")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["left behind: teachers_create*"])


@pytest.mark.verify
def test_workers_keep_the_requirements_together(
    pytester: pytest.Pytester, correct: Settings
) -> None:
    """With `--dist loadscope` one worker has them all, and so one bench."""
    arguments = ("-n", "2", "--dist", "loadscope", "-k", "STU-5 or AST-3", "-v")
    result = pytester.runpytest_subprocess(*_reaching(correct), *arguments)
    result.assert_outcomes(passed=2)
    assert 1 == len({line.split("]")[0] for line in result.outlines if line.startswith("[gw")})


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--siteowner-url=http://127.0.0.1:9/api", "-k", "STU-5"], "*needs a site owner*"),
        (["--siteowner-config=none.toml"], "*none.toml*"),
    ],
)
def test_wrong_options_are_said_in_one_line(
    pytester: pytest.Pytester, arguments: list[str], message: str
) -> None:
    """No traceback of ours: the reader wants to know what to type."""
    result = _run(pytester, *arguments)
    assert 0 != result.ret
    result.stdout.fnmatch_lines([message])
    result.stdout.no_fnmatch_line("*Traceback*")
