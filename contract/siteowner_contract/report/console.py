"""The report for a person at a terminal: progress while it runs, then what is broken."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from siteowner_contract.catalogue import Level
from siteowner_contract.results import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.console import Console

    from siteowner_contract.catalogue import Requirement
    from siteowner_contract.results import Finding, Outcome, Run

STYLES = {
    Status.PASSED: "green",
    Status.FAILED: "bold red",
    Status.WARNED: "yellow",
    Status.SKIPPED: "dim",
    Status.ERROR: "magenta",
}
# The first ones show what is wrong; all of them are in the JSON report.
MOST_FINDINGS = 3


@contextmanager
def progress(
    console: Console, requirements: int
) -> Iterator[Callable[[Requirement, Outcome | None], None]]:
    """A bar that moves as requirements are judged; gives what to tell it."""
    columns = (
        TextColumn("{task.description:<8}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=requirements)

        def tell(requirement: Requirement, outcome: Outcome | None) -> None:
            bar.update(task, description=requirement.id, advance=0 if outcome is None else 1)

        yield tell


def print_run(run: Run, console: Console) -> None:
    """Print what is broken, what was skipped and why, what was left behind, and the summary."""
    for status in (Status.FAILED, Status.ERROR, Status.WARNED):
        for outcome in run.outcomes:
            if outcome.status is status:
                _print_broken(outcome, console)
    _print_grouped("skipped", _skipped(run.outcomes), console)
    _print_grouped("in part", _notes(run.outcomes), console)
    left = _counted(left.operation for left in run.left_behind)
    _print_grouped("left behind (teachers can't be deleted, only deactivated)", left, console)
    console.print(summary(run), highlight=False)


def summary(run: Run) -> str:
    """The figures of a run in two lines."""
    counts = ", ".join(
        f"[{STYLES[status]}]{run.count(status)} {status}[/]"
        for status in Status
        if run.count(status) or status is Status.PASSED
    )
    checked = run.musts() - run.musts(Status.SKIPPED)
    held = run.musts(Status.PASSED, Status.WARNED)
    return (
        f"{escape(run.target)}: {counts}\n"
        f"{checked} of {run.musts()} MUSTs checked, {held} hold; "
        f"{run.requests} requests in {run.duration_s:.1f} s, seed {run.seed}"
    )


def print_list(requirements: Sequence[Requirement], console: Console) -> None:
    """Print the catalogue as a table."""
    table = Table(box=None, pad_edge=False)
    for column in ("id", "level", "class", "requirement"):
        table.add_column(column, no_wrap=column != "requirement")
    for requirement in requirements:
        table.add_row(
            requirement.id,
            str(requirement.level),
            str(requirement.fault_class),
            escape(requirement.title),
        )
    console.print(table)


def print_requirement(requirement: Requirement, check: str | None, console: Console) -> None:
    """Print all that is known about one requirement."""
    console.print(f"[bold]{requirement.id}[/]  {escape(requirement.title)}", highlight=False)
    table = Table.grid(padding=(0, 2))
    table.add_row("level", str(requirement.level))
    table.add_row("class", str(requirement.fault_class))
    table.add_row("source", escape(requirement.source))
    table.add_row("operations", ", ".join(requirement.operations))
    table.add_row("check", escape(check or "none in this version of the suite"))
    console.print(Padding(table, (0, 0, 0, 2)))


def _print_broken(outcome: Outcome, console: Console) -> None:
    requirement = outcome.requirement
    console.print(
        f"[{STYLES[outcome.status]}]{outcome.status}[/] [bold]{requirement.id}[/] "
        f"{escape(requirement.title)}",
        highlight=False,
    )
    _print_indented(console, f"[dim]source: {escape(requirement.source)}[/]")
    for error in outcome.errors:
        _print_indented(console, escape(error))
    ranked = sorted(outcome.findings, key=lambda finding: finding.level is Level.SHOULD)
    for finding in ranked[:MOST_FINDINGS]:
        _print_finding(finding, console)
    if len(ranked) > MOST_FINDINGS:
        _print_indented(console, f"[dim]… and {len(ranked) - MOST_FINDINGS} more like it[/]")
    console.print()


def _print_finding(finding: Finding, console: Console) -> None:
    _print_indented(
        console,
        f"[dim]{finding.level}, {finding.exchange.operation}[/]\n"
        f"expected {escape(finding.expected)}\n"
        f"came     {escape(finding.came)}",
    )
    # Whole on its line, to be copied.
    console.print(
        f"    {escape(finding.exchange.curl())}", style="cyan", soft_wrap=True, highlight=False
    )


def _print_indented(console: Console, text: str) -> None:
    console.print(Padding(text, (0, 0, 0, 4)), highlight=False)


def _skipped(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, str]]:
    for outcome in outcomes:
        if outcome.status is Status.SKIPPED:
            yield str(outcome.skipped), outcome.requirement.id


def _notes(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, str]]:
    for outcome in outcomes:
        for note in outcome.notes:
            yield note, outcome.requirement.id


def _counted(operations: Iterable[str]) -> Iterator[tuple[str, str]]:
    """How many were made by each operation; their ids are in the JSON report."""
    for operation, count in Counter(operations).items():
        yield operation, str(count)


def _print_grouped(what: str, pairs: Iterable[tuple[str, str]], console: Console) -> None:
    """One line for each reason or operation, with all the ids it holds for."""
    groups: dict[str, list[str]] = {}
    for name, id_ in pairs:
        groups.setdefault(name, []).append(id_)
    for name, ids in groups.items():
        console.print(f"[dim]{what}[/] {escape(name)}: {', '.join(ids)}", highlight=False)
