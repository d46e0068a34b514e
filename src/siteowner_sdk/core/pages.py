"""Lists: a page at a time, all items across pages, or the whole set at once."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass
from itertools import islice
from math import inf
from typing import TYPE_CHECKING, Any, Generic, NoReturn, Protocol, TypeAlias, TypeVar, cast

from .trail import first_leaf, next_leaf

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator, Iterator, Sequence

    from .call import Caller
    from .engine import AsyncEngine, Engine
    from .flow import Flow
    from .operation import Answer
    from .request import Call
    from .trail import Leaf

T = TypeVar("T")

# A list of more items than that is no list in memory.
LONGEST = 10**8
T_co = TypeVar("T_co", covariant=True)


class Envelope(Protocol[T_co]):
    """A page as the server sends it."""

    @property
    def count(self) -> int:
        """Size of the filtered set over all pages."""
        ...

    @property
    def next(self) -> str | None:
        """URL of the next page."""
        ...

    @property
    def previous(self) -> str | None:
        """URL of the page before."""
        ...

    @property
    def results(self) -> Sequence[T_co]:
        """The items of this page."""
        ...


@dataclass(frozen=True, slots=True)
class PageOrArray(Generic[T]):
    """The two shapes of an answer to `all=true`, told apart by how the body begins."""

    page: Answer[Envelope[T]]
    array: Answer[list[T]]

    def validate_json(self, data: bytes, /, *, strict: bool) -> Envelope[T] | list[T]:
        """The page or the items."""
        shape = self.array if data.lstrip()[:1] == b"[" else self.page
        return shape.validate_json(data, strict=strict)


Shape: TypeAlias = Envelope[T] | list[T]


def whole(caller: Caller, call: Call[Shape[T]]) -> Flow[list[T]]:
    """All items of an answer to `all=true`.

    An envelope that has a next page all the same is walked on, so that no item is missed.
    """
    answer, exchange = yield from caller.receive(call)
    if isinstance(answer, list):
        return answer
    items: list[T] = []
    leaf: Leaf[T] | None = first_leaf(cast("Call[Envelope[T]]", call), answer, exchange)
    while leaf is not None:
        items.extend(leaf.envelope.results)
        leaf = yield from next_leaf(caller, leaf)
    return items


class _Page(Generic[T]):
    """What a page is, however the next one is fetched."""

    def __init__(self, leaf: Leaf[T]) -> None:
        self._leaf = leaf
        self.count: int = leaf.envelope.count
        self.next: str | None = leaf.envelope.next
        self.previous: str | None = leaf.envelope.previous
        self.results: list[T] = list(leaf.envelope.results)

    @property
    def has_next(self) -> bool:
        """Whether there is a page after this one."""
        return self._leaf.onward is not None

    def __bool__(self) -> bool:
        """Whether there are any."""
        return self.count > 0

    def __len__(self) -> int:
        """`count`, which is how many items there are from the first page on."""
        # `list(page)` makes room for so many beforehand, unless it is a TypeError.
        if self.count > LONGEST:
            raise TypeError(f"{self.count} is more than can be a list: see `count`")
        return max(self.count, 0)

    def __reduce__(self) -> NoReturn:
        raise TypeError("A page goes on through its client and can't be copied: take its results")

    def __repr__(self) -> str:
        what = f"{type(self).__name__} of {self._leaf.operation_id}"
        return f"<{what}: {len(self.results)} of {self.count}>"


class Page(_Page[T]):
    """One page of a list. Iterating over it gives its items, and then those of the pages after it.

    Pages are fetched when they are reached, and none is kept. While they are walked through, the
    data may change: an item that moves to another page meanwhile can come twice or not at all. What
    changes the items of a list by its own filter is best done after `to_list`.

    A walk ends at a page that was there already, to which a faulty backend's links may lead. Where
    items are missing then, that is an `APIResponseValidationError`, raised after the last item.

    Attributes:
        count: Size of the filtered set over all pages; `len` gives it too.
        next: URL of the next page as the server names it, or None on the last.
        previous: URL of the page before, or None on the first.
        results: The items of this page alone.
    """

    def __init__(self, engine: Engine, leaf: Leaf[T]) -> None:
        super().__init__(leaf)
        self._engine = engine

    def next_page(self) -> Page[T] | None:
        """The page after this one; None on the last.

        Raises:
            APIResponseValidationError: The link leads back, and items are missing.
        """
        return self._engine.next_page(self._leaf)

    def pages(self) -> Iterator[Page[T]]:
        """This page and those after it."""
        page: Page[T] | None = self
        while page is not None:
            yield page
            page = page.next_page()

    def items(self, *, max_items: int | None = None) -> Iterator[T]:
        """The items of this page and of those after it.

        Args:
            max_items: At most so many; no page is fetched that they don't need.
        """
        _check(max_items)
        return islice(self, max_items)

    def to_list(self, *, max_items: int | None = None) -> list[T]:
        """The items of this page and of those after it, at most `max_items`."""
        return list(self.items(max_items=max_items))

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.results


class AsyncPage(_Page[T]):
    """One page of a list. Iterating over it gives its items, and then those of the pages after it.

    While the items of a page are used, the one after it is fetched, and no further one. None is
    kept. While pages are walked through, the data may change: an item that moves to another page
    meanwhile can come twice or not at all. What changes the items of a list by its own filter is
    best done after `to_list`.

    A walk ends at a page that was there already, to which a faulty backend's links may lead. Where
    items are missing then, that is an `APIResponseValidationError`, raised after the last item.

    Attributes:
        count: Size of the filtered set over all pages; `len` gives it too.
        next: URL of the next page as the server names it, or None on the last.
        previous: URL of the page before, or None on the first.
        results: The items of this page alone.
    """

    def __init__(self, engine: AsyncEngine, leaf: Leaf[T]) -> None:
        super().__init__(leaf)
        self._engine = engine

    async def next_page(self) -> AsyncPage[T] | None:
        """The page after this one; None on the last.

        Raises:
            APIResponseValidationError: The link leads back, and items are missing.
        """
        return await self._engine.next_page(self._leaf)

    def pages(self, *, prefetch: bool = True) -> AsyncGenerator[AsyncPage[T]]:
        """This page and those after it.

        Args:
            prefetch: Whether the page after the one in hand is fetched meanwhile.
        """
        return _walk(self, prefetch=prefetch)

    async def items(
        self, *, max_items: int | None = None, prefetch: bool = True
    ) -> AsyncGenerator[T]:
        """The items of this page and of those after it.

        Args:
            max_items: At most so many; no page is fetched that they don't need.
            prefetch: Whether the page after the one in hand is fetched meanwhile.
        """
        _check(max_items)
        left = max_items
        async with aclosing(_walk(self, prefetch=prefetch, max_items=max_items)) as pages:
            async for page in pages:
                for item in page.results[:left]:
                    yield item
                left = None if left is None else left - len(page.results)

    async def to_list(self, *, max_items: int | None = None) -> list[T]:
        """The items of this page and of those after it, at most `max_items`."""
        return [item async for item in self.items(max_items=max_items)]

    def __aiter__(self) -> AsyncGenerator[T]:
        return self.items()


class AsyncListing(Generic[T]):
    """A list: `await` it for its first page, or iterate over all items with `async for`.

    How it is walked through is said at `AsyncPage`.
    """

    def __init__(self, engine: AsyncEngine, call: Call[Envelope[T]]) -> None:
        self._engine = engine
        self._call = call

    async def pages(self, *, prefetch: bool = True) -> AsyncGenerator[AsyncPage[T]]:
        """All pages.

        Args:
            prefetch: Whether the page after the one in hand is fetched meanwhile.
        """
        async with aclosing(_walk(await self, prefetch=prefetch)) as pages:
            async for page in pages:
                yield page

    async def items(
        self, *, max_items: int | None = None, prefetch: bool = True
    ) -> AsyncGenerator[T]:
        """All items.

        Args:
            max_items: At most so many; no page is fetched that they don't need.
            prefetch: Whether the page after the one in hand is fetched meanwhile.
        """
        page = await self
        async with aclosing(page.items(max_items=max_items, prefetch=prefetch)) as items:
            async for item in items:
                yield item

    async def to_list(self, *, max_items: int | None = None) -> list[T]:
        """All items, at most `max_items`."""
        return await (await self).to_list(max_items=max_items)

    def __await__(self) -> Generator[Any, Any, AsyncPage[T]]:
        return self._engine.page(self._call).__await__()

    def __aiter__(self) -> AsyncGenerator[T]:
        return self.items()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._call.operation.id}>"


async def _walk(
    page: AsyncPage[T] | None, *, prefetch: bool, max_items: int | None = None
) -> AsyncGenerator[AsyncPage[T]]:
    """A page and those after it, until so many items are there."""
    left = inf if max_items is None else max_items
    ahead: asyncio.Task[AsyncPage[T] | None] | None = None
    try:
        while page is not None and left > 0:
            left -= len(page.results)
            if prefetch and page.has_next and left > 0:
                ahead = asyncio.ensure_future(page.next_page())
            yield page
            if left > 0:
                page = await (page.next_page() if ahead is None else ahead)
            ahead = None
    finally:
        if ahead is not None:
            await _dropped(ahead)


async def _dropped(task: asyncio.Task[Any]) -> None:
    """Ends a task that nobody waits for any more, and forgets what came of it."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def _check(max_items: int | None) -> None:
    if max_items is not None and max_items < 0:
        raise ValueError(f"max_items can't be less than 0: {max_items}")
