"""How verdicts and their evidence are put in words, wherever they are shown as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siteowner_contract.results import Status

if TYPE_CHECKING:
    from siteowner_contract.report.model import Evidence, Judged, Report

MASKED = "personal data are masked; --unmasked shows them, passwords and tokens excepted"


def evidence_text(evidence: Evidence) -> str:
    """A broken assertion in some lines: what was expected, what came, and how to see it."""
    return "\n".join(
        [
            f"{evidence.level}, {evidence.operation}",
            f"expected {evidence.expected}",
            f"came     {evidence.came}",
            evidence.script or evidence.curl,
        ]
    )


def headline(judged: Judged) -> str:
    """The first thing that is wrong, in one line."""
    first = judged.evidence[0] if judged.evidence else None
    if first is None:
        return (judged.reason or judged.title).partition("\n")[0]
    return f"{first.operation}: expected {first.expected}; came {first.came}".replace("\n", " ")


def why_skipped(judged: Judged) -> str:
    """What would let a skipped requirement run."""
    return judged.reason.partition("\n")[0]


def counts(report: Report) -> list[tuple[Status, int]]:
    """How many requirements have which status: those there are, and the passed ones always."""
    numbers = [(status, len(report.of(status))) for status in Status]
    return [(status, n) for status, n in numbers if n or status is Status.PASSED]


def coverage(report: Report) -> str:
    """How much was checked, so that a run that checked little can't look like one of all."""
    musts = report.musts()
    checked = musts - report.musts(Status.SKIPPED)
    held = report.musts(Status.PASSED, Status.WARNED)
    return f"{checked} of {musts} MUSTs checked, {held} hold"


def verdict_line(report: Report) -> str:
    """The verdict in a few words."""
    broken = len(report.of(Status.FAILED))
    if broken:
        return (
            "1 requirement does not hold" if broken == 1 else f"{broken} requirements do not hold"
        )
    if report.of(Status.ERROR) or report.broken_off:
        return "No verdict: the run could not judge everything"
    if not report.musts(Status.PASSED, Status.WARNED):
        return "Nothing was checked"
    return "All that was checked holds"


def effort(report: Report) -> str:
    """What the run took."""
    return f"{report.requests} requests in {report.duration_s:.1f} s, seed {report.seed}"
