"""Async walks over pages: the next one is fetched while the one in hand is used."""

import asyncio
import gc
from typing import Any

import pytest

from siteowner_sdk import APIConnectionError, AsyncSiteOwner, Request, Response
from tests.sdk.fakes import BASE_URL, AsyncFakeTransport, no_connection
from tests.sdk.test_pages import ASSISTANT, Pages, ids


class Slow(AsyncFakeTransport):
    """Answers when it is let go on; remembers what was broken off."""

    def __init__(self, server: Any) -> None:
        super().__init__(server)
        self.gates: list[asyncio.Event] = []
        self.cancelled = 0

    async def send(
        self,
        request: Request,
        *,
        timeout: float | None,  # noqa: ASYNC109 - `AsyncTransport`'s
    ) -> Response:
        """Waits at a gate of its own."""
        gate = asyncio.Event()
        self.gates.append(gate)
        try:
            await gate.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        return await super().send(request, timeout=timeout)


async def settle() -> None:
    """Lets all tasks go as far as they can."""
    for _ in range(20):
        await asyncio.sleep(0)


def client(transport: AsyncFakeTransport) -> AsyncSiteOwner:
    """A client of a fake server."""
    return AsyncSiteOwner(BASE_URL, token="t", transport=transport)


async def test_one_page_ahead() -> None:
    """While the items of a page are used the next page is fetched, and no further one."""
    transport = AsyncFakeTransport(Pages(ASSISTANT, count=9))
    requests = []

    async for _ in client(transport).assistants.list():
        await settle()
        requests.append(len(transport.requests))

    assert [2, 2, 3, 3, 4, 4, 5, 5, 5] == requests


async def test_no_page_ahead_when_that_is_not_wanted() -> None:
    """With `prefetch=False` a page is fetched when it is reached."""
    transport = AsyncFakeTransport(Pages(ASSISTANT))
    listing = client(transport).assistants.list()
    requests = []

    async for _ in listing.items(prefetch=False):
        await settle()
        requests.append(len(transport.requests))
    async for _ in listing.pages(prefetch=False):
        await settle()
        requests.append(len(transport.requests))

    assert [1, 1, 2, 2, 3, 4, 5, 6] == requests


@pytest.mark.parametrize(
    ("max_items", "expected", "requests"), [(0, 0, 1), (2, 2, 1), (3, 3, 2), (9, 5, 3)]
)
async def test_no_more_items_than_wanted(max_items: int, expected: int, requests: int) -> None:
    """`max_items` ends the walk, and no page is fetched that it does not need."""
    transport = AsyncFakeTransport(Pages(ASSISTANT))

    found = await client(transport).assistants.list().to_list(max_items=max_items)

    await settle()
    assert list(range(1, expected + 1)) == ids(found)
    assert requests == len(transport.requests)


async def test_what_was_fetched_ahead_is_dropped_when_the_walk_is_left() -> None:
    """A loop that is left ends the request that was ahead of it, and nobody complains."""
    before = asyncio.all_tasks()
    transport = Slow(Pages(ASSISTANT))
    walk = asyncio.ensure_future(first_item(client(transport)))
    await settle()
    transport.gates[0].set()

    assert 1 == await walk

    await settle()
    gc.collect()
    assert (2, 1) == (len(transport.gates), transport.cancelled)
    assert before == asyncio.all_tasks()


async def first_item(siteowner: AsyncSiteOwner) -> int:
    """The id of the first item, found by a loop that is left there."""
    async for assistant in siteowner.assistants.list():
        await settle()
        return assistant.id
    raise AssertionError


async def test_a_walk_that_is_cancelled_leaves_no_task() -> None:
    """When the task that walks is cancelled, so is the request that it waits for."""
    before = asyncio.all_tasks()
    transport = Slow(Pages(ASSISTANT))
    walk = asyncio.ensure_future(client(transport).assistants.list().to_list())
    await settle()
    transport.gates[0].set()
    await settle()

    walk.cancel()
    with pytest.raises(asyncio.CancelledError):
        await walk

    assert (2, 1) == (len(transport.gates), transport.cancelled)
    assert before == asyncio.all_tasks()


async def test_an_error_ahead_comes_when_it_is_reached() -> None:
    """The items in hand are given before the error of the next page is raised."""
    pages = Pages(ASSISTANT)
    transport = AsyncFakeTransport(
        lambda request: no_connection(sent=True) if "page=2" in request.url else pages(request)
    )
    siteowner = AsyncSiteOwner(BASE_URL, token="t", transport=transport, max_retries=0)
    walk = aiter(siteowner.assistants.list())
    first, second = await anext(walk), await anext(walk)
    await settle()

    assert [1, 2] == ids([first, second])
    with pytest.raises(APIConnectionError):
        await anext(walk)


async def test_an_error_ahead_that_is_never_reached_is_none() -> None:
    """A loop that is left before the failed page hears nothing of it."""
    before = asyncio.all_tasks()
    pages = Pages(ASSISTANT)
    transport = AsyncFakeTransport(
        lambda request: no_connection(sent=True) if "page=2" in request.url else pages(request)
    )

    siteowner = AsyncSiteOwner(BASE_URL, token="t", transport=transport, max_retries=0)
    assert 1 == await first_item(siteowner)

    await settle()
    gc.collect()
    assert 2 == len(transport.requests)
    assert before == asyncio.all_tasks()


async def test_a_list_by_pages() -> None:
    """`pages` of a list gives each, and `repr` says what it lists."""
    listing = client(AsyncFakeTransport(Pages(ASSISTANT))).assistants.list()

    assert [2, 2, 1] == [len(page.results) async for page in listing.pages()]
    assert [5, 5, 5] == [len(page) async for page in listing.pages()]
    assert "<AsyncListing of assistants_list>" == repr(listing)
