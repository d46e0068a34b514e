"""Tables for people: columns that fit the terminal, amounts to the right, nothing cut in pipes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rich.box import ROUNDED
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from siteowner_sdk.cli.terminal_text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console, ConsoleOptions, RenderableType

    from siteowner_sdk.cli.output import Column

__all__ = ["cell", "print_fields", "print_lines", "print_table"]

# Longer texts are folded, so that one long name does not push the other columns out.
WIDEST = 40
FEWEST_COLUMNS = 3
MINUTES = "%Y-%m-%d %H:%M"


def cell(value: object) -> str:
    """A value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    if isinstance(value, dt.datetime):
        return value.strftime(MINUTES)
    if isinstance(value, list):
        return ", ".join(cell(each) for each in value)
    return printable(str(getattr(value, "name", value)))


def print_table(console: Console, rows: Sequence[Any], columns: Sequence[Column[Any]]) -> None:
    """Print rows, on a terminal in a frame and with as many of the columns as fit."""
    if not rows:
        return
    if not console.is_terminal:
        print_unframed(console, _table(rows, columns, framed=False))
        return
    fitting = _fitting(console, rows, columns)
    console.print(_table(rows, fitting, framed=True))
    if left_out := [column.title for column in columns[len(fitting) :]]:
        note = f"Left out for want of width: {', '.join(left_out)}. --json has all."
        console.print(Text(note, style="dim"))


def print_fields(console: Console, model: Any) -> None:  # noqa: ANN401 - any model
    """Print an object, each of its fields in a line."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name in type(model).model_fields:
        table.add_row(Text(name), Text(cell(getattr(model, name))))
    if console.is_terminal:
        console.print(table)
    else:
        print_unframed(console, table)


def print_unframed(console: Console, table: Table) -> None:
    """Print a table as wide as it is, without blanks at the ends of lines."""
    width = _natural_width(console, table)
    print_lines(console, table, console.options.update(width=width, max_width=width))


def print_lines(
    console: Console, what: RenderableType, options: ConsoleOptions | None = None
) -> None:
    """Print what Rich renders, as plain lines without blanks at their ends."""
    for line in console.render_lines(what, options):
        text = "".join(segment.text for segment in line).rstrip()
        console.print(Text(text), soft_wrap=True)


def _fitting(
    console: Console, rows: Sequence[Any], columns: Sequence[Column[Any]]
) -> Sequence[Column[Any]]:
    """The most of the columns, from the first on, that the terminal has room for."""
    for count in range(len(columns), FEWEST_COLUMNS, -1):
        table = _table(rows, columns[:count], framed=True)
        if _natural_width(console, table) <= console.width:
            return columns[:count]
    return columns[:FEWEST_COLUMNS]


def _natural_width(console: Console, table: Table) -> int:
    return Measurement.get(console, console.options.update(max_width=100_000), table).maximum


def _table(rows: Sequence[Any], columns: Sequence[Column[Any]], *, framed: bool) -> Table:
    table = Table(
        box=ROUNDED if framed else None,
        header_style="bold",
        footer_style="bold",
        pad_edge=framed,
        show_footer=any(column.total for column in columns),
    )
    for column in columns:
        table.add_column(
            Text(column.title),
            justify=column.justify,
            overflow="fold",
            max_width=WIDEST if framed else None,
            footer=Text(_total(rows, column)),
        )
    for row in rows:
        table.add_row(*(Text(cell(column.value(row))) for column in columns))
    return table


def _total(rows: Sequence[Any], column: Column[Any]) -> str:
    """The sum of a column's values, where it is wanted."""
    return cell(sum(column.value(row) for row in rows)) if column.total else ""  # type: ignore[misc]
