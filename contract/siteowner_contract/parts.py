"""A run of the embedded server in parts: each in a process of its own, with a server of its own.

The suite and a server in its own process wait for each other, so that one core is always idle. Two
parts use both. What a part judges is what a shard does, the same each time.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from siteowner_contract.catalogue import load_catalogue
from siteowner_contract.loopback import AppError
from siteowner_contract.pacing import Waited
from siteowner_contract.privacy import Private
from siteowner_contract.results import Outcome, Run
from siteowner_contract.runner import run, selected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from siteowner_contract.catalogue import Requirement
    from siteowner_contract.runner import Progress
    from siteowner_contract.settings import Settings

    Message = tuple[Requirement, Outcome | None] | Run | Exception
    Told = SimpleQueue[tuple["Part", Message | None]]

# Where nothing is said. More would start more servers than they save time.
MOST = 2
# Fewer requirements are judged sooner than another server starts.
FEWEST = 20
STOP = "stop"


@dataclass(frozen=True, eq=False)
class Part:
    """A part under way.

    Attributes:
        process: What judges it.
        line: How it tells, and is told to stop.
    """

    process: BaseProcess
    line: Connection


def parts_of(settings: Settings) -> int:
    """In how many parts a run is best made; one where it can't be divided."""
    if not settings.embedded or settings.shard is not None:
        return 1
    requirements = len(selected(settings))
    if settings.workers is not None:
        return max(1, min(settings.workers, requirements))
    return min(MOST, os.cpu_count() or 1) if requirements >= FEWEST else 1


def run_in_parts(settings: Settings, progress: Progress, count: int) -> Run:
    """Check the embedded server, in so many parts at once; see `runner.run`.

    After a Ctrl-C each part ends with the requirement in hand; a second one ends them at once.

    Raises:
        AppError: A part came to no end of its own.
    """
    if count == 1:
        return run(settings, progress)
    started, clock = datetime.now(UTC), time.monotonic()
    shards = [replace(settings, shard=f"{index}/{count}") for index in range(1, count + 1)]
    with ExitStack() as stack:
        parts = [stack.enter_context(_under_way(shard)) for shard in shards]
        runs = _gathered(parts, progress)
    whole = _together(runs)
    return replace(whole, started_at=started, duration_s=time.monotonic() - clock)


@contextmanager
def _under_way(settings: Settings) -> Iterator[Part]:
    # A new interpreter: this one has threads, a progress bar's among them.
    context = get_context("spawn")
    here, there = context.Pipe()
    number = str(settings.shard).partition("/")[0]
    process = context.Process(target=_judge, args=(settings, there), name=f"part {number}")
    process.start()
    there.close()
    try:
        yield Part(process, here)
    finally:
        # One that has said all is at its end; another goes, and its server with it.
        process.terminate()
        process.join()
        here.close()


def _judge(settings: Settings, line: Connection) -> None:
    """What a part's process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the run as a whole
    # Told to go at once, it still takes its server and its files along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))

    def tell(requirement: Requirement, outcome: Outcome | None) -> None:
        line.send((requirement, outcome))
        if line.poll():
            raise KeyboardInterrupt

    # Whoever listened may be gone: then nobody is left to be told.
    with suppress(BrokenPipeError):
        try:
            line.send(run(settings, tell))
        except Exception as error:  # noqa: BLE001 - raised where the run was asked for
            line.send(error)


def _gathered(parts: Sequence[Part], progress: Progress) -> list[Run]:
    """What the parts found, in their order."""
    told: Told = SimpleQueue()
    for part in parts:
        # In threads, so that a Ctrl-C does not come amid a message.
        Thread(target=_listen, args=(part, told), daemon=True).start()
    runs: dict[Part, Run] = {}
    stopping = False
    while len(runs) < len(parts):
        try:
            part, message = told.get()
            if part not in runs and (found := _run_of(part, message, progress)) is not None:
                runs[part] = found
        except KeyboardInterrupt:
            if stopping:
                raise
            stopping = True
            _stop(parts)
    return [runs[part] for part in parts]


def _run_of(part: Part, message: Message | None, progress: Progress) -> Run | None:
    """What a part ends with; None while it goes on."""
    match message:
        case Run():
            return message
        case Exception():
            raise message
        case None:
            part.process.join()
            status = part.process.exitcode
            raise AppError(f"{part.process.name} of the run ended with status {status}")
        case (requirement, outcome):
            progress(requirement, outcome)
    return None


def _listen(part: Part, told: Told) -> None:
    with suppress(EOFError, OSError):
        while True:
            told.put((part, part.line.recv()))
    told.put((part, None))


def _stop(parts: Sequence[Part]) -> None:
    for part in parts:
        with suppress(OSError):
            part.line.send(STOP)


def _together(runs: Sequence[Run]) -> Run:
    outcomes = {outcome.requirement.id: outcome for one in runs for outcome in one.outcomes}
    return replace(
        runs[0],
        outcomes=[outcomes[id_] for id_ in load_catalogue() if id_ in outcomes],
        left_behind=[left for one in runs for left in one.left_behind],
        requests=sum(one.requests for one in runs),
        waited=Waited(
            times=sum(one.waited.times for one in runs),
            seconds=sum(one.waited.seconds for one in runs),
        ),
        broken_off=any(one.broken_off for one in runs),
        notes=list(dict.fromkeys(note for one in runs for note in one.notes)),
        private=Private(
            {value: kind for one in runs for value, kind in one.private.values.items()},
            {secret for one in runs for secret in one.private.secrets},
        ),
    )
