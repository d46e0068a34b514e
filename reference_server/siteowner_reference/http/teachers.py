"""Teachers."""

from collections.abc import Mapping
from typing import Annotated

from siteowner_reference.db.queries import teachers as queries
from siteowner_reference.db.rows import Row
from siteowner_reference.domain import teachers
from siteowner_reference.drf.fields import (
    BooleanField,
    ManyRelatedField,
    PrimaryKeyRelatedField,
    URLField,
)
from siteowner_reference.drf.filters import (
    QueryField,
    boolean,
    integer,
    parse_filters,
    parse_search,
)
from siteowner_reference.drf.parsers import MULTIPART
from siteowner_reference.drf.serializers import Serializer
from siteowner_reference.http.fields import (
    Gender,
    Gmail,
    LongText,
    Name,
    OptionalPhone,
    OptionalPicture,
    Password,
    Phone,
    Username,
)
from siteowner_reference.http.listing import page_or_all
from siteowner_reference.http.operations import Answer, Router
from siteowner_reference.http.request import APIRequest

FILTERS: Mapping[str, QueryField] = {"is_active": boolean, "subject": integer, "grades": integer}

router = Router()


class TeacherSerializer(Serializer):
    """What POST (TCH-15) and PUT (TCH-21) need, and PATCH may have; a new one is active (TCH-7)."""

    username: Username
    password: Password
    name: Name
    phone: Phone
    secondary_phone: OptionalPhone = None
    gmail: Gmail
    gender: Gender
    profile_picture: OptionalPicture = None
    biography: LongText = None
    facebook: Annotated[str | None, URLField(allow_null=True)] = None
    is_active: Annotated[bool, BooleanField()] = True
    subject: Annotated[int, PrimaryKeyRelatedField(relation="subject")]
    grades: Annotated[list[int], ManyRelatedField(relation="grade")]
    video_security: Annotated[
        int | None, PrimaryKeyRelatedField(relation="video_security", allow_null=True)
    ] = None


@router.operation("teachers_list", "GET", "/teachers/")
def teachers_list(request: APIRequest) -> Answer:
    """Lists teachers by name and filters (TCH-1 to TCH-4)."""
    filters = parse_filters(request.query, FILTERS)
    listing = queries.listing(filters, parse_search(request.query))
    return page_or_all(request, listing, lambda rows: _represent(request, rows))


@router.operation("teachers_create", "POST", "/teachers/", consumes=MULTIPART)
def teachers_create(request: APIRequest) -> Answer:
    """Makes a teacher (TCH-6)."""
    teacher_id = teachers.create(request.work, request.validated(TeacherSerializer))
    return Answer(_teacher(request, teacher_id), 201)


@router.operation("teachers_retrieve", "GET", "/teachers/{id}/")
def teachers_retrieve(request: APIRequest) -> Answer:
    """Gives one teacher (TCH-5)."""
    return Answer(_teacher(request, request.path_id("id")))


@router.operation("teachers_update", "PUT", "/teachers/{id}/", consumes=MULTIPART)
@router.operation("teachers_partial_update", "PATCH", "/teachers/{id}/", consumes=MULTIPART)
def teachers_update(request: APIRequest) -> Answer:
    """Changes a teacher (TCH-20 to TCH-22)."""
    teacher = teachers.existing(request.work, request.path_id("id"))
    values = request.validated(TeacherSerializer, except_user_id=teacher["user_id"])
    teachers.update(request.work, teacher, values)
    return Answer(_teacher(request, teacher["id"]))


def _teacher(request: APIRequest, teacher_id: int) -> Row:
    return _represent(request, [teachers.existing(request.work, teacher_id)])[0]


def _represent(request: APIRequest, rows: list[Row]) -> list[Row]:
    return [
        {**row, "profile_picture": request.media_url(row["profile_picture"])}
        for row in teachers.with_details(request.work, rows)
    ]
