"""Who is measured: each peer asks the same question in its own way, as its users would."""

import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    asynccontextmanager,
    contextmanager,
)
from dataclasses import dataclass
from importlib import import_module
from itertools import cycle
from typing import Any, Literal

import aiohttp
import httpx
import httpx2
from pydantic import TypeAdapter

from benchmarks.clients.answers import PAGE
from benchmarks.clients.generated import PACKAGE
from benchmarks.clients.measuring import Ask, AskAsync
from siteowner_sdk import AsyncSiteOwner, SiteOwner
from siteowner_sdk.models import Teacher, TeacherPage

TOKEN = "x" * 200
"""As long as a JSON Web Token; the canned server reads none."""
AUTHORIZATION = {"Authorization": f"Bearer {TOKEN}"}
IDS = cycle(range(1, 1001))
"""Of the teachers that are asked for, in turn: whoever caches URLs gains little by it."""
TEACHER = TypeAdapter(Teacher)
TEACHERS = TypeAdapter(TeacherPage)


@dataclass(frozen=True, slots=True)
class Asks:
    """What a peer can be asked for, one after the other.

    Attributes:
        teacher: One teacher.
        teachers: A page of 100 teachers.
    """

    teacher: Ask
    teachers: Ask


@contextmanager
def raw_httpx(url: str) -> Iterator[Asks]:
    """`httpx.Client.get(…).json()`, which validates nothing."""
    with httpx.Client(headers=AUTHORIZATION) as client:
        yield Asks(
            lambda: client.get(f"{url}/teachers/{next(IDS)}/").json(),
            lambda: client.get(f"{url}/teachers/", params={"page_size": PAGE}).json(),
        )


@contextmanager
def validated_httpx(url: str) -> Iterator[Asks]:
    """`httpx.Client.get(…)`, and the SDK's models by pydantic in place of `.json()`: by hand."""
    with httpx.Client(headers=AUTHORIZATION) as client:
        yield Asks(
            lambda: TEACHER.validate_json(client.get(f"{url}/teachers/{next(IDS)}/").content),
            lambda: TEACHERS.validate_json(
                client.get(f"{url}/teachers/", params={"page_size": PAGE}).content
            ),
        )


@contextmanager
def raw_httpx2(url: str) -> Iterator[Asks]:
    """The same by httpx2."""
    with httpx2.Client(headers=AUTHORIZATION) as client:
        yield Asks(
            lambda: client.get(f"{url}/teachers/{next(IDS)}/").json(),
            lambda: client.get(f"{url}/teachers/", params={"page_size": PAGE}).json(),
        )


class _Generated:
    """What is used of the generated client, which is there only while the benchmark runs."""

    def __init__(self) -> None:
        self.AuthenticatedClient: Any = import_module(PACKAGE).AuthenticatedClient
        self.teachers_list: Any = import_module(f"{PACKAGE}.api.teachers.teachers_list")
        self.teachers_retrieve: Any = import_module(f"{PACKAGE}.api.teachers.teachers_retrieve")


@contextmanager
def generated(url: str) -> Iterator[Asks]:
    """openapi-python-client's, over httpx."""
    made = _Generated()
    with made.AuthenticatedClient(base_url=url, token=TOKEN) as client:
        yield Asks(
            lambda: made.teachers_retrieve.sync(client=client, id=next(IDS)),
            lambda: made.teachers_list.sync(client=client, page_size=PAGE),
        )


def sdk(transport: Literal["httpx", "httpx2"]) -> Callable[[str], AbstractContextManager[Asks]]:
    """The SDK with default settings, over a transport."""

    @contextmanager
    def peer(url: str) -> Iterator[Asks]:
        with SiteOwner(url, token=TOKEN, transport=transport) as client:
            yield Asks(
                lambda: client.teachers.retrieve(next(IDS)),
                lambda: client.teachers.list(page_size=PAGE),
            )

    return peer


SYNC: dict[str, Callable[[str], AbstractContextManager[Asks]]] = {
    "httpx, raw": raw_httpx,
    "httpx and pydantic": validated_httpx,
    "httpx2, raw": raw_httpx2,
    "openapi-python-client": generated,
    "siteowner-sdk, httpx": sdk("httpx"),
    "siteowner-sdk, httpx2": sdk("httpx2"),
}


@asynccontextmanager
async def raw_async_httpx(url: str) -> AsyncIterator[AskAsync]:
    """`httpx.AsyncClient.get(…).json()`."""
    async with httpx.AsyncClient(headers=AUTHORIZATION) as client:

        async def ask() -> object:
            return (await client.get(f"{url}/teachers/{next(IDS)}/")).json()

        yield ask


@asynccontextmanager
async def raw_async_httpx2(url: str) -> AsyncIterator[AskAsync]:
    """The same by httpx2."""
    async with httpx2.AsyncClient(headers=AUTHORIZATION) as client:

        async def ask() -> object:
            return (await client.get(f"{url}/teachers/{next(IDS)}/")).json()

        yield ask


@asynccontextmanager
async def bare_aiohttp(url: str) -> AsyncIterator[AskAsync]:
    """A session of aiohttp, and `json.loads`."""
    async with aiohttp.ClientSession(headers=AUTHORIZATION) as session:

        async def ask() -> object:
            async with session.get(f"{url}/teachers/{next(IDS)}/") as response:
                return json.loads(await response.read())

        yield ask


@asynccontextmanager
async def validated_aiohttp(url: str) -> AsyncIterator[AskAsync]:
    """A session of aiohttp, and the SDK's models by pydantic in place of `json.loads`."""
    async with aiohttp.ClientSession(headers=AUTHORIZATION) as session:

        async def ask() -> object:
            async with session.get(f"{url}/teachers/{next(IDS)}/") as response:
                return TEACHER.validate_json(await response.read())

        yield ask


@asynccontextmanager
async def generated_async(url: str) -> AsyncIterator[AskAsync]:
    """openapi-python-client's, over httpx."""
    made = _Generated()
    async with made.AuthenticatedClient(base_url=url, token=TOKEN) as client:
        yield lambda: made.teachers_retrieve.asyncio(client=client, id=next(IDS))


def async_sdk(
    transport: Literal["httpx", "httpx2", "aiohttp"],
) -> Callable[[str], AbstractAsyncContextManager[AskAsync]]:
    """The SDK with default settings, over a transport."""

    @asynccontextmanager
    async def peer(url: str) -> AsyncIterator[AskAsync]:
        async with AsyncSiteOwner(url, token=TOKEN, transport=transport) as client:
            yield lambda: client.teachers.retrieve(next(IDS))

    return peer


ASYNC: dict[str, Callable[[str], AbstractAsyncContextManager[AskAsync]]] = {
    "httpx, raw": raw_async_httpx,
    "httpx2, raw": raw_async_httpx2,
    "aiohttp, bare": bare_aiohttp,
    "aiohttp and pydantic": validated_aiohttp,
    "openapi-python-client": generated_async,
    "siteowner-sdk, httpx": async_sdk("httpx"),
    "siteowner-sdk, httpx2": async_sdk("httpx2"),
    "siteowner-sdk, aiohttp": async_sdk("aiohttp"),
}
