"""What a call says in place of its client's settings."""

import inspect
from typing import Any

import pytest

from siteowner_sdk import APITimeoutError, AsyncSiteOwner, InternalServerError, Response, SiteOwner
from siteowner_sdk.core.options import CallOptions, Limits
from siteowner_sdk.core.request import prepare
from siteowner_sdk.operations import DASHBOARD_STATS
from tests.sdk.examples import EXAMPLE_OF, Example, examples
from tests.sdk.fakes import BASE_URL, AsyncFakeTransport, Drive, FakeTransport, answer, caller

CLIENT = Limits(timeout=30.0, deadline=60.0, max_retries=2)
EXAMPLES = {example.operation: example for example in examples().values()}
UNHARMED = Response(503, {"retry-after": "0"})

each_operation = pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (CallOptions(), CLIENT),
        (CallOptions(timeout=1.0), Limits(1.0, 60.0, 2)),
        (CallOptions(timeout=None), Limits(None, 60.0, 2)),
        (CallOptions(deadline=5.0), Limits(30.0, 5.0, 2)),
        (CallOptions(deadline=None), Limits(30.0, None, 2)),
        (CallOptions(max_retries=0), Limits(30.0, 60.0, 0)),
        (CallOptions(idempotent=True), CLIENT),
    ],
)
def test_options_stand_over_settings(options: CallOptions, expected: Limits) -> None:
    """What a call does not say is as the client has it; None is said."""
    assert expected == options.over(CLIENT)


@each_operation
def test_every_method_has_them(example: Example) -> None:
    """Each method takes the three limits; one that writes can be marked idempotent besides."""
    client = SiteOwner(BASE_URL, transport=FakeTransport(lambda _: Response(204)))
    method = getattr(getattr(client, example.resource), example.method_name)

    expected = ["timeout", "deadline", "max_retries"]
    expected += [] if example.method == "GET" else ["idempotent"]

    assert expected == list(inspect.signature(method).parameters)[-len(expected) :]


@each_operation
async def test_every_method_passes_them_on(example: Example) -> None:
    """In threads and tasks a call has its own timeout and its own number of retries."""
    transport, async_transport = FakeTransport(unwell), AsyncFakeTransport(unwell)
    options: dict[str, Any] = {"timeout": 7.5, "deadline": None, "max_retries": 1}
    options |= {} if example.method == "GET" else {"idempotent": True}
    sync = SiteOwner(BASE_URL, transport=transport, deadline=1.0)
    tasks = AsyncSiteOwner(BASE_URL, transport=async_transport, deadline=1.0)

    with pytest.raises(InternalServerError) as caught:
        method_of(sync, example)(*example.path_arguments, **example.arguments, **options)
    with pytest.raises(InternalServerError) as caught_in_a_task:
        await method_of(tasks, example)(*example.path_arguments, **example.arguments, **options)

    assert [7.5, 7.5] == transport.timeouts
    assert 2 == len(async_transport.requests)
    assert [1, 1] == [caught.value.retries, caught_in_a_task.value.retries]


@pytest.mark.parametrize("example", [e for e in EXAMPLES.values() if e.method != "GET"])
def test_writing_is_sent_once_unless_it_is_idempotent(example: Example) -> None:
    """Without the mark a write that failed at the server is not sent again."""
    transport = FakeTransport(unwell)
    client = SiteOwner(BASE_URL, transport=transport)

    with pytest.raises(InternalServerError) as caught:
        method_of(client, example)(*example.path_arguments, **example.arguments)

    assert 1 == len(transport.requests)
    assert 0 == caught.value.retries


def test_following_pages_have_them_too() -> None:
    """Each page of a listing is a call of its own with the options of the first."""
    page: dict[str, object] = {"count": 2, "previous": None, "results": []}
    pages = iter([{**page, "next": f"{BASE_URL}/students/?page=2"}, {**page, "next": None}])
    transport = FakeTransport(lambda _: answer(next(pages)))

    list(SiteOwner(BASE_URL, transport=transport).students.list(timeout=3.0))

    assert [3.0, 3.0] == transport.timeouts


def test_the_deadline_of_a_call_holds_for_its_log_in() -> None:
    """A log-in takes its time from the call, and each attempt of it has the client's timeout."""
    transport = FakeTransport(token_then_stats)
    client = SiteOwner(BASE_URL, username="u", password="p", transport=transport, timeout=20.0)

    client.dashboard.stats(timeout=5.0)

    assert [20.0, 5.0] == transport.timeouts

    with pytest.raises(APITimeoutError, match="deadline passed before auth_token_create"):
        SiteOwner(
            BASE_URL, username="u", password="p", transport=FakeTransport(token_then_stats)
        ).dashboard.stats(deadline=0.0)


def test_a_deadline_of_a_call_ends_its_retries() -> None:
    """The pauses of a call don't outlive its own deadline, whatever the client's."""
    drive = Drive(lambda _: Response(503, {"retry-after": "4"}))
    call = prepare(DASHBOARD_STATS, options=CallOptions(deadline=9.0, max_retries=5))

    with pytest.raises(InternalServerError):
        drive.run(caller(drive.time, limits=CLIENT).perform(call))

    assert [9.0, 5.0, 1.0] == [send.timeout for send in drive.sent]


def unwell(_: object) -> Response:
    """A server that is not well, and asks for no wait."""
    return UNHARMED


def token_then_stats(request: Any) -> Response:
    """A server that gives tokens and figures."""
    if request.operation_id == "auth_token_create":
        return answer({"access": "a", "refresh": "r"})
    return answer(EXAMPLE_OF["dashboard_stats"])


def method_of(client: Any, example: Example) -> Any:
    """The method of a client that makes an example's call."""
    return getattr(getattr(client, example.resource), example.method_name)
