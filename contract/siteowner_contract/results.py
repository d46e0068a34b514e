"""What a run finds: findings make outcomes, one a requirement, and outcomes make a run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from siteowner_contract.catalogue import Level, Requirement
from siteowner_contract.pacing import Waited
from siteowner_contract.privacy import Private

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from siteowner_contract.exchange import Exchange


class Status(StrEnum):
    """The verdict on one requirement."""

    PASSED = "passed"
    FAILED = "failed"
    WARNED = "warned"
    SKIPPED = "skipped"
    ERROR = "error"


class ExitStatus:
    """What the command ends with."""

    KEPT = 0
    BROKEN = 1
    NO_VERDICT = 2


@dataclass(frozen=True)
class Finding:
    """One broken assertion.

    Attributes:
        level: MUST or SHOULD.
        expected: What the requirement asks for, as a phrase.
        came: What the server did instead.
        exchange: The request and the answer that show it.
        script: Steps that lead there, as a script of the SDK; empty where one request does.
    """

    level: Level
    expected: str
    came: str
    exchange: Exchange
    script: str = ""


@dataclass(frozen=True)
class Outcome:
    """All that was learnt about one requirement.

    Attributes:
        requirement: Which one.
        findings: The broken assertions.
        errors: The suite's own faults and broken connections, never the server's behaviour.
        skipped: What would have let it run, when it could not.
        notes: What limited the check although it ran.
        strict: Whether a broken SHOULD counts as a failure.
        duration_s: How long it took to judge, in seconds.
    """

    requirement: Requirement
    findings: Sequence[Finding] = ()
    errors: Sequence[str] = ()
    skipped: str | None = None
    notes: Sequence[str] = ()
    strict: bool = False
    duration_s: float = 0.0

    @property
    def status(self) -> Status:
        """The worst that was found."""
        broken = {finding.level for finding in self.findings}
        if Level.MUST in broken or (self.strict and broken):
            return Status.FAILED
        if self.errors:
            return Status.ERROR
        if broken:
            return Status.WARNED
        return Status.PASSED if self.skipped is None else Status.SKIPPED

    @property
    def reason(self) -> str:
        """Why the status is what it is, in a line or two; empty for a plain pass."""
        findings = [
            f"expected {finding.expected}; came {finding.came}" for finding in self.findings
        ]
        skipped = [] if self.skipped is None else [self.skipped]
        return "\n".join([*findings, *self.errors, *skipped, *self.notes])


@dataclass(frozen=True)
class LeftBehind:
    """Something that the run made and could not remove."""

    operation: str
    id: int


@dataclass(frozen=True)
class Run:
    """A finished run.

    Attributes:
        version: The version of the suite.
        target: What was checked, as a person would name it.
        seed: What random values were drawn from.
        started_at: When it began, aware.
        duration_s: How long it took, in seconds.
        outcomes: One a selected requirement, in the order of the catalogue.
        left_behind: What could not be removed.
        requests: How many requests were sent.
        waited: How the server throttled the run.
        broken_off: Whether a Ctrl-C ended it before all was judged.
        notes: What limited the run as a whole.
        private: The personal data and secrets that it saw.
    """

    version: str
    target: str
    seed: int
    started_at: datetime
    duration_s: float
    outcomes: Sequence[Outcome]
    left_behind: Sequence[LeftBehind] = field(default=())
    requests: int = 0
    waited: Waited = field(default_factory=Waited)
    broken_off: bool = False
    notes: Sequence[str] = field(default=())
    private: Private = field(default_factory=Private, repr=False)

    @property
    def remarks(self) -> list[str]:
        """What a reader has to know of the run as a whole, in sentences."""
        remarks = list(self.notes)
        if self.waited.times:
            remarks.append(
                f"the server throttled the run: {self.waited.times} answers of 429, "
                f"{self.waited.seconds:.0f} s waited"
            )
        if self.broken_off:
            remarks.append("the run was broken off; what it had not come to counts as skipped")
        return remarks

    def count(self, status: Status) -> int:
        """How many requirements have that verdict."""
        return Counter(outcome.status for outcome in self.outcomes)[status]

    def musts(self, *statuses: Status) -> int:
        """How many MUST requirements have one of those verdicts, or how many there are in all."""
        return sum(
            outcome.requirement.level is Level.MUST and (not statuses or outcome.status in statuses)
            for outcome in self.outcomes
        )

    def exit_status(self, *, require_all: bool = False) -> int:
        """0 when no checked MUST failed, 1 when one did, 2 when the suite itself had errors.

        Args:
            require_all: Whether a skipped MUST counts as a failed one.
        """
        return verdict(
            errors=self.broken_off or any(outcome.errors for outcome in self.outcomes),
            broken=self.count(Status.FAILED) > 0
            or (require_all and self.musts(Status.SKIPPED) > 0),
        )


def verdict(*, errors: bool, broken: bool) -> int:
    """2 when the suite itself had errors, else 1 when something is broken, else 0."""
    if errors:
        return ExitStatus.NO_VERDICT
    return ExitStatus.BROKEN if broken else ExitStatus.KEPT
