"""`siteowner courses`: create, update, replace, delete.

The API lists no courses and retrieves none: `siteowner revenue overview` names them all, and
`siteowner courses update ID` without an option shows one.
"""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from siteowner_sdk.cli.failures import OperatorError, WrongUsageError
from siteowner_sdk.cli.fields import changes, given
from siteowner_sdk.cli.output import Formats, formatted, show_one
from siteowner_sdk.cli.terminal_text import printable

if TYPE_CHECKING:
    from siteowner_sdk import SiteOwner
    from siteowner_sdk.cli.operator import Operator

__all__ = ["app"]


class Clearable(StrEnum):
    """The fields that may be null, as options are spelt."""

    DESCRIPTION = "description"
    COVER_PICTURE = "cover-picture"


app: typer.Typer = typer.Typer(
    help="Courses: revenue overview lists them, courses update ID shows one.",
    no_args_is_help=True,
)

CourseId: TypeAlias = Annotated[int, typer.Argument(help="Id of the course.")]
NAME = typer.Option(help="Name of the course; unique for its teacher and grade.")
TEACHER = typer.Option(help="Id of the teacher; never changes.")
GRADE = typer.Option(help="Id of a grade that the teacher teaches; never changes.")
Description: TypeAlias = Annotated[str | None, typer.Option(help="About the course.")]
Picture: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--picture",
        "--cover-picture",
        exists=True,
        dir_okay=False,
        help="A JPEG, PNG or WebP picture of at most 5 MiB.",
    ),
]
Active: TypeAlias = Annotated[
    bool | None, typer.Option("--active/--inactive", help="Whether the course is offered.")
]
Clear: TypeAlias = Annotated[
    list[Clearable] | None,
    typer.Option(
        "--clear",
        metavar="FIELD",
        help="Make this field null, repeatable: description, cover-picture.",
    ),
]


@app.command()
@formatted
def create(  # noqa: PLR0913 - each option is a parameter
    context: typer.Context,
    *,
    name: Annotated[str, NAME],
    teacher: Annotated[int, TEACHER],
    grade: Annotated[int, GRADE],
    description: Description = None,
    picture: Picture = None,
    active: Active = None,
    wanted: Formats,
) -> None:
    """Create a course. Its subject is the teacher's."""
    operator: Operator = context.obj
    fields = given(
        name=name,
        teacher=teacher,
        grade=grade,
        description=description,
        cover_picture=picture,
        is_active=active,
    )
    with operator.client() as client:
        show_one(operator, client.courses.create(**fields), wanted)


@app.command()
@formatted
def update(  # noqa: PLR0913 - each option is a parameter
    context: typer.Context,
    course_id: CourseId,
    *,
    name: Annotated[str | None, NAME] = None,
    teacher: Annotated[int | None, TEACHER] = None,
    grade: Annotated[int | None, GRADE] = None,
    description: Description = None,
    picture: Picture = None,
    active: Active = None,
    clear: Clear = None,
    wanted: Formats,
) -> None:
    """Change the fields of a course that are given, and no other.

    Without any it shows the course as it is: the API has no other way to read one.
    """
    operator: Operator = context.obj
    fields = changes(
        clear,
        name=name,
        teacher=teacher,
        grade=grade,
        description=description,
        cover_picture=picture,
        is_active=active,
    )
    with operator.client() as client:
        show_one(operator, client.courses.update(course_id, **fields), wanted)


@app.command()
@formatted
def replace(  # noqa: PLR0913 - each option is a parameter
    context: typer.Context,
    course_id: CourseId,
    *,
    name: Annotated[str, NAME],
    teacher: Annotated[int, TEACHER],
    grade: Annotated[int, GRADE],
    description: Description = None,
    picture: Picture = None,
    active: Active = None,
    clear: Clear = None,
    wanted: Formats,
) -> None:
    """Replace a course: needs what creation needs; teacher and grade must be the present ones.

    An optional field that is left out keeps its value.
    """
    operator: Operator = context.obj
    fields = changes(
        clear,
        name=name,
        teacher=teacher,
        grade=grade,
        description=description,
        cover_picture=picture,
        is_active=active,
    )
    with operator.client() as client:
        show_one(operator, client.courses.replace(course_id, **fields), wanted)


@app.command()
def delete(
    context: typer.Context,
    course_id: CourseId,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Delete without asking.")] = False,
) -> None:
    """Delete a course with its topics, lectures and unused codes.

    Says what will go and asks. A course that has students is not deleted.
    """
    operator: Operator = context.obj
    if not (yes or sys.stdin.isatty()):
        raise WrongUsageError("There is no terminal to ask whether to delete: pass --yes")
    with operator.client() as client:
        if not yes and not typer.confirm(question(client, course_id), err=True):
            raise OperatorError("Nothing was deleted")
        client.courses.delete(course_id)
    operator.errors.print(f"Deleted course {course_id}")


def question(client: "SiteOwner", course_id: int) -> str:
    """What will go, and whether that is meant."""
    course = client.revenue.course(course_id)
    codes = client.recharge_codes.list(course=course_id, is_used=False, page_size=1).count
    return (
        f"Delete course {course_id}, {printable(course.course_name)}, with "
        f"{len(course.topics):,} topics, {len(course.lectures):,} lectures "
        f"and {codes:,} unused codes?"
    )
