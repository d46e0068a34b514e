"""The two clients: their settings and their lifetime. What they can do is in `resources`."""

from __future__ import annotations

import datetime as dt
import os
import random
import time
from abc import ABC, abstractmethod
from importlib.metadata import version
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from .core import settings
from .core.auth import Credentials, FixedCredentials
from .core.call import Caller, Chance, Limits
from .core.engine import AsyncEngine, Engine
from .core.jwt import JWTCredentials, Login, TokenOperations, Tokens
from .core.routes import load_routes
from .resources import AsyncResources, Resources

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping
    from types import TracebackType

    import httpx

    from .core.auth import Auth
    from .core.routes import RouteTable
    from .core.transport import AsyncTransport, Transport

TransportT = TypeVar("TransportT")
HttpClientT = TypeVar("HttpClientT")

CHANCE = Chance(time.monotonic, lambda: dt.datetime.now(dt.UTC), random.random)


class _Client(ABC, Generic[TransportT, HttpClientT]):
    """The settings of both clients."""

    def __init__(  # noqa: PLR0913 - each setting is a parameter
        self,
        base_url: str | None = None,
        *,
        username: str | None = None,
        password: str | None = None,
        token: str | Tokens | None = None,
        auth: Auth | None = None,
        routes: RouteTable | None = None,
        timeout: float | None = 30.0,
        deadline: float | None = None,
        max_retries: int = 2,
        transport: TransportT | None = None,
        http_client: HttpClientT | None = None,
        headers: Mapping[str, str] | None = None,
        proxy: str | None = None,
        verify: ssl.SSLContext | bool = True,
        language: str | None = "en",
        on_token: Callable[[Tokens], object] | None = None,
    ) -> None:
        """Nothing is sent yet: log-in comes with the first call.

        Args:
            base_url: Where the API is, such as `https://school.example/api`; else
                `SITEOWNER_BASE_URL`.
            username: User name to log in with; else `SITEOWNER_USERNAME`.
            password: Its password; else `SITEOWNER_PASSWORD`.
            token: An access token, which is sent as it is, or the `Tokens` of an earlier log-in,
                which are renewed; else `SITEOWNER_TOKEN`.
            auth: Another way to authenticate: `TokenAuth`, `BasicAuth` or one's own.
            routes: Paths that differ from the contract's, by operation id: a mapping or the path of
                a TOML file.
            timeout: Seconds for one attempt, from connecting to the last byte of the answer; None
                without end.
            deadline: Seconds for all attempts and waits of a call; None without end.
            max_retries: Attempts after the first. What may have changed something is never sent
                again.
            transport: What sends requests in place of httpx; the caller's to close.
            http_client: The httpx client to send by; the caller's to close.
            headers: Further headers of every request.
            proxy: URL of a proxy.
            verify: Whether certificates are checked, or by what.
            language: Language of the server's messages (`Accept-Language`); None leaves it to the
                server.
            on_token: Called with the tokens of a log-in and each time they are renewed, to keep
                them.

        Raises:
            ValueError: No base URL; two ways to authenticate or to send at once; a route table that
            does not fit.
        """
        given = settings.Given(auth, token, username, password)
        caller = Caller(
            settings.base_url(base_url, os.environ),
            _credentials(settings.identity(given, os.environ), on_token),
            Limits(timeout, deadline, max_retries),
            CHANCE,
            {} if routes is None else _routes(routes),
            settings.headers(headers, language, _user_agent()),
        )
        settings.one_way_to_send(
            transport=transport is not None,
            http_client=http_client is not None,
            connection=proxy is not None or verify is not True,
        )
        self._transport_is_own = transport is None
        if transport is None:
            transport = self._httpx(http_client, proxy, verify)
        self._start(caller, transport)

    @abstractmethod
    def _start(self, caller: Caller, transport: TransportT) -> None:
        """Makes the engine."""

    @abstractmethod
    def _httpx(
        self, client: HttpClientT | None, proxy: str | None, verify: ssl.SSLContext | bool
    ) -> TransportT:
        """The transport by httpx, with a given client or an own one."""


class SiteOwner(_Client["Transport", "httpx.Client"], Resources):
    """A SiteOwner backend, as its site owner sees it.

    Any number of threads can share one. To be used in a `with` statement, or closed by `close`:

        with SiteOwner("https://school.example/api", username="owner", password="…") as client:
            for teacher in client.teachers.list(is_active=True):
                print(teacher.name)
    """

    def close(self) -> None:
        """Gives the connections back; a transport or client that was handed in stays open."""
        if self._transport_is_own:
            self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _start(self, caller: Caller, transport: Transport) -> None:
        self._engine = Engine(caller, transport)

    def _httpx(
        self, client: httpx.Client | None, proxy: str | None, verify: ssl.SSLContext | bool
    ) -> Transport:
        import httpx

        from .transports.httpx_transport import HttpxTransport

        return HttpxTransport(
            client or httpx.Client(proxy=proxy, verify=verify), owned=client is None
        )


class AsyncSiteOwner(_Client["AsyncTransport", "httpx.AsyncClient"], AsyncResources):
    """A SiteOwner backend, as its site owner sees it.

    Any number of tasks of one event loop can share one. To be used in an `async with` statement, or
    closed by `close`:

        async with AsyncSiteOwner("https://school.example/api", token="…") as client:
            async for teacher in client.teachers.list(is_active=True):
                print(teacher.name)
    """

    async def close(self) -> None:
        """Gives the connections back; a transport or client that was handed in stays open."""
        if self._transport_is_own:
            await self._engine.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    def _start(self, caller: Caller, transport: AsyncTransport) -> None:
        self._engine = AsyncEngine(caller, transport)

    def _httpx(
        self, client: httpx.AsyncClient | None, proxy: str | None, verify: ssl.SSLContext | bool
    ) -> AsyncTransport:
        import httpx

        from .transports.httpx_transport import AsyncHttpxTransport

        return AsyncHttpxTransport(
            client or httpx.AsyncClient(proxy=proxy, verify=verify), owned=client is None
        )


def _credentials(
    identity: settings.Identity, on_token: Callable[[Tokens], object] | None
) -> Credentials:
    if not isinstance(identity, Login | Tokens):
        return FixedCredentials(identity)

    from .operations import AUTH_TOKEN_CREATE, AUTH_TOKEN_REFRESH

    return JWTCredentials(
        TokenOperations(AUTH_TOKEN_CREATE, AUTH_TOKEN_REFRESH),
        login=identity if isinstance(identity, Login) else None,
        tokens=identity if isinstance(identity, Tokens) else None,
        on_token=on_token,
        clock=CHANCE.clock,
    )


def _routes(table: RouteTable) -> Mapping[str, str]:
    from .operations import OPERATIONS

    return load_routes(table, {operation.id: operation.path for operation in OPERATIONS})


def _user_agent() -> str:
    return f"siteowner-sdk/{version('siteowner-sdk')}"
