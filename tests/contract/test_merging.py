"""Reports merged and compared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from siteowner_contract import LeftBehind, Outcome, load_catalogue
from siteowner_contract.cli import app
from siteowner_contract.pacing import Waited
from siteowner_contract.report.building import report_of
from siteowner_contract.report.comparing import differences
from siteowner_contract.report.json_report import ReportError, read_json, write_json
from siteowner_contract.report.merging import merged
from tests.contract.exchanges import exchange
from tests.contract.test_results import ERROR, FAILED, PASSED, SKIPPED, finished

if TYPE_CHECKING:
    from pathlib import Path

    from siteowner_contract.report.model import Report


def _of(id_: str, outcome: Outcome) -> Outcome:
    return replace(outcome, requirement=load_catalogue()[id_])


def _report(*outcomes: Outcome) -> Report:
    return report_of(finished(*outcomes))


def test_shards_make_the_whole_in_the_order_of_the_catalogue() -> None:
    """Requirements come together, and so do their counts."""
    whole = merged([_report(_of("COD-1", SKIPPED), _of("DSH-1", FAILED)), _report(PASSED)])
    assert ["TCH-8", "COD-1", "DSH-1"] == [one.id for one in whole.requirements]
    assert {"passed": 1, "failed": 1, "warned": 0, "skipped": 1, "error": 0} == whole.summary


def test_worst_verdict_on_a_requirement_stands() -> None:
    """Whatever the order of the reports; a skip says nothing against a pass."""
    for outcomes, expected in (
        ((PASSED, FAILED), "failed"),
        ((ERROR, FAILED), "failed"),
        ((SKIPPED, PASSED), "passed"),
    ):
        for pair in (outcomes, outcomes[::-1]):
            [judged] = merged([_report(one) for one in pair]).requirements
            assert expected == judged.status


def test_what_the_runs_did_adds_up() -> None:
    """Requests and waits are summed, things left behind come once, and the longest run counts."""
    left = [LeftBehind("teachers_create", 71)]
    run = replace(finished(PASSED), requests=10, waited=Waited(1, 2.0), left_behind=left)
    whole = merged([report_of(run), report_of(replace(run, duration_s=9.0))])
    assert (20, 2, 4.0) == (whole.requests, whole.throttled.times, whole.throttled.seconds)
    assert 1 == len(whole.left_behind)
    assert 9.0 == whole.duration_s


@pytest.mark.parametrize("changed", [{"target": "elsewhere"}, {"seed": 2}, {"version": "9"}])
def test_reports_of_different_runs_are_not_merged(changed: dict[str, object]) -> None:
    """They would tell of a server that there is not."""
    report = _report(PASSED)
    with pytest.raises(ReportError, match=next(iter(changed))):
        merged([report, report.model_copy(update=changed)])


def test_merge_ends_as_the_whole_run_would(tmp_path: Path) -> None:
    """And writes what it was asked for."""
    parts = [tmp_path / "1.json", tmp_path / "2.json"]
    write_json(_report(PASSED), parts[0])
    write_json(_report(_of("TCH-9", FAILED)), parts[1])
    whole = tmp_path / "whole.json"
    arguments = ["merge", *map(str, parts), f"--json={whole}"]
    result = CliRunner().invoke(app, arguments)
    assert 1 == result.exit_code, result.output
    assert "failed TCH-9" in result.output
    assert ["TCH-8", "TCH-9"] == [one.id for one in read_json(whole).requirements]
    assert 0 == CliRunner().invoke(app, ["merge", str(parts[0])]).exit_code


def test_equal_reports_do_not_differ() -> None:
    """Other ids and other words of an answer are no difference."""
    other = replace(FAILED, findings=[replace(one, came="other") for one in FAILED.findings])
    assert [] == differences(_report(FAILED), _report(other))


def test_status_and_place_of_a_failure_make_a_difference() -> None:
    """So does a requirement that only one of them was asked for."""
    moved = replace(FAILED.findings[0], exchange=exchange(operation="teachers_update"))
    elsewhere = replace(FAILED, findings=[moved])
    for first, second in (([PASSED], [FAILED]), ([FAILED], [elsewhere]), ([FAILED], [])):
        [difference] = differences(_report(*first), _report(*second))
        assert "TCH-8" == difference.id


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [((PASSED, PASSED), 0), ((PASSED, FAILED), 1), ((PASSED, ERROR), 2)],
)
def test_compare_shows_both_sides(
    tmp_path: Path, outcomes: tuple[Outcome, ...], expected: int
) -> None:
    """0 no difference, 1 differences, 2 no verdict."""
    files = [tmp_path / "a.json", tmp_path / "b.json"]
    for file, outcome in zip(files, outcomes, strict=True):
        write_json(_report(outcome), file)
    result = CliRunner().invoke(app, ["compare", *map(str, files)])
    assert expected == result.exit_code, result.output
    assert ("curl -sS" in result.output) is (expected > 0)


def test_what_is_no_report_is_refused(tmp_path: Path) -> None:
    """One line, and exit status 2."""
    file = tmp_path / "a.json"
    file.write_text("[]")
    for arguments in (["merge", str(file)], ["compare", str(file), str(file)]):
        result = CliRunner().invoke(app, arguments)
        assert 2 == result.exit_code
        assert "not a report" in result.output
