"""`siteowner recharge-codes`: list, create."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from siteowner_sdk.cli.code_order import expiry
from siteowner_sdk.cli.failures import WrongUsageError
from siteowner_sdk.cli.fields import given
from siteowner_sdk.cli.listing import Limit, PageNumber, PageSize, Reach, items
from siteowner_sdk.cli.output import (
    Column,
    Csv,
    Formats,
    Json,
    Overwrite,
    Parquet,
    View,
    field_column,
    formatted,
    show_rows,
)

if TYPE_CHECKING:
    from siteowner_sdk import CodeOrder
    from siteowner_sdk.cli.operator import Operator
    from siteowner_sdk.models import RechargeCode

__all__ = ["app"]

app: typer.Typer = typer.Typer(
    help="Codes that students redeem for one course; `codes` for short.", no_args_is_help=True
)

# How long an order may be under way: three attempts of 30 s, and what a server has them wait for.
SETTLE = 300.0

Ordering: TypeAlias = Literal[
    "created_at",
    "-created_at",
    "value",
    "-value",
    "expires_at",
    "-expires_at",
    "used_at",
    "-used_at",
]

COLUMNS: "tuple[Column[RechargeCode], ...]" = (
    field_column("code"),
    Column("value (EGP)", lambda code: code.value, "right"),
    Column("course", lambda code: code.course_name),
    Column("used", lambda code: code.is_used),
    Column("used by", lambda code: code.used_by_name),
    Column("used at", lambda code: code.used_at),
    Column("expires at", lambda code: code.expires_at),
    Column("created at", lambda code: code.created_at),
    Column("created by", lambda code: code.created_by_username),
    Column("teacher", lambda code: code.teacher_name),
    field_column("id", justify="right"),
)


# What says nothing of codes that all are not redeemed, such as new ones.
OF_USED = ("used", "used by", "used at")
UNUSED_COLUMNS = tuple(column for column in COLUMNS if column.title not in OF_USED)


@app.command("list")
@formatted
def list_recharge_codes(  # noqa: PLR0913 - each option is a parameter
    context: typer.Context,
    *,
    course: Annotated[int | None, typer.Option(help="Only of the course with this id.")] = None,
    used: Annotated[
        bool | None,
        typer.Option("--used/--unused", help="Only those that were redeemed, or that were not."),
    ] = None,
    ordering: Annotated[
        Ordering | None,
        typer.Option(
            help="The field to order by; descending with a leading -, as in --ordering=-value.",
            show_default="-created_at",
        ),
    ] = None,
    limit: Limit = None,
    page: PageNumber = None,
    page_size: PageSize = None,
    wanted: Formats,
) -> None:
    """List recharge codes, on all pages.

    Files are readable for their owner alone: a code is money.
    """
    from siteowner_sdk.models import RechargeCode

    operator: Operator = context.obj
    wanted = replace(wanted, private=True)
    filters = given(course=course, is_used=used, ordering=ordering)
    with operator.client() as client:
        rows = items(client.recharge_codes.list, filters, Reach(limit, page, page_size))
        columns = UNUSED_COLUMNS if used is False else COLUMNS
        show_rows(operator, rows, View(RechargeCode, columns), wanted)


@app.command()
def create(  # noqa: PLR0913 - each option is a parameter
    context: typer.Context,
    *,
    course: Annotated[int, typer.Option(help="Id of the course that the codes are for.")],
    value: Annotated[str, typer.Option(metavar="EGP", help="What each code is worth, from 1.00.")],
    count: Annotated[int, typer.Option(min=1, help="How many there are to be in all.")] = 1,
    expires_at: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help=(
                "After this they can't be redeemed: a day, which counts to its end, or an instant "
                "such as 2027-06-30T18:00+03:00. Without an offset it is this machine's time."
            ),
            show_default="never",
        ),
    ] = None,
    concurrency: Annotated[
        int, typer.Option(min=1, max=64, help="How many are asked for at once.")
    ] = 8,
    settle: Annotated[
        float,
        typer.Option(
            min=0,
            metavar="SECONDS",
            help=(
                "How long after its answer was lost the server may still be making a code. Only "
                "then, and if the list does not show it, is another made in its place."
            ),
        ),
    ] = SETTLE,
    journal: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            dir_okay=False,
            help="Where the order is written down, to go on with it after any end.",
            show_default="the name of the CSV or Parquet file and .journal",
        ),
    ] = None,
    as_json: Json = False,
    csv: Csv = None,
    parquet: Parquet = None,
    overwrite: Overwrite = False,
) -> None:
    """Create recharge codes, never more than so many.

    All that is asked for and answered is written into a journal.

    When a run ends early, the same command goes on, and makes nothing twice.
    """
    from siteowner_sdk.cli.code_run import Run, create_codes, journal_path

    operator: Operator = context.obj
    order = _order(course, value, expires_at)
    files = [file for file in (csv, parquet) if file is not None and file != Path("-")]
    path = journal_path(operator, order, count, journal, files)
    # The files of an earlier run of the same order are replaced.
    resumes = journal is None and path.exists()
    run = Run(
        order,
        count,
        concurrency,
        dt.timedelta(seconds=settle),
        path,
        is_kept=journal is not None or bool(files),
        needs_overwrite=journal is not None and bool(files),
        wanted=Formats(as_json, csv, parquet, overwrite or resumes, private=True),
        columns=UNUSED_COLUMNS,
    )
    create_codes(operator, run)


def _order(course: int, value: str, expires_at: str | None) -> "CodeOrder":
    """What is ordered.

    Raises:
        WrongUsageError: It is not written as it has to be.
    """
    from siteowner_sdk import CodeOrder

    try:
        instant = None if expires_at is None else expiry(expires_at)
    except ValueError as error:
        raise WrongUsageError(f"--expires-at: {error}") from error
    try:
        return CodeOrder(course, value, instant)
    except ValueError as error:
        raise WrongUsageError(f"--value: {error}") from error
