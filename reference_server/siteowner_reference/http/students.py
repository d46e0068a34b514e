"""Students."""

from collections.abc import Mapping
from typing import Annotated

from siteowner_reference.db.queries import students as queries
from siteowner_reference.domain import students
from siteowner_reference.drf.fields import BooleanField, ChoiceField
from siteowner_reference.drf.filters import (
    QueryField,
    choice,
    integer,
    parse_filters,
    parse_search,
)
from siteowner_reference.drf.serializers import Serializer
from siteowner_reference.http.listing import page_or_all
from siteowner_reference.http.operations import Answer, Router
from siteowner_reference.http.request import APIRequest

FILTERS: Mapping[str, QueryField] = {
    "status": choice(students.STATUSES),
    "grade": integer,
    "school_type": integer,
}

router = Router()


class StudentSerializer(Serializer):
    """The two fields that can be changed (STU-11); a status is one of five (STU-10)."""

    status: Annotated[str, ChoiceField(choices=students.STATUSES)]
    is_active: Annotated[bool, BooleanField()]


@router.operation("students_list", "GET", "/students/")
def students_list(request: APIRequest) -> Answer:
    """Lists students by name, code, national id and filters (STU-1 to STU-4)."""
    filters = parse_filters(request.query, FILTERS)
    return page_or_all(request, queries.listing(filters, parse_search(request.query)))


@router.operation("students_retrieve", "GET", "/students/{id}/")
def students_retrieve(request: APIRequest) -> Answer:
    """Gives one student (STU-5)."""
    return Answer(students.existing(request.work, request.path_id("id")))


@router.operation("students_partial_update", "PATCH", "/students/{id}/")
def students_partial_update(request: APIRequest) -> Answer:
    """Changes status and flag, and answers these two alone (STU-6)."""
    student = students.existing(request.work, request.path_id("id"))
    return Answer(students.update(request.work, student, request.validated(StudentSerializer)))
