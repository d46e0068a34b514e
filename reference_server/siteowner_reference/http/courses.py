"""Courses."""

from typing import Annotated

from siteowner_reference.db.rows import Row
from siteowner_reference.domain import courses
from siteowner_reference.drf.fields import BooleanField, PrimaryKeyRelatedField
from siteowner_reference.drf.parsers import MULTIPART
from siteowner_reference.drf.serializers import Serializer
from siteowner_reference.http.fields import LongText, Name, OptionalPicture
from siteowner_reference.http.operations import Answer, Router
from siteowner_reference.http.request import APIRequest

router = Router()


class CourseSerializer(Serializer):
    """What POST and PUT need (CRS-11), and PATCH may have; the subject is the teacher's (CRS-2)."""

    name: Name
    teacher: Annotated[int, PrimaryKeyRelatedField(relation="teacher")]
    grade: Annotated[int, PrimaryKeyRelatedField(relation="grade")]
    description: LongText = None
    cover_picture: OptionalPicture = None
    is_active: Annotated[bool, BooleanField()] = True


@router.operation("courses_create", "POST", "/courses/", consumes=MULTIPART)
def courses_create(request: APIRequest) -> Answer:
    """Makes a course (CRS-1 to CRS-4)."""
    course_id = courses.create(request.work, request.validated(CourseSerializer))
    return Answer(_course(request, course_id), 201)


@router.operation("courses_update", "PUT", "/courses/{id}/", consumes=MULTIPART)
@router.operation("courses_partial_update", "PATCH", "/courses/{id}/", consumes=MULTIPART)
def courses_update(request: APIRequest) -> Answer:
    """Changes a course (CRS-5 to CRS-8)."""
    course = courses.existing(request.work, request.path_id("id"))
    courses.update(request.work, course, request.validated(CourseSerializer))
    return Answer(_course(request, course["id"]))


@router.operation("courses_destroy", "DELETE", "/courses/{id}/")
def courses_destroy(request: APIRequest) -> Answer:
    """Deletes a course without students (CRS-9, CRS-10)."""
    courses.delete(request.work, courses.existing(request.work, request.path_id("id")))
    return Answer(None, 204)


def _course(request: APIRequest, course_id: int) -> Row:
    row = courses.existing(request.work, course_id)
    return {**row, "cover_picture": request.media_url(row["cover_picture"])}
