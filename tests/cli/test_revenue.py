"""`siteowner revenue` and `dashboard`: what the SDK gives, as tables, JSON, files and drawings."""

import csv
import datetime as dt
import io
import json
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from siteowner_sdk import SiteOwner
from siteowner_sdk.cli.dashboard_panels import print_dashboard
from siteowner_sdk.cli.isolation import IsolatingHook
from siteowner_sdk.models import DashboardStats, RevenueTrends
from tests.cli.conftest import CommandLine
from tests.sdk.examples import EXAMPLE_OF

COURSE = 2


def rows(text: str) -> list[dict[str, str]]:
    """The rows of printed CSV."""
    return list(csv.DictReader(io.StringIO(text)))


def last_line(text: str) -> list[str]:
    """The words of the last line, where totals stand."""
    return text.splitlines()[-1].split()


JSON = ["overview", f"course {COURSE}", "lecture 1", "trends"]


@pytest.mark.parametrize("words", JSON)
def test_json_is_the_whole_answer(command: CommandLine, siteowner: SiteOwner, words: str) -> None:
    """JSON has the API's own fields, totals included, and amounts as strings."""
    name, *ids = words.split()
    wanted = getattr(siteowner.revenue, name)(*map(int, ids))

    assert wanted.model_dump(mode="json") == json.loads(
        command.output("revenue", *words.split(), "--json")
    )


def test_overview(command: CommandLine, siteowner: SiteOwner) -> None:
    """A row for each course, and their sums below (REV-1)."""
    told = siteowner.revenue.overview()

    lines = command.output("revenue", "overview").splitlines()

    assert len(told.courses) + 2 == len(lines)
    assert told.courses[0].name in lines[1]
    assert [
        f"{told.summary.total_revenue:,}",
        str(told.summary.total_purchases),
    ] == lines[-1].split()[:2]


def test_course(command: CommandLine, siteowner: SiteOwner) -> None:
    """Topics, lectures and students, each with the course's sum below (REV-2)."""
    told = siteowner.revenue.course(COURSE)
    total = f"{told.total_revenue:,}"

    lines = command.output("revenue", "course", str(COURSE)).splitlines()

    assert f"{told.course_name}: {total} EGP; purchases: {told.total_purchases}" == lines[0]
    assert ["By topic", "By lecture", "By student"] == [
        line for line in lines if line.startswith("By ")
    ]
    assert 3 == sum(total in line.split()[:1] for line in lines)


@pytest.mark.parametrize("by", ["topic", "lecture", "student"])
def test_rows_of_a_course_in_a_file(command: CommandLine, siteowner: SiteOwner, by: str) -> None:
    """`--by` says which rows a file has; they add up to the course's revenue (REV-2)."""
    printed = command.output("revenue", "course", str(COURSE), "--by", by, "--csv", "-")

    amounts = [Decimal(row.get("revenue") or row["total_spent"]) for row in rows(printed)]
    assert siteowner.revenue.course(COURSE).total_revenue == sum(amounts)


def test_lectures_are_what_a_file_has_unless_said(command: CommandLine) -> None:
    """Without `--by` a file has the lectures."""
    words = ("revenue", "course", str(COURSE))

    assert command.output(*words, "--by", "lecture", "--csv", "-") == command.output(
        *words, "--csv", "-"
    )


def test_lecture(command: CommandLine, siteowner: SiteOwner) -> None:
    """What it brought in, and every purchase with the sum below (REV-4)."""
    told = siteowner.revenue.lecture(1)

    printed = command.output("revenue", "lecture", "1")

    assert f"{told.lecture_name} ({told.course_name})" == printed.splitlines()[0]
    assert f"buyers: {told.buyer_count};" in printed
    assert [f"{told.total_revenue:,}"] == last_line(printed)


@pytest.mark.parametrize("words", [(), ("--course", str(COURSE))])
def test_students(command: CommandLine, siteowner: SiteOwner, words: tuple[str, ...]) -> None:
    """A row for each student, of all courses or of one, and the sum below (REV-5)."""
    told = siteowner.revenue.students(**({"course": COURSE} if words else {}))

    printed = command.output("revenue", "students", *words)

    assert len(told) + 2 == len(printed.splitlines())
    assert f"{sum(row.total_spent for row in told):,}" == last_line(printed)[0]


def test_trends(command: CommandLine, siteowner: SiteOwner) -> None:
    """The days of the range, with their sum below (REV-7)."""
    end = siteowner.revenue.trends().end_date
    start = end - dt.timedelta(days=60)
    told = siteowner.revenue.trends(start_date=start, end_date=end)

    printed = command.output(
        "revenue", "trends", "--start-date", start.isoformat(), "--end-date", end.isoformat()
    )

    assert [day.date.isoformat() for day in told.daily_trends] == [
        line.split()[0] for line in printed.splitlines()[1:-1]
    ]
    assert [f"{told.total_revenue:,}", str(told.total_purchases)] == last_line(printed)


def test_a_drawn_trend(command: CommandLine, siteowner: SiteOwner) -> None:
    """A bar for each of 31 days, without colours where it is no terminal."""
    told = siteowner.revenue.trends()

    printed = command.output("revenue", "trends", "--plot")

    assert 1 + 31 + 1 == len(printed.splitlines())
    assert "\x1b" not in printed
    assert ["Total", f"{told.total_revenue:,}"] == last_line(printed)[:2]


def test_a_picture_of_a_trend(command: CommandLine) -> None:
    """A PNG, which is no more replaced unasked than any other file."""
    file = command.folder / "trends.png"

    assert "" == command.output("revenue", "trends", "--png", str(file))
    drawn = file.read_bytes()
    again = command("revenue", "trends", "--png", str(file))

    assert drawn.startswith(b"\x89PNG")
    assert 2 == again.exit_code
    assert "trends.png is there already: pass --overwrite to replace it" in again.stderr
    command.output("revenue", "trends", "--png", str(file), "--overwrite")
    assert drawn == file.read_bytes()


def test_a_picture_beside_rows(command: CommandLine) -> None:
    """One command can print rows, draw in the terminal, and write a picture."""
    file = str(command.folder / "t.png")

    printed = command.output("revenue", "trends", "--json", "--png", file)

    assert "daily_trends" in RevenueTrends.model_validate_json(printed).model_dump()
    assert Path(file).is_file()


def test_without_the_extra(command: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who lacks matplotlib is told what to install, and no file is left."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)

    done = command("revenue", "trends", "--png", str(file := command.folder / "t.png"))

    assert 2 == done.exit_code
    assert "pip install 'siteowner-sdk[plot]'" in done.stderr
    assert not file.exists()


WRONG: dict[str, tuple[int, str]] = {
    "trends --start-date 2026-13-01": (2, "--start-date"),
    "trends --start-date 2026-02-01 --end-date 2026-01-01": (1, "revenue_trends"),
    "trends --plot --json": (2, "--plot is printed: take --json and --csv - without it"),
    "trends --png -": (2, "--png needs the name of a file"),
    "trends --png none/t.png": (2, "none/t.png can't be written"),
    "course 100000": (1, "Not found."),
    "lecture 100000": (1, "Not found."),
    "course 1 --by day": (2, "--by"),
}


@pytest.mark.parametrize(("words", "told"), WRONG.items())
def test_what_is_refused(command: CommandLine, words: str, told: tuple[int, str]) -> None:
    """A sentence with the option or the server's words, and a status."""
    done = command("revenue", *words.split())

    assert told[0] == done.exit_code
    assert told[1] in done.stderr
    assert "" == done.stdout


def test_the_dashboard(command: CommandLine, siteowner: SiteOwner) -> None:
    """Every number is there, by the words of its field (DSH-1, DSH-2)."""
    stats = siteowner.dashboard.stats()

    lines = command.output("dashboard").splitlines()

    assert f"People students {stats.total_students}".split() in [line.split() for line in lines]
    assert stats.model_dump(mode="json") == json.loads(command.output("dashboard", "--json"))


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_dashboard_on_a_terminal(width: int) -> None:
    """Panels go side by side as far as there is room, and none is cut."""
    from rich.console import Console

    written = io.StringIO()
    console = Console(file=written, width=width, force_terminal=True, color_system=None)
    console.push_render_hook(IsolatingHook())

    print_dashboard(console, DashboardStats.model_validate(EXAMPLE_OF["dashboard_stats"]))

    lines = written.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    for title in ("People", "New this month", "Students by status", "There are"):
        assert 1 == sum(f" {title} " in line for line in lines)
    assert (width == 200) == (" People " in lines[0] and " There are " in lines[0])
