"""OpenTelemetry spans, where the program traces: one a call, and in it one an attempt.

What is not imported yet traces nothing yet: a program that traces has imported OpenTelemetry and
set a tracer provider. So without either, a call costs one look into a table of modules.

Names and attributes are those of the semantic conventions for HTTP clients. No body, no header but
the request id, and no value of a query gets into a span.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from ..errors import APIStatusError
from .response import Response

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from opentelemetry.trace import Span, Tracer

    from .course import Course
    from .exchange import Exchange, Outcome
    from .flow import Flow, Send
    from .hooks import RequestInfo

    Attributes: TypeAlias = dict[str, str | int | list[str]]

T = TypeVar("T")

PORTS = {"http": 80, "https": 443}


def tracer() -> Tracer | None:
    """What makes spans; None in a program that does not trace."""
    if "opentelemetry.trace" not in sys.modules:
        return None

    from opentelemetry import trace

    provider = trace.get_tracer_provider()
    if isinstance(provider, trace.ProxyTracerProvider | trace.NoOpTracerProvider):
        return None
    return provider.get_tracer("siteowner_sdk", _version())


def traced_call(tracer: Tracer, course: Course, finish: Callable[[Exchange], T]) -> Flow[T]:
    """The course of a call in a span of its own, under what is the current one.

    An answer that leaves the contract ends it as an error, though its status was a success.
    """
    course.tracer = tracer
    with tracer.start_as_current_span(
        course.request.operation_id, record_exception=False, set_status_on_exception=False
    ) as span:
        try:
            exchange = yield from course.run()
        except BaseException as error:
            _failed(span, type(error).__qualname__)
            raise
        span.set_attribute("siteowner.retries", exchange.retries)
        _answered(span, exchange.response)
        try:
            return finish(exchange)
        except APIStatusError as error:  # a redirect too, which an attempt's span takes as it is
            _failed(span, str(error.status_code))
            raise
        except BaseException as error:
            _failed(span, type(error).__qualname__)
            raise


def traced_attempt(
    tracer: Tracer, course: Course, send: Send, go: Callable[[Mapping[str, str]], Flow[Outcome]]
) -> Flow[Outcome]:
    """An attempt in a span of its own.

    Args:
        tracer: What makes it.
        course: Of what call it is an attempt.
        send: What is sent.
        go: Makes the attempt, with the headers that tell the server of the span (`traceparent`).
    """
    from opentelemetry import propagate, trace

    info = course.info(send.request)
    with tracer.start_as_current_span(
        f"{info.method} {info.route}",
        kind=trace.SpanKind.CLIENT,
        attributes=attributes(info),
        record_exception=False,
        set_status_on_exception=False,
    ) as span:
        headers: dict[str, str] = {}
        propagate.inject(headers)
        try:
            outcome = yield from go(headers)
        except BaseException as error:
            _failed(span, type(error).__qualname__)
            raise
        if isinstance(outcome, Response):
            _answered(span, outcome)
        else:
            _failed(span, type(outcome).__qualname__)
        return outcome


def attributes(info: RequestInfo) -> Attributes:
    """What a span says of a request."""
    url = urlsplit(info.url)
    found: Attributes = {
        "http.request.method": info.method,
        "server.address": url.hostname or "",
        "server.port": url.port or PORTS[url.scheme],
        "url.full": _without_values(info.url),
        "url.template": info.route,
    }
    return found if info.attempt == 1 else {**found, "http.request.resend_count": info.attempt - 1}


def _without_values(url: str) -> str:
    """A URL with the names alone in its query, in which people are searched for."""
    where, mark, query = url.partition("?")
    names = (pair.partition("=")[0] for pair in query.split("&"))
    return where + mark + "&".join(f"{name}=REDACTED" for name in names if name)


def _answered(span: Span, response: Response) -> None:
    span.set_attribute("http.response.status_code", response.status_code)
    if response.request_id is not None:
        span.set_attribute("http.response.header.x-request-id", [response.request_id])
    if response.status_code >= 400:
        _failed(span, str(response.status_code))


def _failed(span: Span, error_type: str) -> None:
    from opentelemetry.trace import StatusCode

    span.set_attribute("error.type", error_type)
    span.set_status(StatusCode.ERROR)


@cache
def _version() -> str:
    from importlib.metadata import version

    return version("siteowner-sdk")
