"""A server with more data than a run reads: samples, and no more requests than elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from siteowner_contract import Account, Settings, Status, run
from siteowner_contract.embedded import OUTSIDERS, OWNER
from siteowner_contract.loopback import served
from siteowner_reference.app import create_app
from siteowner_reference.db.database import Database
from siteowner_reference.seed.large import Size, large
from siteowner_reference.seed.planting import plant
from siteowner_reference.settings import Settings as ServerSettings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from siteowner_contract import Run

PASSWORD = "Vq7-a-large-server"
# 3,000 students and 15,000 codes: of both a run reads a part.
SIZE = Size().times(3)
# Sums over a list that is too long to be read.
NEED_THE_WHOLE_LIST = {"COD-9", "DSH-6", "DSH-7"}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings that check a correct server with much data."""
    folder: Path = tmp_path_factory.mktemp("large")
    server = ServerSettings(
        database_url=f"sqlite:///{folder / 'siteowner.sqlite3'}",
        media_dir=folder / "media",
        seed="large",
        seed_password=PASSWORD,
    )
    database = Database(server.database_url)
    seeds = {"large": lambda now, zone: large(now, zone, SIZE)}
    plant(database, server, lambda: datetime.now(UTC), seeds)
    database.close()
    app = create_app(server)
    with served(app) as origin:
        yield Settings(
            base_url=f"{origin}/api",
            username=OWNER,
            password=PASSWORD,
            outsiders=tuple(Account(name, PASSWORD) for name in OUTSIDERS),
            strict=True,
        )
    app.state.site.database.close()


def test_long_lists_are_sampled(settings: Settings) -> None:
    """Pages, filters and searches of long lists are judged by a part, and the report says which."""
    finished = run(replace(settings, only=("GEN-3", "STU-1", "COD-8")))
    assert [] == _broken(finished)
    assert {Status.PASSED} == {outcome.status for outcome in finished.outcomes}
    notes = {note for outcome in finished.outcomes for note in outcome.notes}
    assert "of students_list a sample was looked at: the first 500 of 3000 items" in notes
    assert any(note.startswith("of recharge_codes_list, which has 15000") for note in notes)


@pytest.mark.verify
def test_whole_run_stays_within_its_requests(settings: Settings) -> None:
    """All of a reading run on much data: nothing to find, and at most 3,000 requests."""
    finished = run(settings)
    assert [] == _broken(finished)
    assert finished.requests <= 3_000
    lists = {o.requirement.id for o in finished.outcomes if "has over" in str(o.skipped)}
    assert lists <= NEED_THE_WHOLE_LIST


def _broken(finished: Run) -> list[tuple[str, str]]:
    return [
        (outcome.requirement.id, outcome.reason)
        for outcome in finished.outcomes
        if outcome.findings or outcome.errors
    ]
