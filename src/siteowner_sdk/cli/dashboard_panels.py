"""The dashboard's numbers: as panels side by side on a terminal, as plain lines in a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.columns import Columns
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from siteowner_sdk.cli.output import Column, field_column
from siteowner_sdk.cli.tables import print_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from rich.console import Console

    from siteowner_sdk.models import DashboardStats

__all__ = ["print_dashboard"]

# A panel's title, and the fields in it by the words that stand for them.
NUMBERS: dict[str, dict[str, str]] = {
    "People": {
        "students": "total_students",
        "teachers": "total_teachers",
        "active teachers": "teachers_active_count",
        "inactive teachers": "teachers_inactive_count",
        "assistants": "total_assistants",
    },
    "New this month": {
        "users": "new_users_this_month",
        "students": "new_students_this_month",
        "teachers": "new_teachers_this_month",
    },
    "There are": {
        "subjects": "total_subjects",
        "grades": "total_grades",
        "school types": "total_school_types",
        "divisions": "total_divisions",
        "governorates": "total_governorates",
        "areas": "total_areas",
        "video securities": "total_video_security_options",
    },
}
COUNT = field_column("count", justify="right")
STUDENTS: tuple[Column[Any], ...] = (
    field_column("grade"),
    Column("school type", lambda group: group.school_type),
    field_column("division"),
    COUNT,
)
TEACHERS: tuple[Column[Any], ...] = (field_column("grade"), field_column("subject"), COUNT)


def print_dashboard(console: Console, stats: DashboardStats) -> None:
    """Print all that the dashboard says."""
    told = numbers(stats)
    if console.is_terminal:
        console.print(Columns([_panel(title, told[title]) for title in told], padding=(0, 1)))
    else:
        lines = [(title, *line) for title, lines in told.items() for line in lines.items()]
        names = ("", "", "number")
        print_table(console, lines, [_place(*each) for each in enumerate(names)])
    console.print(Text("Students by grade, school type and division", style="bold"))
    print_table(console, stats.students_by_grade_school_division, STUDENTS)
    console.print(Text("Teachers by grade and subject", style="bold"))
    print_table(console, stats.teachers_by_grade_subject, TEACHERS)


def numbers(stats: DashboardStats) -> dict[str, dict[str, int]]:
    """The numbers of each panel, by the words that stand for them."""
    status = stats.students_by_status
    by_status = {
        name.replace("_", " "): getattr(status, name) for name in type(status).model_fields
    }
    told = {
        title: {words: getattr(stats, field) for words, field in fields.items()}
        for title, fields in NUMBERS.items()
    }
    return {"Students by status": by_status, **told}


def _panel(title: str, told: Mapping[str, int]) -> Panel:
    grid = Table.grid(padding=(0, 2))
    grid.add_column()
    grid.add_column(justify="right", style="bold")
    for words, number in told.items():
        grid.add_row(words, f"{number:,}")
    return Panel(grid, title=title, title_align="left", expand=False)


def _place(number: int, title: str) -> Column[tuple[object, ...]]:
    return Column(title, lambda line: line[number], "right" if title else "left")
