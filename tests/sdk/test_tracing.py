"""OpenTelemetry spans of calls and attempts."""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from siteowner_sdk import (
    APIConnectionError,
    APIResponseValidationError,
    APIStatusError,
    AsyncSiteOwner,
    Hook,
    NotFoundError,
    Request,
    RequestInfo,
    Response,
    SiteOwner,
)
from tests.sdk.fakes import (
    BASE_URL,
    AsyncFakeTransport,
    FakeTransport,
    Outcome,
    answer,
    no_connection,
    script,
)

SOON = {"retry-after": "0", "x-request-id": "r1"}
EMPTY: dict[str, object] = {"count": 0, "next": None, "previous": None, "results": []}


class Spans:
    """What a program that traces has recorded."""

    def __init__(self) -> None:
        self._exporter = InMemorySpanExporter()
        self.provider = TracerProvider()
        self.provider.add_span_processor(SimpleSpanProcessor(self._exporter))

    @property
    def ended(self) -> tuple[ReadableSpan, ...]:
        """The spans in the order in which they ended: an attempt before its call."""
        return self._exporter.get_finished_spans()

    @property
    def tree(self) -> list[tuple[str, str | None]]:
        """The name of each span with its parent's."""
        names = {id_of(span): span.name for span in self.ended}
        return [
            (span.name, names.get(span.parent.span_id) if span.parent else None)
            for span in self.ended
        ]


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[Spans]:
    """A program that traces, for the time of a test."""
    spans = Spans()
    monkeypatch.setattr("opentelemetry.trace.get_tracer_provider", lambda: spans.provider)
    yield spans
    spans.provider.shutdown()


def id_of(span: ReadableSpan) -> int:
    """The id of a span."""
    assert span.context is not None
    found: int = span.context.span_id
    return found


def attributes(span: ReadableSpan) -> dict[str, Any]:
    """The attributes of a span."""
    return dict(span.attributes or {})


def test_a_call_is_a_span_with_its_attempts_inside(spans: Spans) -> None:
    """One span a call by its operation id, one client span an attempt by method and template."""
    transport = FakeTransport(script(Response(503, SOON), Response(204)))

    SiteOwner(BASE_URL, transport=transport).courses.delete(7, idempotent=True)

    attempt = "DELETE /courses/{id}/"
    assert [
        (attempt, "courses_destroy"),
        (attempt, "courses_destroy"),
        ("courses_destroy", None),
    ] == spans.tree
    first, second, call = spans.ended
    assert [SpanKind.CLIENT, SpanKind.CLIENT, SpanKind.INTERNAL] == [s.kind for s in spans.ended]
    assert {
        "http.request.method": "DELETE",
        "http.response.status_code": 503,
        "http.response.header.x-request-id": ("r1",),
        "error.type": "503",
        "server.address": "school.example",
        "server.port": 443,
        "url.full": f"{BASE_URL}/courses/7/",
        "url.template": "/courses/{id}/",
    } == attributes(first)
    assert 1 == attributes(second)["http.request.resend_count"]
    assert "error.type" not in attributes(second)
    assert {"http.response.status_code": 204, "siteowner.retries": 1} == attributes(call)
    assert [StatusCode.ERROR, StatusCode.UNSET, StatusCode.UNSET] == [
        span.status.status_code for span in spans.ended
    ]


def test_the_server_is_told_of_the_attempt(spans: Spans) -> None:
    """`traceparent` names the span of the attempt, not of the call, so that both ends join up."""
    transport = FakeTransport(script(Response(204)))

    SiteOwner(BASE_URL, transport=transport).courses.delete(7)

    attempt, _ = spans.ended
    parent = transport.requests[0].headers["traceparent"]
    assert f"{id_of(attempt):016x}" == parent.split("-")[2]


class Joining(Hook):
    """Says itself what the server is told of."""

    def on_request(self, request: RequestInfo, /) -> dict[str, str]:
        """The header of a trace."""
        return {"Traceparent": "of-a-hook"}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"hooks": [Joining()]}, "of-a-hook"),
        ({"headers": {"TRACEPARENT": "of-the-client"}}, "of-the-client"),
    ],
)
def test_what_the_server_is_told_otherwise_stands(
    spans: Spans, settings: dict[str, Any], expected: str
) -> None:
    """A program that sets `traceparent` itself goes on working when it begins to trace."""
    transport = FakeTransport(script(Response(204)))

    SiteOwner(BASE_URL, transport=transport, **settings).courses.delete(7)

    (request,) = transport.requests
    told = [value for name, value in request.headers.items() if name.lower() == "traceparent"]
    assert [expected] == told
    assert 2 == len(spans.ended)


def test_no_value_of_a_query_is_in_a_span(spans: Spans) -> None:
    """People are searched for in a query: its names are in the span, and its values are not."""
    transport = FakeTransport(script(answer(EMPTY)))

    SiteOwner(BASE_URL, token="5ecret", transport=transport).students.list(
        search="+20 100 5ecret", grade=3
    )

    attempt, _ = spans.ended
    assert f"{BASE_URL}/students/?grade=REDACTED&search=REDACTED" == attributes(attempt)["url.full"]
    assert "5ecret" not in "".join(span.to_json() for span in spans.ended)


def test_a_log_in_is_a_call_within_the_call(spans: Spans) -> None:
    """What a log-in took is seen under the call that needed it, without names or tokens."""
    tokens = answer({"access": "5ecret", "refresh": "5ecret"})
    transport = FakeTransport(script(tokens, Response(204)))

    SiteOwner(BASE_URL, username="u", password="5ecret", transport=transport).courses.delete(7)

    assert [
        ("POST /auth/token/", "auth_token_create"),
        ("auth_token_create", "courses_destroy"),
        ("DELETE /courses/{id}/", "courses_destroy"),
        ("courses_destroy", None),
    ] == spans.tree
    assert "5ecret" not in "".join(span.to_json() for span in spans.ended)


@pytest.mark.parametrize(
    ("outcome", "error", "error_type"),
    [
        (answer({"detail": "5ecret"}, 404), NotFoundError, "404"),
        (no_connection(sent=True), APIConnectionError, "APIConnectionError"),
    ],
)
def test_a_failure_is_the_spans_too(
    spans: Spans, outcome: Outcome, error: type[Exception], error_type: str
) -> None:
    """Both spans have the kind of error, and not the server's words."""
    transport = FakeTransport(script(outcome))

    with pytest.raises(error):
        SiteOwner(BASE_URL, transport=transport).courses.delete(7)

    assert [error_type] * 2 == [attributes(span)["error.type"] for span in spans.ended]
    assert [StatusCode.ERROR] * 2 == [span.status.status_code for span in spans.ended]
    assert "5ecret" not in "".join(span.to_json() for span in spans.ended)


@pytest.mark.parametrize("ask", [lambda c: c.teachers.retrieve(7), lambda c: c.teachers.list()])
def test_an_answer_that_leaves_the_contract_is_a_failure_of_the_call(
    spans: Spans, ask: Callable[[SiteOwner], object]
) -> None:
    """The server was in time and content with itself: the attempt is fine, and the call is not."""
    transport = FakeTransport(script(answer({"id": "5ecret"})))

    with pytest.raises(APIResponseValidationError):
        ask(SiteOwner(BASE_URL, transport=transport))

    attempt, call = spans.ended
    assert StatusCode.UNSET == attempt.status.status_code
    assert StatusCode.ERROR == call.status.status_code
    assert "APIResponseValidationError" == attributes(call)["error.type"]
    assert 200 == attributes(call)["http.response.status_code"]
    assert "5ecret" not in call.to_json()


def test_a_redirect_is_a_failure_of_the_call(spans: Spans) -> None:
    """The call raises, so its span is an error; the attempt's takes the status as it is."""
    transport = FakeTransport(script(Response(302, {"location": "/login"})))

    with pytest.raises(APIStatusError):
        SiteOwner(BASE_URL, transport=transport).teachers.retrieve(7)

    attempt, call = spans.ended
    assert StatusCode.UNSET == attempt.status.status_code
    assert StatusCode.ERROR == call.status.status_code
    assert "302" == attributes(call)["error.type"]


def test_a_callback_that_raises_is_a_failure_of_the_call(spans: Spans) -> None:
    """What `on_drift` raises ends the call, and its span, as an error."""

    def tell(_: object) -> None:
        raise PermissionError

    transport = FakeTransport(script(answer({"status": "new", "is_active": True})))
    client = SiteOwner(BASE_URL, transport=transport, on_drift=tell)

    with pytest.raises(PermissionError):
        client.students.update(3, status="verified")

    _, call = spans.ended
    assert StatusCode.ERROR == call.status.status_code
    assert "PermissionError" == attributes(call)["error.type"]


def test_a_call_that_a_hook_forbids_ends_its_spans(spans: Spans) -> None:
    """Whatever ends a call ends its spans, and the current span is again what it was before."""

    class Forbidding(Hook):
        def on_request(self, request: RequestInfo, /) -> None:
            raise PermissionError

    before = trace.get_current_span()
    client = SiteOwner(BASE_URL, transport=FakeTransport(script()), hooks=[Forbidding()])

    with pytest.raises(PermissionError):
        client.courses.delete(7)

    assert ["PermissionError"] * 2 == [attributes(span)["error.type"] for span in spans.ended]
    assert before is trace.get_current_span()


def test_threads_have_their_own_spans(spans: Spans) -> None:
    """Calls of several threads don't nest in one another."""
    client = SiteOwner(BASE_URL, transport=FakeTransport(lambda _: Response(204)))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(client.courses.delete, range(40)))

    calls = [span for span in spans.ended if span.name == "courses_destroy"]
    assert [None] * 40 == [span.parent for span in calls]
    assert {id_of(span) for span in calls} == {
        span.parent.span_id for span in spans.ended if span.parent
    }


async def test_tasks_have_their_own_spans(spans: Spans) -> None:
    """Calls of several tasks nest under what each task was in, and in nothing else."""

    class Yielding(AsyncFakeTransport):
        async def send(
            self,
            request: Request,
            *,
            timeout: float | None,  # noqa: ASYNC109 - `AsyncTransport`'s
        ) -> Response:
            await asyncio.sleep(0)
            return await super().send(request, timeout=timeout)

    client = AsyncSiteOwner(
        BASE_URL,
        username="u",
        password="p",
        transport=Yielding(
            lambda request: (
                Response(204)
                if request.method == "DELETE"
                else answer({"access": "a", "refresh": "r"})
            )
        ),
    )
    tracer = spans.provider.get_tracer("program")

    async def work(number: int) -> None:
        with tracer.start_as_current_span(f"work {number}"):
            await client.courses.delete(number)

    await asyncio.gather(*(work(number) for number in range(10)))

    parents = {parent for name, parent in spans.tree if name == "courses_destroy"}
    assert {f"work {number}" for number in range(10)} == parents
    assert 1 == [name for name, _ in spans.tree].count("auth_token_create")


def test_tracing_can_be_switched_off(spans: Spans) -> None:
    """`tracing=False` makes no span and sends no `traceparent`."""
    transport = FakeTransport(script(Response(204)))

    SiteOwner(BASE_URL, transport=transport, tracing=False).courses.delete(7)

    assert () == spans.ended
    assert "traceparent" not in transport.requests[0].headers


def test_without_a_provider_there_are_no_spans() -> None:
    """A program that has OpenTelemetry installed and does not trace sends nothing of it."""
    transport = FakeTransport(script(Response(204)))

    SiteOwner(BASE_URL, transport=transport).courses.delete(7)

    assert "traceparent" not in transport.requests[0].headers


def test_opentelemetry_is_not_imported_by_a_call() -> None:
    """What the program has not imported it does not use: a call imports nothing of it."""
    code = (
        "import sys; from siteowner_sdk import SiteOwner, Response\n"
        "class Transport:\n"
        "    def send(self, request, *, timeout): return Response(204)\n"
        f"SiteOwner({BASE_URL!r}, transport=Transport()).courses.delete(7)\n"
        "sys.exit('opentelemetry' in sys.modules)"
    )

    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode
