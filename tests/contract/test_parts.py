"""The embedded server checked in parts at once, which are one run, also when it ends early."""

from __future__ import annotations

import os
from collections import Counter
from multiprocessing import active_children
from typing import TYPE_CHECKING

import pytest

from siteowner_contract import ExitStatus, Settings, Status, load_catalogue
from siteowner_contract.loopback import AppError
from siteowner_contract.parts import parts_of, run_in_parts
from siteowner_contract.routes import RouteTableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from siteowner_contract import Outcome, Requirement

FEW = Settings(only=("GEN-12", "TCH-8", "COD-2", "REV-1", "DSH-3"), quick=True)
MANY = Settings(only=("TCH", "STU", "CRS", "COD"), quick=True)


@pytest.fixture(autouse=True)
def _nothing_is_left_running() -> Iterator[None]:
    """However a run ends, its processes end with it."""
    before = active_children()
    yield
    assert before == active_children()


def test_parts_are_one_run() -> None:
    """Each requirement is told of and judged once, in the catalogue's order, and all is counted."""
    told: Counter[tuple[str, bool]] = Counter()

    def tell(requirement: Requirement, outcome: Outcome | None) -> None:
        told[requirement.id, outcome is None] += 1

    finished = run_in_parts(FEW, tell, 2)
    ids = [outcome.requirement.id for outcome in finished.outcomes]
    assert [id_ for id_ in load_catalogue() if id_ in FEW.only] == ids
    assert {Status.PASSED} == {outcome.status for outcome in finished.outcomes}
    assert dict.fromkeys([(id_, before) for id_ in ids for before in (True, False)], 1) == told
    # Each part logs four accounts in and looks at the teachers before it judges.
    assert finished.requests > 2 * 5
    assert len(finished.private.secrets) > 2 * 5
    assert ExitStatus.KEPT == finished.exit_status()


def test_ctrl_c_ends_all_parts_in_order() -> None:
    """What was judged is kept, what was not is skipped, and there is no verdict."""
    judged: list[str] = []

    def tell(requirement: Requirement, outcome: Outcome | None) -> None:
        if outcome is not None:
            judged.append(requirement.id)
            if len(judged) == 1:
                raise KeyboardInterrupt

    finished = run_in_parts(MANY, tell, 2)
    assert finished.broken_off
    assert 0 < finished.count(Status.PASSED) < len(finished.outcomes)
    assert ExitStatus.NO_VERDICT == finished.exit_status()


def test_second_ctrl_c_ends_it_at_once() -> None:
    """Nobody waits for the requirements in hand."""

    def tell(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_in_parts(MANY, tell, 2)


def test_what_ends_a_part_ends_the_run(tmp_path: Path) -> None:
    """A wrong route table is told as in a run of one part."""
    routes = tmp_path / "routes.toml"
    routes.write_text('no_such_operation = "/nowhere/"\n')
    settings = Settings(only=FEW.only, routes=routes)
    with pytest.raises(RouteTableError, match="no_such_operation"):
        run_in_parts(settings, lambda *_: None, 2)


def test_part_that_is_killed_ends_the_run() -> None:
    """The other one is not waited for, and no verdict is made up."""

    def tell(*_: object) -> None:
        [one] = [child for child in active_children() if child.name == "part 1"]
        one.kill()

    with pytest.raises(AppError, match="part 1 of the run ended with status -9"):
        run_in_parts(MANY, tell, 2)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (Settings(), min(2, os.cpu_count() or 1)),
        (Settings(workers=1), 1),
        (Settings(workers=3), 3),
        (Settings(only=("TCH-8",)), 1),
        (Settings(only=("TCH-8", "COD-2"), workers=4), 2),
        (Settings(only=("TCH-8",), skip=("TCH",), workers=4), 1),
        (Settings(shard="1/2"), 1),
        (Settings(base_url="https://school.example/api", workers=4), 1),
        (Settings(app="config.wsgi:application"), 1),
    ],
)
def test_embedded_server_alone_is_checked_in_parts(settings: Settings, expected: int) -> None:
    """Any other has one state, which parts would change under each other."""
    assert expected == parts_of(settings)
