"""The two clients: their settings and their lifetime. What they can do is in `resources`."""

from __future__ import annotations

import datetime as dt
import os
import random
import time
from abc import ABC, abstractmethod
from importlib.metadata import version
from typing import TYPE_CHECKING, Generic, NoReturn, Self, TypeVar, cast

from .core import settings
from .core.auth import Credentials, FixedCredentials
from .core.call import Caller, Chance
from .core.deviations import DriftPolicy
from .core.engine import AsyncEngine, Engine
from .core.jwt import JWTCredentials, Login, TokenOperations, Tokens
from .core.options import Limits
from .core.routes import load_routes
from .many_calls import AsyncManyCalls, ManyCalls
from .resources import AsyncResources, Resources
from .transports.choice import Connection, async_transport, sync_transport

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

    from .core.auth import Auth
    from .core.deviations import Drift
    from .core.hooks import Hook
    from .core.routes import RouteTable
    from .core.transport import AsyncTransport, Transport
    from .transports.choice import AsyncHttpClient, AsyncName, SyncHttpClient, SyncName

TransportT = TypeVar("TransportT")
NameT = TypeVar("NameT", bound=str)
HttpClientT = TypeVar("HttpClientT")

CHANCE = Chance(time.monotonic, lambda: dt.datetime.now(dt.UTC), random.random)


class _Client(ABC, Generic[TransportT, NameT, HttpClientT]):
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
        transport: TransportT | NameT | None = None,
        http_client: HttpClientT | None = None,
        headers: Mapping[str, str] | None = None,
        proxy: str | None = None,
        verify: ssl.SSLContext | bool = True,
        language: str | None = "en",
        strict: bool = False,
        on_drift: Callable[[Drift], object] | None = None,
        on_token: Callable[[Tokens], object] | None = None,
        hooks: Sequence[Hook] = (),
        tracing: bool = True,
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
            max_retries: Attempts after the first. What may have changed something is not sent
                again, unless its call is marked `idempotent`.
            transport: What sends: `"httpx"`, which is the default, `"httpx2"` or, for tasks,
                `"aiohttp"` (each an extra of that name), or an object of one's own, which is the
                caller's to close.
            http_client: A client of one of these libraries to send by, with its own hooks and
                settings; the caller's to close.
            headers: Further headers of every request.
            proxy: URL of a proxy; else as `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`
                say.
            verify: Whether certificates are checked, or by what.
            language: Language of the server's messages (`Accept-Language`); None leaves it to the
                server.
            strict: Whether an answer that leaves the contract is an error even where it can be
                read, such as one with a field or a status that the contract does not name.
            on_drift: Called with each such deviation, unless `strict`. What it raises, the call
                raises; the server has done its part by then.
            on_token: Called with the tokens of a log-in and each time they are renewed, to keep
                them. What it raises ends the call in hand, which is not sent then; the tokens are
                used all the same, and told once more with the next call. It is a plain function,
                in asyncio too.
            hooks: What looks on at every attempt, in this order.
            tracing: Whether calls are OpenTelemetry spans, in a program that traces.

        Raises:
            ImportError: The transport named needs an extra that is not installed.
            TypeError: `http_client` is a client for the other of the two, or none; a hook, callback
                or the method of `auth` is `async def`.
            ValueError: No base URL; two ways to authenticate or to send at once; a token or header
                that can't be sent as it is; a transport that there is not; a route table that does
                not fit.
        """
        given = settings.Given(auth, token, username, password)
        caller = Caller(
            settings.base_url(base_url, os.environ),
            _credentials(settings.identity(given, os.environ), on_token),
            Limits(timeout, deadline, max_retries),
            CHANCE,
            {} if routes is None else _routes(routes),
            settings.headers(headers, language, _user_agent()),
            settings.plain_functions(on_token, on_drift, hooks, auth),
            tracing,
            DriftPolicy(strict, on_drift),
        )
        settings.one_way_to_send(
            transport=not (transport is None or isinstance(transport, str)),
            http_client=http_client is not None,
            connection=proxy is not None or verify is not True,
        )
        if transport is None or isinstance(transport, str):
            name = cast("NameT | None", transport)
            connection = Connection(caller.base_url, proxy, verify)
            self._start(caller, self._open(name, http_client, connection))
            self._transport_is_own = True
        else:
            self._start(caller, transport)
            self._transport_is_own = False

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            "A client has open connections and can't be copied: make one in each process"
        )

    @abstractmethod
    def _start(self, caller: Caller, transport: TransportT) -> None:
        """Makes the engine."""

    @abstractmethod
    def _open(
        self, name: NameT | None, http_client: HttpClientT | None, connection: Connection
    ) -> TransportT:
        """The transport of this name, with a given client or own connections."""


class SiteOwner(_Client["Transport", "SyncName", "SyncHttpClient"], Resources, ManyCalls):
    """A SiteOwner backend, as its site owner sees it.

    Any number of threads can share one. To be used in a `with` statement, or closed by `close`:

        with SiteOwner("https://school.example/api", username="owner", password="…") as client:
            for teacher in client.teachers.list(is_active=True):
                print(teacher.name)
    """

    def close(self) -> None:
        """Gives the connections back; a transport or client that was handed in stays open.

        A call after it is a `RuntimeError`. It can be closed twice.
        """
        self._engine.close(and_transport=self._transport_is_own)

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

    def _open(
        self, name: SyncName | None, http_client: SyncHttpClient | None, connection: Connection
    ) -> Transport:
        return sync_transport(name, http_client, connection)


class AsyncSiteOwner(
    _Client["AsyncTransport", "AsyncName", "AsyncHttpClient"], AsyncResources, AsyncManyCalls
):
    """A SiteOwner backend, as its site owner sees it.

    Any number of tasks of one event loop can share one. To be used in an `async with` statement, or
    closed by `close`:

        async with AsyncSiteOwner("https://school.example/api", token="…") as client:
            async for teacher in client.teachers.list(is_active=True):
                print(teacher.name)
    """

    async def close(self) -> None:
        """Gives the connections back; a transport or client that was handed in stays open.

        A call after it, and one that waits for a token amid it, is a `RuntimeError`. It can be
        closed twice.
        """
        await self._engine.close(and_transport=self._transport_is_own)

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

    def _open(
        self, name: AsyncName | None, http_client: AsyncHttpClient | None, connection: Connection
    ) -> AsyncTransport:
        return async_transport(name, http_client, connection)


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
        chance=CHANCE,
    )


def _routes(table: RouteTable) -> Mapping[str, str]:
    from .operations import OPERATIONS

    return load_routes(table, {operation.id: operation.path for operation in OPERATIONS})


def _user_agent() -> str:
    return f"siteowner-sdk/{version('siteowner-sdk')}"
