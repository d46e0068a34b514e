"""The ways to send that the SDK has: each transport, for threads and for tasks."""

import inspect
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from siteowner_sdk import AsyncSiteOwner, SiteOwner


@dataclass(frozen=True)
class Way:
    """A client of one kind over one transport, driven in the same words.

    `async with way.client(url) as client: stats = await way.result(client.dashboard.stats())`
    """

    transport: Any
    is_async: bool

    @asynccontextmanager
    async def client(self, base_url: str, **settings: Any) -> AsyncIterator[Any]:
        """A client while the block runs."""
        if self.is_async:
            async with AsyncSiteOwner(base_url, transport=self.transport, **settings) as tasks:
                yield tasks
        else:
            with SiteOwner(base_url, transport=self.transport, **settings) as threads:
                yield threads

    async def result(self, value: Any) -> Any:
        """What a call gives, awaited where it must be."""
        return await value if inspect.isawaitable(value) else value

    async def items(self, listing: Any) -> list[Any]:
        """All items of a list."""
        if hasattr(listing, "__aiter__"):
            return [item async for item in listing]
        return list(listing)

    def __str__(self) -> str:
        return f"{'async' if self.is_async else 'sync'} {self.transport}"


WAYS = (
    Way("httpx", is_async=False),
    Way("httpx2", is_async=False),
    Way("httpx", is_async=True),
    Way("httpx2", is_async=True),
    Way("aiohttp", is_async=True),
)
