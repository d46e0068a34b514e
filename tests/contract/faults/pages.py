"""Faults of pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from sqlalchemy import func, select

from siteowner_reference.db.queries import assistants
from siteowner_reference.db.queries.listing import Listing
from siteowner_reference.db.tables import Assistant
from siteowner_reference.drf import pagination
from siteowner_reference.drf.pagination import Page
from tests.contract.faults.breaking import (
    answers,
    asked,
    paged,
    requests,
    sets,
    statuses,
)
from tests.contract.faults.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    import pytest
    from sqlalchemy.orm import Session

    from siteowner_reference.db.rows import Row
    from tests.contract.faults.fault import Patch
    from tests.contract.sabotage import JSON, Request

TEACHERS, STUDENTS = "/teachers/", "/students/"
ASSISTANTS, CODES = "/assistants/", "/recharge-codes/"


def _links(change: Callable[[str], str | None], *names: str) -> Callable[[JSON], JSON]:
    """The links of an envelope are other ones, where there are any."""

    def changed(body: JSON) -> JSON:
        links = {name: change(body[name]) for name in names or ("next",) if body.get(name)}
        return {**body, **links}

    return paged(changed)


def _keeping(*kept: str) -> Callable[[str], str]:
    """A link that forgets all parameters but these."""

    def change(link: str) -> str:
        pairs = [pair for pair in parse_qsl(urlsplit(link).query) if pair[0] in kept]
        return f"{link.partition('?')[0]}?{urlencode(pairs)}"

    return change


def _forgetting(name: str) -> Callable[[str], str]:
    """A link that forgets one parameter."""

    def change(link: str) -> str:
        pairs = [pair for pair in parse_qsl(urlsplit(link).query) if pair[0] != name]
        return f"{link.partition('?')[0]}?{urlencode(pairs)}"

    return change


def _row_skipped(body: JSON) -> JSON:
    return {**body, "results": body["results"][1:]} if body.get("previous") else body


def _next_after_the_last(request: Request, body: JSON) -> JSON:
    if not isinstance(body, dict) or body["next"] or not body["results"]:
        return body
    page = int(request.asks("page") or 1)
    url = f"http://testserver/api{request.path.removeprefix('/api')}"
    return {**body, "next": f"{url}?{urlencode({'page': page + 1})}"}


def _sized(size: Callable[[Page], int]) -> Patch:
    return lambda m: m.setattr(Page, "last", property(lambda page: max(1, size(page))))


def _one_row_early(m: pytest.MonkeyPatch) -> None:
    m.setattr(Page, "offset", property(lambda page: max(0, (page.number - 1) * page.size - 1)))


def _unordered_after_the_first_page(m: pytest.MonkeyPatch) -> None:
    part = Listing.part

    def unordered(
        listing: Listing, session: Session, offset: int, limit: int, count: int
    ) -> Sequence[Row]:
        orders = [order.reversed() if offset else order for order in listing.orders]
        return part(replace(listing, orders=orders), session, offset, limit, count)

    m.setattr(Listing, "part", unordered)


def _newest_first(m: pytest.MonkeyPatch) -> None:
    listing = assistants.listing

    def reversed_listing(filters: Mapping[str, Any], words: Sequence[str]) -> Listing:
        found = listing(filters, words)
        return replace(found, orders=[order.reversed() for order in found.orders])

    m.setattr(assistants, "listing", reversed_listing)


def _count_without_filter(m: pytest.MonkeyPatch) -> None:
    listing = assistants.listing

    def miscounted(filters: Mapping[str, Any], words: Sequence[str]) -> Listing:
        return replace(listing(filters, words), counting=select(func.count(Assistant.id)))

    m.setattr(assistants, "listing", miscounted)


def _page_number(change: Callable[[int, Page], int]) -> Patch:
    number_of = pagination._page_number

    def number(text: str, size: int, count: int) -> int:
        return change(number_of(text, size, count), Page(1, size, count))

    return lambda m: m.setattr(pagination, "_page_number", number)


FAULTS = (
    Fault(
        "count_of_page",
        "GEN-3",
        "`count` is the length of the page, not of the filtered set.",
        answers("GET", STUDENTS, paged(sets(count=20))),
    ),
    Fault(
        "count_differs_by_page",
        "GEN-3",
        "`count` is what is left from this page on.",
        asked(
            "GET",
            TEACHERS,
            lambda request, body: (
                sets(count=lambda n: n - int(request.asks("page") or 1) + 1)(body)
                if isinstance(body, dict)
                else body
            ),
        ),
    ),
    Fault(
        "count_without_filter",
        "GEN-3",
        "`count` comes from the query set before it was filtered.",
        patch=_count_without_filter,
    ),
    Fault(
        "next_without_filter",
        "GEN-3",
        "The link to the next page is put together by hand and forgets the filters.",
        answers("GET", STUDENTS, _links(_keeping("page", "page_size"))),
    ),
    Fault(
        "next_without_search",
        "GEN-3",
        "The link to the next page keeps the filters of the filter set, but not the search.",
        answers("GET", STUDENTS, _links(_forgetting("search"))),
    ),
    Fault(
        "next_without_page_size",
        "GEN-3",
        "The link to the next page forgets the size of the page, so rows are skipped or repeated.",
        answers("GET", CODES, _links(_forgetting("page_size"))),
    ),
    Fault(
        "next_after_the_last",
        "GEN-3",
        "There is a link to a next page whenever this one has any row.",
        asked("GET", ASSISTANTS, _next_after_the_last),
    ),
    Fault(
        "next_is_a_path",
        "GEN-3",
        "The links are paths without a host.",
        answers("GET", TEACHERS, _links(lambda link: "/" + link.split("/", 3)[-1])),
    ),
    Fault(
        "previous_missing",
        "GEN-3",
        "`previous` is always null: the front end had no button for it.",
        answers("GET", STUDENTS, paged(sets(previous=None))),
    ),
    Fault(
        "previous_on_the_first",
        "GEN-3",
        "`previous` of the first page is the page itself.",
        answers("GET", CODES, paged(sets(previous=lambda link: link or "http://localhost/"))),
    ),
    Fault(
        "row_skipped",
        "GEN-3",
        "Every page after the first starts one row late.",
        answers("GET", CODES, paged(_row_skipped)),
    ),
    Fault(
        "row_repeated",
        "GEN-3",
        "Every page after the first starts with the last row of the one before.",
        patch=_one_row_early,
    ),
    Fault(
        "last_rows_lost",
        "GEN-3",
        "Pages are counted rounding down, so a last page that is not full is never reached.",
        patch=_sized(lambda page: page.count // page.size),
    ),
    Fault(
        "empty_page_at_the_end",
        "GEN-3",
        "Pages are counted as count // size + 1: one too many where the size divides the count.",
        patch=_sized(lambda page: page.count // page.size + 1),
    ),
    Fault(
        "order_lost_after_the_first_page",
        "GEN-3",
        "The query set has no order, and the database gives later pages in another one.",
        patch=_unordered_after_the_first_page,
    ),
    Fault(
        "newest_first",
        "GEN-3",
        "The model's default ordering is by -id.",
        patch=_newest_first,
    ),
    Fault(
        "page_ignored",
        "GEN-3",
        "Every page is the first one, with a link to the second.",
        requests("GET", TEACHERS, lambda request: request.without("page")),
    ),
    Fault(
        "page_size_ignored",
        "GEN-3",
        "The paginator has no page_size_query_param.",
        requests("GET", ASSISTANTS, lambda request: request.without("page_size")),
    ),
    Fault(
        "default_page_of_ten",
        "GEN-3",
        "PAGE_SIZE is 10.",
        patch=lambda m: m.setattr(pagination, "PAGE_SIZE", 10),
    ),
    Fault(
        "bare_array",
        "GEN-3",
        "A list is not paged at all.",
        answers("GET", ASSISTANTS, lambda body: body["results"]),
    ),
    Fault(
        "page_past_the_end",
        "GEN-14",
        "A page that is not there is answered as an empty one.",
        statuses("GET", TEACHERS, old=404, new=200),
    ),
    Fault(
        "last_page_instead",
        "GEN-14",
        "The paginator is Django's get_page, which gives the last page for any that is past it.",
        patch=_page_number(lambda number, page: min(number, page.last)),
    ),
    Fault(
        "page_zero_is_the_first",
        "GEN-14",
        "A number below one is taken as the first page.",
        patch=_page_number(lambda number, _: max(1, number)),
    ),
)
