"""Credentials: fixed ones, and tokens that are asked for and renewed."""

import asyncio
import json
import threading
import time as system_time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from siteowner_sdk import (
    APIConnectionError,
    APITimeoutError,
    AuthenticationError,
    BasicAuth,
    BearerAuth,
    Request,
    Response,
    SiteOwner,
    TokenAuth,
    Tokens,
)
from siteowner_sdk.core.call import Limits
from siteowner_sdk.core.engine import AsyncEngine, Engine
from siteowner_sdk.core.flow import Flow
from siteowner_sdk.core.jwt import JWTCredentials, Login, TokenOperations
from siteowner_sdk.core.request import Call, prepare
from siteowner_sdk.operations import AUTH_TOKEN_CREATE, AUTH_TOKEN_REFRESH, COURSES_DESTROY
from tests.sdk.fakes import (
    BASE_URL,
    AsyncFakeTransport,
    Drive,
    FakeTime,
    FakeTransport,
    Outcome,
    answer,
    caller,
    jwt,
    no_connection,
    script,
)

CALL = prepare(COURSES_DESTROY, path={"id": 1})
DONE = Response(204)
REFUSED = answer({"detail": "Given token not valid for any token type"}, 401)
LOGIN = Login("owner", "secret")


class TokenServer:
    """Gives tokens, and takes only the latest of them."""

    def __init__(self, *, lifetime: int = 300, pause: float = 0.0, refresh: bool = True) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.access = ""
        self.lifetime = lifetime
        self.pause = pause
        self.refresh = refresh
        self._lock = threading.Lock()

    def __call__(self, request: Request) -> Outcome:
        """Answers a request."""
        if request.operation_id.startswith("auth_token"):
            system_time.sleep(self.pause)
            return self._tokens(request)
        authorized = request.headers.get("Authorization") == f"Bearer {self.access}"
        return DONE if authorized else REFUSED

    def _tokens(self, request: Request) -> Outcome:
        assert request.body is not None
        with self._lock:
            self.asked.append((request.operation_id, json.loads(b"".join(request.body))))
            if request.operation_id == "auth_token_refresh" and not self.refresh:
                return answer({"detail": "Token is expired", "code": "token_not_valid"}, 401)
            name = f"access{len(self.asked)}"
            self.access = jwt(issued=0, expires=self.lifetime, name=name)
            return answer({"access": self.access, "refresh": f"refresh{len(self.asked)}"})

    @property
    def operations(self) -> list[str]:
        """The operations that were asked for tokens."""
        return [operation for operation, _ in self.asked]


def credentials(
    time: FakeTime,
    *,
    login: Login | None = LOGIN,
    tokens: Tokens | None = None,
    on_token: Callable[[Tokens], object] | None = None,
) -> JWTCredentials:
    """Tokens of one account, by the test's clock."""
    return JWTCredentials(
        TokenOperations(AUTH_TOKEN_CREATE, AUTH_TOKEN_REFRESH),
        login=login,
        tokens=tokens,
        on_token=on_token,
        clock=lambda: time.seconds,
    )


class Session:
    """Calls by one set of credentials, without a network."""

    def __init__(self, server: Callable[[Request], Outcome], **settings: Any) -> None:
        self.time = FakeTime()
        self.drive = Drive(server, self.time)
        self._caller = caller(self.time, credentials=credentials(self.time, **settings))

    def call(self) -> None:
        """One call."""
        self.drive.run(self._caller.perform(CALL))


@pytest.mark.parametrize(
    ("auth", "expected"),
    [
        (BearerAuth("abc"), "Bearer abc"),
        (TokenAuth("abc"), "Token abc"),
        (BasicAuth("owner", "pässword"), "Basic b3duZXI6cMOkc3N3b3Jk"),
    ],
)
def test_fixed_credentials(auth: BearerAuth | TokenAuth | BasicAuth, expected: str) -> None:
    """Each scheme has its own form of the header, and no secret is in its repr."""
    transport = FakeTransport(script(DONE))

    SiteOwner(BASE_URL, auth=auth, transport=transport).courses.delete(1)

    assert expected == transport.requests[0].headers["Authorization"]
    assert "abc" not in repr(auth)
    assert "pässword" not in repr(auth)


def test_any_other_scheme() -> None:
    """An object with the one method `headers` is asked before each attempt."""

    class Signature:
        def headers(self, request: Request, /) -> dict[str, str]:
            return {"X-Signature": f"{request.method} signed"}

    transport = FakeTransport(script(DONE))

    SiteOwner(BASE_URL, auth=Signature(), transport=transport).courses.delete(1)

    assert "DELETE signed" == transport.requests[0].headers["X-Signature"]


def test_no_credentials_send_none() -> None:
    """Without credentials there is no header, and a 401 stands."""
    transport = FakeTransport(script(REFUSED))

    with pytest.raises(AuthenticationError):
        SiteOwner(BASE_URL, transport=transport).courses.delete(1)

    assert "Authorization" not in transport.requests[0].headers


def test_a_given_token_is_never_renewed() -> None:
    """A token of its own has nothing to be renewed by: the 401 is raised, after one request."""
    transport = FakeTransport(script(REFUSED))

    with pytest.raises(AuthenticationError, match="Given token not valid"):
        SiteOwner(BASE_URL, token="opaque", transport=transport).courses.delete(1)


def test_log_in_comes_with_the_first_call_and_once() -> None:
    """Nothing is sent before a call; the second call uses the token of the first."""
    server = TokenServer()
    session = Session(server)
    assert [] == server.operations

    session.call()
    session.call()

    assert [("auth_token_create", {"username": "owner", "password": "secret"})] == server.asked
    assert 3 == len(session.drive.sent)


def test_a_bad_log_in_is_an_authentication_error() -> None:
    """The server's words about the log-in reach the caller, and the call itself is never sent."""
    session = Session(
        script(answer({"detail": "No active account found with the given credentials"}, 401))
    )

    with pytest.raises(AuthenticationError, match="No active account") as caught:
        session.call()

    assert "auth_token_create" == caught.value.request.operation_id


def test_a_token_is_renewed_shortly_before_it_expires() -> None:
    """Of a life of 300 s the last 30 are not used."""
    server = TokenServer(lifetime=300)
    session = Session(server)

    session.call()
    session.time.seconds += 269
    session.call()
    assert ["auth_token_create"] == server.operations

    session.time.seconds += 1
    session.call()
    assert ["auth_token_create", "auth_token_refresh"] == server.operations
    assert {"refresh": "refresh1"} == server.asked[-1][1]


def test_a_short_life_leaves_nine_tenths() -> None:
    """Of a life of 10 s the last second is not used."""
    server = TokenServer(lifetime=10)
    session = Session(server)

    session.call()
    session.time.seconds += 8.9
    session.call()
    session.time.seconds += 0.1
    session.call()

    assert ["auth_token_create", "auth_token_refresh"] == server.operations


@pytest.mark.parametrize("token", ["opaque", "a.b.c", "e30.e30.x", "e30.WzFd.x"])
def test_a_token_that_says_nothing_is_not_renewed_early(token: str) -> None:
    """What is no JWT, or has no lifetime in it, is used until a 401."""
    session = Session(script(answer({"access": token, "refresh": "r"}), DONE, DONE))

    session.call()
    session.time.seconds += 1e9
    session.call()


def test_a_refresh_token_that_is_rotated_is_used_next() -> None:
    """When the server sends a new refresh token along, the old one is not sent again."""
    server = TokenServer(lifetime=100)
    session = Session(server)

    for _ in range(3):
        session.call()
        session.time.seconds += 100

    assert [{"refresh": "refresh1"}, {"refresh": "refresh2"}] == [body for _, body in server.asked][
        1:
    ]


def test_a_401_renews_once() -> None:
    """An unexpected 401 causes one refresh and one further attempt; a second 401 stands."""
    refresh = answer({"access": "new"})
    session = Session(
        script(REFUSED, refresh, DONE, REFUSED, refresh, REFUSED), tokens=Tokens("old", "r")
    )

    session.call()
    with pytest.raises(AuthenticationError):
        session.call()

    assert ["Bearer old", None, "Bearer new"] == [
        send.request.headers.get("Authorization") for send in session.drive.sent[:3]
    ]


def test_a_401_of_an_older_token_renews_nothing() -> None:
    """Who was refused with a token that another thread has replaced since just tries again."""
    time = FakeTime()
    latest = credentials(time, tokens=Tokens("new", "r"))
    refused = Request("x", "GET", BASE_URL, {"Authorization": "Bearer old"})
    drive = Drive(script())

    assert drive.run(latest.renew(refused, _NoLine()))


def test_a_refused_refresh_token_leads_to_a_log_in() -> None:
    """When the refresh token has expired too, user name and password are used again."""
    server = TokenServer(refresh=False)
    session = Session(server)
    session.call()
    server.access = "another"

    session.call()

    assert ["auth_token_create", "auth_token_refresh", "auth_token_create"] == server.operations


def test_tokens_without_a_log_in_end_with_their_refresh_token() -> None:
    """Of an account known by its tokens alone, a refused refresh token is the error."""
    server = TokenServer(refresh=False)
    session = Session(server, login=None, tokens=Tokens("old", "r"))

    with pytest.raises(AuthenticationError, match="Token is expired"):
        session.call()


def test_new_tokens_are_told() -> None:
    """`on_token` gets the tokens of the log-in and of each renewal, to keep them."""
    told: list[Tokens] = []
    server = TokenServer(lifetime=100)
    session = Session(server, on_token=told.append)

    session.call()
    session.time.seconds += 100
    session.call()

    assert ["refresh1", "refresh2"] == [tokens.refresh for tokens in told]
    assert server.access == told[-1].access
    assert "refresh" not in repr(told[0]).replace("Tokens", "")


def test_kept_tokens_are_used_without_a_log_in() -> None:
    """`token=` takes the tokens of an earlier log-in; they are refreshed after a 401."""
    server = TokenServer()
    transport = FakeTransport(server)

    SiteOwner(BASE_URL, token=Tokens("old", "kept"), transport=transport).courses.delete(1)

    assert [("auth_token_refresh", {"refresh": "kept"})] == server.asked


def test_a_failed_refresh_is_not_taken_for_a_failed_call() -> None:
    """A connection that breaks during the refresh ends the call, which is not repeated for it."""
    session = Session(script(REFUSED, no_connection(sent=True)), tokens=Tokens("old", "r"))

    with pytest.raises(APIConnectionError):
        session.call()


def test_the_deadline_holds_for_the_log_in_too() -> None:
    """What the log-in took is not there for the call."""
    time = FakeTime()

    def slow(_: Request) -> Outcome:
        time.seconds += 6
        return answer({"access": "a", "refresh": "r"})

    drive = Drive(slow, time)
    limits = Limits(timeout=30.0, deadline=10.0, max_retries=0)

    drive.run(caller(time, credentials=credentials(time), limits=limits).perform(CALL))

    assert [10.0, 4.0] == [send.timeout for send in drive.sent]


@pytest.mark.parametrize("threads", [64])
def test_threads_that_meet_an_expired_token_renew_it_once(threads: int) -> None:
    """64 threads with the same refused token cause one refresh."""
    server = TokenServer(pause=0.05)
    server.access = "unknown so far"
    time = FakeTime()
    engine = Engine(
        caller(credentials=credentials(time, tokens=Tokens("expired", "r"))), FakeTransport(server)
    )
    together = threading.Barrier(threads)

    def call(_: int) -> None:
        together.wait()
        engine.call(CALL)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(call, range(threads)))

    assert ["auth_token_refresh"] == server.operations


async def test_tasks_that_meet_an_expired_token_renew_it_once() -> None:
    """64 tasks with the same refused token cause one refresh."""
    server = TokenServer()
    server.access = "unknown so far"
    engine = AsyncEngine(
        caller(credentials=credentials(FakeTime(), tokens=Tokens("expired", "r"))),
        YieldingTransport(server),
    )

    await asyncio.gather(*(engine.call(CALL) for _ in range(64)))

    assert ["auth_token_refresh"] == server.operations


async def test_a_failed_log_in_is_not_repeated_by_those_who_waited() -> None:
    """64 tasks with a wrong password cause one log-in, so that no account is locked by them."""
    asked: list[Request] = []

    def server(request: Request) -> Outcome:
        asked.append(request)
        return answer({"detail": "No active account found with the given credentials"}, 401)

    engine = AsyncEngine(caller(credentials=credentials(FakeTime())), YieldingTransport(server))

    results = await asyncio.gather(*(engine.call(CALL) for _ in range(64)), return_exceptions=True)

    assert {AuthenticationError} == {type(result) for result in results}
    assert 64 == len({id(result) for result in results})
    assert 1 == len(asked)


async def test_a_cancelled_log_in_leaves_the_way_free() -> None:
    """When the task that logs in is cancelled, the next one logs in."""
    server = TokenServer()
    transport = YieldingTransport(server)
    engine = AsyncEngine(caller(credentials=credentials(FakeTime())), transport)
    first = asyncio.create_task(engine.call(CALL))
    second = asyncio.create_task(engine.call(CALL))
    await asyncio.sleep(0)

    first.cancel()
    await second

    assert first.cancelled()
    assert ["auth_token_create"] == server.operations


async def test_waiting_for_a_token_ends_with_the_deadline() -> None:
    """A task whose deadline passes while another one logs in gets a timeout."""
    engine = AsyncEngine(
        caller(
            credentials=credentials(FakeTime()),
            limits=Limits(timeout=None, deadline=0.02, max_retries=0),
        ),
        NeverTransport(),
    )
    first = asyncio.create_task(engine.call(CALL))
    await asyncio.sleep(0)

    with pytest.raises(APITimeoutError, match="waited for a token"):
        await engine.call(CALL)

    first.cancel()


def test_a_thread_that_waits_for_a_token_ends_with_the_deadline() -> None:
    """The same in threads."""
    release = threading.Event()

    def server(_: Request) -> Outcome:
        release.wait(5)
        return no_connection(sent=True)

    engine = Engine(
        caller(
            credentials=credentials(FakeTime()),
            limits=Limits(timeout=None, deadline=0.02, max_retries=0),
        ),
        FakeTransport(server),
    )

    def break_off() -> None:
        with pytest.raises(APIConnectionError):
            engine.call(CALL)

    first = threading.Thread(target=break_off)
    first.start()
    while not engine._turn.locked():
        system_time.sleep(0.001)

    with pytest.raises(APITimeoutError, match="waited for a token"):
        engine.call(CALL)

    release.set()
    first.join()


class _NoLine:
    """A line to the server that must not be used."""

    def perform(self, call: Call[Any]) -> Flow[Any]:
        raise AssertionError("never reached")

    def remaining(self) -> float | None:
        return None


class YieldingTransport(AsyncFakeTransport):
    """Lets other tasks run before it answers, as a network does."""

    async def send(
        self,
        request: Request,
        *,
        timeout: float | None,  # noqa: ASYNC109 - `AsyncTransport`'s
    ) -> Response:
        """Sends nothing."""
        await asyncio.sleep(0)
        return await super().send(request, timeout=timeout)


class NeverTransport(AsyncFakeTransport):
    """Never answers."""

    def __init__(self) -> None:
        super().__init__(script())

    async def send(
        self,
        request: Request,
        *,
        timeout: float | None,  # noqa: ASYNC109 - `AsyncTransport`'s
    ) -> Response:
        """Waits without end."""
        await asyncio.Event().wait()
        raise AssertionError("never reached")
