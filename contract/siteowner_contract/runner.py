"""A run: every selected requirement judged, what was made removed, all of it in one result."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from siteowner_contract.bench import bench
from siteowner_contract.catalogue import FaultClass, Requirement, UnknownRequirementError, select
from siteowner_contract.credentials import LoginError
from siteowner_contract.discovery import Discovery
from siteowner_contract.judge import BrokenOff, Skip
from siteowner_contract.loopback import AppError
from siteowner_contract.preflight import NothingToJudgeError
from siteowner_contract.properties import PROPERTIES
from siteowner_contract.registry import load_checks
from siteowner_contract.results import Outcome, Run
from siteowner_contract.routes import RouteTableError
from siteowner_contract.settings import SettingsError
from siteowner_contract.target import open_target
from siteowner_contract.transport import ServerUnreachableError

if TYPE_CHECKING:
    from siteowner_contract.bench import Bench
    from siteowner_contract.context import Context
    from siteowner_contract.registry import Check
    from siteowner_contract.results import LeftBehind
    from siteowner_contract.settings import Settings

# What is wrong before anything was judged: a message for whoever called, and no verdict.
REFUSALS = (
    AppError,
    LoginError,
    NothingToJudgeError,
    RouteTableError,
    ServerUnreachableError,
    SettingsError,
    UnknownRequirementError,
)
NEEDS_WRITES = "needs to write: pass --writes"
NO_CHECK = "has no check in this version of the suite"

Progress = Callable[[Requirement, Outcome | None], object]
"""Told of each requirement before (None) and after it was judged."""


def run(settings: Settings, progress: Progress = lambda *_: None) -> Run:
    """Check a server.

    Args:
        settings: Which one, and how.
        progress: Told of each requirement as it is judged.

    Raises:
        SettingsError: The settings contradict each other, or something in them is missing.
        UnknownRequirementError: `only` or `skip` names what the catalogue has not.
        RouteTableError: The route table is wrong.
        LoginError: The site owner or an outsider can't log in.
        NothingToJudgeError: The site owner is let in nowhere, or nothing is at the URL.
        AppError: The application can't be started.
        ServerUnreachableError: The server does not answer at all.
    """
    started, clock = datetime.now(UTC), time.monotonic()
    requirements = select(settings.only, settings.skip)
    with open_target(settings) as target, bench(target) as laid_out:
        try:
            outcomes = [_judged(laid_out, requirement, progress) for requirement in requirements]
        finally:
            left_behind = _left_behind(laid_out)
        return Run(
            version=version("siteowner-sdk"),
            target=target.name,
            seed=settings.seed,
            started_at=started,
            duration_s=time.monotonic() - clock,
            outcomes=outcomes,
            left_behind=left_behind,
            requests=laid_out.transport.sent,
        )


def _left_behind(bench: Bench) -> list[LeftBehind]:
    """Remove what was made; the embedded server goes away with all of it."""
    if bench.settings.embedded or not bench.base.may.write:
        return []
    return bench.base.make.clear()


def _judged(bench: Bench, requirement: Requirement, progress: Progress) -> Outcome:
    progress(requirement, None)
    outcome = replace(_checked(bench, requirement), strict=bench.settings.strict)
    progress(requirement, outcome)
    return outcome


def _checked(bench: Bench, requirement: Requirement) -> Outcome:
    check = load_checks().get(requirement.id)
    if check is None:
        return Outcome(requirement, skipped=NO_CHECK)
    if check.writes and not bench.base.may.write:
        return Outcome(requirement, skipped=NEEDS_WRITES)
    outcome = _attempt(bench, requirement, check)
    if outcome.findings and _may_be_about_moving_data(requirement, check):
        # Somebody else may have changed the data between two reads: look again.
        outcome = _attempt(bench, requirement, check)
    return _with_properties(bench, outcome) if requirement.id in PROPERTIES else outcome


def _attempt(bench: Bench, requirement: Requirement, check: Check) -> Outcome:
    context = replace(
        bench.base,
        data=Discovery(bench.base.session),
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
    except Exception as error:  # noqa: BLE001 - one broken check must not end the run
        context.errors.append(_described(error))
    return None


def _with_properties(bench: Bench, outcome: Outcome) -> Outcome:
    try:
        findings, errors = bench.properties.of(outcome.requirement.id)
    except Skip as reason:
        return replace(outcome, notes=[*outcome.notes, f"no generated cases: {reason}"])
    except ServerUnreachableError as error:
        findings, errors = [], [str(error)]
    return replace(
        outcome,
        findings=[*outcome.findings, *findings],
        errors=[*outcome.errors, *errors],
    )


def _may_be_about_moving_data(requirement: Requirement, check: Check) -> bool:
    return not check.writes or requirement.fault_class is FaultClass.CROSS_ENDPOINT


def _described(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}"
    return f"the check itself failed: {type(error).__name__}: {error} ({where})"
