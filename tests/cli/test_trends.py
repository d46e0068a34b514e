"""Revenue over time: even steps, bars in the terminal, and a picture."""

import datetime as dt
import io
import subprocess
import sys
from decimal import Decimal

import pytest
from PIL import Image
from rich.console import Console
from rich.text import Text

from siteowner_sdk.cli.trend_picture import picture
from siteowner_sdk.cli.trend_plot import print_plot
from siteowner_sdk.cli.trend_series import Step, StepLength, label, series
from siteowner_sdk.models import RevenueTrends

START = dt.date(2026, 10, 25)


def trends(days: int, revenue: dict[int, str] | None = None) -> RevenueTrends:
    """So many days, with what came in on some of them, two purchases each."""
    revenue = revenue or {}
    total = sum(map(Decimal, revenue.values()), Decimal("0.00"))
    return RevenueTrends.model_validate(
        {
            "start_date": START.isoformat(),
            "end_date": (START + dt.timedelta(days=days - 1)).isoformat(),
            "total_revenue": str(total),
            "total_purchases": 2 * len(revenue),
            "daily_trends": [
                {
                    "date": (START + dt.timedelta(days=day)).isoformat(),
                    "revenue": amount,
                    "purchase_count": 2,
                }
                for day, amount in revenue.items()
            ],
        }
    )


def drawn(told: RevenueTrends, width: int = 60) -> list[str]:
    """The lines of the plot in a pipe of so many columns."""
    written = io.StringIO()
    print_plot(Console(file=written, width=width), told)
    return written.getvalue().splitlines()


def test_days_without_a_purchase_are_steps_too() -> None:
    """A day of which nothing is told is one with nothing."""
    assert (
        Step(START, Decimal("10.50"), 2),
        Step(START + dt.timedelta(days=1), Decimal(0), 0),
        Step(START + dt.timedelta(days=2), Decimal("2.00"), 2),
    ) == series(trends(3, {0: "10.50", 2: "2.00"})).steps


@pytest.mark.parametrize(
    ("days", "length", "steps", "last"),
    [
        (62, "day", 62, "2026-12-25"),
        (63, "7 days", 9, "2026-12-20"),
        (434, "7 days", 62, "2027-12-26"),
        (435, "month", 16, "2028-01"),
        (1860, "month", 62, "2031-11"),
        (1861, "year", 6, "2031"),
    ],
)
def test_long_ranges_have_longer_steps(
    days: int, length: StepLength, steps: int, last: str
) -> None:
    """There are never more than fits on a screen or two, and each is named after its first day."""
    told = series(trends(days))

    assert (length, steps) == (told.length, len(told.steps))
    assert last == label(told.steps[-1].start, length)


@pytest.mark.parametrize("days", [3, 100, 600, 4000])
def test_no_revenue_is_lost_in_steps(days: int) -> None:
    """Steps of any length add up to the range's totals."""
    told = trends(days, {day: f"{day + 1}.25" for day in range(0, days, 2)})

    steps = series(told).steps

    assert told.total_revenue == sum(step.revenue for step in steps)
    assert told.total_purchases == sum(step.purchase_count for step in steps)


def test_bars_are_as_long_as_amounts() -> None:
    """The greatest bar takes what room there is, a half is half as long, nothing is no bar."""
    lines = drawn(trends(3, {0: "1000.00", 1: "500.00"}), width=60)

    assert "Day              EGP" == lines[0]
    assert f"2026-10-25  1,000.00  {'█' * 38}" == lines[1]
    assert f"2026-10-26    500.00  {'█' * 19}" == lines[2]
    assert "2026-10-27      0.00" == lines[3]
    assert "Total       1,500.00  4 purchases" == lines[4]


def test_bars_have_a_colour_on_a_terminal() -> None:
    """On a terminal bars are green and lines as wide as it is; what is printed is the same."""
    written = io.StringIO()
    console = Console(file=written, width=60, force_terminal=True, color_system="standard")
    told = trends(3, {0: "1000.00", 1: "500.00"})

    print_plot(console, told)

    lines = Text.from_ansi(written.getvalue()).plain.splitlines()
    assert "\x1b[32" in written.getvalue()
    assert drawn(told) == [line.rstrip() for line in lines]


@pytest.mark.parametrize("width", [24, 40, 200])
def test_any_terminal_is_wide_enough(width: int) -> None:
    """No line is longer than the terminal, and no day or amount is cut."""
    lines = drawn(trends(2, {0: "1000.00"}), width=width)

    assert max(map(len, lines)) <= width
    assert lines[1].startswith("2026-10-25  1,000.00")


def test_a_range_without_revenue() -> None:
    """Nothing at all is drawn as nothing."""
    assert ["2026-10-25  0.00", "Total       0.00  0 purchases"] == drawn(trends(1))[1:]


@pytest.mark.parametrize("days", [1, 31, 900])
def test_a_picture_is_always_the_same(days: int) -> None:
    """The same numbers give the same bytes, of a PNG that is not empty."""
    told = trends(days, {0: "1000.00"})
    drawn = picture(told)

    assert drawn == picture(told)
    assert drawn != picture(trends(days, {0: "1.00"}))
    with Image.open(io.BytesIO(drawn)) as image:
        assert ("PNG", (1200, 600)) == (image.format, image.size)
        assert len(image.getcolors(100_000) or ()) > 10


def test_a_picture_needs_no_display() -> None:
    """It is drawn where there is neither a display nor a window system."""
    script = "from tests.cli.test_trends import *; print(len(picture(trends(2, {0: '5.00'}))))"

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        env={"MPLBACKEND": "QtAgg", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )

    assert int(done.stdout) > 1000


def test_a_missing_extra_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who lacks matplotlib is told what to install."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)

    with pytest.raises(ImportError, match=r"pip install 'siteowner-sdk\[plot\]'"):
        picture(trends(1))
