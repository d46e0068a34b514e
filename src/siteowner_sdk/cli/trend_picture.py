"""Revenue over time as a picture. The same numbers give the same bytes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from siteowner_sdk.cli.trend_series import label, series
from siteowner_sdk.extras import extra

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from siteowner_sdk.cli.trend_series import Series, StepLength
    from siteowner_sdk.models import RevenueTrends

__all__ = ["picture"]

SIZE = (10.0, 5.0)
DOTS_PER_INCH = 120
BAR_COLOUR = "#2a7f62"
AXES: dict[StepLength, str] = {
    "day": "Day",
    "7 days": "Seven days from",
    "month": "Month",
    "year": "Year",
}
# A single day is no wall: there is room for so many bars at least.
LEAST_STEPS = 7
MOST_LABELS = 8


def picture(trends: RevenueTrends) -> bytes:
    """A PNG of revenue in EGP by day, or by longer steps where the range is long.

    Raises:
        ImportError: The extra `plot` is not installed.
    """
    with extra("plot"):
        from matplotlib import style
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

    # Neither a style of the user's own nor a display has a say in it.
    with style.context("default"):
        figure = Figure(SIZE, DOTS_PER_INCH, layout="constrained")
        FigureCanvasAgg(figure)
        _draw(figure.add_subplot(), series(trends))
        figure.suptitle(_title(trends), fontsize="medium")
        written = io.BytesIO()
        figure.savefig(written, format="png", metadata={"Software": None})
    return written.getvalue()


def _title(trends: RevenueTrends) -> str:
    return (
        f"Revenue from {trends.start_date} to {trends.end_date}: {trends.total_revenue:,} EGP, "
        f"{trends.total_purchases:,} purchases"
    )


def _draw(axes: Axes, told: Series) -> None:
    from matplotlib.ticker import StrMethodFormatter

    places = range(len(told.steps))
    axes.bar(places, [float(step.revenue) for step in told.steps], color=BAR_COLOUR)
    labelled = places[:: -(-len(places) // MOST_LABELS)]
    axes.set_xticks(labelled, [label(told.steps[place].start, told.length) for place in labelled])
    middle, room = (len(places) - 1) / 2, max(len(places), LEAST_STEPS) / 2 + 0.5
    axes.set_xlim(middle - room, middle + room)
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axes.set_ylim(bottom=0)
    axes.set_xlabel(AXES[told.length])
    axes.set_ylabel("Revenue (EGP)")
    axes.grid(axis="y", alpha=0.3)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
