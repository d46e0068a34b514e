"""Lists: a page at a time, all items across pages, or the whole set at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeAlias, TypeVar
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Generator, Iterator, Sequence

    from .engine import AsyncEngine, Engine
    from .flow import Flow
    from .operation import Answer
    from .request import Call

T = TypeVar("T")
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


def next_call(call: Call[T], url: str | None) -> Call[T] | None:
    """The call for the page at a URL; None on the last page.

    Of the URL only the query is used: a backend behind a proxy names its own origin, to which no
    credentials may go. A page that names itself as the next one is the last.
    """
    if url is None:
        return None
    query = tuple(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    return None if query == call.query else replace(call, query=query)


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


def whole(
    perform: Callable[[Call[Shape[T]]], Flow[Shape[T]]], call: Call[Shape[T]]
) -> Flow[list[T]]:
    """All items of an answer to `all=true`.

    An envelope that has a next page all the same is walked on, so that no item is missed.
    """
    items: list[T] = []
    following: Call[Shape[T]] | None = call
    while following is not None:
        answer = yield from perform(following)
        if isinstance(answer, list):
            return [*items, *answer]
        items.extend(answer.results)
        following = next_call(following, answer.next)
    return items


class _Page(Generic[T]):
    """What a page is, however the next one is fetched."""

    def __init__(self, call: Call[Envelope[T]], envelope: Envelope[T]) -> None:
        self._call = call
        self.count: int = envelope.count
        self.next: str | None = envelope.next
        self.previous: str | None = envelope.previous
        self.results: list[T] = list(envelope.results)

    @property
    def has_next(self) -> bool:
        """Whether there is a page after this one."""
        return self._next_call is not None

    @property
    def _next_call(self) -> Call[Envelope[T]] | None:
        return next_call(self._call, self.next)

    def __repr__(self) -> str:
        what = f"{type(self).__name__} of {self._call.operation.id}"
        return f"<{what}: {len(self.results)} of {self.count}>"


class Page(_Page[T]):
    """One page of a list. Iterating over it gives its items, and then those of the pages after it.

    Attributes:
        count: Size of the filtered set over all pages.
        next: URL of the next page as the server names it, or None on the last.
        previous: URL of the page before, or None on the first.
        results: The items of this page alone.
    """

    def __init__(self, engine: Engine, call: Call[Envelope[T]], envelope: Envelope[T]) -> None:
        super().__init__(call, envelope)
        self._engine = engine

    def next_page(self) -> Page[T] | None:
        """The page after this one; None on the last."""
        following = self._next_call
        return None if following is None else self._engine.page(following)

    def pages(self) -> Iterator[Page[T]]:
        """This page and those after it."""
        page: Page[T] | None = self
        while page is not None:
            yield page
            page = page.next_page()

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.results


class AsyncPage(_Page[T]):
    """One page of a list. Iterating over it gives its items, and then those of the pages after it.

    Attributes:
        count: Size of the filtered set over all pages.
        next: URL of the next page as the server names it, or None on the last.
        previous: URL of the page before, or None on the first.
        results: The items of this page alone.
    """

    def __init__(self, engine: AsyncEngine, call: Call[Envelope[T]], envelope: Envelope[T]) -> None:
        super().__init__(call, envelope)
        self._engine = engine

    async def next_page(self) -> AsyncPage[T] | None:
        """The page after this one; None on the last."""
        following = self._next_call
        return None if following is None else await self._engine.page(following)

    async def pages(self) -> AsyncIterator[AsyncPage[T]]:
        """This page and those after it."""
        page: AsyncPage[T] | None = self
        while page is not None:
            yield page
            page = await page.next_page()

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.results:
                yield item


class AsyncListing(Generic[T]):
    """A list: `await` it for its first page, or iterate over all items with `async for`."""

    def __init__(self, engine: AsyncEngine, call: Call[Envelope[T]]) -> None:
        self._engine = engine
        self._call = call

    def __await__(self) -> Generator[Any, Any, AsyncPage[T]]:
        return self._engine.page(self._call).__await__()

    async def __aiter__(self) -> AsyncIterator[T]:
        async for item in await self:
            yield item
