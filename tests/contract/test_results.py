"""From findings to a verdict, and from verdicts to an exit status."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from siteowner_contract import Finding, Level, Outcome, Run, Status, load_catalogue
from tests.contract.exchanges import exchange

REQUIREMENT = load_catalogue()["TCH-8"]
MUST = Finding(Level.MUST, "this", "that", exchange())
SHOULD = Finding(Level.SHOULD, "this", "that", exchange())

PASSED = Outcome(REQUIREMENT)
FAILED = Outcome(REQUIREMENT, [SHOULD, MUST])
WARNED = Outcome(REQUIREMENT, [SHOULD])
SKIPPED = Outcome(REQUIREMENT, skipped="needs to write: pass --writes")
ERROR = Outcome(REQUIREMENT, [SHOULD], ["the connection broke"])


def finished(*outcomes: Outcome) -> Run:
    """A run with those outcomes."""
    started = datetime(2026, 11, 24, tzinfo=UTC)
    return Run("0.1.0", "somewhere", 1, started, 1.5, outcomes)


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (PASSED, Status.PASSED),
        (FAILED, Status.FAILED),
        (WARNED, Status.WARNED),
        (replace(WARNED, strict=True), Status.FAILED),
        (SKIPPED, Status.SKIPPED),
        (ERROR, Status.ERROR),
        (replace(FAILED, errors=["the connection broke"]), Status.FAILED),
        (replace(SKIPPED, findings=[MUST]), Status.FAILED),
    ],
)
def test_status_is_the_worst_that_was_found(outcome: Outcome, expected: Status) -> None:
    """A broken MUST fails, a broken SHOULD warns, unless it is a strict run."""
    assert expected is outcome.status


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ([], 0),
        ([PASSED, WARNED, SKIPPED], 0),
        ([PASSED, FAILED], 1),
        ([FAILED, ERROR], 2),
        ([replace(FAILED, errors=["the connection broke"])], 2),
    ],
)
def test_exit_status(outcomes: list[Outcome], expected: int) -> None:
    """0 holds, 1 is broken, 2 is no verdict."""
    assert expected == finished(*outcomes).exit_status()


def test_skipped_must_fails_where_all_are_required() -> None:
    """A pipeline may insist that nothing was left unchecked."""
    assert 1 == finished(SKIPPED).exit_status(require_all=True)
    assert 0 == finished(PASSED).exit_status(require_all=True)


def test_reason_says_what_was_expected_and_what_would_let_it_run() -> None:
    """Each line stands for itself."""
    assert "expected this; came that" == WARNED.reason
    assert "needs to write: pass --writes" == SKIPPED.reason
    assert "" == PASSED.reason


def test_musts_are_counted() -> None:
    """The summary tells how many of all MUSTs were checked."""
    run = finished(PASSED, FAILED, SKIPPED, Outcome(load_catalogue()["GEN-9"]))
    assert (3, 1) == (run.musts(), run.musts(Status.SKIPPED))
