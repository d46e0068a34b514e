"""Recharge codes."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Annotated

from siteowner_reference.db.queries import recharge_codes as queries
from siteowner_reference.domain import recharge_codes
from siteowner_reference.drf.fields import DateTimeField, DecimalField, PrimaryKeyRelatedField
from siteowner_reference.drf.filters import (
    QueryField,
    boolean,
    integer,
    parse_filters,
    parse_ordering,
)
from siteowner_reference.drf.serializers import Serializer
from siteowner_reference.http.listing import page
from siteowner_reference.http.operations import Answer, Router
from siteowner_reference.http.request import APIRequest

FILTERS: Mapping[str, QueryField] = {"course": integer, "is_used": boolean}
DEFAULT_ORDERING = "-created_at"

router = Router()


class RechargeCodeSerializer(Serializer):
    """What a code is made of: one course (COD-10), and a value of 1.00 or more (COD-4)."""

    course: Annotated[int, PrimaryKeyRelatedField(relation="course")]
    value: Annotated[Decimal, DecimalField(max_digits=10, decimal_places=2, min_value=1)]
    expires_at: Annotated[datetime | None, DateTimeField(allow_null=True)] = None


@router.operation("recharge_codes_list", "GET", "/recharge-codes/")
def recharge_codes_list(request: APIRequest) -> Answer:
    """Lists codes by filters (COD-7, COD-8), in the order that is asked for (COD-9)."""
    filters = parse_filters(request.query, FILTERS)
    ordering = parse_ordering(request.query, queries.ORDERINGS, DEFAULT_ORDERING)
    return page(request, queries.listing(filters, ordering))


@router.operation("recharge_codes_create", "POST", "/recharge-codes/")
def recharge_codes_create(request: APIRequest) -> Answer:
    """Makes a code (COD-1 to COD-6)."""
    values = request.validated(RechargeCodeSerializer)
    code_id = recharge_codes.create(request.work, request.account, values)
    return Answer(queries.by_id(request.work.session, code_id), 201)
