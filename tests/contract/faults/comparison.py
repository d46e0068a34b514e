"""`python -m tests.contract.faults.comparison`: the suite beside Schemathesis' own command line.

Both get the same broken servers, freshly started for each of them, over HTTP and by their command
lines, and the same time. Schemathesis gets openapi.yaml, a token of the site owner, all its checks
and all its phases. It reports failures on the unbroken server, too; a fault counts as caught when
it reports a kind of failure that it does not report there, in twice the time and whatever the seed,
on an operation of the requirement that is broken. A failure of its stateful phase, which names no
operation, counts for any.
"""

from __future__ import annotations

import json
import logging
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import httpx
import pytest
import typer
from rich.console import Console
from rich.progress import track

from siteowner_contract import load_catalogue
from siteowner_contract.catalogue import FaultClass
from siteowner_contract.openapi import load_contract
from tests.contract.conftest import broken_server
from tests.contract.faults import FAULTS, Fault
from tests.contract.faults.hunting import PROCESSES
from tests.contract.faults.report import Sheet, page, rate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from siteowner_contract import Settings
    from tests.contract.sabotage import JSON

ROOT = Path(__file__).parents[3]
BIN = Path(sys.executable).parent
UNBROKEN = ""
SHOWN = 2_000
NO_FAULT = Fault(UNBROKEN, UNBROKEN, "The server is as documented.")
# Beyond its budget a command gets so much to start, to tidy up and to write its report.
GRACE = 120
# The more is known of what is reported without any fault, the less is put down to one.
PATIENCE = 2
AT = " at "
STATEFUL = "Stateful tests"

Signs = frozenset[str]
"""What a tool found, each as one line."""


@dataclass(frozen=True)
class Race:
    """One broken server, and what both tools found there.

    Attributes:
        name: Of the fault; empty for the unbroken server.
        ours: Requirements that failed.
        theirs: Kinds of failures, each with its operation.
    """

    name: str
    ours: Signs
    theirs: Signs


def main(
    every: Annotated[int, typer.Option(help="Every so many-th fault.", min=1)] = 1,
    only: Annotated[list[str] | None, typer.Option(help="Names of faults.")] = None,
    budget: Annotated[int, typer.Option(help="Seconds for each tool.", min=5)] = 60,
    baselines: Annotated[int, typer.Option(help="Seeds on the unbroken server.", min=1)] = 8,
    output: Annotated[Path | None, typer.Option(help="A page of Markdown to write.")] = None,
) -> None:
    """Count what each tool catches."""
    console = Console()
    faults = [fault for fault in FAULTS if not only or fault.name in only][::every]
    entries = [
        *((UNBROKEN, seed, PATIENCE * budget) for seed in range(1, baselines + 1)),
        *((fault.name, 1, budget) for fault in faults),
    ]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        raced = pool.map(_race, entries)
        races = list(track(raced, "servers", len(entries), console=console))
    usual = baseline(races)
    caught = {
        fault.name: caught_by_each(fault, race, usual)
        for fault, race in zip(faults, races[baselines:], strict=True)
    }
    found = [_totals(faults, caught), _each(faults, caught)]
    for sheet in found:
        console.print(sheet.rich())
    if output is not None:
        summary = [
            f"{budget} seconds for each tool and server, {PROCESSES} servers at once",
            f"{len(faults)} of {len(FAULTS)} faults; {baselines} seeds on the unbroken server",
            f"on the unbroken server the suite reports {len(usual.ours)} requirements",
            f"on the unbroken server Schemathesis reports {len(usual.theirs)} kinds of failures",
        ]
        output.write_text(page(INTRODUCTION, summary, found), encoding="utf-8")


INTRODUCTION = f"""# This suite beside Schemathesis

{(__doc__ or "").partition(chr(10) * 2)[2].strip()}

Schemathesis checks schemas and HTTP and knows no rule that a schema does not say, so this is no
verdict on it: it generates the suite's own cases. Written by `make faults-compare`.
"""


def baseline(races: Sequence[Race]) -> Race:
    """All that was found on the unbroken server, whatever the seed."""
    unbroken = [race for race in races if race.name == UNBROKEN]
    return Race(
        UNBROKEN,
        frozenset[str]().union(*(race.ours for race in unbroken)),
        frozenset[str]().union(*(race.theirs for race in unbroken)),
    )


def caught_by_each(fault: Fault, race: Race, usual: Race) -> Race:
    """What both tools found because of a fault, and would not have without it."""
    requirement = load_catalogue()[fault.requirement]
    theirs = {
        sign
        for sign in race.theirs - usual.theirs
        if operation_of(sign) in {STATEFUL, *map(label, requirement.operations)}
    }
    return Race(fault.name, race.ours - usual.ours, frozenset(theirs))


def operation_of(sign: str) -> str:
    """The operation that Schemathesis reported a failure of, as it names it."""
    return sign.partition(AT)[2]


def label(operation_id: str) -> str:
    """An operation as Schemathesis names it: `GET /teachers/{id}/`."""
    operation = load_contract()[operation_id]
    return f"{operation.method} {operation.path}"


def _race(entry: tuple[str, int, int]) -> Race:
    name, seed, budget = entry
    fault = next((fault for fault in FAULTS if fault.name == name), NO_FAULT)
    # A generator sends forms that no parser can read; the server need not say so here.
    logging.disable()
    # Commands are interrupted, and inherit it from here when that is ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with pytest.MonkeyPatch.context() as patched:
        fault.patch(patched)
        with broken_server(fault.wrap) as settings:
            ours = _ours(settings, seed, budget)
        with broken_server(fault.wrap) as settings:
            theirs = _theirs(settings, seed, budget)
    return Race(name, ours, theirs)


def _ours(settings: Settings, seed: int, budget: int) -> Signs:
    outsiders = [f"--outsider={one.username}:{one.password}" for one in settings.outsiders]
    account = [f"--username={settings.username}", f"--password={settings.password}"]
    expired = [f"--expired-token={settings.expired_token}"]
    allowed = ["--writes", "--destructive", "--strict", "--max-examples=1"]
    words = ["contract", "run", f"--base-url={settings.base_url}", f"--seed={seed}"]
    report = _report(
        [str(BIN / "siteowner"), *words, *account, *expired, *outsiders, *allowed], "--json", budget
    )
    return frozenset(
        requirement["id"]
        for requirement in report.get("requirements", ())
        if requirement["status"] == "failed"
    )


def _theirs(settings: Settings, seed: int, budget: int) -> Signs:
    account = {"username": settings.username, "password": settings.password}
    answer = httpx.post(f"{settings.base_url}/auth/token/", json=account)
    header = f"Authorization: Bearer {answer.json()['access']}"
    words = ["--no-color", "run", str(ROOT / "openapi.yaml"), "--url", str(settings.base_url)]
    options = ["--header", header, "--checks=all", "--continue-on-failure", "--no-shrink"]
    limits = [f"--max-time={budget}", f"--seed={seed}", "--suppress-health-check=all"]
    report = _report(
        [str(BIN / "st"), *words, *options, *limits, "--report=json"],
        "--report-json-path",
        # It stops by itself, but for its start.
        budget + GRACE,
    )
    return frozenset(
        f"{failure['type']}{AT}{operation}"
        for failure in report.get("failures", ())
        for operation in failure["operations"]
    )


def _report(command: Sequence[str], option: str, budget: int) -> Mapping[str, JSON]:
    """The JSON report of a command; empty when it had to be broken off and left none.

    Raises:
        RuntimeError: It ended by itself and left none.
    """
    with tempfile.TemporaryDirectory(prefix="siteowner-comparison-") as folder:
        file = Path(folder) / "report.json"
        by_itself, said = _within(budget, [*command, option, str(file)], folder)
        if not file.exists() and by_itself:
            raise RuntimeError(f"{command[0]} left no report; it said: {said[-SHOWN:]}")
        report: Mapping[str, JSON] = json.loads(file.read_text()) if file.exists() else {}
        return report


def _within(budget: int, command: Sequence[str], folder: str) -> tuple[bool, str]:
    """Run a command, interrupted as by Ctrl-C when its time is over.

    Returns:
        Whether it ended before that, and what it said.
    """
    running = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    with suppress(subprocess.TimeoutExpired):
        return True, running.communicate(timeout=budget)[0]
    running.send_signal(signal.SIGINT)
    with suppress(subprocess.TimeoutExpired):
        return False, running.communicate(timeout=GRACE)[0]
    running.kill()
    return False, running.communicate()[0]


def _totals(faults: Sequence[Fault], caught: Mapping[str, Race]) -> Sheet:
    rows = []
    for name, chosen in (
        *((str(c), [f for f in faults if f.fault_class is c]) for c in FaultClass),
        ("all", list(faults)),
    ):
        ours = sum(bool(caught[fault.name].ours) for fault in chosen)
        theirs = sum(bool(caught[fault.name].theirs) for fault in chosen)
        rows.append((name, rate(ours, len(chosen)), rate(theirs, len(chosen))))
    return Sheet("Caught, by class", ("class", "this suite", "Schemathesis"), rows)


def _each(faults: Sequence[Fault], caught: Mapping[str, Race]) -> Sheet:
    rows = [
        (
            fault.requirement,
            fault.name,
            ", ".join(sorted(caught[fault.name].ours)) or "no",
            ", ".join(sorted(caught[fault.name].theirs)) or "no",
        )
        for fault in faults
    ]
    return Sheet("Faults", ("requirement", "fault", "this suite", "Schemathesis"), rows)


if __name__ == "__main__":
    typer.run(main)
