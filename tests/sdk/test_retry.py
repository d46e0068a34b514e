"""When a call is tried again."""

import datetime as dt
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siteowner_sdk import (
    APIConnectionError,
    APITimeoutError,
    AsyncSiteOwner,
    AuthenticationError,
    InternalServerError,
    NotFoundError,
    Request,
    Response,
    SiteOwner,
    Tokens,
)
from siteowner_sdk.core.bulk import state_of
from siteowner_sdk.core.options import CallOptions, Limits
from siteowner_sdk.core.request import Call, prepare
from siteowner_sdk.core.retry import Attempt, Decision, backoff, decide
from siteowner_sdk.operations import COURSES_DESTROY, DASHBOARD_STATS, REVENUE_TRENDS
from tests.sdk.fakes import (
    BASE_URL,
    NOW,
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
from tests.sdk.token_server import credentials

WRITING = ("POST", "PUT", "PATCH", "DELETE")
THRICE = Limits(timeout=30.0, deadline=None, max_retries=2)
DELETION = prepare(COURSES_DESTROY, path={"id": 1}, options=CallOptions(idempotent=True))
TRANSIENT = (408, 429, 500, 502, 503, 504)


def pause_after(
    outcome: Response | APIConnectionError,
    *,
    method: str = "GET",
    number: int = 0,
    max_retries: int = 2,
    remaining: float | None = None,
    idempotent: bool = False,
) -> float | None:
    """The pause with a jitter of one half."""
    attempt = Attempt(number, method, outcome, idempotent)
    return decide(attempt, max_retries=max_retries, remaining=remaining, jitter=0.5, now=NOW).pause


@pytest.mark.parametrize("status", TRANSIENT)
def test_reading_is_repeated_after_a_transient_status(status: int) -> None:
    """GET changes nothing, so it may be sent again."""
    assert 0.25 == pause_after(Response(status))


@pytest.mark.parametrize("status", [200, 301, 400, 401, 403, 404, 501])
def test_a_final_status_is_not_repeated(status: int) -> None:
    """A success or a refusal would only come again."""
    assert pause_after(Response(status)) is None


@pytest.mark.parametrize("sent", [True, False])
def test_reading_is_repeated_after_a_broken_connection(sent: bool) -> None:
    """Whether the server saw a GET or not, it may be sent again."""
    assert 0.25 == pause_after(no_connection(sent=sent))


@pytest.mark.parametrize("method", WRITING)
def test_writing_is_not_repeated_once_it_may_have_arrived(method: str) -> None:
    """A request that may have been carried out is never sent twice."""
    assert pause_after(no_connection(sent=True), method=method) is None
    assert [None] * 5 == [
        pause_after(Response(status), method=method) for status in TRANSIENT if status != 429
    ]


@pytest.mark.parametrize("method", WRITING)
def test_writing_is_repeated_when_nothing_was_done(method: str) -> None:
    """A request that never left, or that a throttle refused, is sent again."""
    assert 0.25 == pause_after(no_connection(sent=False), method=method)
    assert 0.25 == pause_after(Response(429), method=method)


@pytest.mark.parametrize("method", WRITING)
def test_an_idempotent_call_is_repeated_as_reading_is(method: str) -> None:
    """What the caller marks so is sent again after all that a GET is sent again after."""
    outcomes: list[Outcome] = [Response(status) for status in TRANSIENT]
    outcomes.append(no_connection(sent=True))

    assert [0.25] * 7 == [
        pause_after(outcome, method=method, idempotent=True) for outcome in outcomes
    ]
    assert pause_after(Response(400), method=method, idempotent=True) is None


def test_the_number_of_attempts_is_bounded() -> None:
    """After `max_retries` further attempts the outcome stands; 0 turns repetition off."""
    assert [0.25, 0.5, None] == [pause_after(Response(503), number=number) for number in range(3)]
    assert pause_after(Response(503), max_retries=0) is None


def test_backoff_doubles_up_to_a_limit() -> None:
    """Pauses double from half a second to eight seconds, and jitter takes any part of them."""
    assert [0.5, 1.0, 2.0, 4.0, 8.0, 8.0] == [backoff(number, jitter=1.0) for number in range(6)]
    assert 0.0 == backoff(3, jitter=0.0)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("7", 7.0),
        ("0", 0.0),
        (format_datetime(NOW + dt.timedelta(seconds=9), usegmt=True), 9.0),
        (format_datetime(NOW - dt.timedelta(seconds=9), usegmt=True), 0.0),
        ("soon", 0.25),
        ("60", 60.0),
        ("-5", 0.25),
        ("1.5", 0.25),
        ("Tue, 24 Nov 99999 12:00:00 GMT", 0.25),
        ("", 0.25),
        ("9" * 400, None),
        ("61", None),
    ],
)
def test_retry_after(value: str, expected: float | None) -> None:
    """Seconds and dates are waited for, up to a minute; what is neither is ignored."""
    assert expected == pause_after(Response(429, {"retry-after": value}))


def test_a_wait_that_is_too_long_is_noted() -> None:
    """Why there was no retry is said where the wait alone forbade it, and only there."""
    asked = Attempt(0, "GET", Response(503, {"retry-after": "90"}))
    limits: dict[str, Any] = {"max_retries": 2, "remaining": 9.0, "jitter": 0.5, "now": NOW}

    assert "a wait of 90 s, which is more than 60 s" in (decide(asked, **limits).note or "")
    assert Decision() == decide(Attempt(0, "POST", asked.outcome), **limits)
    assert Decision() == decide(Attempt(2, "GET", asked.outcome), **limits)


@settings(derandomize=True, max_examples=50)
@given(number=st.integers(0, 5000), jitter=st.floats(0, 1))
def test_a_backoff_is_never_longer_than_the_longest(number: int, jitter: float) -> None:
    """Full jitter takes any part of the pause, and no number of attempts makes it longer."""
    assert 0 <= backoff(number, jitter) <= 8.0


def test_no_wait_goes_past_the_deadline() -> None:
    """When the pause would not end in time, the outcome stands at once."""
    asked = Response(503, {"retry-after": "5"})
    assert 5.0 == pause_after(asked, remaining=5.1)
    assert pause_after(asked, remaining=5.0) is None


def test_a_call_is_sent_again_until_it_succeeds() -> None:
    """Two bad gateways and an answer are an answer, after the two pauses."""
    trends = {"start_date": "2026-10-25", "end_date": "2026-11-24"} | {
        "total_revenue": "0.00",
        "total_purchases": 0,
        "daily_trends": [],
    }
    drive = Drive(script(Response(502), Response(502), answer(trends)))

    result = drive.run(caller(drive.time, limits=THRICE).perform(prepare(REVENUE_TRENDS)))

    assert dt.date(2026, 10, 25) == result.start_date
    assert [0.25, 0.5] == drive.slept


def test_a_deletion_that_failed_is_not_sent_again() -> None:
    """A 502 may hide a deletion that was carried out, so it is the call's outcome."""
    drive = Drive(script(Response(502)))

    with pytest.raises(InternalServerError):
        drive.run(
            caller(drive.time, limits=THRICE).perform(prepare(COURSES_DESTROY, path={"id": 1}))
        )


async def test_threads_and_tasks_wait() -> None:
    """Both engines do the wait that the server asks for, here of no time at all."""
    throttled = Response(429, {"retry-after": "0"})
    transport = FakeTransport(script(throttled, Response(204)))
    async_transport = AsyncFakeTransport(script(throttled, Response(204)))

    SiteOwner(BASE_URL, transport=transport).courses.delete(1)
    await AsyncSiteOwner(BASE_URL, transport=async_transport).courses.delete(1)

    assert [2, 2] == [len(transport.requests), len(async_transport.requests)]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (no_connection(sent=True), True),
        (Response(503), True),
        (no_connection(sent=False), False),
        (Response(429), False),
    ],
)
def test_what_an_earlier_attempt_may_have_done_is_not_forgotten(
    first: Outcome, expected: bool
) -> None:
    """`request_sent` is False only when no attempt can have done anything, not the last alone."""
    drive = Drive(script(first, no_connection(sent=False)))
    limits = Limits(timeout=30.0, deadline=None, max_retries=1)

    with pytest.raises(APIConnectionError) as caught:
        drive.run(caller(drive.time, limits=limits).perform(DELETION))

    assert expected is caught.value.request_sent


@pytest.mark.parametrize(
    ("call", "first", "expected"),
    [
        (DELETION, no_connection(sent=True), "unknown"),
        (DELETION, Response(503), "unknown"),
        (DELETION, no_connection(sent=False), "refused"),
        (DELETION, Response(429), "refused"),
        (prepare(DASHBOARD_STATS), Response(503), "refused"),
    ],
)
def test_a_refusal_after_an_attempt_in_doubt_is_none(
    call: Call[Any], first: Outcome, expected: str
) -> None:
    """A 404 to a deletion sent again may mean that the first one was done. Reading does nothing."""
    drive = Drive(script(first, Response(404)))
    limits = Limits(timeout=30.0, deadline=None, max_retries=1)

    with pytest.raises(NotFoundError) as caught:
        drive.run(caller(drive.time, limits=limits).perform(call))

    assert expected == state_of(caught.value)


def test_reading_hides_no_refused_renewal() -> None:
    """Nothing can have been done by it, so the error is that of the log-in."""
    time = FakeTime()
    now = int(NOW.timestamp())

    def server(request: Request) -> Outcome:
        time.seconds += 20
        return Response(503 if request.operation_id == "dashboard_stats" else 401)

    own = credentials(time, login=None, tokens=Tokens(jwt(issued=now - 260, expires=now + 40), "r"))

    with pytest.raises(AuthenticationError) as caught:
        Drive(server, time).run(
            caller(time, credentials=own, limits=THRICE).perform(prepare(DASHBOARD_STATS))
        )

    assert "auth_token_refresh" == caught.value.operation_id


def test_the_last_error_is_raised() -> None:
    """When all attempts break, the call ends with the last break."""
    drive = Drive(lambda _: no_connection(sent=True))

    with pytest.raises(APIConnectionError, match="broken"):
        drive.run(caller(drive.time, limits=THRICE).perform(prepare(DASHBOARD_STATS)))

    assert 3 == len(drive.sent)
    assert [0.25, 0.5] == drive.slept


def test_the_deadline_shortens_the_timeout_of_an_attempt() -> None:
    """An attempt gets its timeout or what is left of the deadline, whichever is sooner."""
    drive = Drive(lambda _: Response(503, {"retry-after": "4"}))
    limits = Limits(timeout=8.0, deadline=10.0, max_retries=5)

    with pytest.raises(InternalServerError):
        drive.run(caller(drive.time, limits=limits).perform(prepare(DASHBOARD_STATS)))

    assert [8.0, 6.0, 2.0] == [send.timeout for send in drive.sent]


def test_nothing_is_sent_after_the_deadline() -> None:
    """A deadline that has passed is a timeout of which it is known that nothing was sent."""
    drive = Drive(script())
    limits = Limits(timeout=None, deadline=0.0, max_retries=0)

    with pytest.raises(APITimeoutError) as caught:
        drive.run(caller(drive.time, limits=limits).perform(prepare(DASHBOARD_STATS)))

    assert not caught.value.request_sent
