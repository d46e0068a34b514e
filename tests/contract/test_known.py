"""Known failures don't fail a run; those that are mended or past their date do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from siteowner_contract.known import Known, KnownError, read_known, with_known
from siteowner_contract.report.building import report_of
from tests.contract.exchanges import exchange
from tests.contract.test_results import ERROR, FAILED, PASSED, SKIPPED, WARNED, finished

if TYPE_CHECKING:
    from pathlib import Path

    from siteowner_contract import Outcome
    from siteowner_contract.report.model import Report

TODAY = date(2026, 11, 24)
KNOWN = Known(requirement="TCH-8", reason="ticket 512", expires=TODAY)
ENTRY = "- requirement: TCH-8\n  reason: ticket 512\n  expires: 2026-11-24\n"


def _report(outcome: Outcome, *known: Known, today: date = TODAY) -> Report:
    return with_known(report_of(finished(outcome)), known, today)


def test_known_failure_stays_failed_and_does_not_count() -> None:
    """The report hides nothing: status and reason stand side by side."""
    report = _report(FAILED, KNOWN)
    [judged] = report.requirements
    assert ("failed", "ticket 512") == (judged.status, judged.known)
    assert 0 == report.exit_status()
    assert 1 == report_of(finished(FAILED)).exit_status()


def test_failure_elsewhere_is_not_the_known_one() -> None:
    """An entry for one operation covers no other."""
    there = KNOWN.model_copy(update={"operation": "teachers_list"})
    assert 0 == _report(FAILED, there).exit_status()
    update = replace(FAILED.findings[0], exchange=exchange(operation="teachers_update"))
    both = replace(FAILED, findings=[*FAILED.findings, update])
    assert 1 == _report(both, there).exit_status()


@pytest.mark.parametrize(
    ("outcome", "today", "message"),
    [
        (PASSED, TODAY, "is there no more"),
        (FAILED, date(2026, 11, 25), "was accepted until 2026-11-24"),
        (SKIPPED, date(2026, 11, 25), "was accepted until 2026-11-24"),
    ],
)
def test_stale_entry_fails(outcome: Outcome, today: date, message: str) -> None:
    """A list that nobody tends would in time hide everything."""
    report = _report(outcome, KNOWN, today=today)
    [told] = report.stale_known
    assert message in told
    assert 1 == report.exit_status()


@pytest.mark.parametrize("outcome", [SKIPPED, ERROR, WARNED])
def test_entry_is_not_stale_where_nothing_shows_it(outcome: Outcome) -> None:
    """What was not judged, or warns still, is no proof that it is mended."""
    unclear = replace(outcome, findings=outcome.findings if outcome is WARNED else [])
    assert () == _report(unclear, KNOWN).stale_known


def test_entry_of_another_requirement_says_nothing() -> None:
    """A run of a part only does not make the rest of the list stale."""
    other = KNOWN.model_copy(update={"requirement": "COD-1", "expires": date(2020, 1, 1)})
    assert () == _report(PASSED, other).stale_known


def test_file_is_read(tmp_path: Path) -> None:
    """A list of entries in YAML."""
    file = tmp_path / "known.yaml"
    file.write_text(ENTRY)
    assert [KNOWN] == read_known(file)
    file.write_text("# none at present\n")
    assert [] == read_known(file)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{ENTRY}- requirement: TCH-9\n  reason: x\n", "line 4: expires: Field required"),
        (ENTRY.replace("2026-11-24", "soon"), "line 1: expires: "),
        (ENTRY.replace("TCH-8", "TCH-99"), "line 1: requirement: there is no TCH-99"),
        (f"{ENTRY}  operation: teachers_lst\n", "line 1: operation: there is no teachers_lst"),
        (f"{ENTRY}  until: never\n", "line 1: until: Extra inputs"),
        ("requirement: TCH-8\n", "line 1: not a list"),
        (f"{ENTRY}  - [\n", "line 4: "),
    ],
)
def test_malformed_file_is_refused_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    """An entry that is silently without effect would be worse than none."""
    file = tmp_path / "known.yaml"
    file.write_text(text)
    with pytest.raises(KnownError) as refused:
        read_known(file)
    assert f"{file}, {message}" in str(refused.value)
