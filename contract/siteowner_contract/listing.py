"""A list read whole: the first page, and on through `next` to the last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from siteowner_contract.judge import Skip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON
    from siteowner_contract.session import Session

MAX_PAGES = 50


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


def items_of(body: JSON) -> list[JSON]:
    """The items of a page, of a bare array, or of nothing that is either."""
    if isinstance(body, dict):
        body = body.get("results")
    return body if isinstance(body, list) else []


def walk(session: Session, operation: str, query: Mapping[str, object]) -> Iterator[Exchange]:
    """The pages of a list, one after another, until `next` is null or no page comes.

    Of `next` the query alone is used: behind a proxy its origin is often another.

    Raises:
        Skip: There are over fifty pages.
    """
    asked = dict(query)
    for _ in range(MAX_PAGES):
        page = session.call(operation, query=asked)
        yield page
        following = page.json.get("next") if isinstance(page.json, dict) else None
        if not isinstance(following, str):
            return
        asked = _query_of(following)
    raise Skip(f"{operation} has over {MAX_PAGES} pages; needs a server with less data")


def _query_of(url: str) -> dict[str, object]:
    query: dict[str, object] = {}
    for name, value in parse_qsl(urlsplit(url).query, keep_blank_values=True):
        query.setdefault(name, value)
    return query
