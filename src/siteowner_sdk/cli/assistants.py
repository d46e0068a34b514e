"""`siteowner assistants`: list."""

from typing import TYPE_CHECKING, Annotated

import typer

from siteowner_sdk.cli.fields import given
from siteowner_sdk.cli.listing import Limit, PageNumber, PageSize, Reach, items
from siteowner_sdk.cli.output import (
    Column,
    Formats,
    View,
    field_column,
    formatted,
    show_rows,
)

if TYPE_CHECKING:
    from siteowner_sdk.cli.operator import Operator
    from siteowner_sdk.models import Assistant

__all__ = ["app"]

app: typer.Typer = typer.Typer(help="The teachers' assistants.", no_args_is_help=True)

COLUMNS: "tuple[Column[Assistant], ...]" = (
    field_column("id", justify="right"),
    field_column("name"),
    Column("teacher", lambda assistant: assistant.teacher_name),
    Column("teacher id", lambda assistant: assistant.teacher, "right"),
    Column("active", lambda assistant: assistant.is_active),
    field_column("phone"),
    field_column("gmail"),
    field_column("username"),
)


@app.callback()
def assistants() -> None:
    """The teachers' assistants."""


@app.command("list")
@formatted
def list_assistants(  # noqa: PLR0913 - each option is a parameter
    context: typer.Context,
    *,
    teacher: Annotated[
        int | None, typer.Option(help="Only those of the teacher with this id.")
    ] = None,
    search: Annotated[
        str | None,
        typer.Option(help="Only those with every word of this text in name, phone or gmail."),
    ] = None,
    limit: Limit = None,
    page: PageNumber = None,
    page_size: PageSize = None,
    wanted: Formats,
) -> None:
    """List assistants, on all pages."""
    from siteowner_sdk.models import Assistant

    operator: Operator = context.obj
    filters = given(teacher=teacher, search=search)
    reach = Reach(limit, page, page_size)
    with operator.client() as client:
        rows = items(client.assistants.list, filters, reach)
        show_rows(operator, rows, View(Assistant, COLUMNS), wanted)
