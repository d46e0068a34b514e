"""Lists: by page, across pages, and whole."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from siteowner_sdk import AsyncSiteOwner, Request, Response, SiteOwner
from tests.sdk.examples import EXAMPLE_OF
from tests.sdk.fakes import BASE_URL, AsyncFakeTransport, FakeTransport, answer

ASSISTANT: dict[str, Any] = EXAMPLE_OF["assistants_list"]["results"][0]
TEACHER: dict[str, Any] = EXAMPLE_OF["teachers_list"]["results"][0]


class Pages:
    """A backend behind a proxy: its links have another origin, scheme and path."""

    def __init__(self, item: dict[str, Any], *, count: int = 5, size: int = 2) -> None:
        self.items = [item | {"id": number} for number in range(1, count + 1)]
        self.size = size

    def __call__(self, request: Request) -> Response:
        """Answers with a page."""
        query = parse_qs(urlsplit(request.url).query)
        number = int(query.get("page", ["1"])[0])
        start = (number - 1) * self.size
        last = start + self.size >= len(self.items)
        return answer(
            {
                "count": len(self.items),
                "next": None if last else self._link(number + 1),
                "previous": None if number == 1 else self._link(number - 1),
                "results": self.items[start : start + self.size],
            }
        )

    def _link(self, number: int) -> str:
        return f"http://10.0.0.5:8001/internal/?page={number}&search=a+b&empty="


def ids(items: Iterable[Any]) -> list[int]:
    """The ids of items."""
    return [item.id for item in items]


def client(server: Any) -> tuple[SiteOwner, FakeTransport]:
    """A client of a fake server."""
    transport = FakeTransport(server)
    return SiteOwner(BASE_URL, token="t", transport=transport), transport


def siteowner_of_nothing() -> SiteOwner:
    """A client of a server whose lists are empty."""
    return client(Pages(ASSISTANT, count=0))[0]


def test_a_page() -> None:
    """`list` gives one page: its items, the number of all, and whether there are more."""
    siteowner, transport = client(Pages(ASSISTANT))

    page = siteowner.assistants.list(search="a b")

    assert [1, 2] == ids(page.results)
    assert (5, True) == (page.count, page.has_next)
    assert page.previous is None
    assert 1 == len(transport.requests)
    assert "<Page of assistants_list: 2 of 5>" == repr(page)


def test_iterating_walks_on_through_all_pages() -> None:
    """Every item comes once, and pages are fetched only when they are reached."""
    siteowner, transport = client(Pages(ASSISTANT))

    items = iter(siteowner.assistants.list(search="a b"))

    assert [1, 2] == ids([next(items), next(items)])
    assert 1 == len(transport.requests)
    assert [3, 4, 5] == ids(items)
    assert 3 == len(transport.requests)


def test_of_the_next_link_only_the_query_is_used() -> None:
    """Credentials stay with the origin and path that the client was made for."""
    siteowner, transport = client(Pages(ASSISTANT))

    list(siteowner.assistants.list(search="a b"))

    assert [
        f"{BASE_URL}/assistants/?search=a+b",
        f"{BASE_URL}/assistants/?page=2&search=a+b&empty=",
        f"{BASE_URL}/assistants/?page=3&search=a+b&empty=",
    ] == [request.url for request in transport.requests]


def test_pages_one_by_one() -> None:
    """`pages` gives this page and those after it, `next_page` the one after."""
    siteowner, _ = client(Pages(ASSISTANT))

    first, second, third = siteowner.assistants.list().pages()

    assert [[1, 2], [3, 4], [5]] == [ids(page.results) for page in (first, second, third)]
    assert third.next_page() is None
    assert not third.has_next


def test_the_length_is_that_of_the_whole_list() -> None:
    """`len` is as many as iterating gives from the first page on."""
    siteowner, _ = client(Pages(ASSISTANT))

    page = siteowner.assistants.list()

    assert 5 == len(page) == page.count == len(list(page))
    assert not siteowner_of_nothing().assistants.list()


def test_a_count_below_nothing() -> None:
    """A count that the contract does not allow is given as it came, and breaks no `len`."""
    body: dict[str, Any] = {"count": -1, "next": None, "previous": None, "results": []}
    siteowner, _ = client(lambda _: answer(body))

    page = siteowner.assistants.list()

    assert (-1, 0) == (page.count, len(page))
    assert [] == page.to_list()


@pytest.mark.parametrize("count", [10**9, 10**13, 2**63, 10**30])
def test_a_count_of_more_than_can_be(count: int) -> None:
    """`list(page)` and its like don't make room for so many; `len` says that it is none."""
    body = {"count": count, "next": None, "previous": None, "results": [ASSISTANT]}
    siteowner, _ = client(lambda _: answer(body))

    page = siteowner.assistants.list()

    assert 1 == len(list(page)) == len([*page])
    assert count == page.count
    assert page
    with pytest.raises(TypeError, match="more than can be a list"):
        len(page)


@pytest.mark.parametrize(
    ("max_items", "expected", "requests"), [(0, 0, 1), (2, 2, 1), (3, 3, 2), (9, 5, 3)]
)
def test_no_more_items_than_wanted(max_items: int, expected: int, requests: int) -> None:
    """`max_items` ends the walk, and no page is fetched that it does not need."""
    siteowner, transport = client(Pages(ASSISTANT))

    found = siteowner.assistants.list().to_list(max_items=max_items)

    assert list(range(1, expected + 1)) == ids(found)
    assert requests == len(transport.requests)


def test_items_from_a_later_page() -> None:
    """A walk that begins amid the list goes on to its end."""
    siteowner, _ = client(Pages(ASSISTANT))

    assert [3, 4, 5] == ids(siteowner.assistants.list(page=2).to_list())


def test_less_than_nothing_is_refused() -> None:
    """A negative `max_items` is an error at once."""
    siteowner, _ = client(Pages(ASSISTANT))

    with pytest.raises(ValueError, match="max_items can't be less than 0: -1"):
        siteowner.assistants.list().items(max_items=-1)


async def test_an_awaited_list_is_a_page() -> None:
    """`await` gives the first page, over which `async for` walks on."""
    siteowner = AsyncSiteOwner(BASE_URL, transport=AsyncFakeTransport(Pages(ASSISTANT)))

    page = await siteowner.assistants.list()

    assert [1, 2] == ids(page.results)
    assert [1, 2, 3, 4, 5] == ids([item async for item in page])
    assert [2, 2, 1] == [len(each.results) async for each in page.pages()]


async def test_a_list_can_be_iterated_at_once() -> None:
    """`async for` needs no `await` before it."""
    transport = AsyncFakeTransport(Pages(ASSISTANT))
    siteowner = AsyncSiteOwner(BASE_URL, transport=transport)

    listing = siteowner.assistants.list()
    assert [] == transport.requests

    assert [1, 2, 3, 4, 5] == ids([item async for item in listing])


def test_all_takes_both_shapes() -> None:
    """A bare array and the envelope are the same list."""
    envelope = {"count": 1, "next": None, "previous": None, "results": [TEACHER]}
    for document in ([TEACHER], envelope):
        siteowner, transport = client(lambda _, document=document: answer(document))

        assert [TEACHER["id"]] == ids(siteowner.teachers.all(is_active=True))
        assert f"{BASE_URL}/teachers/?is_active=true&all=true" == transport.requests[0].url


def test_all_misses_nothing_when_the_server_pages_all_the_same() -> None:
    """A backend that ignores `all=true` is walked through."""
    siteowner, transport = client(Pages(TEACHER))

    assert [1, 2, 3, 4, 5] == ids(siteowner.teachers.all())
    assert 3 == len(transport.requests)


async def test_all_in_a_task() -> None:
    """The same for tasks."""
    siteowner = AsyncSiteOwner(BASE_URL, transport=AsyncFakeTransport(Pages(TEACHER)))

    assert [1, 2, 3, 4, 5] == ids(await siteowner.teachers.all())
