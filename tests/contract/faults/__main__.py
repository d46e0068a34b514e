"""`python -m tests.contract.faults`: which known-bad servers the suite catches."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import track

from tests.contract.faults import FAULTS
from tests.contract.faults.generated import field_faults
from tests.contract.faults.hunting import PROCESSES, false_alarms, hunt, hunt_fields_apart
from tests.contract.faults.report import INTRODUCTION, page, rate, sheets, survivors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.contract.faults.generated import FieldVerdict
    from tests.contract.faults.hunting import Verdict


def main(  # noqa: PLR0917 - each option is a parameter
    only: Annotated[
        list[str] | None,
        typer.Option(help="Requirements, their groups, names of faults, or operations."),
    ] = None,
    generated: Annotated[
        bool | None, typer.Option("--generated/--hand", help="One kind alone.")
    ] = None,
    every: Annotated[int, typer.Option(help="Every so many-th of each kind.", min=1)] = 1,
    quick: Annotated[
        bool, typer.Option("--quick", help="By a quick run, of those made by hand alone.")
    ] = False,
    processes: Annotated[int, typer.Option(help="At once.", min=1)] = PROCESSES,
    output: Annotated[Path | None, typer.Option(help="A page of Markdown to write.")] = None,
) -> None:
    """Break the reference server in one way after another, and see whether the suite says so.

    Ends with 1 when a fault was not caught, or the unbroken server did not pass.
    """
    console = Console()
    asked = only or [""]
    faults = [f for f in FAULTS if any(_is_named(name, f.requirement, f.name) for name in asked)]
    fields = [f for f in field_faults() if any(f.operation.startswith(name) for name in asked)]
    faults = [] if generated is True else faults[::every]
    fields = [] if generated is False or quick else fields[::every]

    alarms = false_alarms()
    by_hand = hunt(faults, processes, quick=quick)
    verdicts = list(track(by_hand, "faults", len(faults), console=console))
    apart = hunt_fields_apart(fields, processes)
    of_fields = list(track(apart, "fields", len(fields), console=console))

    stories = {fault.name: fault.story for fault in FAULTS}
    found = sheets(verdicts, of_fields, stories.__getitem__)
    summary = _summary(verdicts, of_fields, alarms)
    for sheet in found:
        console.print(sheet.rich())
    console.print(*summary, sep="\n")
    if output is not None:
        output.write_text(page(INTRODUCTION, summary, found), encoding="utf-8")
    raise typer.Exit(bool(alarms or survivors(verdicts, of_fields)))


def _is_named(asked: str, requirement: str, name: str) -> bool:
    group = requirement.partition("-")[0]
    return asked in {"", group, requirement, name}


def _summary(
    verdicts: Sequence[Verdict], fields: Sequence[FieldVerdict], alarms: Sequence[str]
) -> list[str]:
    shown = [verdict.caught for verdict in fields if verdict.shown]
    alive = survivors(verdicts, fields)
    return [
        f"the unbroken server: {'; '.join(alarms) or 'passes everything'}",
        f"faults made by hand, caught: {rate(sum(v.caught for v in verdicts), len(verdicts))}",
        f"generated faults of fields that are shown, caught: {rate(sum(shown), len(shown))}",
        f"not caught: {', '.join(alive) or 'none'}",
    ]


if __name__ == "__main__":
    typer.run(main)
