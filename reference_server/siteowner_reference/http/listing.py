"""Lists: paged, or whole where `all=true` may ask for it."""

from collections.abc import Callable

from siteowner_reference.db.queries.listing import Listing
from siteowner_reference.db.rows import Row
from siteowner_reference.drf.pagination import envelope, requested_page
from siteowner_reference.http.operations import Answer
from siteowner_reference.http.request import APIRequest

Represent = Callable[[list[Row]], list[Row]]


def as_they_are(rows: list[Row]) -> list[Row]:
    """Represents rows that already have the fields of the answer."""
    return rows


def page(request: APIRequest, listing: Listing, represent: Represent = as_they_are) -> Answer:
    """Answers the page that is asked for (GEN-3, GEN-14)."""
    session = request.work.session
    wanted = requested_page(request.query, listing.count(session))
    rows = listing.part(session, wanted.offset, wanted.size, wanted.count)
    query = request.message.query_string
    return Answer(envelope(wanted, request.url, query, represent(rows)))


def page_or_all(
    request: APIRequest, listing: Listing, represent: Represent = as_they_are
) -> Answer:
    """Answers a page, or with `all=true` the bare list of all (GEN-4)."""
    if request.query.get("all", "").lower() == "true":
        return Answer(represent(listing.all(request.work.session)))
    return page(request, listing, represent)
