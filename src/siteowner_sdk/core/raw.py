"""Raw access: the whole response of a call beside what is read from it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from .deviations import Deviation
from .pages import AsyncPage, Page
from .response import no_such_answer
from .trail import first_leaf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .engine import AsyncEngine, Engine
    from .exchange import Exchange
    from .pages import Envelope, Shape
    from .request import Call, Request

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class RawResponse(Generic[T_co]):
    """The response of a call that the server did not refuse, before it is read.

    A refusal is raised by the call, as ever: its error holds the response too.
    """

    def __init__(self, exchange: Exchange, read: Callable[[Exchange], T_co]) -> None:
        self._exchange = exchange
        self._read = read

    def parse(self) -> T_co:
        """What the method gives without `with_raw_response`, read anew each time.

        Raises:
            APIResponseValidationError: The body is not what the contract says.
        """
        return self._read(self._exchange)

    @property
    def status_code(self) -> int:
        """HTTP status."""
        return self._exchange.response.status_code

    @property
    def headers(self) -> Mapping[str, str]:
        """Headers by their names in lower case."""
        return self._exchange.response.headers

    @property
    def content(self) -> bytes:
        """The body, decompressed."""
        return self._exchange.response.content

    @property
    def elapsed(self) -> float:
        """Seconds of the last attempt, from before it was sent to the last byte."""
        return self._exchange.response.elapsed

    @property
    def request_id(self) -> str | None:
        """What the server calls the request (`X-Request-ID`); None where it does not say."""
        return self._exchange.response.request_id

    @property
    def retries(self) -> int:
        """Attempts that were made again before this answer came."""
        return self._exchange.retries

    @property
    def request(self) -> Request:
        """The request, without its body and credentials."""
        return self._exchange.request.harmless()

    def __repr__(self) -> str:
        return f"<RawResponse of {self._exchange.request.operation_id}: {self.status_code}>"


class Raw:
    """Makes calls in the calling thread, and gives their responses."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def call(self, call: Call[T]) -> RawResponse[T]:
        """The response of a call."""
        return RawResponse(self._engine.exchange(call), partial(self._engine.read, call))

    def page(self, call: Call[Envelope[T]]) -> RawResponse[Page[T]]:
        """The response that is a page."""

        def read(exchange: Exchange) -> Page[T]:
            return Page(self._engine, first_leaf(call, self._engine.read(call, exchange), exchange))

        return RawResponse(self._engine.exchange(call), read)

    def whole(self, call: Call[Shape[T]]) -> RawResponse[list[T]]:
        """The response to a call with `all=true`."""
        return RawResponse(
            self._engine.exchange(call), partial(_items, partial(self._engine.read, call))
        )


class AsyncRaw:
    """Makes calls in the running task, and gives their responses."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def call(self, call: Call[T]) -> RawResponse[T]:
        """The response of a call."""
        return RawResponse(await self._engine.exchange(call), partial(self._engine.read, call))

    async def page(self, call: Call[Envelope[T]]) -> RawResponse[AsyncPage[T]]:
        """The response that is a page."""

        def read(exchange: Exchange) -> AsyncPage[T]:
            return AsyncPage(
                self._engine, first_leaf(call, self._engine.read(call, exchange), exchange)
            )

        return RawResponse(await self._engine.exchange(call), read)

    async def whole(self, call: Call[Shape[T]]) -> RawResponse[list[T]]:
        """The response to a call with `all=true`."""
        return RawResponse(
            await self._engine.exchange(call), partial(_items, partial(self._engine.read, call))
        )


def _items(read: Callable[[Exchange], Shape[T]], exchange: Exchange) -> list[T]:
    """The items of an answer to `all=true`, which has to be whole: none is missed in silence."""
    answer = read(exchange)
    if isinstance(answer, list):
        return answer
    if answer.next is not None:
        raise no_such_answer(exchange, (Deviation("$.next", "null", "string"),))
    return list(answer.results)
