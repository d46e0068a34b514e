"""The report as SARIF 2.1.0, for code scanning: a requirement is a rule, its place openapi.yaml."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from siteowner_contract.catalogue import Level, load_catalogue
from siteowner_contract.openapi import lines_of_operations
from siteowner_contract.report.wording import evidence_text
from siteowner_contract.results import Status

if TYPE_CHECKING:
    from pathlib import Path

    from siteowner_contract.openapi import JSON
    from siteowner_contract.report.model import Evidence, Judged, Report

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
CONTRACT = "openapi.yaml"
LEVELS = {Level.MUST: "error", Level.SHOULD: "warning"}
SHOWN = frozenset({Status.FAILED, Status.WARNED})


def write_sarif(report: Report, file: Path) -> None:
    """Write a report."""
    text = json.dumps(as_sarif(report), ensure_ascii=False, indent=2)
    file.write_text(text + "\n", encoding="utf-8")


def as_sarif(report: Report) -> JSON:
    """A report as a SARIF log of one run."""
    shown = [one for one in report.requirements if one.status in SHOWN]
    ids = [one.id for one in shown]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": report.suite,
                        "version": report.version,
                        "rules": [_rule(one) for one in shown],
                    }
                },
                "invocations": [_invocation(report)],
                "results": [
                    _result(one, evidence, ids.index(one.id))
                    for one in shown
                    for evidence in one.evidence
                ],
                "properties": {"target": report.target, "seed": report.seed},
            }
        ],
    }


def _rule(judged: Judged) -> JSON:
    known = load_catalogue().get(judged.id)
    source = "" if known is None else f"\n\nSource: {known.source}"
    fault_class = [] if known is None else [str(known.fault_class)]
    return {
        "id": judged.id,
        "shortDescription": {"text": judged.title},
        "fullDescription": {"text": judged.title},
        "help": {
            "text": f"{judged.title}{source}\n\nOnly this one: "
            f"siteowner contract run --only {judged.id}",
        },
        "defaultConfiguration": {"level": LEVELS[judged.level]},
        "properties": {"tags": [str(judged.level), *fault_class]},
    }


def _invocation(report: Report) -> JSON:
    failures = [f"{one.id}: {error}" for one in report.requirements for error in one.errors]
    return {
        "executionSuccessful": not (failures or report.broken_off),
        "startTimeUtc": report.started_at.isoformat().replace("+00:00", "Z"),
        "toolExecutionNotifications": [
            *({"level": "error", "message": {"text": text}} for text in failures),
            *({"level": "warning", "message": {"text": text}} for text in report.stale_known),
            *({"level": "note", "message": {"text": text}} for text in report.notes),
        ],
    }


def _result(judged: Judged, evidence: Evidence, rule: int) -> JSON:
    result = {
        "ruleId": judged.id,
        "ruleIndex": rule,
        "level": LEVELS[evidence.level],
        "message": {"text": evidence_text(evidence)},
        "locations": [_location(evidence.operation)],
        "partialFingerprints": {"assertion/v1": _fingerprint(judged, evidence)},
    }
    if judged.known is None:
        return result
    return {**result, "suppressions": [{"kind": "external", "justification": judged.known}]}


def _location(operation: str) -> JSON:
    line = lines_of_operations().get(operation, 1)
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": CONTRACT},
            "region": {"startLine": line},
        },
        "logicalLocations": [{"name": operation, "kind": "function"}],
    }


def _fingerprint(judged: Judged, evidence: Evidence) -> str:
    """The same for the same assertion in every run: what came instead is no part of it."""
    told = f"{judged.id} {evidence.operation} {evidence.level}"
    return sha256(told.encode()).hexdigest()[:32]
