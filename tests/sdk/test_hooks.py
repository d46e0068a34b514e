"""What hooks see, what they may add, and what becomes of what they raise."""

import logging
from collections.abc import Mapping
from typing import Any

import pytest

from siteowner_sdk import (
    APIConnectionError,
    AsyncSiteOwner,
    Hook,
    RequestInfo,
    Response,
    SiteOwner,
)
from tests.sdk.fakes import (
    BASE_URL,
    AsyncFakeTransport,
    FakeTransport,
    answer,
    no_connection,
    script,
)

SOON = {"retry-after": "0"}
TOKENS = answer({"access": "secret-a", "refresh": "secret-r"}, Set_Cookie="jwt=secret-a")


class Recorder(Hook):
    """Remembers what it is told."""

    def __init__(self, headers: Mapping[str, str] | None = None) -> None:
        self.headers = headers
        self.events: list[tuple[str, RequestInfo, Any]] = []

    def on_request(self, request: RequestInfo, /) -> Mapping[str, str] | None:
        """Remembers the request."""
        self.events.append(("request", request, None))
        return self.headers

    def on_response(self, request: RequestInfo, response: Response, /) -> None:
        """Remembers the response."""
        self.events.append(("response", request, response))

    def on_error(self, request: RequestInfo, error: APIConnectionError, /) -> None:
        """Remembers the error."""
        self.events.append(("error", request, error))

    def on_retry(self, request: RequestInfo, pause: float, /) -> None:
        """Remembers the pause."""
        self.events.append(("retry", request, pause))

    @property
    def story(self) -> list[tuple[str, str, int]]:
        """Kind of event, operation and attempt."""
        return [(kind, request.operation_id, request.attempt) for kind, request, _ in self.events]


class Failing(Hook):
    """Raises wherever what it raises is only logged."""

    def on_response(self, request: RequestInfo, response: Response, /) -> None:
        """Raises."""
        raise LookupError("secret")

    on_error = on_retry = on_response  # type: ignore[assignment]


def test_each_attempt_is_seen() -> None:
    """A hook sees each request, its outcome, and each retry before its pause."""
    hook = Recorder()
    transport = FakeTransport(
        script(Response(503, SOON), no_connection(sent=True), no_connection(sent=True))
    )
    client = SiteOwner(BASE_URL, transport=transport, hooks=[hook], max_retries=1)

    with pytest.raises(APIConnectionError):
        client.dashboard.stats()
    with pytest.raises(APIConnectionError):
        client.courses.delete(7)

    stats, delete = "dashboard_stats", "courses_destroy"
    assert [
        ("request", stats, 1),
        ("response", stats, 1),
        ("retry", stats, 1),
        ("request", stats, 2),
        ("error", stats, 2),
        ("request", delete, 1),
        ("error", delete, 1),
    ] == hook.story
    assert 0.0 == hook.events[2][2]


async def test_tasks_have_the_same_hooks() -> None:
    """The plain methods of a hook are called in tasks as in threads."""
    hook = Recorder({"X-Trace": "1"})
    transport = AsyncFakeTransport(script(Response(204)))

    await AsyncSiteOwner(BASE_URL, transport=transport, hooks=(hook,)).courses.delete(7)

    assert ["request", "response"] == [kind for kind, _, _ in hook.events]
    assert "1" == transport.requests[0].headers["X-Trace"]


def test_what_is_seen_of_a_request() -> None:
    """Operation, method, URL, path template and attempt; no credentials and no body."""
    hook = Recorder()
    client = SiteOwner(
        BASE_URL,
        token="secret",
        headers={"X-Key": "secret"},
        transport=FakeTransport(script(answer({"status": "verified", "is_active": True}))),
        hooks=[hook],
    )

    client.students.update(7, status="verified")

    _, request, _ = hook.events[0]
    assert ("students_partial_update", "PATCH") == (request.operation_id, request.method)
    assert (f"{BASE_URL}/students/7/", "/students/{id}/") == (request.url, request.route)
    assert {"Accept", "Accept-Language", "User-Agent"} == set(request.headers)
    assert hook.events[1][2].elapsed >= 0
    assert b"verified" in hook.events[1][2].content


def test_of_a_log_in_no_token_is_seen() -> None:
    """A log-in and a refresh are seen without their bodies, and with harmless headers alone."""
    hook = Recorder()
    transport = FakeTransport(script(TOKENS, Response(204)))
    client = SiteOwner(
        BASE_URL, username="u", password="secret-p", transport=transport, hooks=[hook]
    )

    client.courses.delete(7)

    assert ["auth_token_create"] * 2 + ["courses_destroy"] * 2 == [
        operation for _, operation, _ in hook.story
    ]
    _, _, seen = hook.events[1]
    assert (200, b"", {}) == (seen.status_code, seen.content, seen.headers)
    assert "secret" not in repr([vars_of(event) for event in hook.events])


def test_header_of_a_hook_that_cannot_be_sent_is_refused() -> None:
    """A line break would begin a header of its own."""
    transport = FakeTransport(script())
    client = SiteOwner(
        BASE_URL, token="t", transport=transport, hooks=[Recorder({"X-Trace": "1\r\nX-Admin: 1"})]
    )
    with pytest.raises(ValueError, match=r"on_request: the value of X-Trace can't"):
        client.courses.delete(7)
    assert [] == transport.requests


@pytest.mark.parametrize(
    "name", ["Authorization", "authorization", "HOST", "Cookie", "Content-Length", "accept"]
)
def test_a_hook_overwrites_nothing(name: str) -> None:
    """Who calls, where to and how it is framed is not a hook's to say, nor what is there."""
    transport = FakeTransport(script())
    client = SiteOwner(
        BASE_URL, token="t", transport=transport, hooks=[Recorder({name: "other.example"})]
    )

    with pytest.raises(ValueError, match=f"Hook Recorder can't set the header {name}"):
        client.courses.delete(7)

    assert [] == transport.requests


def test_two_hooks_add_in_their_order() -> None:
    """Each adds its headers to the attempt; a second one can't take back what the first said."""
    transport = FakeTransport(script(Response(204)))
    hooks = [Recorder({"X-One": "1"}), Recorder({"X-Two": "2"})]

    SiteOwner(BASE_URL, transport=transport, hooks=hooks).courses.delete(7)

    assert ("1", "2") == tuple(transport.requests[0].headers[name] for name in ("X-One", "X-Two"))
    with pytest.raises(ValueError, match="x-one"):
        SiteOwner(
            BASE_URL, transport=transport, hooks=[hooks[0], Recorder({"x-one": "2"})]
        ).courses.delete(7)


def test_a_hook_can_forbid_a_request() -> None:
    """What `on_request` raises reaches the caller as it is, and nothing is sent."""

    class ReadOnly(Hook):
        def on_request(self, request: RequestInfo, /) -> None:
            if request.method != "GET":
                raise PermissionError(f"{request.operation_id} is not for this program")

    transport = FakeTransport(script())

    with pytest.raises(PermissionError, match="courses_destroy is not for this program"):
        SiteOwner(BASE_URL, transport=transport, hooks=[ReadOnly()]).courses.delete(7)

    assert [] == transport.requests


def test_no_answer_is_lost_to_a_hook(caplog: pytest.LogCaptureFixture) -> None:
    """What a hook raises after the request was sent is logged, without its words, no more."""
    transport = FakeTransport(
        script(Response(503, SOON), answer({"status": "verified", "is_active": True}))
    )
    after = Recorder()
    client = SiteOwner(BASE_URL, transport=transport, hooks=[Failing(), after])

    result = client.students.update(7, status="verified", idempotent=True)

    assert result.is_active
    assert ["request", "response", "retry", "request", "response"] == [
        kind for kind, _, _ in after.events
    ]
    errors = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert 3 == len(errors)
    assert "on_response of hook Failing raised LookupError at " in errors[0]
    assert "on_retry of hook Failing raised LookupError at " in errors[1]
    assert "secret" not in caplog.text


def test_a_hook_that_overrides_nothing() -> None:
    """Each method of `Hook` does nothing until it is overridden."""
    transport = FakeTransport(script(Response(503, SOON), no_connection(sent=False)))

    with pytest.raises(APIConnectionError):
        SiteOwner(BASE_URL, transport=transport, hooks=[Hook()], max_retries=1).dashboard.stats()


def test_a_hook_is_no_coroutine() -> None:
    """An `async def` would never be awaited, so it is refused at once; so it is as `on_token`."""

    class Waiting(Hook):
        async def on_request(self, request: RequestInfo, /) -> None:  # type: ignore[override]
            raise AssertionError("never reached")

    async def keep(_: object) -> None:
        raise AssertionError("never reached")

    with pytest.raises(TypeError, match=r"Waiting\.on_request must be a plain function"):
        AsyncSiteOwner(BASE_URL, hooks=[Waiting()])
    with pytest.raises(TypeError, match="on_token must be a plain function"):
        AsyncSiteOwner(BASE_URL, on_token=keep)
    with pytest.raises(TypeError, match="on_drift must be a plain function"):
        AsyncSiteOwner(BASE_URL, on_drift=keep)


def vars_of(event: tuple[str, RequestInfo, Any]) -> tuple[Any, ...]:
    """All that an event holds."""
    _, request, outcome = event
    parts = ("headers", "content", "status_code")
    return request.url, dict(request.headers), [getattr(outcome, part, None) for part in parts]
