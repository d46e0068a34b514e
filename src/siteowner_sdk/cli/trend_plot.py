"""Revenue over time, drawn in the terminal: a bar for each day, or for each longer step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.bar import Bar
from rich.table import Table

from siteowner_sdk.cli.tables import print_lines
from siteowner_sdk.cli.trend_series import label, series

if TYPE_CHECKING:
    from rich.console import Console

    from siteowner_sdk.cli.trend_series import StepLength
    from siteowner_sdk.models import RevenueTrends

__all__ = ["plot", "print_plot"]

TITLES: dict[StepLength, str] = {
    "day": "Day",
    "7 days": "7 days from",
    "month": "Month",
    "year": "Year",
}
BAR_COLOUR = "green"


def print_plot(console: Console, trends: RevenueTrends) -> None:
    """Print the bars; in a pipe without blanks at the ends of lines."""
    if console.is_terminal:
        console.print(plot(trends))
    else:
        print_lines(console, plot(trends))


def plot(trends: RevenueTrends) -> Table:
    """A table whose rows are days with their amounts and bars, as wide as there is room."""
    told = series(trends)
    most = float(max((step.revenue for step in told.steps), default=0)) or 1.0
    table = Table(box=None, pad_edge=False, expand=True, show_footer=True)
    table.add_column(TITLES[told.length], "Total", no_wrap=True)
    table.add_column("EGP", f"{trends.total_revenue:,}", justify="right", no_wrap=True)
    table.add_column("", f"{trends.total_purchases:,} purchases", ratio=1, no_wrap=True)
    for step in told.steps:
        table.add_row(
            label(step.start, told.length),
            f"{step.revenue:,.2f}",
            Bar(most, 0, float(step.revenue), color=BAR_COLOUR),
        )
    return table
