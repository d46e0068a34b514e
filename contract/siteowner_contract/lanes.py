"""In what order requirements are judged, and which of them at once.

With several workers, what only reads goes first, side by side, while nobody writes; a check that
turns out to write is refused there and goes, as all others do, into the one lane that writes.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TYPE_CHECKING

from siteowner_contract.judging import checked, completed, judged
from siteowner_contract.registry import load_checks
from siteowner_contract.results import Outcome
from siteowner_contract.transport import WriteRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from siteowner_contract.bench import Bench
    from siteowner_contract.catalogue import Requirement

    Progress = Callable[[Requirement, Outcome | None], object]

NOT_REACHED = "was not reached: the run was broken off"


def judge_all(
    bench: Bench, requirements: Sequence[Requirement], progress: Progress
) -> tuple[list[Outcome], bool]:
    """Judge the requirements.

    Args:
        bench: What all checks share.
        requirements: Which ones.
        progress: Told of each before (None) and after it was judged.

    Returns:
        Their outcomes in the order of the requirements, and whether a Ctrl-C broke it off: those
        that it did not come to are then skipped.
    """
    done: dict[str, Outcome] = {}
    broken_off = False
    try:
        for outcome in _outcomes(bench, requirements, progress):
            done[outcome.requirement.id] = outcome
            progress(outcome.requirement, outcome)
    except KeyboardInterrupt:
        broken_off = True
    outcomes = [done.get(one.id, Outcome(one, skipped=NOT_REACHED)) for one in requirements]
    return outcomes, broken_off


def _outcomes(
    bench: Bench, requirements: Sequence[Requirement], progress: Progress
) -> Iterator[Outcome]:
    read = _read_at_once(bench, requirements) if bench.settings.lanes > 1 else {}
    for requirement in requirements:
        progress(requirement, None)
        outcome = read.get(requirement.id)
        yield judged(bench, requirement) if outcome is None else completed(bench, outcome)


def _read_at_once(bench: Bench, requirements: Sequence[Requirement]) -> dict[str, Outcome]:
    """What checks say that do not write, by requirement."""
    checks = load_checks()
    candidates = [one for one in requirements if one.id in checks and not checks[one.id].writes]
    with (
        bench.reading() as base,
        ThreadPoolExecutor(bench.settings.lanes, "reading lane") as lanes,
    ):

        def read(requirement: Requirement) -> Outcome | None:
            try:
                return checked(bench, requirement, base)
            except WriteRefusedError:
                return None

        pending = {lanes.submit(read, one): one.id for one in candidates}
        try:
            found = {pending[future]: future.result() for future in as_completed(pending)}
        except BaseException:
            lanes.shutdown(wait=False, cancel_futures=True)
            raise
    return {id_: outcome for id_, outcome in found.items() if outcome is not None}
