"""GEN: pages, the whole set at once, and filters given together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hypothesis import strategies as st

from siteowner_contract.checks.filters import Filter
from siteowner_contract.checks.searches import SEARCHED, Search
from siteowner_contract.drawn import for_all
from siteowner_contract.judge import Skip
from siteowner_contract.listing import MOST_ITEMS, Listing, query_of
from siteowner_contract.registry import check
from siteowner_contract.values import instant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON

    Filters = tuple[tuple[str, Callable[[JSON], JSON]], ...]

ENVELOPE = ("count", "next", "previous", "results")
DEFAULT_SIZE = 20
MOST_ON_A_PAGE = 100
# A walk over a small list takes about so many pages.
WALK = 5
COMBINATIONS = 6
FILTERS: dict[str, Filters] = {
    "teachers_list": (
        ("is_active", lambda teacher: [teacher["is_active"]]),
        ("subject", lambda teacher: [teacher["subject_id"]]),
        ("grades", lambda teacher: teacher["grade_ids"]),
    ),
    "students_list": (
        ("status", lambda student: [student["status"]]),
        ("grade", lambda student: [student["grade"]]),
        ("school_type", lambda student: [student["school_type"]]),
    ),
    "assistants_list": (("teacher", lambda assistant: [assistant["teacher"]]),),
    "recharge_codes_list": (
        ("course", lambda code: [code["course"]]),
        ("is_used", lambda code: [code["is_used"]]),
    ),
}


@check("GEN-3")
def pages(ctx: Context) -> None:
    """A few pages of every list, and of one filtered and one searched, hold everything once."""
    for operation in FILTERS:
        first = ctx.call(operation)
        if not _is_envelope(ctx, first):
            continue
        scope = _scope(ctx, operation, first.json)
        if scope:
            first = ctx.call(operation, **scope)
        whole = ctx.listing(operation, **scope)
        ctx.should.equal(
            first,
            min(DEFAULT_SIZE, whole.count),
            len(first.json["results"]),
            "length of a page without page_size",
        )
        for size in ctx.some(sorted(_telling_sizes(whole.count)), quick=1):
            _is_walked(ctx, operation, scope, whole, size)
        _is_in_order(ctx, operation, whole)
        for query in ({**scope, **more} for more in _narrowings(ctx, operation, whole)):
            narrowed = ctx.listing(operation, **query)
            size = ctx.random.randint(max(1, narrowed.count // WALK), max(1, narrowed.count))
            _is_walked(ctx, operation, query, narrowed, min(size, MOST_ON_A_PAGE))


@check("GEN-4")
def all_at_once(ctx: Context) -> None:
    """`all=true` has what the pages have, plain, filtered and searched; `all=false` is a page."""
    for operation in ("teachers_list", "students_list"):
        scope = _scope(ctx, operation, ctx.read(operation))
        paged = ctx.listing(operation, **scope)
        for more in ({}, *_narrowings(ctx, operation, paged)):
            query = {**scope, **more}
            _is_all(ctx, operation, query, ctx.listing(operation, **query))
        shouted = ctx.call(operation, all="TRUE", **scope)
        came = sorted(Listing((shouted,)).ids)
        ctx.should.equal(shouted, sorted(paged.ids), came, "ids with all=TRUE")
        page, other = ctx.call(operation), ctx.call(operation, all="false")
        expected = Listing((page,)).ids
        ctx.should.equal(other, expected, Listing((other,)).ids, "ids with all=false")


@check("GEN-8")
def filters_together(ctx: Context) -> None:
    """Filters given together, and a search with them, keep exactly what matches each of them."""
    for operation, filters in FILTERS.items():
        whole = Filter.of(ctx, operation)
        if not (items := whole.items):
            ctx.note(f"needs {operation} to have an item")
            continue
        queries = _queries(operation, filters, items)
        for_all(ctx, queries, partial(_is_narrowed, whole), examples=COMBINATIONS)


@check("GEN-14")
def no_such_page(ctx: Context) -> None:
    """The page after the last one is not found, nor one far past it, page zero or a word."""
    for operation in FILTERS:
        first = ctx.read(operation)
        size = len(first["results"]) or DEFAULT_SIZE
        after_the_last = max(1, -(-first["count"] // size)) + 1
        for page in (after_the_last, 1_000_000, 0, "first"):
            answer = ctx.call(operation, page=page)
            if ctx.should.status(answer, 404):
                ctx.should.says(answer, "Invalid page.")


def _scope(ctx: Context, operation: str, page: JSON) -> dict[str, JSON]:
    """No filter; or of a long list as many as leave few enough items to read them all."""
    if page["count"] <= MOST_ITEMS:
        return {}
    scope: dict[str, JSON] = {}
    for name, values_of in FILTERS[operation]:
        if (value := next(iter(values_of(page["results"][0])), None)) is not None:
            scope[name] = value
        if ctx.read(operation, **scope)["count"] <= MOST_ITEMS:
            asked = "&".join(f"{key}={value}" for key, value in scope.items())
            ctx.note(f"of {operation}, which has {page['count']} items, {asked} was looked at")
            return scope
    raise Skip(f"{operation} has too many items, however filtered; needs a server with less data")


def _is_envelope(ctx: Context, answer: Exchange) -> bool:
    body = ctx.must.answers(answer, 200)
    has = isinstance(body, dict) and all(name in body for name in ENVELOPE)
    return ctx.must.holds(answer, has, f"an envelope with {', '.join(ENVELOPE)}")


def _telling_sizes(count: int) -> set[int]:
    """A size that divides the count, so that the last page is full, and one that does not."""
    least = min(MOST_ON_A_PAGE, max(1, -(-count // WALK)))
    candidates = range(least, max(least, min(count, MOST_ON_A_PAGE)) + 1)
    dividing = next((size for size in candidates if count % size == 0), least)
    other = next((size for size in candidates if count % size), least)
    return {dividing, other}


def _is_walked(
    ctx: Context, operation: str, query: dict[str, JSON], whole: Listing, size: int
) -> None:
    walked = ctx.paged(operation, page_size=size, **query)
    _is_well_linked(ctx, walked)
    ctx.must.equal(walked.first, len(walked.items), walked.count, "count")
    ctx.must.equal(walked.first, _once(walked), walked.ids, "ids on all pages")
    ctx.must.equal(walked.first, set(whole.ids), set(walked.ids), "ids on all pages")
    shown = len(walked.first.json["results"])
    ctx.should.equal(walked.first, min(size, walked.count), shown, "length of a page of page_size")


def _is_well_linked(ctx: Context, walked: Listing) -> None:
    first, last = walked.pages[0], walked.pages[-1]
    ctx.must.equal(first, None, first.json.get("previous", ...), "previous of the first page")
    ctx.must.equal(last, None, last.json.get("next", ...), "next of the last page")
    for page in walked.pages:
        for name in ("next", "previous"):
            link = page.json.get(name)
            ctx.must.holds(page, link is None or _is_absolute(link), f"{name} an absolute URL")
        ctx.must.equal(page, walked.count, page.json["count"], "count on every page")
    for page in walked.pages[1:]:
        ctx.must.holds(page, page.json.get("previous") is not None, "a previous after page one")
        ctx.must.holds(page, page.json["results"], "an item on a page that `next` leads to")
    if len(walked.pages) > 2 and last.json.get("previous"):
        before = ctx.session.call(first.operation, query=query_of(last.json["previous"]))
        came = Listing((before,)).ids
        ctx.must.equal(before, Listing(walked.pages[-2:-1]).ids, came, "ids on the previous page")


def _is_absolute(link: JSON) -> bool:
    return isinstance(link, str) and bool(urlsplit(link).scheme and urlsplit(link).netloc)


def _once(walked: Listing) -> list[int]:
    return list(dict.fromkeys(walked.ids))


def _is_in_order(ctx: Context, operation: str, whole: Listing) -> None:
    if operation == "recharge_codes_list":
        came = [instant(code["created_at"]) for code in whole.items]
        expected = sorted(came, key=str, reverse=True)
        ctx.should.equal(whole.first, expected, came, "created_at, the newest first")
    else:
        ctx.should.equal(whole.first, sorted(whole.ids), whole.ids, "ids in the default order")


def _narrowings(ctx: Context, operation: str, whole: Listing) -> Iterator[dict[str, JSON]]:
    """The filter value and the letter that most items of the list have."""
    if not whole.items:
        ctx.note(f"needs {operation} to have an item")
        return
    name, values_of = FILTERS[operation][-1 if operation == "recharge_codes_list" else 0]
    values = [value for item in whole.items for value in values_of(item)]
    yield {name: max(values, key=values.count)}
    if operation in SEARCHED:
        field = SEARCHED[operation][0]
        letters = [letter for item in whole.items for letter in set(item[field].lower())]
        yield {"search": max(filter(str.isalnum, letters), key=letters.count)}


def _is_all(ctx: Context, operation: str, query: dict[str, JSON], paged: Listing) -> None:
    answer = ctx.call(operation, all="true", **query)
    body = ctx.must.answers(answer, 200)
    whole = Listing((answer,))
    ctx.must.equal(answer, sorted(paged.ids), sorted(whole.ids), "ids with all=true")
    shown = {item["id"]: item for item in paged.items}
    other = [item["id"] for item in whole.items if item != shown.get(item["id"], item)]
    ctx.must.equal(answer, [], other, "ids of items that differ from those of the pages")
    if isinstance(body, dict):
        links = body.get("next"), body.get("previous")
        ctx.must.equal(answer, (None, None), links, "next and previous with all=true")


def _queries(
    operation: str, filters: Filters, items: Sequence[JSON]
) -> st.SearchStrategy[dict[str, JSON]]:
    """Two or more filters with values that items have, not all of the same item; or a search."""
    known: dict[str, st.SearchStrategy[JSON]] = {}
    for name, values_of in filters:
        values = {value for item in items for value in values_of(item) if value is not None}
        if values:
            known[name] = st.sampled_from(sorted(values))
    if operation in SEARCHED:
        field = SEARCHED[operation][0]
        words = {word for item in items for word in str(item[field]).split()}
        known["search"] = st.sampled_from(sorted(word for word in words if word.isalnum()))
    return st.fixed_dictionaries({}, optional=known).filter(lambda query: len(query) > 1)


def _is_narrowed(whole: Filter, ctx: Context, query: dict[str, JSON]) -> None:
    filters = {name: value for name, value in query.items() if name != "search"}
    matches = _matches(whole.operation, filters)
    if "search" in query:
        matching = [item for item in whole.items if matches(item)]
        search = Search(whole.operation, matching, matches)
        search.judge(ctx, ctx.should, query["search"], **filters)
    else:
        whole.judge(ctx, ctx.should, filters, matches)


def _matches(operation: str, query: dict[str, JSON]) -> Callable[[JSON], bool]:
    asked = [(values_of, query[name]) for name, values_of in FILTERS[operation] if name in query]
    return lambda item: all(value in values_of(item) for values_of, value in asked)
