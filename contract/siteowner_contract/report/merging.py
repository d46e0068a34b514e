"""Several reports made one: the shards of a run, or runs of different parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from siteowner_contract.catalogue import load_catalogue
from siteowner_contract.report.json_report import ReportError
from siteowner_contract.report.model import Judged, Report, Throttled, counted
from siteowner_contract.results import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# The worst verdict on a requirement stands.
WORST_FIRST = (Status.FAILED, Status.ERROR, Status.WARNED, Status.PASSED, Status.SKIPPED)
Item = TypeVar("Item")
SAME = ("version", "target", "seed")


def merged(reports: Sequence[Report]) -> Report:
    """One report of several, each requirement with the worst verdict that it has anywhere.

    Args:
        reports: At least one, all of the same version of the suite, target and seed.

    Raises:
        ReportError: They are of different ones.
    """
    first = reports[0]
    _same(reports)
    requirements = _requirements(reports)
    return first.model_copy(
        update={
            "started_at": min(one.started_at for one in reports),
            # Shards run side by side: what a person waited for is the longest.
            "duration_s": max(one.duration_s for one in reports),
            "summary": counted(requirements),
            "requirements": requirements,
            "left_behind": tuple(_once(left for one in reports for left in one.left_behind)),
            "requests": sum(one.requests for one in reports),
            "throttled": Throttled(
                times=sum(one.throttled.times for one in reports),
                seconds=sum(one.throttled.seconds for one in reports),
            ),
            "notes": tuple(_once(note for one in reports for note in one.notes)),
            "broken_off": any(one.broken_off for one in reports),
            "stale_known": tuple(_once(text for one in reports for text in one.stale_known)),
        }
    )


def _same(reports: Sequence[Report]) -> None:
    for name in SAME:
        different = _once(str(getattr(one, name)) for one in reports)
        if len(different) > 1:
            raise ReportError(
                f"the reports are of different runs: {name} {' and '.join(different)}; "
                "merge those of one server, seed and version"
            )


def _requirements(reports: Sequence[Report]) -> tuple[Judged, ...]:
    worst: dict[str, Judged] = {}
    for one in (one for report in reports for one in report.requirements):
        worst[one.id] = min(worst.get(one.id, one), one, key=_rank)
    order = {id_: place for place, id_ in enumerate(load_catalogue())}
    return tuple(sorted(worst.values(), key=lambda one: order.get(one.id, len(order))))


def _rank(judged: Judged) -> tuple[int, bool]:
    """The lowest is the worst; of two failures the one that nobody knew of."""
    return WORST_FIRST.index(judged.status), judged.known is not None


def _once(items: Iterable[Item]) -> list[Item]:
    return list(dict.fromkeys(items))
