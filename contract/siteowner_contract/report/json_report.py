"""The report as JSON, for machines."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from siteowner_contract.results import Finding, Outcome, Run, Status

if TYPE_CHECKING:
    from pathlib import Path

    from siteowner_contract.openapi import JSON

# Enough to act on; a server that breaks a rule everywhere breaks it here too.
MOST_EVIDENCE = 20


def write_json(run: Run, file: Path) -> None:
    """Write the report of a run."""
    text = json.dumps(as_json(run), ensure_ascii=False, indent=2, default=_plain)
    file.write_text(text + "\n", encoding="utf-8")


def as_json(run: Run) -> JSON:
    """The report of a run, with all secrets masked."""
    return {
        "suite": "siteowner-contract",
        "version": run.version,
        "target": run.target,
        "seed": run.seed,
        "started_at": run.started_at.isoformat(),
        "duration_s": round(run.duration_s, 1),
        "summary": {str(status): run.count(status) for status in Status},
        "requirements": [_requirement(outcome) for outcome in run.outcomes],
        "left_behind": [{"operation": left.operation, "id": left.id} for left in run.left_behind],
    }


def _requirement(outcome: Outcome) -> JSON:
    return {
        "id": outcome.requirement.id,
        "level": str(outcome.requirement.level),
        "title": outcome.requirement.title,
        "status": str(outcome.status),
        "reason": outcome.reason,
        "evidence": [_evidence(finding) for finding in outcome.findings[:MOST_EVIDENCE]],
    }


def _evidence(finding: Finding) -> JSON:
    request, response = finding.exchange.as_json()
    return {
        "level": str(finding.level),
        "operation": finding.exchange.operation,
        "expected": finding.expected,
        "came": finding.came,
        "request": request,
        "response": response,
        "curl": finding.exchange.curl(),
    }


def _plain(value: object) -> JSON:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} in a report")
