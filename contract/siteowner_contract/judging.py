"""One requirement judged: its check made, what is generated asked, all of it in one outcome."""

from __future__ import annotations

import time
import traceback
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from siteowner_contract.catalogue import FaultClass
from siteowner_contract.credentials import LoginError
from siteowner_contract.judge import BrokenOff, Skip
from siteowner_contract.registry import load_checks
from siteowner_contract.results import Outcome
from siteowner_contract.transport import ServerUnreachableError, WriteRefusedError

if TYPE_CHECKING:
    from siteowner_contract.bench import Bench, Generated
    from siteowner_contract.catalogue import Requirement
    from siteowner_contract.context import Context
    from siteowner_contract.registry import Check

NEEDS_WRITES = "needs to write: pass --writes"
NO_CHECK = "has no check in this version of the suite"


def judged(bench: Bench, requirement: Requirement) -> Outcome:
    """The verdict on a requirement."""
    return completed(bench, checked(bench, requirement, bench.base))


def checked(bench: Bench, requirement: Requirement, base: Context) -> Outcome:
    """What the check alone says.

    Raises:
        WriteRefusedError: It would write, which the run allows and `base` does not.
    """
    started = time.perf_counter()
    outcome = _checked(bench, requirement, base)
    return replace(outcome, duration_s=time.perf_counter() - started)


def _checked(bench: Bench, requirement: Requirement, base: Context) -> Outcome:
    check = load_checks().get(requirement.id)
    if check is None:
        return Outcome(requirement, skipped=NO_CHECK)
    if check.writes and not base.may.write:
        return Outcome(requirement, skipped=NEEDS_WRITES)
    day = base.today()
    outcome = _attempt(bench, requirement, check, base)
    if outcome.findings and (_reads(requirement, check) or day != base.today()):
        # Somebody else may have changed the data between two reads, or midnight did: look again.
        outcome = _attempt(bench, requirement, check, base)
    return outcome


def completed(bench: Bench, outcome: Outcome) -> Outcome:
    """The outcome of a check, with what was generated for its requirement."""
    started = time.perf_counter()
    for cases in bench.generated:
        if outcome.requirement.id in cases.requirements:
            outcome = _with_generated(cases, outcome)
    duration = outcome.duration_s + time.perf_counter() - started
    return replace(outcome, strict=bench.settings.strict, duration_s=duration)


def _attempt(bench: Bench, requirement: Requirement, check: Check, base: Context) -> Outcome:
    context = replace(
        base,
        data=base.data.afresh(),
        random=Random(f"{bench.settings.seed} {requirement.id}"),  # noqa: S311 - to be repeatable
        findings=[],
        errors=[],
        notes=[],
    )
    skipped = _why_skipped(check, context)
    return Outcome(requirement, context.findings, context.errors, skipped, context.notes)


def _why_skipped(check: Check, context: Context) -> str | None:
    """Run the check; gives the reason when it could not run."""
    try:
        check.run(context)
    except BrokenOff:
        pass
    except Skip as reason:
        return str(reason)
    except (ServerUnreachableError, LoginError) as error:
        context.errors.append(str(error))
    except WriteRefusedError as error:
        if context.may.write:
            raise
        context.errors.append(_described(error))
    except Exception as error:  # noqa: BLE001 - one broken check must not end the run
        context.errors.append(_described(error))
    return None


def _with_generated(cases: Generated, outcome: Outcome) -> Outcome:
    try:
        findings, errors = cases.of(outcome.requirement.id)
    except Skip as reason:
        return replace(outcome, notes=[*outcome.notes, f"no {cases.name}: {reason}"])
    except ServerUnreachableError as error:
        findings, errors = [], [str(error)]
    return replace(
        outcome,
        findings=[*outcome.findings, *findings],
        errors=[*outcome.errors, *errors],
    )


def _reads(requirement: Requirement, check: Check) -> bool:
    return not check.writes or requirement.fault_class is FaultClass.CROSS_ENDPOINT


def _described(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}"
    return f"the check itself failed: {type(error).__name__}: {error} ({where})"
