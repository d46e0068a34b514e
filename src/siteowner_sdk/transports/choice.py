"""By which library a client sends: by its name, by the client that was handed in, or by httpx."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar
from urllib.parse import urlsplit

from .environment import environment_proxy

if TYPE_CHECKING:
    import ssl
    from collections.abc import Generator, Sequence

    import aiohttp
    import httpx
    import httpx2

    from ..core.transport import AsyncTransport, Transport
    from .httpx_library import HttpxLibrary, LibraryName

SyncName: TypeAlias = Literal["httpx", "httpx2"]
AsyncName: TypeAlias = Literal["httpx", "httpx2", "aiohttp"]
SyncHttpClient: TypeAlias = "httpx.Client | httpx2.Client"
AsyncHttpClient: TypeAlias = "httpx.AsyncClient | httpx2.AsyncClient | aiohttp.ClientSession"

T = TypeVar("T")
NameT = TypeVar("NameT", bound=str)

SYNC: Sequence[SyncName] = ("httpx", "httpx2")
ASYNC: Sequence[AsyncName] = ("httpx", "httpx2", "aiohttp")


@dataclass(frozen=True, slots=True)
class Connection:
    """How an own connection is made.

    Attributes:
        base_url: Where the API is.
        proxy: URL of the proxy that was asked for, or None.
        verify: Whether certificates are checked, or by what.
    """

    base_url: str
    proxy: str | None = field(repr=False)
    verify: ssl.SSLContext | bool

    @property
    def is_plain(self) -> bool:
        """Whether it is without TLS."""
        return self.base_url.lower().startswith("http://")

    def proxy_url(self) -> str | None:
        """The proxy that was asked for, else the one that the environment names.

        Raises:
            ValueError: It is no URL of a proxy.
        """
        proxy = self.proxy or environment_proxy(self.base_url)
        if proxy is not None and not _is_of_a_proxy(proxy):
            raise ValueError(
                "The proxy must be a URL with scheme, host and perhaps port, such as "
                "http://proxy.example:3128 (not shown, since it may hold a password)"
            )
        return proxy


def _is_of_a_proxy(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(parts.scheme and parts.hostname and parts.port != 0)
    except ValueError:  # of a port that is no number
        return False


def sync_transport(
    name: SyncName | None, http_client: SyncHttpClient | None, connection: Connection
) -> Transport:
    """What sends for threads.

    Raises:
        ImportError: The library is not installed.
        TypeError: The client that was handed in can't be used here.
        ValueError: There is no such transport for threads.
    """
    library = _httpx_library(_library_name(name, http_client, SYNC))

    from .httpcore_pools import Pool
    from .httpx_lines import BareTransport, GivenClient, UnlessPatched
    from .httpx_transport import HttpxTransport

    if http_client is None:
        patched = BareTransport(library, connection)
        line = UnlessPatched(library, Pool(library, connection), patched)
        return HttpxTransport(library, line)
    return HttpxTransport(library, GivenClient(library, _checked(http_client, library.client)))


def async_transport(
    name: AsyncName | None, http_client: AsyncHttpClient | None, connection: Connection
) -> AsyncTransport:
    """What sends for tasks; raises as `sync_transport` does."""
    chosen = _library_name(name, http_client, ASYNC)
    if chosen == "aiohttp":
        return _aiohttp_transport(http_client, connection)
    library = _httpx_library(chosen)

    from .httpcore_pools import AsyncPool
    from .httpx_lines import AsyncBareTransport, AsyncGivenClient, AsyncUnlessPatched
    from .httpx_transport import AsyncHttpxTransport

    if http_client is None:
        patched = AsyncBareTransport(library, connection)
        line = AsyncUnlessPatched(library, AsyncPool(library, connection), patched)
        return AsyncHttpxTransport(library, line)
    client = _checked(http_client, library.async_client)
    return AsyncHttpxTransport(library, AsyncGivenClient(library, client))


def _httpx_library(name: LibraryName) -> HttpxLibrary:
    from .httpx_library import httpx_library

    with _extra(name):
        return httpx_library(name)


def _aiohttp_transport(http_client: object | None, connection: Connection) -> AsyncTransport:
    with _extra("aiohttp"):
        import aiohttp

    from .aiohttp_transport import AiohttpTransport, GivenSession, OwnSession

    if http_client is None:
        return AiohttpTransport(OwnSession(connection))
    return AiohttpTransport(GivenSession(_checked(http_client, aiohttp.ClientSession)))


def _library_name(name: str | None, http_client: object | None, known: Sequence[NameT]) -> NameT:
    """Which library it is; the name and the client that were given must agree."""
    of_client = None if http_client is None else _library_of(http_client)
    wanted = name or of_client or "httpx"
    if of_client not in (None, wanted):
        raise ValueError(f"transport is {wanted!r} and http_client is of {of_client}: pass one")
    for each in known:
        if each == wanted:
            return each
    raise ValueError(_unknown(wanted, known))


def _library_of(http_client: object) -> str:
    packages = [cls.__module__.partition(".")[0] for cls in type(http_client).__mro__]
    for package in packages:
        if package in ASYNC:
            return package
    raise TypeError(
        f"http_client must be a client of {_listed(ASYNC)}, not a {type(http_client).__name__}"
    )


def _unknown(name: str, known: Sequence[str]) -> str:
    if name in ASYNC:
        return f"{name} sends for tasks alone: take AsyncSiteOwner, or {_listed(known)}"
    return f"No transport is named {name!r}: take {_listed(known)}, or pass a transport object"


def _checked(http_client: object, wanted: type[T]) -> T:
    if isinstance(http_client, wanted):
        return http_client
    raise TypeError(
        f"http_client must be {_name(wanted)} here, not {_name(type(http_client))}: "
        "SiteOwner takes a client for threads and AsyncSiteOwner one for tasks"
    )


def _listed(names: Sequence[str]) -> str:
    return " or ".join(repr(name) for name in names)


def _name(cls: type[object]) -> str:
    return f"{cls.__module__.partition('.')[0]}.{cls.__name__}"


@contextmanager
def _extra(name: str) -> Generator[None]:
    try:
        yield
    except ImportError as error:
        raise ImportError(
            f"transport={name!r} needs a package that is not installed: "
            f"pip install 'siteowner-sdk[{name}]'"
        ) from error
