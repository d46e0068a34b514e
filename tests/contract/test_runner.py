"""How a run deals with what checks do, wrong checks included."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import pytest

from siteowner_contract import Outcome, Settings, Status, run
from siteowner_contract.judge import Skip
from siteowner_contract.registry import Check
from siteowner_contract.transport import ServerUnreachableError, WriteRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from siteowner_contract.context import Context

    Judged = Callable[..., Outcome]

ID = "TCH-1"


@pytest.fixture
def judged(correct: Settings, monkeypatch: pytest.MonkeyPatch) -> Judged:
    """Runs one function as the check of a requirement."""

    def run_check(function: Callable[[Context], None], *, writes: bool = False) -> Outcome:
        checks = {ID: Check(ID, function, writes)}
        monkeypatch.setattr("siteowner_contract.judging.load_checks", lambda: checks)
        [outcome] = run(replace(correct, only=(ID,), writes=writes, destructive=False)).outcomes
        return outcome

    return run_check


def test_check_that_breaks_is_an_error_of_the_suite(judged: Judged) -> None:
    """A fault of ours is never put down to the server."""

    def check(_: Context) -> None:
        raise KeyError("grades")

    outcome = judged(check)
    assert Status.ERROR is outcome.status
    assert "the check itself failed: KeyError: 'grades' (test_runner.py:" in outcome.reason


def test_broken_connection_is_an_error(judged: Judged) -> None:
    """Nor is a cable that was pulled."""

    def check(_: Context) -> None:
        raise ServerUnreachableError("GET /: ConnectError")

    assert (Status.ERROR, "GET /: ConnectError") == (
        (outcome := judged(check)).status,
        outcome.reason,
    )


def test_check_without_data_is_skipped_with_its_reason(judged: Judged) -> None:
    """The reason says what would let it run."""

    def check(_: Context) -> None:
        raise Skip("needs a teacher with a subject")

    outcome = judged(check)
    assert (Status.SKIPPED, "needs a teacher with a subject") == (outcome.status, outcome.reason)


def test_reading_check_looks_again_before_it_cries_wolf(judged: Judged) -> None:
    """Data that changed between two reads is no fault."""
    attempts = count(1)

    def check(ctx: Context) -> None:
        ctx.must.holds(ctx.call("dashboard_stats"), next(attempts) > 1, "what comes second")

    assert Status.PASSED is judged(check).status


def test_writing_check_is_not_repeated(judged: Judged) -> None:
    """What it made would be made twice, and what it found is no accident."""
    attempts = count(1)

    def check(ctx: Context) -> None:
        ctx.must.holds(ctx.call("dashboard_stats"), next(attempts) > 1, "what comes second")

    assert Status.FAILED is judged(check, writes=True).status


def test_check_that_writes_in_a_read_only_run_is_stopped_by_the_guard(judged: Judged) -> None:
    """A check that forgot to say that it writes fails by itself, and nothing is sent."""

    def check(ctx: Context) -> None:
        with pytest.raises(WriteRefusedError):
            ctx.call("courses_destroy", 1)
        ctx.call("teachers_create", form={})

    outcome = judged(check)
    assert Status.ERROR is outcome.status
    assert "POST /api/teachers/ was not sent: this run only reads" in outcome.reason


def test_requirement_without_a_check_is_skipped(
    correct: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is never reported as passed."""
    monkeypatch.setattr("siteowner_contract.judging.load_checks", dict)
    [outcome] = run(replace(correct, only=(ID,))).outcomes
    assert Status.SKIPPED is outcome.status
    assert "has no check in this version of the suite" == outcome.reason
