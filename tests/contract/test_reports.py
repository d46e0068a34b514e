"""The JSON report has the documented shape, and the console says what to do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rich.console import Console

from siteowner_contract import LeftBehind, Outcome
from siteowner_contract.report.console import print_requirement, print_run, summary
from siteowner_contract.report.json_report import as_json, write_json
from tests.contract.test_results import ERROR, FAILED, PASSED, REQUIREMENT, SKIPPED, finished

if TYPE_CHECKING:
    from pathlib import Path

    from siteowner_contract import Run


def _printed(run: Run) -> str:
    console = Console(width=120, record=True, quiet=False, file=None, force_terminal=False)
    with console.capture() as captured:
        print_run(run, console)
    return captured.get()


def test_json_has_the_documented_keys() -> None:
    """Other programs read this report, so its keys don't move."""
    report = as_json(finished(PASSED, FAILED, SKIPPED))
    assert [
        "suite", "version", "target", "seed", "started_at", "duration_s", "summary",
        "requirements", "left_behind",
    ] == list(report)  # fmt: skip
    assert {"passed": 1, "failed": 1, "warned": 0, "skipped": 1, "error": 0} == report["summary"]
    passed, failed, skipped = report["requirements"]
    assert ["id", "level", "title", "status", "reason", "evidence"] == list(passed)
    assert {"level", "operation", "request", "response", "curl"} <= set(failed["evidence"][0])
    assert "needs to write: pass --writes" == skipped["reason"]


def test_json_is_written_with_what_was_left_behind(tmp_path: Path) -> None:
    """The file is UTF-8 JSON and ends in a line feed."""
    run = finished(PASSED)
    run = type(run)(**{**vars(run), "left_behind": [LeftBehind("teachers_create", 71)]})
    file = tmp_path / "report.json"
    write_json(run, file)
    text = file.read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert [{"operation": "teachers_create", "id": 71}] == json.loads(text)["left_behind"]


def test_console_shows_what_is_broken_with_its_command() -> None:
    """Requirement, place in the documents, expected, came and curl are all there."""
    text = _printed(finished(FAILED))
    for part in ("failed TCH-8", REQUIREMENT.source, "expected this", "came     that", "curl -sS"):
        assert part in text


def test_console_groups_what_was_skipped_by_its_reason() -> None:
    """One line says what would let them all run."""
    assert "skipped needs to write: pass --writes: TCH-8, TCH-8" in _printed(
        finished(SKIPPED, SKIPPED)
    )


def test_console_shows_the_suites_own_errors() -> None:
    """They are no fault of the server, and say so by their colour and word."""
    assert "error TCH-8" in _printed(finished(ERROR))


def test_summary_counts_the_musts() -> None:
    """A run that checked little can't look like one that checked all."""
    assert "2 of 3 MUSTs checked, 1 hold" in summary(finished(PASSED, FAILED, SKIPPED))


def test_explanation_of_a_requirement_without_a_check() -> None:
    """It is said, not left blank."""
    console = Console(width=120)
    with console.capture() as captured:
        print_requirement(REQUIREMENT, None, console)
    assert "none in this version of the suite" in captured.get()


def test_markup_in_an_answer_is_shown_as_it_is() -> None:
    """Brackets of JSON are no colours."""
    outcome = Outcome(REQUIREMENT, errors=["[red]not[/red] markup"])
    assert "[red]not[/red] markup" in _printed(finished(outcome))
