"""The report for a person at a terminal: progress while it runs, then what is broken."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from siteowner_contract.catalogue import load_catalogue
from siteowner_contract.report.wording import MASKED, counts, coverage, effort, why_skipped
from siteowner_contract.results import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.console import Console

    from siteowner_contract.catalogue import Requirement
    from siteowner_contract.report.comparing import Difference
    from siteowner_contract.report.model import Evidence, Judged, Report
    from siteowner_contract.results import Outcome

STYLES = {
    Status.PASSED: "green",
    Status.FAILED: "bold red",
    Status.WARNED: "yellow",
    Status.SKIPPED: "dim",
    Status.ERROR: "magenta",
}
# The first ones show what is wrong; the files have more of them.
MOST_EVIDENCE = 3
MOST_CHARACTERS = 600
INDENT = 4


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
        TextColumn("{task.fields[broken]}", style=STYLES[Status.FAILED]),
    )
    broken = 0
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=requirements, broken="")

        def tell(requirement: Requirement, outcome: Outcome | None) -> None:
            nonlocal broken
            broken += outcome is not None and outcome.status is Status.FAILED
            told = f"{broken} failed" if broken else ""
            step = 0 if outcome is None else 1
            bar.update(task, description=requirement.id, advance=step, broken=told)

        yield tell


def print_report(report: Report, console: Console, *, masked: bool = True) -> None:
    """Print what is broken, what was skipped and why, what was left behind, and the summary.

    Args:
        report: What to print.
        console: Where.
        masked: Whether to say that personal values are masked.
    """
    broken = report.of(Status.FAILED, Status.ERROR, Status.WARNED)
    for judged in sorted(broken, key=_gravity):
        _print_broken(judged, console)
    for judged in report.known:
        _print_line(console, "known", "dim", f"{judged.id} {judged.title} ({judged.known})")
    skipped = [(why_skipped(one), one.id) for one in report.of(Status.SKIPPED)]
    _print_grouped("skipped", skipped, console)
    notes = [(note, one.id) for one in report.requirements for note in one.notes]
    _print_grouped("in part", notes, console)
    left = Counter(one.operation for one in report.left_behind)
    _print_grouped(
        "left behind (teachers can't be deleted, only deactivated)",
        [(operation, str(number)) for operation, number in left.items()],
        console,
    )
    for note in report.notes:
        _print_line(console, "note", "yellow", note)
    for text in report.stale_known:
        _print_line(console, "stale", STYLES[Status.FAILED], text)
    if masked and any(judged.evidence for judged in broken):
        console.print(Text(MASKED, "dim"))
    _print_summary(report, console)


def print_differences(
    first: Report, second: Report, found: Sequence[Difference], console: Console
) -> None:
    """Print the requirements on which two reports differ, with the evidence of each side."""
    for difference in found:
        _print_line(console, difference.id, "bold", difference.title)
        for name, judged in (("A", difference.first), ("B", difference.second)):
            _print_side(name, judged, console)
        console.print()
    for name, report in (("A", first), ("B", second)):
        console.print(Text.assemble((name, "bold"), " ", *_numbers(report)))
    console.print(Text(f"{len(found)} requirements differ" if found else "no difference"))


def print_list(requirements: Iterable[Requirement], console: Console) -> None:
    """Print the catalogue as a table."""
    table = Table(box=None, pad_edge=False)
    for column in ("id", "level", "class", "requirement"):
        table.add_column(column, no_wrap=column != "requirement")
    for one in requirements:
        table.add_row(one.id, str(one.level), str(one.fault_class), Text(one.title))
    console.print(table)


def print_requirement(requirement: Requirement, check: str | None, console: Console) -> None:
    """Print all that is known about one requirement."""
    console.print(Text.assemble((requirement.id, "bold"), f"  {requirement.title}"))
    table = Table.grid(padding=(0, 2))
    for name, value in (
        ("level", str(requirement.level)),
        ("class", str(requirement.fault_class)),
        ("source", requirement.source),
        ("operations", ", ".join(requirement.operations)),
        ("check", check or "none in this version of the suite"),
        ("only this", f"siteowner contract run --only {requirement.id}"),
    ):
        table.add_row(name, Text(value))
    console.print(Padding(table, (0, 0, 0, 2)))


def _print_side(name: str, judged: Judged | None, console: Console) -> None:
    status = "not in the report" if judged is None else judged.status
    style = "dim" if judged is None else STYLES[judged.status]
    _print_indented(console, Text.assemble((name, "bold"), " ", (status, style)))
    for evidence in () if judged is None else judged.evidence[:MOST_EVIDENCE]:
        _print_evidence(evidence, console)


def _gravity(judged: Judged) -> int:
    return (Status.FAILED, Status.ERROR, Status.WARNED).index(judged.status)


def _print_broken(judged: Judged, console: Console) -> None:
    _print_line(console, judged.status, STYLES[judged.status], judged.title, judged.id)
    source = load_catalogue().get(judged.id)
    if source is not None:
        _print_indented(console, Text(f"source: {source.source}", "dim"))
    for error in judged.errors:
        _print_indented(console, Text(_cut(error)))
    for evidence in judged.evidence[:MOST_EVIDENCE]:
        _print_evidence(evidence, console)
    more = len(judged.evidence) - MOST_EVIDENCE
    if more > 0:
        _print_indented(console, Text(f"… and {more} more like it", "dim"))
    console.print()


def _print_evidence(evidence: Evidence, console: Console) -> None:
    _print_indented(console, Text(f"{evidence.level}, {evidence.operation}", "dim"))
    table = Table.grid(padding=(0, 1))
    table.add_row("expected", Text(_cut(evidence.expected)))
    table.add_row("came", Text(_cut(evidence.came)))
    _print_indented(console, table)
    # Whole, to be copied; one request does not show what several led to.
    shown = evidence.script or f"{' ' * INDENT}{evidence.curl}"
    console.print(Text(shown, "cyan"), soft_wrap=True)


def _print_line(console: Console, word: str, style: str, text: str, id_: str = "") -> None:
    parts = [(word, style), (id_, "bold"), (text, "")]
    shown = [part for part in parts if part[0]]
    console.print(Text(" ").join(Text(*part) for part in shown))


def _print_indented(console: Console, shown: Text | Table) -> None:
    console.print(Padding(shown, (0, 0, 0, INDENT)))


def _print_grouped(what: str, pairs: Iterable[tuple[str, str]], console: Console) -> None:
    """One line for each reason or operation, with all the ids it holds for."""
    groups: dict[str, list[str]] = {}
    for name, id_ in pairs:
        groups.setdefault(name, []).append(id_)
    for name, ids in groups.items():
        _print_line(console, what, "dim", f"{name}: {', '.join(ids)}")


def _print_summary(report: Report, console: Console) -> None:
    console.print(Text.assemble(*_numbers(report)))
    console.print(Text(f"{coverage(report)}; {effort(report)}"))


def _numbers(report: Report) -> list[Text]:
    """The target, and how many requirements have which status."""
    numbers = [Text(f"{number} {status}", STYLES[status]) for status, number in counts(report)]
    if report.known:
        numbers.append(Text(f"{len(report.known)} known", "dim"))
    return [Text(f"{report.target}: "), Text(", ").join(numbers)]


def _cut(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"
