"""Walks over pages whose links lead round in circles, and walks that are long."""

import gc
import tracemalloc
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from siteowner_sdk import APIResponseValidationError, AsyncSiteOwner, Request, Response, SiteOwner
from siteowner_sdk.models import Assistant
from tests.sdk.examples import EXAMPLE_OF
from tests.sdk.fakes import BASE_URL, AsyncFakeTransport, FakeTransport, Server, answer

ASSISTANT: dict[str, Any] = EXAMPLE_OF["assistants_list"]["results"][0]
TEACHER: dict[str, Any] = EXAMPLE_OF["teachers_list"]["results"][0]


def page(
    *numbers: int, count: int, leads_to: str | None, item: dict[str, Any] = ASSISTANT
) -> Response:
    """A page with items of these ids, and a link with this query."""
    return answer(
        {
            "count": count,
            "next": leads_to and f"{BASE_URL}/?{leads_to}",
            "previous": None,
            "results": [item | {"id": number} for number in numbers],
        }
    )


def by_query(**pages: Response) -> Server:
    """A server with these pages by their number, or by their cursor."""

    def serve(request: Request) -> Response:
        query = parse_qs(urlsplit(request.url).query)
        return pages[query.get("cursor", query.get("page", ["1"]))[0]]

    return serve


def pages_of(server: Server) -> tuple[Iterator[int], FakeTransport]:
    """The ids that a walk over assistants gives, and what is sent meanwhile."""
    transport = FakeTransport(server)
    siteowner = SiteOwner(BASE_URL, token="t", transport=transport)
    return (assistant.id for assistant in siteowner.assistants.list()), transport


CIRCLES: dict[str, Server] = {
    "to itself": by_query(**{"1": page(1, 2, count=2, leads_to="page=1")}),
    "to the first by its number": by_query(
        **{
            "1": page(1, count=2, leads_to="page=2"),
            "2": page(2, count=2, leads_to="page=1"),
        }
    ),
    "to the first without a number": by_query(
        **{"1": page(1, count=2, leads_to="page=2"), "2": page(2, count=2, leads_to="")}
    ),
    "by cursors": by_query(
        **{
            "1": page(1, count=2, leads_to="cursor=a"),
            "a": page(2, count=2, leads_to="cursor=a"),
        }
    ),
    "under ever new links": lambda request: page(
        1, 2, count=2, leads_to=f"page={len(request.url)}9"
    ),
}


@pytest.mark.parametrize("circle", CIRCLES)
def test_a_walk_ends_where_a_page_comes_again(circle: str) -> None:
    """Links that lead back to what was had are the end of it, where all was had."""
    items, transport = pages_of(CIRCLES[circle])

    assert [1, 2] == list(items)
    assert len(transport.requests) <= 2


BROKEN: dict[str, tuple[Server, str]] = {
    "a link back": (
        by_query(
            **{
                "1": page(1, count=900, leads_to="page=2"),
                "2": page(2, count=900, leads_to="page=1"),
            }
        ),
        r"\$\.next: expected a further page, found one that was had, after 2 of 900 items",
    ),
    "a link without a query": (
        by_query(**{"1": page(1, 2, count=900, leads_to="")}),
        r"\$\.next: expected a further page, found a link to no page, after 2 of 900 items",
    ),
    "a link that is none": (
        lambda _: answer(
            {
                "count": 900,
                "next": "http://[::1/api/assistants/?page=2",
                "previous": None,
                "results": [ASSISTANT | {"id": number} for number in (1, 2)],
            }
        ),
        r"\$\.next: expected a further page, found a link to no page, after 2 of 900 items",
    ),
    "one page for all": (
        by_query(
            **{
                "1": page(1, 2, count=900, leads_to="page=2"),
                "2": page(1, 2, count=900, leads_to="page=3"),
            }
        ),
        r"\$\.results: expected the next page, found the last one again",
    ),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_what_is_missing_is_an_error(broken: str) -> None:
    """When pages come again before all was had, the items are given and then an error is raised."""
    server, message = BROKEN[broken]
    items, _ = pages_of(server)

    assert [1, 2] == list(islice(items, 2))
    with pytest.raises(APIResponseValidationError, match=message) as caught:
        next(items)
    assert "assistants_list" == caught.value.operation_id


def test_a_walk_keeps_to_its_filters() -> None:
    """A link without a query ends a filtered list, and does not lead into the whole one."""
    transport = FakeTransport(by_query(**{"1": page(1, 2, count=2, leads_to="")}))
    siteowner = SiteOwner(BASE_URL, token="t", transport=transport)

    found = siteowner.assistants.list(search="sara").to_list()

    assert [1, 2] == [assistant.id for assistant in found]
    assert 1 == len(transport.requests)


def test_a_page_of_any_number_is_asked_for() -> None:
    """A number with more digits than Python reads is a link like any other."""
    number = "9" * 5000
    items, transport = pages_of(
        by_query(
            **{
                "1": page(1, count=2, leads_to=f"page={number}"),
                number: page(2, count=2, leads_to=None),
            }
        )
    )

    assert [1, 2] == list(items)
    assert 2 == len(transport.requests)


def test_a_page_with_a_link_back_says_so_each_time() -> None:
    """`next_page` raises the error anew, and `has_next` is false."""
    server, _ = BROKEN["a link back"]
    siteowner = SiteOwner(BASE_URL, token="t", transport=FakeTransport(server))
    last = siteowner.assistants.list().next_page()

    assert last is not None
    assert not last.has_next
    for _ in range(2):
        with pytest.raises(APIResponseValidationError):
            last.next_page()


def test_the_whole_list_misses_nothing_in_silence() -> None:
    """`all` of a backend that pages in a circle is an error too."""
    first = page(1, count=9, leads_to="page=1", item=TEACHER)
    siteowner = SiteOwner(BASE_URL, token="t", transport=FakeTransport(lambda _: first))

    with pytest.raises(APIResponseValidationError, match="after 1 of 9 items"):
        siteowner.teachers.all()


async def test_tasks_end_it_at_the_same_place() -> None:
    """The async walk is the same."""
    server, message = BROKEN["a link back"]
    siteowner = AsyncSiteOwner(BASE_URL, token="t", transport=AsyncFakeTransport(server))
    walk = aiter(siteowner.assistants.list())
    first, second = await anext(walk), await anext(walk)

    assert (1, 2) == (first.id, second.id)
    with pytest.raises(APIResponseValidationError, match=message):
        await anext(walk)


# pydantic keeps up to 16,384 strings of less than 64 characters to use them again. A link that is
# longer is none of them, so that what is measured here is the walk's own.
LONG = "search=" + "x" * 64


class Endless:
    """A list of so many pages."""

    def __init__(self, pages: int, size: int) -> None:
        self.pages = pages
        self.size = size

    def __call__(self, request: Request) -> Response:
        """Answers with a page."""
        number = int(parse_qs(urlsplit(request.url).query).get("page", ["1"])[0])
        start = (number - 1) * self.size
        return page(
            *range(start, start + self.size),
            count=self.pages * self.size,
            leads_to=None if number == self.pages else f"page={number + 1}&{LONG}",
        )


class Forgetful(FakeTransport):
    """A transport that keeps nothing of what it sent."""

    def send(self, request: Request, *, timeout: float | None) -> Response:
        """Sends nothing."""
        response = self.server(request)
        assert isinstance(response, Response)
        return response


def test_a_long_walk_needs_no_more_memory_than_a_short_one() -> None:
    """Over 1,000 pages memory stays level, once the caches of the libraries are full."""
    siteowner = SiteOwner(BASE_URL, token="t", transport=Forgetful(Endless(1200, 5)))
    walk = siteowner.assistants.list().pages()
    tracemalloc.start()
    try:
        for _ in islice(walk, 200):
            pass
        before, _ = tracemalloc.get_traced_memory()
        pages = sum(1 for _ in walk)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert 1000 == pages
    assert after - before < 20_000  # 4 bytes an item


def test_pages_that_were_walked_through_are_let_go() -> None:
    """Of all items only those of two pages are there at a time."""
    siteowner = SiteOwner(BASE_URL, token="t", transport=Forgetful(Endless(8, 5)))
    alive = []

    for page in siteowner.assistants.list().pages():
        alive.append(sum(type(each) is Assistant for each in gc.get_objects()))
        assert 5 == len(page.results)

    assert max(alive) - alive[0] <= 5
