"""What became of the faults, as tables for a person: on the console, and in Markdown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table

from siteowner_contract.catalogue import FaultClass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tests.contract.faults.generated import FieldVerdict
    from tests.contract.faults.hunting import Verdict

INTRODUCTION = """# Known-bad servers

The reference server with one documented behaviour broken, once for each line below, and what the
contract suite says about it. Each fault has to be found by the requirement that it breaks, checked
alone, with `--strict`. Written by `make faults`; `tests/contract/faults/` has them all.
"""


@dataclass(frozen=True)
class Sheet:
    """A table, wherever it is shown.

    Attributes:
        title: What it is about.
        columns: Its heads.
        rows: Its cells, as they are shown.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def rich(self) -> Table:
        """For the console."""
        table = Table(*self.columns, title=self.title, title_justify="left")
        for row in self.rows:
            table.add_row(*row)
        return table

    def markdown(self) -> str:
        """For a page."""
        lines = [self.columns, ["---"] * len(self.columns), *self.rows]
        table = "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)
        return f"## {self.title}\n\n{table}\n"


def sheets(
    verdicts: Sequence[Verdict], fields: Sequence[FieldVerdict], stories: Callable[[str], str]
) -> list[Sheet]:
    """All that is known of the faults; a kind of them that was not tried has no table."""
    found = []
    if verdicts:
        found += [_faults(verdicts, stories), _classes(verdicts)]
    if fields:
        found.append(_fields(fields))
    if not all(verdict.shown for verdict in fields):
        found.append(_not_shown(fields))
    return found


def survivors(verdicts: Iterable[Verdict], fields: Iterable[FieldVerdict]) -> list[str]:
    """Names of the faults that were not caught."""
    return [
        *(verdict.name for verdict in verdicts if not verdict.caught),
        *(verdict.fault.name for verdict in fields if verdict.shown and not verdict.caught),
    ]


def rate(caught: int, tried: int) -> str:
    """So many of so many, and in per cent."""
    return f"{caught} of {tried} ({100 * caught / tried:.1f} %)" if tried else "none"


def page(introduction: str, summary: Iterable[str], found: Iterable[Sheet]) -> str:
    """A page of Markdown."""
    lines = "\n".join(f"- {line}" for line in summary)
    return "\n".join([introduction, f"{lines}\n", *(sheet.markdown() for sheet in found)])


def _faults(verdicts: Sequence[Verdict], stories: Callable[[str], str]) -> Sheet:
    rows = [
        (
            verdict.requirement,
            verdict.name,
            stories(verdict.name),
            str(verdict.fault_class),
            "yes" if verdict.caught else "NO",
            verdict.reason,
            f"{verdict.seconds:.1f}",
        )
        for verdict in verdicts
    ]
    columns = ("requirement", "fault", "what the server does", "class", "caught", "by", "s")
    return Sheet("Faults", columns, rows)


def _classes(verdicts: Sequence[Verdict]) -> Sheet:
    rows = []
    for fault_class in FaultClass:
        caught = [verdict.caught for verdict in verdicts if verdict.fault_class is fault_class]
        rows.append((str(fault_class), rate(sum(caught), len(caught))))
    rows.append(("all", rate(sum(v.caught for v in verdicts), len(verdicts))))
    return Sheet("Caught, by class", ("class", "caught"), rows)


def _fields(fields: Sequence[FieldVerdict]) -> Sheet:
    made = Counter(verdict.fault.operation for verdict in fields)
    shown = Counter(verdict.fault.operation for verdict in fields if verdict.shown)
    caught = Counter(v.fault.operation for v in fields if v.shown and v.caught)
    rows = [
        (operation, str(made[operation]), rate(caught[operation], shown[operation]))
        for operation in made
    ]
    rows.append(("all", str(len(fields)), rate(caught.total(), shown.total())))
    title = "Fields left out, null or of a wrong type, by operation"
    return Sheet(title, ("operation", "faults", "caught of those that are shown"), rows)


def _not_shown(fields: Sequence[FieldVerdict]) -> Sheet:
    rows = [(verdict.fault.name,) for verdict in fields if not verdict.shown]
    return Sheet("Fields that the seed never shows", ("field and fault",), rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
