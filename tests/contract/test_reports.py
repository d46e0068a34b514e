"""The JSON report has the documented shape, and the console says what to do."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import jsonschema_rs
import pytest
from rich.cells import cell_len
from rich.console import Console

from siteowner_contract import LeftBehind, Outcome
from siteowner_contract.report.building import report_of
from siteowner_contract.report.console import print_report, print_requirement
from siteowner_contract.report.json_report import ReportError, as_json, read_json, write_json
from siteowner_contract.report.model import Report
from siteowner_contract.report.wording import coverage
from tests.contract.test_results import (
    ERROR,
    FAILED,
    PASSED,
    REQUIREMENT,
    SKIPPED,
    WARNED,
    finished,
)

if TYPE_CHECKING:
    from pathlib import Path

    from siteowner_contract import Run


def _printed(run: Run, width: int = 120) -> str:
    console = Console(width=width, file=io.StringIO())
    with console.capture() as captured:
        print_report(report_of(run), console)
    return captured.get()


def test_json_has_the_documented_keys() -> None:
    """Other programs read this report, so its keys don't move."""
    report = as_json(report_of(finished(PASSED, FAILED, SKIPPED)))
    assert [
        "suite", "version", "target", "seed", "started_at", "duration_s", "summary",
        "requirements", "left_behind", "requests", "throttled", "notes", "broken_off",
        "stale_known",
    ] == list(report)  # fmt: skip
    assert {"passed": 1, "failed": 1, "warned": 0, "skipped": 1, "error": 0} == report["summary"]
    passed, failed, skipped = report["requirements"]
    keys = ["id", "level", "title", "status", "reason", "evidence", "duration_s"]
    assert keys == list(passed)
    assert {"level", "operation", "request", "response", "curl"} <= set(failed["evidence"][0])
    assert "needs to write: pass --writes" == skipped["reason"]


def test_json_keeps_to_the_schema_of_its_model() -> None:
    """What is left out where there is nothing to say is optional in the schema too."""
    schema = Report.model_json_schema()
    report = as_json(report_of(finished(PASSED, FAILED, SKIPPED, ERROR)))
    jsonschema_rs.validator_for(schema).validate(report)


def test_json_is_written_with_what_was_left_behind(tmp_path: Path) -> None:
    """The file is UTF-8 JSON and ends in a line feed."""
    run = replace(finished(PASSED), left_behind=[LeftBehind("teachers_create", 71)])
    file = tmp_path / "report.json"
    write_json(report_of(run), file)
    text = file.read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert [{"operation": "teachers_create", "id": 71}] == json.loads(text)["left_behind"]


def test_json_is_read_back_as_it_was(tmp_path: Path) -> None:
    """Merging and comparing lose nothing that the run had."""
    report = report_of(finished(PASSED, FAILED, WARNED, SKIPPED, ERROR))
    file = tmp_path / "report.json"
    write_json(report, file)
    assert report == read_json(file)


@pytest.mark.parametrize(
    ("text", "message"),
    [("{}", "version: Field required"), ("[", "Invalid JSON"), ('{"suite": "other"}', "suite")],
)
def test_what_is_no_report_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """The message names the file and what is wrong with it."""
    file = tmp_path / "other.json"
    file.write_text(text)
    with pytest.raises(ReportError, match=message) as refused:
        read_json(file)
    assert str(file) in str(refused.value)


def test_console_shows_what_is_broken_with_its_command() -> None:
    """Requirement, place in the documents, expected, came and curl are all there."""
    text = _printed(finished(FAILED))
    for part in ("failed TCH-8", REQUIREMENT.source, "expected this", "came     that", "curl -sS"):
        assert part in text


@pytest.mark.parametrize("width", [80, 120])
def test_console_keeps_to_its_width(width: int) -> None:
    """Only what is there to be copied whole runs on; a terminal breaks it where it likes."""
    long = replace(FAILED.findings[0], expected="expected word " * 40, came="came " * 100)
    text = _printed(finished(replace(FAILED, findings=[long]), ERROR, *[SKIPPED] * 40), width)
    lines = [line for line in text.splitlines() if "curl" not in line]
    assert width >= max(cell_len(line) for line in lines)


def test_console_of_a_clean_run_is_two_lines() -> None:
    """There is nothing to say but what was checked."""
    assert 2 == len(_printed(finished(PASSED, PASSED)).splitlines())


def test_console_groups_what_was_skipped_by_its_reason() -> None:
    """One line says what would let them all run."""
    assert "skipped needs to write: pass --writes: TCH-8, TCH-8" in _printed(
        finished(SKIPPED, SKIPPED)
    )


def test_console_shows_the_suites_own_errors() -> None:
    """They are no fault of the server, and say so by their colour and word."""
    assert "error TCH-8" in _printed(finished(ERROR))


def test_coverage_counts_the_musts() -> None:
    """A run that checked little can't look like one that checked all."""
    report = report_of(finished(PASSED, FAILED, SKIPPED))
    assert "2 of 3 MUSTs checked, 1 hold" == coverage(report)


def test_explanation_of_a_requirement_without_a_check() -> None:
    """It is said, not left blank, and so is how to run it alone."""
    console = Console(width=120)
    with console.capture() as captured:
        print_requirement(REQUIREMENT, None, console)
    assert "none in this version of the suite" in captured.get()
    assert "siteowner contract run --only TCH-8" in captured.get()


def test_markup_in_an_answer_is_shown_as_it_is() -> None:
    """Brackets of JSON are no colours."""
    outcome = Outcome(REQUIREMENT, errors=["[red]not[/red] markup"])
    assert "[red]not[/red] markup" in _printed(finished(outcome))
