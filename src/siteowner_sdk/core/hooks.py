"""What looks on at every attempt of every call: for metrics, tracing and guards of one's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import logs
from .headers import check_headers
from .response import Response

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Self

    from ..errors import APIConnectionError
    from .course import Course
    from .exchange import Outcome
    from .flow import Flow, Send
    from .request import Request

# What a hook may not add: who calls, where to, and how the message is framed.
RESERVED_HEADERS = frozenset(
    {
        "authorization",
        "connection",
        "content-length",
        "content-type",
        "cookie",
        "host",
        "proxy-authorization",
        "te",
        "transfer-encoding",
        "upgrade",
    }
)


@dataclass(frozen=True, slots=True)
class RequestInfo:
    """What a hook sees of a request: no body, no credentials, no headers of unknown meaning.

    Attributes:
        operation_id: Id of the operation in the contract.
        method: HTTP method.
        url: Absolute URL with its query, in which people may be searched for.
        route: Template of its path in the contract, such as `/teachers/{id}/`.
        attempt: 1 for the first time that the call is sent, and so on.
        headers: Headers that hold no secret.
    """

    operation_id: str
    method: str
    url: str = field(repr=False)
    route: str
    attempt: int
    headers: Mapping[str, str] = field(repr=False)

    @classmethod
    def of(cls, request: Request, route: str, attempt: int) -> Self:
        """What may be seen of a request."""
        seen = request.harmless()
        return cls(seen.operation_id, seen.method, seen.url, route, attempt, seen.headers)


class Hook:
    """Looks on at every attempt. To be subclassed: override what is of interest.

    The methods are plain ones for `SiteOwner` and `AsyncSiteOwner` alike, and are called in the
    thread or task of the call; one that waits holds up the call, and in asyncio everything else.
    Hooks are called in the order in which they were handed in. Log-ins are seen as well, by their
    own operation ids.
    """

    def on_request(self, request: RequestInfo, /) -> Mapping[str, str] | None:
        """Before an attempt is sent.

        What this raises ends the call before anything is sent, and reaches the caller as it is: so
        a hook can forbid a request.

        Returns:
            Further headers for this attempt, or None. A header that the request has already, or one
            that says who calls, where to or how the message is framed, is a `ValueError`.
        """

    def on_response(self, request: RequestInfo, response: Response, /) -> None:
        """After an answer of any status; of a log-in it is without its body.

        What this raises is logged and goes no further, lest the answer be lost.
        """

    def on_error(self, request: RequestInfo, error: APIConnectionError, /) -> None:
        """After an attempt to which no answer came. What this raises is logged, no more."""

    def on_retry(self, request: RequestInfo, pause: float, /) -> None:
        """Before the wait of so many seconds that precedes a retry.

        What this raises is logged, no more.
        """


EVENTS = tuple(name for name in vars(Hook) if name.startswith("on_"))


def hooked(
    hooks: tuple[Hook, ...], course: Course, send: Send, go: Callable[[Send], Flow[Outcome]]
) -> Flow[Outcome]:
    """An attempt that hooks look on at."""
    if not hooks:
        return (yield from go(send))
    info = course.info(send.request)
    outcome = yield from go(_with_their_headers(hooks, info, send))
    for hook in hooks:
        _tell_outcome(hook, info, outcome, confidential=course.confidential)
    return outcome


def tell_retry(hooks: tuple[Hook, ...], info: RequestInfo, pause: float) -> None:
    """Tells hooks that a call is about to be tried again."""
    for hook in hooks:
        try:
            hook.on_retry(info, pause)
        except Exception as error:  # noqa: BLE001 - whatever a hook raises
            logs.hook_failed(hook, "on_retry", error)


def _with_their_headers(hooks: tuple[Hook, ...], info: RequestInfo, send: Send) -> Send:
    for hook in hooks:
        headers = hook.on_request(info)
        if headers:
            _check_headers(hook, send.request, headers)
            send = send.with_headers(headers)
    return send


def _check_headers(hook: Hook, request: Request, headers: Mapping[str, str]) -> None:
    check_headers(headers, f"{type(hook).__qualname__}.on_request")
    taken = RESERVED_HEADERS | {name.lower() for name in request.headers}
    for name in headers:
        if name.lower() in taken:
            raise ValueError(
                f"Hook {type(hook).__qualname__} can't set the header {name}: it may only add "
                "headers that the request has not, and none that says who calls, where to or how "
                "the message is framed"
            )


def _tell_outcome(hook: Hook, info: RequestInfo, outcome: Outcome, *, confidential: bool) -> None:
    event = "on_response" if isinstance(outcome, Response) else "on_error"
    try:
        if isinstance(outcome, Response):
            hook.on_response(info, outcome.without_secrets() if confidential else outcome)
        else:
            hook.on_error(info, outcome)
    except Exception as error:  # noqa: BLE001 - whatever a hook raises
        logs.hook_failed(hook, event, error)
