"""`siteowner revenue`: overview, course, lecture, students, trends. All amounts are in EGP."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from siteowner_sdk.cli.failures import WrongUsageError
from siteowner_sdk.cli.fields import given
from siteowner_sdk.cli.output import (
    Formats,
    View,
    check_new_file,
    formatted,
    show_one,
    show_rows,
)
from siteowner_sdk.cli.revenue_columns import COURSE, COURSES, DAYS, PURCHASE, STUDENTS, By

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siteowner_sdk.cli.operator import Operator
    from siteowner_sdk.models import RevenueTrends

__all__ = ["app"]

app: typer.Typer = typer.Typer(
    help="Revenue by course, lecture, student and day, in EGP.", no_args_is_help=True
)

STDOUT = Path("-")
# The parts of a course's revenue, by what `--by` calls them.
PARTS: dict[By, str] = {"topic": "topics", "lecture": "lectures", "student": "student_spending"}


@app.command()
@formatted
def overview(
    context: typer.Context,
    *,
    wanted: Formats,
) -> None:
    """Show the revenue of all courses.

    JSON has the totals too; CSV and Parquet have a row for each course.
    """
    from siteowner_sdk.models import CourseRevenueSummary

    operator: Operator = context.obj
    with operator.client() as client:
        told = client.revenue.overview()
    _show(operator, told, told.courses, View(CourseRevenueSummary, COURSES), wanted)
    if wanted.table:
        operator.errors.print(
            f"Students who have bought something: {told.summary.total_students:,}"
        )


@app.command()
@formatted
def course(
    context: typer.Context,
    course_id: Annotated[int, typer.Argument(help="Id of the course.")],
    *,
    by: Annotated[
        By | None,
        typer.Option(
            help="Which rows: one for each topic, lecture or student.",
            show_default="all three as tables, lecture in a file",
        ),
    ] = None,
    wanted: Formats,
) -> None:
    """Show the revenue of a course by topic, lecture and student.

    JSON has all of it; CSV and Parquet have the rows that --by names.
    """
    from siteowner_sdk import models
    from siteowner_sdk.cli.tables import print_table

    operator: Operator = context.obj
    row_of: dict[By, type] = {
        "topic": models.TopicRevenue,
        "lecture": models.LectureRevenueSummary,
        "student": models.StudentSpending,
    }
    with operator.client() as client:
        told = client.revenue.course(course_id)
    if not wanted.table:
        part = by or "lecture"
        rows = getattr(told, PARTS[part])
        _show(operator, told, rows, View(row_of[part], COURSE[part]), wanted)
        return
    amount = f"{told.total_revenue:,} EGP; purchases: {told.total_purchases:,}"
    _print_line(operator, f"{told.course_name}: {amount}")
    for part in [by] if by else PARTS:
        _print_line(operator, f"By {part}")
        print_table(operator.console, getattr(told, PARTS[part]), COURSE[part])


@app.command()
@formatted
def lecture(
    context: typer.Context,
    lecture_id: Annotated[int, typer.Argument(help="Id of the lecture.")],
    *,
    wanted: Formats,
) -> None:
    """Show the revenue of a lecture, with every purchase of it.

    JSON has all of it; CSV and Parquet have a row for each purchase.
    """
    from siteowner_sdk.models import Purchase

    operator: Operator = context.obj
    with operator.client() as client:
        told = client.revenue.lecture(lecture_id)
    if wanted.table:
        _print_line(operator, f"{told.lecture_name} ({told.course_name})")
        _print_line(
            operator,
            f"{told.total_revenue:,} EGP; buyers: {told.buyer_count:,}; days from enrolment to "
            f"purchase, on average: {told.average_days_to_purchase:.1f}; price: {told.price:,}; "
            f"final price: {told.final_price:,}",
        )
    _show(operator, told, told.purchase_timeline, View(Purchase, PURCHASE), wanted)


@app.command()
@formatted
def students(
    context: typer.Context,
    *,
    course: Annotated[
        int | None, typer.Option(help="Only students and amounts of the course with this id.")
    ] = None,
    wanted: Formats,
) -> None:
    """Show what each student brought in."""
    from siteowner_sdk.models import StudentRevenue

    operator: Operator = context.obj
    with operator.client() as client:
        rows = client.revenue.students(**given(course=course))
    show_rows(operator, rows, View(StudentRevenue, STUDENTS), wanted)


@app.command()
@formatted
def trends(  # noqa: PLR0913 - each option is a parameter
    context: typer.Context,
    *,
    start_date: Annotated[
        dt.datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="First day.",
            show_default="30 days before the last day",
        ),
    ] = None,
    end_date: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Last day.", show_default="today"),
    ] = None,
    plot: Annotated[
        bool,
        typer.Option("--plot", help="Draw it in the terminal: a bar for each day or longer step."),
    ] = False,
    png: Annotated[
        Path | None,
        typer.Option("--png", metavar="FILE", help="Draw it into a picture (extra plot)."),
    ] = None,
    wanted: Formats,
) -> None:
    """Show revenue by day, by default of the past 30 days.

    JSON has the totals too; CSV and Parquet have a row for each day with a purchase.
    """
    from siteowner_sdk.models import DailyRevenue

    operator: Operator = context.obj
    _check_drawing(wanted, plot=plot, png=png)
    days = given(start_date=start_date and start_date.date(), end_date=end_date and end_date.date())
    with operator.client() as client:
        told = client.revenue.trends(**days)
    if plot:
        from siteowner_sdk.cli.trend_plot import print_plot

        print_plot(operator.console, told)
    if png is not None:
        _write_picture(operator, told, png)
    if not wanted.table or not (plot or png):
        _show(operator, told, told.daily_trends, View(DailyRevenue, DAYS), wanted)


def _show(
    operator: "Operator", told: object, rows: "Sequence[Any]", view: View[Any], wanted: Formats
) -> None:
    """Shows all that was told as JSON, and its rows otherwise."""
    if wanted.as_json:
        show_one(operator, told, Formats(as_json=True))
    if wanted.table or wanted.csv or wanted.parquet:
        show_rows(operator, rows, view, replace(wanted, as_json=False))


def _print_line(operator: "Operator", text: str) -> None:
    from rich.text import Text

    from siteowner_sdk.cli.terminal_text import printable

    operator.console.print(Text(printable(text), style="bold"), soft_wrap=True)


def _check_drawing(wanted: Formats, *, plot: bool, png: Path | None) -> None:
    """Sees that drawings have a place of their own.

    Raises:
        WrongUsageError: They have not.
    """
    if plot and (wanted.as_json or wanted.csv == STDOUT):
        raise WrongUsageError("--plot is printed: take --json and --csv - without it")
    if png == STDOUT:
        raise WrongUsageError("--png needs the name of a file: it can't be printed")
    if png is not None:
        check_new_file(png, overwrite=wanted.overwrite)


def _write_picture(operator: "Operator", told: "RevenueTrends", png: Path) -> None:
    from siteowner_sdk.cli.new_files import write_whole
    from siteowner_sdk.cli.trend_picture import picture

    write_whole(png, picture(told))
    operator.errors.print(f"Wrote {png}", soft_wrap=True)
