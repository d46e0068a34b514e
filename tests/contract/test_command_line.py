"""The commands, as typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from siteowner_contract.cli import ABANDONED, app
from tests.contract.conftest import broken_server
from tests.contract.faults.breaking import ignores

if TYPE_CHECKING:
    from pathlib import Path

    from siteowner_contract import Settings


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["run", *arguments])
    return result.exit_code, result.output


def _reaching(settings: Settings) -> list[str]:
    return [
        f"--base-url={settings.base_url}",
        f"--username={settings.username}",
        f"--password={settings.password}",
    ]


def test_correct_server_ends_with_0(correct: Settings, tmp_path: Path) -> None:
    """And the report is where it was asked for."""
    file = tmp_path / "report.json"
    status, output = _run(*_reaching(correct), "--only=TCH-1,TCH-8", f"--json={file}")
    assert 0 == status, output
    assert {"passed": 1, "skipped": 1} == {
        name: count for name, count in json.loads(file.read_text())["summary"].items() if count
    }
    assert "needs to write: pass --writes: TCH-8" in output


def test_broken_server_ends_with_1_and_the_requirement() -> None:
    """The person who reads the output finds the id and what to type."""
    with broken_server(ignores("/teachers/", "is_active")) as settings:
        status, output = _run(*_reaching(settings), "--only=TCH-1")
    assert 1 == status
    assert "failed TCH-1" in output
    assert "is_active=true" in output


def test_known_failure_ends_with_0_and_is_shown_apart(tmp_path: Path) -> None:
    """The list is read before the run, and a wrong one ends it there."""
    file = tmp_path / "known.yaml"
    file.write_text("- {requirement: TCH-1, reason: ticket 512, expires: 2999-12-31}\n")
    with broken_server(ignores("/teachers/", "is_active")) as settings:
        status, output = _run(*_reaching(settings), "--only=TCH-1", f"--known={file}")
    assert 0 == status, output
    assert "known TCH-1" in output
    assert "(ticket 512)" in " ".join(output.split())
    file.write_text("- {requirement: TCH-1}\n")
    status, output = _run(f"--known={file}", "--only=TCH-1")
    assert 2 == status
    assert "line 1" in output


def test_personal_data_are_shown_when_asked_for() -> None:
    """On one's own server they are what one looks for; the token stays a variable."""
    with broken_server(ignores("/teachers/", "search")) as settings:
        masked = _run(*_reaching(settings), "--only=TCH-4")[1]
        shown = _run(*_reaching(settings), "--only=TCH-4", "--unmasked")[1]
    assert "search=<" in masked
    assert "personal data are masked" in masked
    assert "search=<" not in shown
    assert "$TOKEN" in shown


def test_skipped_must_ends_with_1_where_all_are_required(correct: Settings) -> None:
    """`--require-all` is for pipelines that must not check less than everything."""
    status, _ = _run(*_reaching(correct), "--only=TCH-8", "--require-all")
    assert 1 == status


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--base-url=http://127.0.0.1:9/api", "--username=o", "--password=p"], "127.0.0.1:9"),
        (["--base-url=http://127.0.0.1:9/api"], "needs a site owner"),
        (["--only=NOPE"], "NOPE: no such requirement"),
        (["--app=nowhere_at_all:app"], "nowhere_at_all"),
        (["--outsider=teacher1"], "USER:PASSWORD"),
        (["--base-url=https://school.example/api", "--token=t", "--writes"], "--yes-this-server"),
        (["--json=no/such/folder/report.json"], "no/such/folder"),
    ],
)
def test_run_that_can_not_be_made_ends_with_2(arguments: list[str], message: str) -> None:
    """And says why in one line."""
    status, output = _run(*arguments)
    assert 2 == status
    assert message in output


def test_wrong_password_ends_with_2_and_is_not_shown(correct: Settings) -> None:
    """The server's words are shown, the password is not."""
    status, output = _run(
        f"--base-url={correct.base_url}", "--username=owner", "--password=Wrong-Secret-1"
    )
    assert 2 == status
    assert "No active account found with the given credentials" in output
    assert "Wrong-Secret-1" not in output


def test_credentials_of_no_site_owner_end_with_2(correct: Settings) -> None:
    """A run as a teacher would fail everywhere; it says what is wrong instead."""
    status, output = _run(
        f"--base-url={correct.base_url}", "--username=teacher1", f"--password={correct.password}"
    )
    assert 2 == status
    assert "the credentials are not a site owner's" in output


def test_another_url_of_the_server_ends_with_2(correct: Settings) -> None:
    """A base URL below which nothing is gets a hint, not ninety failures."""
    status, output = _run(f"--base-url={correct.base_url}/v2", "--token=t")
    assert 2 == status
    assert "there is no SiteOwner API at" in output


def test_options_come_from_a_file_and_from_the_environment(
    correct: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is typed beats the environment, which beats the file."""
    file = tmp_path / "contract.toml"
    file.write_text(
        f'base-url = "{correct.base_url}"\nusername = "owner"\nonly = ["TCH-2"]\nseed = 5\n'
    )
    monkeypatch.setenv("SITEOWNER_CONTRACT_PASSWORD", str(correct.password))
    monkeypatch.setenv("SITEOWNER_CONTRACT_SEED", "6")
    status, output = _run(f"--config={file}", "--only=TCH-1")
    assert 0 == status, output
    assert "1 of 1 MUSTs checked" in output
    assert "seed 6" in output


@pytest.mark.parametrize(
    ("text", "message"), [("bas_url = 1", "there is no option bas_url"), ("x =", "Invalid value")]
)
def test_wrong_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """A misspelt key would otherwise be silently without effect."""
    file = tmp_path / "contract.toml"
    file.write_text(text)
    status, output = _run(f"--config={file}")
    assert 2 == status
    assert message in output.replace("\n", " ")


def test_data_is_a_table_of_the_file(correct: Settings, tmp_path: Path) -> None:
    """An id that the file names and the server has not is refused by its key."""
    file = tmp_path / "contract.toml"
    file.write_text("[data]\nteacher = 999999\n")
    status, output = _run(f"--config={file}", *_reaching(correct), "--only=TCH-5")
    assert 2 == status
    assert "[data] teacher: teachers_retrieve has no 999999" in output.replace("\n", " ")


def test_every_option_has_a_key_and_a_variable() -> None:
    """What can be typed can also stand in contract.toml and in the environment, by its name."""
    command = get_command(app).commands["run"]  # type: ignore[attr-defined]
    options = {
        option.name: option for option in command.params if option.name not in {"help", "config"}
    }
    for name, option in options.items():
        typed = max(option.opts, key=len)
        assert typed == "--" + name.replace("_", "-")
        assert option.envvar == "SITEOWNER_CONTRACT_" + name.upper()
    assert {"base_url", "rate", "throttle_budget", "workers", "shard", "state_hook"} <= set(options)


def test_list_shows_a_group() -> None:
    """Each with its level and sentence."""
    result = CliRunner().invoke(app, ["list", "COD"])
    assert 0 == result.exit_code
    assert "COD-10" in result.output
    assert "TCH-1" not in result.output


def test_list_is_there_for_programs() -> None:
    """As JSON, with the keys of requirements.yaml."""
    result = CliRunner().invoke(app, ["list", "COD-1", "--json"])
    assert 0 == result.exit_code
    [listed] = json.loads(result.output)
    assert {"id", "level", "class", "title", "operations", "source"} == set(listed)
    assert ("COD-1", "must") == (listed["id"], listed["level"])


def test_state_hook_that_is_no_command_is_refused(correct: Settings) -> None:
    """A misspelt command is said before the run, even where it finds all data by itself."""
    status, output = _run(*_reaching(correct), "--state-hook=no-such-command --really")
    assert 2 == status
    assert "'no-such-command --really': no such command, and no URL" in output.replace("\n", " ")


def test_explain_shows_the_source() -> None:
    """And what the check does, in its own words."""
    result = CliRunner().invoke(app, ["explain", "tch-8"])
    assert 0 == result.exit_code
    assert "Teachers, create, error table: Username exists" in result.output
    assert "A username of any account is refused" in result.output


def test_second_ctrl_c_says_that_nothing_was_cleaned_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever can't wait for the cleaning is told what that means, and there is no verdict."""

    def ctrl_c(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("siteowner_contract.runner.clear_up", ctrl_c)
    status, shown = _run("--only=AST-1")
    assert (2, True) == (status, ABANDONED in " ".join(shown.split()))
