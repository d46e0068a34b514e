"""Whether the suite catches a fault: the broken server is checked, by the requirement alone."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

from siteowner_contract import Outcome, Status, run
from tests.contract.conftest import broken_server
from tests.contract.faults import FAULTS, Fault
from tests.contract.faults.generated import FieldFault, FieldVerdict, hunt_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from siteowner_contract.catalogue import FaultClass

PROCESSES = 2
PIECE = 50
SHOWN = 160


@dataclass(frozen=True)
class Verdict:
    """What became of a fault.

    Attributes:
        name: Of the fault.
        requirement: Id of the requirement that was to catch it.
        fault_class: The class of that requirement.
        caught: Whether it did, with evidence and without an error of its own.
        reason: What it said.
        seconds: How long it took, the start of the server included.
    """

    name: str
    requirement: str
    fault_class: FaultClass
    caught: bool
    reason: str
    seconds: float


def judged(fault: Fault, *, quick: bool = False) -> Outcome:
    """The outcome of the fault's requirement on the broken server, strictly."""
    with pytest.MonkeyPatch.context() as patched:
        fault.patch(patched)
        with broken_server(fault.wrap) as settings:
            alone = replace(settings, only=(fault.requirement,), strict=True, quick=quick)
            finished = run(alone)
    [outcome] = finished.outcomes
    return outcome


def hunt(
    faults: Iterable[Fault], processes: int = PROCESSES, *, quick: bool = False
) -> Iterator[Verdict]:
    """The verdict on each fault, in their order, found out in several processes at once."""
    # What a fault patches is its process's: nothing may be inherited from a parent with threads.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(_verdict, quick=quick), [fault.name for fault in faults])


def hunt_fields_apart(
    faults: Sequence[FieldFault], processes: int = PROCESSES
) -> Iterator[FieldVerdict]:
    """The verdict on each fault of a field; each process has a server of its own."""
    pieces = [faults[start : start + PIECE] for start in range(0, len(faults), PIECE)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for verdicts in pool.map(_field_verdicts, pieces):
            yield from verdicts


def false_alarms() -> list[str]:
    """What the unbroken server does not pass, strictly and with nothing skipped: nothing, or so."""
    with broken_server(lambda app: app) as settings:
        finished = run(replace(settings, strict=True))
    return [
        f"{outcome.requirement.id}: {outcome.reason}"
        for outcome in finished.outcomes
        if outcome.status is not Status.PASSED
    ]


def is_caught(outcome: Outcome) -> bool:
    """Whether the requirement failed with evidence, and not by an error of the suite."""
    return outcome.status is Status.FAILED and bool(outcome.findings) and not outcome.errors


def _verdict(name: str, *, quick: bool) -> Verdict:
    [fault] = [fault for fault in FAULTS if fault.name == name]
    started = time.monotonic()
    outcome = judged(fault, quick=quick)
    return Verdict(
        fault.name,
        fault.requirement,
        fault.fault_class,
        is_caught(outcome),
        _shown(outcome),
        time.monotonic() - started,
    )


def _field_verdicts(faults: Sequence[FieldFault]) -> list[FieldVerdict]:
    return list(hunt_fields(faults))


def _shown(outcome: Outcome) -> str:
    lines = outcome.reason.splitlines() or [str(outcome.status)]
    return lines[0][:SHOWN]
