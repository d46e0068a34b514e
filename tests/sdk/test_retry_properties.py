"""Whatever a server does: nothing is done twice, and no call outlives its deadline."""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siteowner_sdk import APIConnectionError, APIStatusError, Response
from siteowner_sdk.core.operation import Operation
from siteowner_sdk.core.options import CallOptions, Limits
from siteowner_sdk.core.request import prepare
from siteowner_sdk.operations import (
    COURSES_DESTROY,
    DASHBOARD_STATS,
    RECHARGE_CODES_CREATE,
    REVENUE_COURSE,
    STUDENTS_PARTIAL_UPDATE,
)
from tests.sdk.fakes import Drive, FakeTime, Outcome, caller, no_connection

OPERATIONS: dict[Operation[Any], dict[str, Any]] = {
    DASHBOARD_STATS: {},
    REVENUE_COURSE: {"path": {"course_id": 1}},
    RECHARGE_CODES_CREATE: {"body": {"course": 1, "value": "5.00"}},
    STUDENTS_PARTIAL_UPDATE: {"path": {"id": 1}, "body": {"status": "verified"}},
    COURSES_DESTROY: {"path": {"id": 1}},
}
RETRY_AFTER = ("0", "3", "60", "61", "7200", "soon", "Tue, 24 Nov 2026 12:00:20 GMT")


@dataclass(frozen=True)
class Step:
    """What comes of an attempt, and how many seconds later."""

    outcome: Outcome
    seconds: float


@dataclass(frozen=True)
class Case:
    """A call and all that a server does to it."""

    operation: Operation[Any]
    idempotent: bool
    limits: Limits
    steps: list[Step]


# Mostly what a retry may follow: each transient status with each wait that a server can ask for.
OUTCOMES: list[Outcome] = [
    *(Response(status) for status in (200, 204, 301, 400, 401, 403, 409, 501)),
    *(Response(status) for status in (408, 429, 500, 502, 503, 504)),
    *(Response(status, {"retry-after": value}) for status in (429, 503) for value in RETRY_AFTER),
    *(no_connection(sent=sent) for sent in (True, False) * 4),
]
cases = st.builds(
    Case,
    st.sampled_from(list(OPERATIONS)),
    st.booleans(),
    st.builds(
        Limits,
        st.sampled_from([None, 0.5, 30.0]),
        st.sampled_from([None, None, 0.0, 2.0, 45.0, 90.0]),
        st.integers(0, 4),
    ),
    st.lists(
        st.builds(Step, st.sampled_from(OUTCOMES), st.sampled_from([0.0, 0.1, 1.0, 40.0])),
        min_size=5,
        max_size=5,
    ),
)


@settings(derandomize=True, max_examples=300)
@given(case=cases)
def test_nothing_is_done_twice(case: Case) -> None:
    """In a sample of all cases the rules hold."""
    assert_the_rules_hold(case)


@pytest.mark.verify
@settings(derandomize=True, max_examples=5_000)
@given(case=cases)
def test_nothing_is_done_twice_in_many_cases(case: Case) -> None:
    """In five thousand cases the rules hold."""
    assert_the_rules_hold(case)


def assert_the_rules_hold(case: Case) -> None:
    """Makes the call, and looks at what was sent, when, and what came of it."""
    time, steps = FakeTime(), iter(case.steps)
    seen: list[Outcome] = []
    beginnings: list[float] = []

    def server(_: object) -> Outcome:
        step = next(steps)
        beginnings.append(time.seconds - 1000)
        time.seconds += step.seconds
        seen.append(step.outcome)
        return step.outcome

    drive = Drive(server, time)
    options = CallOptions(idempotent=case.idempotent)
    call = prepare(case.operation, options=options, **OPERATIONS[case.operation])
    retries, last = made(drive, caller(time, limits=case.limits).succeed(call))

    assert len(seen) == len(drive.sent) <= case.limits.max_retries + 1
    assert all(may_be_sent_again(case, outcome) for outcome in seen[:-1])
    assert [] == seen or seen[-1] is last or seen[-1] == last
    assert max(0, len(seen) - 1) == len(drive.slept) == retries
    assert all(0 <= seconds <= 60 for seconds in drive.slept)
    assert_in_time(case.limits, drive, beginnings)


def made(drive: Drive, flow: Any) -> tuple[int, Outcome]:
    """Retries and outcome of a call."""
    try:
        exchange = drive.run(flow)
    except APIConnectionError as error:
        return error.retries, error
    except APIStatusError as error:
        return error.retries, error.response
    return exchange.retries, exchange.response


def may_be_sent_again(case: Case, outcome: Outcome) -> bool:
    """Whether an attempt with this outcome was certainly not carried out, or may be again."""
    if isinstance(outcome, Response):
        return outcome.status_code == 429 or (
            outcome.status_code in (408, 500, 502, 503, 504) and repeatable(case)
        )
    return not outcome.request_sent or repeatable(case)


def repeatable(case: Case) -> bool:
    """Whether to do it twice does no harm."""
    return case.idempotent or case.operation.method == "GET"


def assert_in_time(limits: Limits, drive: Drive, beginnings: list[float]) -> None:
    """No attempt begins after the deadline, and none may take longer than what is left."""
    for begun, send in zip(beginnings, drive.sent, strict=True):
        left = None if limits.deadline is None else limits.deadline - begun
        assert left is None or left > 0
        bounds = [bound for bound in (limits.timeout, left) if bound is not None]
        assert (min(bounds) if bounds else None) == pytest.approx(send.timeout)
