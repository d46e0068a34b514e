"""A run: every selected requirement judged, what was made removed, all of it in one result."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from siteowner_contract.catalogue import Requirement, UnknownRequirementError, select
from siteowner_contract.credentials import LoginError
from siteowner_contract.lanes import judge_all
from siteowner_contract.loopback import AppError
from siteowner_contract.preflight import NothingToJudgeError
from siteowner_contract.results import Outcome, Run
from siteowner_contract.routes import RouteTableError
from siteowner_contract.settings import SettingsError
from siteowner_contract.shards import Shard
from siteowner_contract.target import open_target
from siteowner_contract.transport import ServerUnreachableError

if TYPE_CHECKING:
    from siteowner_contract.bench import Bench
    from siteowner_contract.results import LeftBehind
    from siteowner_contract.settings import Settings
    from siteowner_contract.target import Target

# What is wrong before anything was judged: a message for whoever called, and no verdict.
REFUSALS = (
    AppError,
    LoginError,
    NothingToJudgeError,
    RouteTableError,
    ServerUnreachableError,
    SettingsError,
    UnknownRequirementError,
)

Progress = Callable[[Requirement, Outcome | None], object]
"""Told of each requirement before (None) and after it was judged."""


def run(settings: Settings, progress: Progress = lambda *_: None) -> Run:
    """Check a server.

    Args:
        settings: Which one, and how.
        progress: Told of each requirement as it is judged.

    Raises:
        SettingsError: The settings contradict each other, or something in them is missing.
        UnknownRequirementError: `only` or `skip` names what the catalogue has not.
        RouteTableError: The route table is wrong.
        LoginError: The site owner or an outsider can't log in.
        NothingToJudgeError: The site owner is let in nowhere, or nothing is at the URL.
        AppError: The application can't be started.
        ServerUnreachableError: The server does not answer at all.
    """
    started, clock = datetime.now(UTC), time.monotonic()
    requirements = selected(settings)
    with open_target(settings) as target, _laid_out(target) as laid_out:
        try:
            outcomes, broken_off = judge_all(laid_out, requirements, progress)
        finally:
            left_behind = clear_up(laid_out)
        return Run(
            version=version("siteowner-sdk"),
            target=target.name,
            seed=settings.seed,
            started_at=started,
            duration_s=time.monotonic() - clock,
            outcomes=outcomes,
            left_behind=left_behind,
            requests=laid_out.transport.sent,
            waited=laid_out.transport.pace.waited,
            broken_off=broken_off,
            notes=laid_out.notes,
            private=laid_out.private,
        )


@contextmanager
def _laid_out(target: Target) -> Iterator[Bench]:
    # Not before the target is open: what it imports takes as long as an embedded server's start.
    from siteowner_contract.bench import bench
    from siteowner_contract.tidiness import tidily

    with tidily(), bench(target) as laid_out:
        yield laid_out


def selected(settings: Settings) -> list[Requirement]:
    """The requirements that a run with these settings judges.

    Raises:
        UnknownRequirementError: `only` or `skip` names what the catalogue has not.
    """
    return Shard.parse(settings.shard).of(select(settings.only, settings.skip))


def clear_up(bench: Bench) -> list[LeftBehind]:
    """Remove what was made, and give what is left; the embedded server goes away with all of it."""
    if bench.settings.embedded or not bench.base.may.write:
        return []
    return bench.base.make.clear()
