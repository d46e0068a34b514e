"""However many threads or tasks need a token, it is asked for once; and none is lost."""

import asyncio
import threading
import time as system_time
from concurrent.futures import ThreadPoolExecutor

import pytest

from siteowner_sdk import (
    APIConnectionError,
    APITimeoutError,
    AsyncSiteOwner,
    AuthenticationError,
    Hook,
    Request,
    RequestInfo,
    Response,
    SiteOwner,
    Tokens,
)
from siteowner_sdk.core.engine import AsyncEngine, Engine
from siteowner_sdk.core.options import CallOptions, Limits
from siteowner_sdk.core.request import prepare
from siteowner_sdk.operations import COURSES_DESTROY
from tests.sdk.fakes import (
    BASE_URL,
    AsyncFakeTransport,
    FakeTime,
    FakeTransport,
    Outcome,
    answer,
    caller,
    no_connection,
    script,
)
from tests.sdk.token_server import CALL, TokenServer, credentials


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
    while not engine._turns.taken:
        system_time.sleep(0.001)

    with pytest.raises(APITimeoutError, match="waited for a token"):
        engine.call(CALL)

    release.set()
    first.join()


def test_threads_without_a_token_log_in_once() -> None:
    """64 threads that begin at once cause one log-in."""
    server = TokenServer(pause=0.05)
    engine = Engine(caller(credentials=credentials(FakeTime())), FakeTransport(server))

    with ThreadPoolExecutor(64) as pool:
        list(pool.map(lambda _: engine.call(CALL), range(64)))

    assert ["auth_token_create"] == server.operations


def test_threads_with_an_expiring_token_renew_it_once() -> None:
    """64 threads that come shortly before the end of a token cause one refresh, and meet no 401."""
    server = TokenServer(lifetime=300, pause=0.02)
    time = FakeTime()
    transport = FakeTransport(server)
    engine = Engine(caller(time, credentials=credentials(time)), transport)
    engine.call(CALL)
    time.seconds += 280

    with ThreadPoolExecutor(64) as pool:
        list(pool.map(lambda _: engine.call(CALL), range(64)))

    assert ["auth_token_create", "auth_token_refresh"] == server.operations
    assert 2 + 65 == len(transport.requests)


async def test_a_cancelled_renewal_is_finished_for_the_others() -> None:
    """A rotated refresh token is not lost when the task that asked for it is cancelled."""
    server = TokenServer(refresh=True)
    server.access = "unknown so far"
    told: list[Tokens] = []
    gate = asyncio.Event()
    transport = GatedTransport(server, gate)
    engine = AsyncEngine(
        caller(
            credentials=credentials(
                FakeTime(), login=None, tokens=Tokens("expired", "r"), on_token=told.append
            )
        ),
        transport,
    )
    first = asyncio.create_task(engine.call(CALL))
    await transport.asked.wait()

    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    gate.set()
    await asyncio.gather(*(engine.call(CALL) for _ in range(8)))

    assert ["auth_token_refresh"] == server.operations
    assert ["refresh1"] == [tokens.refresh for tokens in told]


async def test_a_cancelled_waiter_harms_nobody() -> None:
    """A task that is cancelled while it waits for its turn neither holds nor breaks the log-in."""
    server = TokenServer()
    gate = asyncio.Event()
    engine = AsyncEngine(caller(credentials=credentials(FakeTime())), GatedTransport(server, gate))
    first, second, third = (asyncio.create_task(engine.call(CALL)) for _ in range(3))
    await asyncio.sleep(0.01)

    second.cancel()
    gate.set()
    await asyncio.gather(first, third)

    assert second.cancelled()
    assert ["auth_token_create"] == server.operations


async def test_closing_breaks_off_a_renewal_that_nobody_waits_for() -> None:
    """No task is left behind by a client that is closed."""
    before = asyncio.all_tasks()
    transport = GatedTransport(TokenServer(), asyncio.Event())
    engine = AsyncEngine(caller(credentials=credentials(FakeTime())), transport)
    call = asyncio.create_task(engine.call(CALL))
    await transport.asked.wait()
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call

    await engine.close()

    assert transport.closed
    assert before == asyncio.all_tasks()


@pytest.mark.parametrize("calls", [1, 3])
@pytest.mark.parametrize("begun", [False, True])
async def test_closing_ends_all_calls_that_wait_for_a_token(calls: int, begun: bool) -> None:
    """None hangs and none ends in silence, be the log-in under way or about to begin."""
    transport = GatedTransport(TokenServer(), asyncio.Event())
    client = AsyncSiteOwner(BASE_URL, username="owner", password="p", transport=transport)
    waiting = [asyncio.create_task(client.courses.delete(1)) for _ in range(calls)]
    if begun:
        await transport.asked.wait()
    else:
        await asyncio.sleep(0)

    await client.close()

    async with asyncio.timeout(5):
        ends = await asyncio.gather(*waiting, return_exceptions=True)
    assert ["This client is closed"] * calls == [str(end).partition(":")[0] for end in ends]


async def test_the_short_deadline_of_one_is_not_the_failure_of_all() -> None:
    """When the task that logs in runs out of its own time, the next one logs in."""
    server = TokenServer()
    failing = iter([True])

    def first_breaks(request: Request) -> Outcome:
        return no_connection(sent=True) if next(failing, False) else server(request)

    engine = AsyncEngine(
        caller(credentials=credentials(FakeTime())), YieldingTransport(first_breaks)
    )
    hurried = prepare(COURSES_DESTROY, path={"id": 1}, options=CallOptions(deadline=5.0))

    results = await asyncio.gather(
        engine.call(hurried), *(engine.call(CALL) for _ in range(8)), return_exceptions=True
    )

    assert [APIConnectionError] + [type(None)] * 8 == [type(result) for result in results]
    assert ["auth_token_create"] == server.operations


def test_a_client_works_in_one_event_loop_after_another() -> None:
    """The turns of a loop that has ended are not waited for in the next one."""
    server = TokenServer(lifetime=300)
    transport = YieldingTransport(server)
    client = AsyncSiteOwner(BASE_URL, username="owner", password="p", transport=transport)

    async def calls() -> None:
        server.access = "another"
        await asyncio.gather(*(client.courses.delete(1) for _ in range(8)))

    asyncio.run(calls())
    asyncio.run(calls())

    assert ["auth_token_create", "auth_token_refresh"] == server.operations


def test_a_hook_that_calls_its_own_client_during_a_log_in() -> None:
    """A call that would wait for itself is an error that says so, in place of a standstill."""

    class Calling(Hook):
        def on_request(self, request: RequestInfo, /) -> None:
            client.dashboard.stats()

    client = SiteOwner(
        BASE_URL,
        username="owner",
        password="p",
        transport=FakeTransport(TokenServer()),
        hooks=[Calling()],
    )

    with pytest.raises(RuntimeError, match="dashboard_stats was called by a hook or by on_token"):
        client.courses.delete(1)


@pytest.mark.parametrize("deadline", [1e12, float("inf")])
async def test_a_deadline_may_be_far_away(deadline: float) -> None:
    """Longer than a lock can wait is without end, in threads and tasks."""
    options = CallOptions(deadline=deadline)
    call = prepare(COURSES_DESTROY, path={"id": 1}, options=options)

    Engine(caller(credentials=credentials(FakeTime())), FakeTransport(TokenServer())).call(call)
    await AsyncEngine(
        caller(credentials=credentials(FakeTime())), YieldingTransport(TokenServer())
    ).call(call)


def test_a_forked_process_has_its_own_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """A turn that a thread held when the process was forked is not waited for in the child."""
    server = TokenServer()
    engine = Engine(caller(credentials=credentials(FakeTime())), FakeTransport(server))
    engine._turns._turn.get().lock.acquire()
    monkeypatch.setattr("os.getpid", lambda: 1)

    engine.call(CALL)

    assert ["auth_token_create"] == server.operations


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


class GatedTransport(AsyncFakeTransport):
    """Answers what asks for tokens once a gate is open."""

    def __init__(self, server: TokenServer, gate: asyncio.Event) -> None:
        super().__init__(server)
        self.asked = asyncio.Event()
        self._gate = gate

    async def send(
        self,
        request: Request,
        *,
        timeout: float | None,  # noqa: ASYNC109 - `AsyncTransport`'s
    ) -> Response:
        """Waits for the gate, if need be, while the server has done its part."""
        response = await super().send(request, timeout=timeout)
        if request.operation_id.startswith("auth_token"):
            self.asked.set()
            await self._gate.wait()
        return response
