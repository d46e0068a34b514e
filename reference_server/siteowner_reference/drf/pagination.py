"""DRF's page numbers: which rows a page has, and the links to its neighbours."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from siteowner_reference.drf.errors import NotFoundError

PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
NUMBER = re.compile(r"[+]?[0-9]{1,1000}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list of `count` rows."""

    number: int
    size: int
    count: int

    @property
    def offset(self) -> int:
        """How many rows come before it."""
        return (self.number - 1) * self.size

    @property
    def last(self) -> int:
        """The number of the last page; an empty list has one, too."""
        return max(1, -(-self.count // self.size))


def requested_page(query: Mapping[str, str], count: int) -> Page:
    """Finds the page that `page` and `page_size` ask for, in a list of `count` rows.

    Raises:
        NotFoundError: There is no such page (GEN-14).
    """
    size = _page_size(query.get("page_size", ""))
    page = Page(_page_number(query.get("page") or "1", size, count), size, count)
    if not 1 <= page.number <= page.last:
        raise NotFoundError("Invalid page.")
    return page


def envelope(page: Page, url: str, query: str, results: Sequence[object]) -> dict[str, object]:
    """Gives the body of a page (GEN-3).

    Args:
        page: Which page it is.
        url: The absolute URL of the list, without a query.
        query: The query as it was sent; its parameters stay in the links.
        results: The rows of this page.
    """
    return {
        "count": page.count,
        "next": _link(url, query, page.number + 1) if page.number < page.last else None,
        "previous": _link(url, query, page.number - 1) if page.number > 1 else None,
        "results": results,
    }


def _page_size(text: str) -> int:
    size = int(text) if NUMBER.fullmatch(text.strip()) else 0
    return min(size, MAX_PAGE_SIZE) or PAGE_SIZE


def _page_number(text: str, size: int, count: int) -> int:
    if text == "last":
        return Page(1, size, count).last
    return int(text) if NUMBER.fullmatch(text.strip()) else 0


def _link(url: str, query: str, number: int) -> str:
    parameters = [
        (name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != "page"
    ]
    if number > 1:  # DRF's link to the first page has no number
        parameters.append(("page", str(number)))
    return f"{url}?{urlencode(sorted(parameters))}" if parameters else url
