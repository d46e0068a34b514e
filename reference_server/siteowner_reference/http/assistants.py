"""Assistants."""

from siteowner_reference.db.queries import assistants as queries
from siteowner_reference.drf.filters import integer, parse_filters, parse_search
from siteowner_reference.http.listing import page
from siteowner_reference.http.operations import Answer, Router
from siteowner_reference.http.request import APIRequest

router = Router()


@router.operation("assistants_list", "GET", "/assistants/")
def assistants_list(request: APIRequest) -> Answer:
    """Lists the assistants of all teachers (AST-1 to AST-3)."""
    filters = parse_filters(request.query, {"teacher": integer})
    return page(request, queries.listing(filters, parse_search(request.query)))
