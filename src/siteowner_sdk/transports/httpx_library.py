"""httpx and its fork httpx2, which are one to this package: their interfaces are the same."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Literal, TypeAlias

from .wire import CONNECTIONS, KEEPALIVE

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from .choice import Connection

LibraryName: TypeAlias = Literal["httpx", "httpx2"]

# How many connections are kept that nobody uses. httpx looks at each of them with each request, so
# that a hundred cost tasks more than to connect anew; httpx2 does not.
IDLE: dict[LibraryName, int] = {"httpx": 20, "httpx2": CONNECTIONS}


@dataclass(frozen=True, slots=True, eq=False)
class HttpxLibrary:
    """What is used of either, in httpx's types.

    Attributes:
        name: Which it is.
        never_sent: Errors that are raised before a byte of the request was written.
    """

    name: LibraryName
    client: type[httpx.Client]
    async_client: type[httpx.AsyncClient]
    request: type[httpx.Request]
    url: type[httpx.URL]
    byte_stream: type[httpx.ByteStream]
    transport: type[httpx.HTTPTransport]
    async_transport: type[httpx.AsyncHTTPTransport]
    limits: httpx.Limits
    create_ssl_context: Callable[..., ssl.SSLContext]
    time_out: type[httpx.TimeoutException]
    failure: type[httpx.RequestError]
    never_sent: tuple[type[httpx.RequestError], ...]


@cache
def httpx_library(name: LibraryName) -> HttpxLibrary:
    """The library, imported.

    Raises:
        ImportError: It is not installed.
    """
    module = import_module(name)
    return HttpxLibrary(
        name,
        client=module.Client,
        async_client=module.AsyncClient,
        request=module.Request,
        url=module.URL,
        byte_stream=module.ByteStream,
        transport=module.HTTPTransport,
        async_transport=module.AsyncHTTPTransport,
        limits=module.Limits(
            max_connections=CONNECTIONS,
            max_keepalive_connections=IDLE[name],
            keepalive_expiry=KEEPALIVE,
        ),
        create_ssl_context=module.create_ssl_context,
        time_out=module.TimeoutException,
        failure=module.RequestError,
        never_sent=(
            module.ConnectError,
            module.ConnectTimeout,
            module.PoolTimeout,
            module.ProxyError,
            module.UnsupportedProtocol,
        ),
    )


def ssl_context(library: HttpxLibrary, connection: Connection) -> ssl.SSLContext:
    """What checks certificates: one for all clients of a process, for making one is slow."""
    if isinstance(connection.verify, ssl.SSLContext):
        return connection.verify
    if connection.is_plain:
        return _unused_context()
    return _shared_context(library.name, verify=connection.verify)


@cache
def _shared_context(name: LibraryName, *, verify: bool) -> ssl.SSLContext:
    return httpx_library(name).create_ssl_context(verify=verify)


@cache
def _unused_context() -> ssl.SSLContext:
    # A transport wants one, though no TLS is spoken with the server. This one trusts nobody.
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
