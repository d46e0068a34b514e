"""From a finished run to its report: masked, ranked, and no longer than one can read."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from siteowner_contract.catalogue import Level
from siteowner_contract.masks import Masks
from siteowner_contract.report.model import Evidence, Judged, Made, Report, Throttled, counted

if TYPE_CHECKING:
    from siteowner_contract.openapi import JSON
    from siteowner_contract.results import Finding, Outcome, Run

# Enough to act on; a server that breaks a rule everywhere breaks it here too.
MOST_EVIDENCE = 20


def report_of(run: Run, *, personal: bool = True) -> Report:
    """The report of a run.

    Args:
        run: The run.
        personal: Whether personal values are masked; secrets always are.
    """
    for finding in (finding for outcome in run.outcomes for finding in outcome.findings):
        run.private.note(finding.exchange)
    masks = Masks(run.private, personal=personal)
    requirements = tuple(judged(outcome, masks) for outcome in run.outcomes)
    return Report(
        version=run.version,
        target=masks.text(run.target),
        seed=run.seed,
        started_at=run.started_at,
        duration_s=round(run.duration_s, 1),
        summary=counted(requirements),
        requirements=requirements,
        left_behind=tuple(Made(operation=one.operation, id=one.id) for one in run.left_behind),
        requests=run.requests,
        throttled=Throttled(times=run.waited.times, seconds=round(run.waited.seconds, 1)),
        notes=tuple(masks.text(remark) for remark in run.remarks),
        broken_off=run.broken_off,
    )


def judged(outcome: Outcome, masks: Masks) -> Judged:
    """One requirement of a report."""
    ranked = sorted(outcome.findings, key=lambda finding: finding.level is Level.SHOULD)
    return Judged(
        id=outcome.requirement.id,
        level=outcome.requirement.level,
        title=outcome.requirement.title,
        status=outcome.status,
        reason=masks.text(outcome.reason),
        evidence=tuple(_evidence(finding, masks) for finding in ranked[:MOST_EVIDENCE]),
        errors=tuple(masks.text(error) for error in outcome.errors),
        notes=tuple(masks.text(note) for note in outcome.notes),
        duration_s=round(outcome.duration_s, 3),
    )


def _evidence(finding: Finding, masks: Masks) -> Evidence:
    shown = masks.exchange(finding.exchange)
    request, response = shown.as_json()
    return Evidence(
        level=finding.level,
        operation=finding.exchange.operation,
        expected=masks.text(finding.expected),
        came=masks.text(finding.came),
        request=_plain(request),
        response=_plain(response),
        curl=masks.text(shown.curl()),
        script=masks.text(finding.script),
        elapsed_ms=round(finding.exchange.elapsed_s * 1000, 1),
    )


def _plain(shown: JSON) -> JSON:
    """The same without Decimals, which JSON has not."""
    return json.loads(json.dumps(shown, default=_number))


def _number(value: object) -> float:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} in a report")
