"""`siteowner teachers`: list, retrieve, create, update, replace. The API deletes no teacher."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from siteowner_sdk.cli.fields import changes, given
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
from siteowner_sdk.cli.passwords import (
    AskPassword,
    PasswordStdin,
    changed_password,
    new_password,
)

if TYPE_CHECKING:
    from siteowner_sdk.cli.operator import Operator
    from siteowner_sdk.models import Teacher

__all__ = ["app"]


class Clearable(StrEnum):
    """The fields that may be null, as options are spelt."""

    SECONDARY_PHONE = "secondary-phone"
    PROFILE_PICTURE = "profile-picture"
    BIOGRAPHY = "biography"
    FACEBOOK = "facebook"
    VIDEO_SECURITY = "video-security"


app: typer.Typer = typer.Typer(help="Teachers, their subjects and grades.", no_args_is_help=True)


TeacherId: TypeAlias = Annotated[int, typer.Argument(help="Id of the teacher.")]
USERNAME = typer.Option(help="Name to log in with.")
NAME = typer.Option(help="The teacher's name.")
PHONE = typer.Option(help="Egyptian mobile number of 11 digits.")
GMAIL = typer.Option(help="E-mail address.")
GENDER = typer.Option(help="Gender.")
SUBJECT = typer.Option(help="Id of the subject.")
GRADES = typer.Option(help="Id of a grade; repeatable.")
Gender: TypeAlias = Literal["male", "female"]
SecondaryPhone: TypeAlias = Annotated[
    str | None, typer.Option(help="A second Egyptian mobile number.")
]
Biography: TypeAlias = Annotated[str | None, typer.Option(help="About the teacher.")]
Facebook: TypeAlias = Annotated[str | None, typer.Option(help="URL of a Facebook page.")]
VideoSecurity: TypeAlias = Annotated[int | None, typer.Option(help="Id of the video security.")]
Picture: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--picture",
        "--profile-picture",
        exists=True,
        dir_okay=False,
        help="A JPEG, PNG or WebP picture of at most 5 MiB.",
    ),
]
Active: TypeAlias = Annotated[
    bool | None, typer.Option("--active/--inactive", help="Whether the teacher can log in.")
]
Clear: TypeAlias = Annotated[
    list[Clearable] | None,
    typer.Option(
        "--clear",
        metavar="FIELD",
        help="Make this field null, repeatable: "
        "secondary-phone, profile-picture, biography, facebook, video-security.",
    ),
]

COLUMNS: "tuple[Column[Teacher], ...]" = (
    field_column("id", justify="right"),
    field_column("name"),
    Column("subject", lambda teacher: teacher.subject_detail),
    Column("grades", lambda teacher: teacher.grades_detail),
    Column("active", lambda teacher: teacher.is_active),
    field_column("phone"),
    field_column("gmail"),
    field_column("username"),
)


@app.command("list")
@formatted
def list_teachers(  # noqa: PLR0913 - each option is a parameter
    context: typer.Context,
    *,
    active: Annotated[
        bool | None,
        typer.Option("--active/--inactive", help="Only those who can log in, or who can't."),
    ] = None,
    subject: Annotated[int | None, typer.Option(help="Only of the subject with this id.")] = None,
    grades: Annotated[
        int | None, typer.Option(help="Only those who teach the grade with this id.")
    ] = None,
    search: Annotated[
        str | None, typer.Option(help="Only those whose name has every word of this text.")
    ] = None,
    all_: Whole = False,
    limit: Limit = None,
    page: PageNumber = None,
    page_size: PageSize = None,
    wanted: Formats,
) -> None:
    """List teachers, on all pages."""
    from siteowner_sdk.models import Teacher

    operator: Operator = context.obj
    filters = given(is_active=active, subject=subject, grades=grades, search=search)
    reach = Reach(limit, page, page_size)
    with operator.client() as client:
        teachers = client.teachers
        rows = whole(teachers.all, filters, reach) if all_ else items(teachers.list, filters, reach)
        show_rows(operator, rows, View(Teacher, COLUMNS), wanted)


@app.command("show", hidden=True)
@app.command("retrieve")
@formatted
def retrieve(
    context: typer.Context,
    teacher_id: TeacherId,
    *,
    wanted: Formats,
) -> None:
    """Retrieve a teacher, with every field."""
    operator: Operator = context.obj
    with operator.client() as client:
        show_one(operator, client.teachers.retrieve(teacher_id), wanted)


@app.command()
@formatted
def create(  # noqa: PLR0913 - each option is a parameter
    context: typer.Context,
    *,
    username: Annotated[str, USERNAME],
    name: Annotated[str, NAME],
    phone: Annotated[str, PHONE],
    gmail: Annotated[str, GMAIL],
    gender: Annotated[Gender, GENDER],
    subject: Annotated[int, SUBJECT],
    grades: Annotated[list[int], GRADES],
    secondary_phone: SecondaryPhone = None,
    picture: Picture = None,
    biography: Biography = None,
    facebook: Facebook = None,
    active: Active = None,
    video_security: VideoSecurity = None,
    password_stdin: PasswordStdin = False,
    wanted: Formats,
) -> None:
    """Create a teacher. Asks for the password, which is no option."""
    operator: Operator = context.obj
    fields = given(
        username=username,
        name=name,
        phone=phone,
        gmail=gmail,
        gender=gender,
        subject=subject,
        grades=grades,
        secondary_phone=secondary_phone,
        profile_picture=picture,
        biography=biography,
        facebook=facebook,
        is_active=active,
        video_security=video_security,
    )
    password = new_password(password_stdin=password_stdin)
    with operator.client() as client:
        teacher = client.teachers.create(password=password, **fields)
        show_one(operator, teacher, wanted)


@app.command()
@formatted
def update(  # noqa: PLR0913 - each option is a parameter
    context: typer.Context,
    teacher_id: TeacherId,
    *,
    username: Annotated[str | None, USERNAME] = None,
    name: Annotated[str | None, NAME] = None,
    phone: Annotated[str | None, PHONE] = None,
    gmail: Annotated[str | None, GMAIL] = None,
    gender: Annotated[Gender | None, GENDER] = None,
    subject: Annotated[int | None, SUBJECT] = None,
    grades: Annotated[list[int] | None, GRADES] = None,
    secondary_phone: SecondaryPhone = None,
    picture: Picture = None,
    biography: Biography = None,
    facebook: Facebook = None,
    active: Active = None,
    video_security: VideoSecurity = None,
    clear: Clear = None,
    ask_password: AskPassword = False,
    password_stdin: PasswordStdin = False,
    wanted: Formats,
) -> None:
    """Change the fields of a teacher that are given, and no other.

    The password is changed with --ask-password or --password-stdin alone.
    """
    operator: Operator = context.obj
    fields = changes(
        clear,
        password=changed_password(ask_password=ask_password, password_stdin=password_stdin),
        username=username,
        name=name,
        phone=phone,
        gmail=gmail,
        gender=gender,
        subject=subject,
        grades=grades,
        secondary_phone=secondary_phone,
        profile_picture=picture,
        biography=biography,
        facebook=facebook,
        is_active=active,
        video_security=video_security,
    )
    with operator.client() as client:
        show_one(operator, client.teachers.update(teacher_id, **fields), wanted)


@app.command()
@formatted
def replace(  # noqa: PLR0913 - each option is a parameter
    context: typer.Context,
    teacher_id: TeacherId,
    *,
    username: Annotated[str, USERNAME],
    name: Annotated[str, NAME],
    phone: Annotated[str, PHONE],
    gmail: Annotated[str, GMAIL],
    gender: Annotated[Gender, GENDER],
    subject: Annotated[int, SUBJECT],
    grades: Annotated[list[int], GRADES],
    secondary_phone: SecondaryPhone = None,
    picture: Picture = None,
    biography: Biography = None,
    facebook: Facebook = None,
    active: Active = None,
    video_security: VideoSecurity = None,
    clear: Clear = None,
    password_stdin: PasswordStdin = False,
    wanted: Formats,
) -> None:
    """Replace a teacher: needs what creation needs, the password too.

    An optional field that is left out keeps its value.
    """
    operator: Operator = context.obj
    fields = changes(
        clear,
        username=username,
        name=name,
        phone=phone,
        gmail=gmail,
        gender=gender,
        subject=subject,
        grades=grades,
        secondary_phone=secondary_phone,
        profile_picture=picture,
        biography=biography,
        facebook=facebook,
        is_active=active,
        video_security=video_security,
    )
    password = new_password(password_stdin=password_stdin)
    with operator.client() as client:
        teacher = client.teachers.replace(teacher_id, password=password, **fields)
        show_one(operator, teacher, wanted)
