"""A list read whole: the first page, and on through `next` to the last."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from siteowner_contract.judge import Skip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON
    from siteowner_contract.session import Session

# A list of more pages is not read whole: every check that did would send hundreds of requests.
MAX_PAGES = 20
SAMPLED_PAGES = 5
# So many fit into those pages, a hundred each.
MOST_ITEMS = 2_000


@dataclass(frozen=True)
class Listing:
    """The pages of a list.

    Attributes:
        pages: The answers, in their order; all but the last are envelopes.
    """

    pages: tuple[Exchange, ...]

    @property
    def first(self) -> Exchange:
        """The first page, which is the evidence for the list as a whole."""
        return self.pages[0]

    @property
    def items(self) -> list[JSON]:
        """The items of all pages."""
        return [item for page in self.pages for item in items_of(page.json)]

    @property
    def ids(self) -> list[int]:
        """The ids of all items, in their order."""
        return [item["id"] for item in self.items]

    @property
    def count(self) -> int:
        """How many the server says there are."""
        body = self.first.json
        return len(body) if isinstance(body, list) else int(body["count"])

    @property
    def whole(self) -> bool:
        """Whether the list ends with the last of these pages."""
        last = self.pages[-1].json
        return not isinstance(last, dict) or not isinstance(last.get("next"), str)

    def reached(self, ids: set[int]) -> set[int]:
        """Those of the ids that these pages must have shown already, if the list has them at all.

        All of them when the pages are the whole list; else, in a list that is in the order of its
        ids, those up to the last one shown; and in another order none.
        """
        if self.whole:
            return ids
        shown = self.ids
        if shown == sorted(shown):
            return {one for one in ids if one <= shown[-1]}
        if shown == sorted(shown, reverse=True):
            return {one for one in ids if one >= shown[-1]}
        return set()


def items_of(body: JSON) -> list[JSON]:
    """The items of a page, of a bare array, or of nothing that is either."""
    if isinstance(body, dict):
        body = body.get("results")
    return body if isinstance(body, list) else []


def walk(session: Session, operation: str, query: Mapping[str, object]) -> Iterator[Exchange]:
    """All pages of a list, one after another.

    Raises:
        Skip: There are over twenty: told by the first page, or found out.
    """
    for number, page in enumerate(_follow(session, operation, query), 1):
        # The last page may be short, and tells nothing.
        if number > MAX_PAGES or (number == 1 and _pages_told(page) > MAX_PAGES):
            raise Skip(f"{operation} has over {MAX_PAGES} pages; needs a server with less data")
        yield page


def sample(session: Session, operation: str, query: Mapping[str, object]) -> Iterator[Exchange]:
    """All pages of a list, or the first few of many."""
    return islice(_follow(session, operation, query), SAMPLED_PAGES)


def _follow(session: Session, operation: str, query: Mapping[str, object]) -> Iterator[Exchange]:
    """The pages of a list, until `next` is null, leads back or no page comes.

    Of `next` the query alone is used: behind a proxy its origin is often another.
    """
    asked = dict(query)
    met = []
    while asked not in met:
        page = session.call(operation, query=asked)
        yield page
        following = page.json.get("next") if isinstance(page.json, dict) else None
        if not isinstance(following, str):
            return
        met.append(asked)
        asked = query_of(following)


def _pages_told(page: Exchange) -> int:
    """How many pages a list has by the count and the length of its first one."""
    count = page.json.get("count") if isinstance(page.json, dict) else None
    length = len(items_of(page.json))
    return -(-count // length) if isinstance(count, int) and length else 1


def query_of(url: str) -> dict[str, object]:
    """The query of a link, by name."""
    query: dict[str, object] = {}
    for name, value in parse_qsl(urlsplit(url).query, keep_blank_values=True):
        query.setdefault(name, value)
    return query
