"""The report of a run, as it is written, read back, merged and compared, with nothing private."""

from __future__ import annotations

from collections import Counter
from datetime import datetime  # noqa: TC003 - pydantic reads the annotations at run time
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from siteowner_contract.catalogue import Level
from siteowner_contract.results import Status, verdict

SUITE: Literal["siteowner-contract"] = "siteowner-contract"


class Part(BaseModel):
    """A part of a report."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Request(Part):
    """What was sent.

    Attributes:
        method: HTTP method.
        url: The whole URL.
        headers: Those that matter; never the credentials.
        body: JSON, the fields of a form, or the beginning of a text.
    """

    method: str
    url: str
    headers: dict[str, str]
    body: Any


class Response(Part):
    """What was answered.

    Attributes:
        status: HTTP status.
        headers: The content type.
        body: JSON, or the beginning of a text.
    """

    status: int
    headers: dict[str, str | None]
    body: Any


class Evidence(Part):
    """One broken assertion.

    Attributes:
        level: MUST or SHOULD.
        operation: The operation id.
        expected: What the requirement asks for.
        came: What the server did instead.
        request: What was sent.
        response: What was answered.
        curl: The command that sends it again.
        script: Steps that lead there, as a script of the SDK; empty where one request does.
        elapsed_ms: Milliseconds until the whole answer was there.
    """

    level: Level
    operation: str
    expected: str
    came: str
    request: Request
    response: Response
    curl: str
    script: str = ""
    elapsed_ms: float = 0.0


class Judged(Part):
    """The verdict on one requirement.

    Attributes:
        id: Its id, `TCH-8`.
        level: How binding it is.
        title: What holds, in a sentence.
        status: The verdict.
        reason: Why, in a line or more; empty for a plain pass.
        evidence: The broken assertions, those of MUST first; of many the first twenty.
        errors: The suite's own faults and broken connections.
        notes: What limited the check.
        known: Why it is known to fail, where it is.
        duration_s: How long it took to judge, in seconds.
    """

    id: str
    level: Level
    title: str
    status: Status
    reason: str
    evidence: tuple[Evidence, ...]
    errors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    known: str | None = None
    duration_s: float = 0.0

    @property
    def group(self) -> str:
        """The letters before the dash."""
        return self.id.partition("-")[0]

    @property
    def fails(self) -> bool:
        """Whether it is a failure that nobody knew of."""
        return self.status is Status.FAILED and self.known is None


class Made(Part):
    """Something that the run made and could not remove."""

    operation: str
    id: int


class Throttled(Part):
    """How the server throttled the run: answers of 429, and seconds waited for them."""

    times: int = 0
    seconds: float = 0.0


class Report(Part):
    """A whole run.

    Attributes:
        suite: Always the same.
        version: Of the suite.
        target: What was checked.
        seed: What random values were drawn from.
        started_at: When, aware.
        duration_s: How long, in seconds.
        summary: How many requirements have which status.
        requirements: One each, in the order of the catalogue.
        left_behind: What could not be removed.
        requests: How many were sent.
        throttled: How the server throttled the run.
        notes: What a reader has to know of the run as a whole.
        broken_off: Whether it was ended before all was judged.
        stale_known: Known failures that are none any more, or whose time is over.
    """

    suite: Literal["siteowner-contract"] = SUITE
    version: str
    target: str
    seed: int
    started_at: datetime
    duration_s: float
    summary: dict[Status, int]
    requirements: tuple[Judged, ...]
    left_behind: tuple[Made, ...] = ()
    requests: int = 0
    throttled: Throttled = Field(default_factory=Throttled)
    notes: tuple[str, ...] = ()
    broken_off: bool = False
    stale_known: tuple[str, ...] = ()

    def of(self, *statuses: Status) -> list[Judged]:
        """The requirements with one of those verdicts, known failures apart."""
        return [one for one in self.requirements if one.status in statuses and one.known is None]

    @property
    def known(self) -> list[Judged]:
        """The known failures."""
        return [one for one in self.requirements if one.known is not None]

    def musts(self, *statuses: Status) -> int:
        """How many MUST requirements have one of those verdicts, or how many there are in all."""
        return sum(
            one.level is Level.MUST and (not statuses or one.status in statuses)
            for one in self.requirements
        )

    def exit_status(self, *, require_all: bool = False) -> int:
        """What the command ends with: see `verdict`.

        Args:
            require_all: Whether a skipped MUST counts as a failed one.
        """
        return verdict(
            errors=self.broken_off or any(one.errors for one in self.requirements),
            broken=any(one.fails for one in self.requirements)
            or bool(self.stale_known)
            or (require_all and self.musts(Status.SKIPPED) > 0),
        )


def counted(requirements: tuple[Judged, ...]) -> dict[Status, int]:
    """How many requirements have which status."""
    counts = Counter(one.status for one in requirements)
    return {status: counts[status] for status in Status}
