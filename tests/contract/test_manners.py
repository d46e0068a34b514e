"""How a run behaves towards servers and people: broken off, in several lanes, at midnight."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

import httpx
import pytest

from siteowner_contract import Account, ExitStatus, Settings, Status, run
from siteowner_contract.bench import bench
from siteowner_contract.catalogue import load_catalogue
from siteowner_contract.embedded import OUTSIDERS, OWNER
from siteowner_contract.judging import checked
from siteowner_contract.registry import Check
from siteowner_contract.target import open_target
from tests.contract.conftest import broken_server
from tests.contract.sabotage import Answer, Request, altered
from tests.reference_server.conftest import PASSWORD
from tests.reference_server.served import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from siteowner_contract.context import Context

MIDNIGHT = datetime(2026, 11, 30, 22, 0, tzinfo=UTC)
"""In Cairo, where a month begins as well."""


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, Check]], None]:
    """Puts other checks in the place of all."""

    def put(checks: dict[str, Check]) -> None:
        for module in ("judging", "lanes"):
            monkeypatch.setattr(f"siteowner_contract.{module}.load_checks", lambda: checks)

    return put


def _check(id_: str, function: Callable[[Context], None], *, writes: bool) -> dict[str, Check]:
    return {id_: Check(id_, function, writes)}


def test_ctrl_c_ends_in_order(
    correct: Settings, register: Callable[[dict[str, Check]], None]
) -> None:
    """What was judged is reported, what was made is cleared, and there is no verdict."""
    made = []

    def teacher_is_made(ctx: Context) -> None:
        made.append(ctx.make.teacher()["id"])

    def ctrl_c(_: Context) -> None:
        raise KeyboardInterrupt

    register(
        {
            **_check("TCH-1", teacher_is_made, writes=True),
            **_check("TCH-2", ctrl_c, writes=False),
            **_check("TCH-3", teacher_is_made, writes=True),
        }
    )
    finished = run(replace(correct, only=("TCH-1", "TCH-2", "TCH-3")))
    assert [Status.PASSED, Status.SKIPPED, Status.SKIPPED] == [o.status for o in finished.outcomes]
    assert "was not reached: the run was broken off" == finished.outcomes[2].skipped
    assert ExitStatus.NO_VERDICT == finished.exit_status()
    assert made == [left.id for left in finished.left_behind]
    with _owner(correct) as owner:
        assert owner.get(f"/teachers/{made[0]}/").json()["is_active"] is False


def test_ctrl_c_puts_a_student_back(
    correct: Settings, register: Callable[[dict[str, Check]], None]
) -> None:
    """A student that was lent is given back as it was, whatever interrupts."""
    lent = []

    def change_and_break_off(ctx: Context) -> None:
        with ctx.lent_student() as student:
            lent.append(student)
            ctx.call("students_partial_update", student["id"], json={"status": "declined"})
            raise KeyboardInterrupt

    register(_check("STU-6", change_and_break_off, writes=True))
    assert run(replace(correct, only=("STU-6",))).broken_off
    with _owner(correct) as owner:
        now = owner.get(f"/students/{lent[0]['id']}/").json()
    assert (lent[0]["status"], lent[0]["is_active"]) == (now["status"], now["is_active"])


def test_readers_run_at_once_and_writers_alone(
    correct: Settings, register: Callable[[dict[str, Check]], None]
) -> None:
    """A check that turns out to write is made again, in the lane that may."""
    attempts: Counter[str] = Counter()

    def reads(ctx: Context) -> None:
        attempts["reads"] += 1
        ctx.must.status(ctx.call("dashboard_stats"), 200)

    def turns_out_to_write(ctx: Context) -> None:
        attempts["turns out to write"] += 1
        ctx.must.accepts(ctx.call("teachers_create", form=ctx.make.teacher_form()))

    def writes(ctx: Context) -> None:
        attempts["writes"] += 1
        ctx.must.accepts(ctx.call("teachers_create", form=ctx.make.teacher_form()))

    register(
        {
            **_check("DSH-1", reads, writes=False),
            **_check("DSH-4", writes, writes=True),
            **_check("GEN-1", turns_out_to_write, writes=False),
        }
    )
    finished = run(replace(correct, only=("DSH-1", "DSH-4", "GEN-1"), workers=3))
    assert {Status.PASSED} == {outcome.status for outcome in finished.outcomes}
    assert ["GEN-1", "DSH-1", "DSH-4"] == [o.requirement.id for o in finished.outcomes]
    assert {"reads": 1, "turns out to write": 2, "writes": 1} == attempts


def test_several_workers_pass_a_correct_server(correct: Settings) -> None:
    """Real checks side by side find nothing, and a run that only reads sends no write."""
    reading = replace(correct, writes=False, destructive=False, workers=4, strict=True)
    finished = run(replace(reading, only=("AST", "DSH", "REV", "TCH-1", "STU-4")))
    assert [] == [outcome.reason for outcome in finished.outcomes if outcome.findings]
    assert 0 == finished.exit_status()


@pytest.mark.parametrize(
    ("later", "attempts"),
    [(timedelta(seconds=1), 1), (timedelta(minutes=2), 2)],
    ids=["the same day", "the next one"],
)
def test_midnight_during_a_check_makes_it_look_again(
    correct: Settings,
    register: Callable[[dict[str, Check]], None],
    later: timedelta,
    attempts: int,
) -> None:
    """Where the day changed meanwhile, even a writing check is made a second time."""
    now = [MIDNIGHT - timedelta(minutes=1)]
    met = []

    def takes_its_time(ctx: Context) -> None:
        met.append(ctx.today())
        now[0] += later
        ctx.must.equal(ctx.call("dashboard_stats"), met[-1], ctx.today(), "today")

    register(_check("DSH-1", takes_its_time, writes=True))
    with open_target(correct) as target, bench(target) as laid_out:
        base = replace(laid_out.base, clock=lambda: now[0])
        checked(laid_out, load_catalogue()["DSH-1"], base)
        assert attempts == len(met)


def test_data_that_moves_once_is_no_finding() -> None:
    """A teacher whom somebody else makes between two reads of a check is not held against it."""
    reads = count(1)

    def one_teacher_fewer_at_first(request: Request, answer: Answer) -> Answer:
        if request.matches("GET", "/dashboard/stats/") and next(reads) == 1:
            stats = answer.json
            return answer.with_json({**stats, "total_teachers": stats["total_teachers"] - 1})
        return answer

    with broken_server(lambda app: altered(app, answer=one_teacher_fewer_at_first)) as settings:
        finished = run(replace(settings, only=("DSH-3",), writes=False, destructive=False))
    assert [Status.PASSED] == [outcome.status for outcome in finished.outcomes]
    assert next(reads) > 2


def test_picture_that_nobody_can_fetch_is_a_warning() -> None:
    """By URL a stored picture is fetched, without credentials."""

    def kept_to_itself(request: Request, answer: Answer) -> Answer:
        return replace(answer, status=403) if request.path.startswith("/media/") else answer

    with broken_server(lambda app: altered(app, answer=kept_to_itself)) as settings:
        [outcome] = run(replace(settings, only=("TCH-16",))).outcomes
    assert Status.WARNED is outcome.status
    assert {"a picture at its URL, for anybody"} == {one.expected for one in outcome.findings}


@pytest.mark.verify
def test_throttled_server_is_judged_in_full(tmp_path: Path) -> None:
    """At ten requests a second everything is checked and passes, in at most eight minutes."""
    with served(f"sqlite:///{tmp_path / 'db.sqlite3'}", tmp_path, "--throttle", "10/s") as server:
        finished = run(
            Settings(
                base_url=server.base_url,
                username=OWNER,
                password=PASSWORD,
                outsiders=tuple(Account(name, PASSWORD) for name in OUTSIDERS),
                writes=True,
                destructive=True,
                strict=True,
            )
        )
    assert [] == [one.reason for one in finished.outcomes if one.status is not Status.PASSED]
    assert finished.duration_s <= 480
    assert finished.waited.times > 0


@contextmanager
def _owner(settings: Settings) -> Iterator[httpx.Client]:
    body = {"username": settings.username, "password": settings.password}
    token = httpx.post(f"{settings.base_url}/auth/token/", json=body).json()["access"]
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=str(settings.base_url), headers=headers) as client:
        yield client
