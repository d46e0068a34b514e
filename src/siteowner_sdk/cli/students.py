"""`siteowner students`: list, retrieve, set-status, update."""

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from siteowner_sdk.cli.fields import given
from siteowner_sdk.cli.listing import Limit, PageNumber, PageSize, Reach, Whole, items, whole
from siteowner_sdk.cli.output import (
    Column,
    Formats,
    View,
    field_column,
    formatted,
    show_one,
    show_rows,
)

if TYPE_CHECKING:
    from siteowner_sdk.cli.operator import Operator
    from siteowner_sdk.models import Student

__all__ = ["app"]

app: typer.Typer = typer.Typer(help="Students, and where they stand.", no_args_is_help=True)

# The contract's, written out: importing the SDK's models would make --help wait for them.
Status: TypeAlias = Literal[
    "verified", "pending", "declined", "suspended_temporary", "suspended_permanent"
]
StudentId: TypeAlias = Annotated[int, typer.Argument(help="Id of the student.")]
Active: TypeAlias = Annotated[
    bool | None, typer.Option("--active/--inactive", help="Whether the student can log in.")
]

COLUMNS: "tuple[Column[Student], ...]" = (
    field_column("id", justify="right"),
    field_column("name_en"),
    field_column("name_ar"),
    field_column("status"),
    Column("active", lambda student: student.is_active),
    Column("code", lambda student: student.student_code),
    Column("phone", lambda student: student.phone_number),
    field_column("grade", justify="right"),
    field_column("gmail"),
    Column("created", lambda student: student.created_at),
)


@app.command("list")
@formatted
def list_students(  # noqa: PLR0913 - each option is a parameter
    context: typer.Context,
    *,
    status: Annotated[Status | None, typer.Option(help="Only those who stand here.")] = None,
    grade: Annotated[int | None, typer.Option(help="Only of the grade with this id.")] = None,
    school_type: Annotated[
        int | None, typer.Option(help="Only of the school type with this id.")
    ] = None,
    search: Annotated[
        str | None,
        typer.Option(
            help="Only those with every word of this text in a name, student code or national id."
        ),
    ] = None,
    all_: Whole = False,
    limit: Limit = None,
    page: PageNumber = None,
    page_size: PageSize = None,
    wanted: Formats,
) -> None:
    """List students, on all pages."""
    from siteowner_sdk.models import Student

    operator: Operator = context.obj
    filters = given(status=status, grade=grade, school_type=school_type, search=search)
    reach = Reach(limit, page, page_size)
    with operator.client() as client:
        students = client.students
        rows = whole(students.all, filters, reach) if all_ else items(students.list, filters, reach)
        show_rows(operator, rows, View(Student, COLUMNS), wanted)


@app.command("show", hidden=True)
@app.command("retrieve")
@formatted
def retrieve(
    context: typer.Context,
    student_id: StudentId,
    *,
    wanted: Formats,
) -> None:
    """Retrieve a student, with every field."""
    operator: Operator = context.obj
    with operator.client() as client:
        show_one(operator, client.students.retrieve(student_id), wanted)


@app.command("set-status")
@formatted
def set_status(
    context: typer.Context,
    student_id: StudentId,
    status: Annotated[Status, typer.Argument(help="Where the student stands from now on.")],
    *,
    wanted: Formats,
) -> None:
    """Change where a student stands.

    verified also lets the student log in; declined and suspended_permanent no longer do.
    """
    operator: Operator = context.obj
    with operator.client() as client:
        show_one(operator, client.students.update(student_id, status=status), wanted)


@app.command()
@formatted
def update(
    context: typer.Context,
    student_id: StudentId,
    *,
    status: Annotated[Status | None, typer.Option(help="Where the student stands.")] = None,
    active: Active = None,
    wanted: Formats,
) -> None:
    """Change a student's status, active flag, or both.

    Where the two disagree the status decides.
    """
    operator: Operator = context.obj
    fields = given(status=status, is_active=active)
    with operator.client() as client:
        show_one(operator, client.students.update(student_id, **fields), wanted)
