"""GEN: pages, the whole set at once, and filters given together."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from siteowner_contract.checks.filters import first_values, is_filtered_by
from siteowner_contract.judge import Skip
from siteowner_contract.listing import Listing
from siteowner_contract.registry import check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from siteowner_contract.context import Context
    from siteowner_contract.openapi import JSON

LISTS = ("teachers_list", "students_list", "assistants_list", "recharge_codes_list")
FILTERS: dict[str, tuple[tuple[str, Callable[[JSON], JSON]], ...]] = {
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
    "recharge_codes_list": (
        ("course", lambda code: [code["course"]]),
        ("is_used", lambda code: [code["is_used"]]),
    ),
}


@check("GEN-3")
def pages(ctx: Context) -> None:
    """Four pages or so of every list, and of one filtered, hold everything once."""
    for operation, query in _lists_to_walk(ctx):
        whole = ctx.listing(operation, **query)
        size = max(1, -(-whole.count // 4))
        walked = ctx.paged(operation, page_size=size, **query)
        _is_well_linked(ctx, walked)
        ctx.must.equal(walked.first, len(walked.items), walked.count, "count")
        ctx.must.equal(walked.first, _once(walked), walked.ids, "ids on all pages")
        ctx.must.equal(walked.first, set(whole.ids), set(walked.ids), "ids on all pages")
        if len(walked.pages) > 1:
            first_page = walked.first.json["results"]
            ctx.should.equal(walked.first, size, len(first_page), "length of a page of page_size")


@check("GEN-4")
def all_at_once(ctx: Context) -> None:
    """`all=true` has what the pages have, with and without a filter."""
    for operation in ("teachers_list", "students_list"):
        for query in ({}, _one_filter(ctx, operation)):
            walked = ctx.listing(operation, **query)
            answer = ctx.call(operation, all="true", **query)
            body = ctx.must.answers(answer, 200)
            whole = Listing((answer,))
            ctx.must.equal(answer, sorted(walked.ids), sorted(whole.ids), "ids with all=true")
            if isinstance(body, dict):
                links = body.get("next"), body.get("previous")
                ctx.must.equal(answer, (None, None), links, "next and previous with all=true")


@check("GEN-8")
def filters_together(ctx: Context) -> None:
    """Two or three filters given together keep exactly what matches each of them."""
    for operation, filters in FILTERS.items():
        items = ctx.listing(operation).items
        for example in first_values(ctx.random, items, lambda item: [item["id"]]):
            item = next(item for item in items if item["id"] == example)
            query = {name: value for name, value in _values(filters, item) if value is not None}
            is_filtered_by(ctx, ctx.should, operation, query, _matches(filters, query))


@check("GEN-14")
def no_such_page(ctx: Context) -> None:
    """A page far past the last one is not found."""
    for operation in LISTS:
        answer = ctx.call(operation, page=1_000_000)
        if ctx.should.status(answer, 404):
            ctx.should.says(answer, "Invalid page.")


def _lists_to_walk(ctx: Context) -> Iterator[tuple[str, dict[str, JSON]]]:
    for operation in LISTS:
        yield operation, {}
    for operation in FILTERS:
        try:
            yield operation, _one_filter(ctx, operation)
        except Skip as reason:
            ctx.note(str(reason))


def _one_filter(ctx: Context, operation: str) -> dict[str, JSON]:
    """The filter value that most items of the list have."""
    name, values_of = FILTERS[operation][-1 if operation == "recharge_codes_list" else 0]
    values = [value for item in ctx.listing(operation).items for value in values_of(item)]
    if not values:
        raise Skip(f"needs {operation} to have an item")
    return {name: max(values, key=values.count)}


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


def _is_absolute(link: JSON) -> bool:
    return isinstance(link, str) and bool(urlsplit(link).scheme and urlsplit(link).netloc)


def _once(walked: Listing) -> list[int]:
    return list(dict.fromkeys(walked.ids))


def _values(
    filters: tuple[tuple[str, Callable[[JSON], JSON]], ...], item: JSON
) -> Iterator[tuple[str, JSON]]:
    for name, values_of in filters:
        yield name, next(iter(values_of(item)), None)


def _matches(
    filters: tuple[tuple[str, Callable[[JSON], JSON]], ...], query: dict[str, JSON]
) -> Callable[[JSON], bool]:
    asked = [(values_of, query[name]) for name, values_of in filters if name in query]
    return lambda item: all(value in values_of(item) for values_of, value in asked)
