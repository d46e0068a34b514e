"""httpx and its fork httpx2, which are one to this package: their interfaces are the same.

Each brings a library of connections, httpcore and httpcore2, which are one as well.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import FunctionType
from typing import TYPE_CHECKING, Literal, TypeAlias

from ..core.files import UploadError
from .wire import CONNECTIONS, KEEPALIVE

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    import httpcore
    import httpx

    from .choice import Connection

LibraryName: TypeAlias = Literal["httpx", "httpx2"]

CORES: dict[LibraryName, str] = {"httpx": "httpcore", "httpx2": "httpcore2"}

# How many connections are kept that nobody uses. httpcore looks at each of them with each request,
# so that a hundred cost tasks more than to connect anew; httpcore2 does not.
IDLE: dict[LibraryName, int] = {"httpx": 20, "httpx2": CONNECTIONS}

# Errors that are raised before a byte of the request was written.
NEVER_SENT = ("ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol")
# All that httpcore has: it knows no class for them together, as httpx does.
FAILURES = (
    "NetworkError",
    "ProtocolError",
    "ProxyError",
    "TimeoutException",
    "UnsupportedProtocol",
)


@dataclass(frozen=True, slots=True, eq=False)
class Httpcore:
    """What is used of httpcore or httpcore2, in httpcore's types."""

    pool: type[httpcore.ConnectionPool]
    async_pool: type[httpcore.AsyncConnectionPool]
    backend: type[httpcore.NetworkBackend]
    proxy: type[httpcore.Proxy]
    request: type[httpcore.Request]
    url: type[httpcore.URL]


@dataclass(frozen=True, slots=True, eq=False)
class HttpxLibrary:
    """What is used of either, in httpx's types.

    Attributes:
        name: Which it is.
        core: What it has its connections from.
        untouched: What sends in both transports, as the library has it; None where a tool had put
            something else there before the library was looked at.
        time_out: Errors of time: its own, those of its core and Python's.
        failure: Those, all other errors of either, and that of a file that can't be sent.
        never_sent: Errors that are raised before a byte of the request was written.
        proxy_refused: The one of them that comes of a proxy's answer.
    """

    name: LibraryName
    core: Httpcore
    auth: type[httpx.Auth]
    client: type[httpx.Client]
    async_client: type[httpx.AsyncClient]
    request: type[httpx.Request]
    response: type[httpx.Response]
    url: type[httpx.URL]
    proxy: type[httpx.Proxy]
    transport: type[httpx.HTTPTransport]
    async_transport: type[httpx.AsyncHTTPTransport]
    untouched: tuple[object, object] | None
    limits: httpx.Limits
    create_ssl_context: Callable[..., ssl.SSLContext]
    time_out: tuple[type[Exception], ...]
    failure: tuple[type[Exception], ...]
    never_sent: tuple[type[Exception], ...]
    proxy_refused: type[Exception]

    @property
    def is_patched(self) -> bool:
        """Whether a tool has put something else in the place of what sends in its transports."""
        # By identity: what is put around a function may say that it equals it.
        return (
            self.untouched is None
            or self.transport.handle_request is not self.untouched[0]
            or self.async_transport.handle_async_request is not self.untouched[1]
        )


@cache
def httpx_library(name: LibraryName) -> HttpxLibrary:
    """The library, imported.

    Raises:
        ImportError: It is not installed.
    """
    module, core = import_module(name), import_module(CORES[name])
    senders = (
        module.HTTPTransport.handle_request,
        module.AsyncHTTPTransport.handle_async_request,
    )
    return HttpxLibrary(
        name,
        core=_core(core),
        auth=module.Auth,
        client=module.Client,
        async_client=module.AsyncClient,
        request=module.Request,
        response=module.Response,
        url=module.URL,
        proxy=module.Proxy,
        transport=module.HTTPTransport,
        async_transport=module.AsyncHTTPTransport,
        untouched=senders if all(_is_of(name, sender) for sender in senders) else None,
        limits=module.Limits(
            max_connections=CONNECTIONS,
            max_keepalive_connections=IDLE[name],
            keepalive_expiry=KEEPALIVE,
        ),
        create_ssl_context=module.create_ssl_context,
        time_out=(TimeoutError, module.TimeoutException, core.TimeoutException),
        failure=(TimeoutError, UploadError, module.RequestError, *_named(FAILURES, core)),
        never_sent=_named(NEVER_SENT, module, core),
        proxy_refused=module.ProxyError,
    )


def ssl_context(library: HttpxLibrary, connection: Connection) -> ssl.SSLContext:
    """What checks certificates: one for all clients of a process, for making one is slow."""
    if isinstance(connection.verify, ssl.SSLContext):
        return connection.verify
    if connection.is_plain:
        return _unused_context()
    return _shared_context(library.name, verify=connection.verify)


def _core(module: ModuleType) -> Httpcore:
    return Httpcore(
        pool=module.ConnectionPool,
        async_pool=module.AsyncConnectionPool,
        backend=module.SyncBackend,
        proxy=module.Proxy,
        request=module.Request,
        url=module.URL,
    )


def _named(names: tuple[str, ...], *modules: ModuleType) -> tuple[type[Exception], ...]:
    return tuple(getattr(module, name) for module in modules for name in names)


def _is_of(name: LibraryName, sender: object) -> bool:
    """Whether it is the library's own: a tool's is of another module, or wraps the own one."""
    is_plain = type(sender) is FunctionType and not hasattr(sender, "__wrapped__")
    return is_plain and sender.__module__.partition(".")[0] == name


@cache
def _shared_context(name: LibraryName, *, verify: bool) -> ssl.SSLContext:
    return httpx_library(name).create_ssl_context(verify=verify)


@cache
def _unused_context() -> ssl.SSLContext:
    # A pool wants one, though no TLS is spoken with the server. This one trusts nobody.
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
