"""How a walk over pages goes on, and how it ends where a backend's links lead round in circles."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Generic, TypeVar
from urllib.parse import parse_qsl, urlsplit

from .deviations import Deviation
from .response import no_such_answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..errors import APIResponseValidationError
    from .call import Caller
    from .exchange import Exchange
    from .flow import Flow
    from .pages import Envelope
    from .request import Call, Query

T = TypeVar("T")

PAGE_NUMBER = "page"
# Of a number that any list has; with more it is a link like any other.
DIGITS = 18


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a walk has been.

    Of numbered pages only the last number and the last items are kept, so that a walk over any
    number of pages needs no more memory than one over two. Links without numbers are all kept.

    Attributes:
        given: How many items there were so far; None where the walk began amid the list.
        number: Number of the last page, from 1.
        queries: Queries of the pages without a number.
        results: Items of the last page.
    """

    given: int | None = None
    number: int = 1
    queries: frozenset[Query] = field(default=frozenset(), repr=False)
    results: Sequence[object] = field(default=(), repr=False)

    def onto(self, query: Query, results: Sequence[object]) -> Trail:
        """The walk with one more page."""
        number = _page_number(query)
        given = None if self.given is None else self.given + len(results)
        if number is None:
            return Trail(given, self.number, self.queries | {query}, results)
        return Trail(given, number, self.queries, results)

    def leads_back(self, query: Query) -> bool:
        """Whether a link leads to a page that there was already."""
        number = _page_number(query)
        return query in self.queries if number is None else number <= self.number

    def repeats(self, results: Sequence[object]) -> bool:
        """Whether a page is the last one again, under another link."""
        return bool(results) and results == self.results

    def is_complete(self, count: int) -> bool:
        """Whether no item is known to be missing."""
        return self.given is None or self.given >= count


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """A page on a walk.

    Attributes:
        operation_id: Id of the operation that gave it.
        envelope: The page as the server sent it.
        trail: The walk until here, with this page.
        onward: The call for the page after it; None where there is none.
        error: Why there is none though items are missing.
    """

    operation_id: str
    envelope: Envelope[T] = field(repr=False)
    trail: Trail
    onward: Call[Envelope[T]] | None
    error: APIResponseValidationError | None = None


def next_call(call: Call[T], url: str) -> Call[T] | None:
    """The call for the page at a URL; None where the URL names none.

    Of the URL only the query is used: a backend behind a proxy names its own origin, to which no
    credentials may go. So one without a query would lead into the whole list, past its filters.
    """
    try:
        query = tuple(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    except ValueError:  # such as a bracket that no other one closes
        return None
    return replace(call, query=query) if query else None


def first(caller: Caller, call: Call[Envelope[T]]) -> Flow[Leaf[T]]:
    """The page that a walk begins with."""
    envelope, exchange = yield from caller.receive(call)
    return first_leaf(call, envelope, exchange)


def next_leaf(caller: Caller, before: Leaf[T]) -> Flow[Leaf[T] | None]:
    """The page after another; None after the last.

    Raises:
        APIResponseValidationError: The link leads back, and items are missing.
    """
    if before.error is not None:
        raise copy.copy(before.error)
    if before.onward is None:
        return None
    call, trail = before.onward, before.trail
    envelope, exchange = yield from caller.receive(call)
    if not trail.repeats(envelope.results):
        return leaf(call, envelope, exchange, trail)
    if trail.is_complete(envelope.count):
        return None
    again = Deviation("$.results", "the next page", "the last one again")
    raise no_such_answer(exchange, (again,))


def first_leaf(call: Call[Envelope[T]], envelope: Envelope[T], exchange: Exchange) -> Leaf[T]:
    """A page as the first of a walk."""
    return leaf(call, envelope, exchange, Trail(given=0 if envelope.previous is None else None))


def leaf(
    call: Call[Envelope[T]], envelope: Envelope[T], exchange: Exchange, before: Trail
) -> Leaf[T]:
    """A page, and how the walk goes on from it."""
    trail = before.onto(call.query, envelope.results)
    last = Leaf(call.operation.id, envelope, trail, onward=None)
    if envelope.next is None:
        return last
    onward = next_call(call, envelope.next)
    if onward is not None and not trail.leads_back(onward.query):
        return replace(last, onward=onward)
    if trail.is_complete(envelope.count):
        return last
    link = "a link to no page" if onward is None else "one that was had"
    had = f"{link}, after {trail.given:,} of {envelope.count:,} items"
    return replace(
        last, error=no_such_answer(exchange, (Deviation("$.next", "a further page", had),))
    )


def _page_number(query: Query) -> int | None:
    for name, value in query:
        if name == PAGE_NUMBER and value.isascii() and value.isdigit() and len(value) <= DIGITS:
            return int(value)
    return None
