"""A list read whole, through links of all kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from siteowner_contract.listing import Listing, walk
from tests.contract.exchanges import exchange

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siteowner_contract.exchange import Exchange
    from siteowner_contract.session import Session

URL = "http://school.example/api/teachers/"


class Pages:
    """A server of a list, by the page that is asked for."""

    def __init__(self, links: Mapping[str, str | None]) -> None:
        self._links = links
        self._count = 15 * len(links)

    def call(self, operation: str, *, query: Mapping[str, Any]) -> Exchange:
        """The page, with the link that belongs to it."""
        page = str(query.get("page", "1"))
        rows = [{"id": int(page)}] * (15 if self._links[page] else 1)
        body = {"count": self._count, "next": self._links[page], "results": rows}
        return exchange(body=body, operation=operation)


def ids(links: Mapping[str, str | None]) -> list[int]:
    """The ids that a walk over these links meets."""
    session = cast("Session", Pages(links))
    return list(dict.fromkeys(Listing(tuple(walk(session, "teachers_list", {}))).ids))


def test_walk_follows_next_to_its_end() -> None:
    """Every page once, in order; that the last one is short does not make the list a long one."""
    links = {"1": f"{URL}?page=2", "2": f"{URL}?page=3", "3": None}
    assert [1, 2, 3] == ids(links)


def test_walk_ends_where_links_lead_back() -> None:
    """A server whose last page leads to the second is judged, and not walked for ever."""
    links = {"1": f"{URL}?page=2", "2": f"{URL}?page=3", "3": f"{URL}?page=2"}
    assert [1, 2, 3] == ids(links)
