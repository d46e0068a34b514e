"""The outermost layer: each request gets an id, and a line in the log.

The line has no query and no header, and of the path only the route's template: nothing personal,
no password, no token.
"""

import logging
import re
from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Any
from uuid import uuid4

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from siteowner_reference.operating.logs import request_id

REQUEST_ID = "X-Request-ID"
SANE = re.compile(r"[A-Za-z0-9._:-]{1,64}")
LOG = logging.getLogger("siteowner_reference.access")

Timer = Callable[[], float]
"""Gives a time in seconds, of which only differences count."""
Endpoint = Callable[..., Any]
OperationIds = Mapping[tuple[str, str], str]
"""Operation ids by route template and method."""


class Access:
    """Names requests and logs them.

    Args:
        app: What answers.
        templates: The route templates by endpoint.
        operation_ids: The operations of these routes.
        timer: What time is measured with.
    """

    def __init__(
        self,
        app: ASGIApp,
        templates: Mapping[Endpoint, str],
        operation_ids: OperationIds,
        timer: Timer = perf_counter,
    ) -> None:
        self._app = app
        self._templates = templates
        self._operation_ids = operation_ids
        self._timer = timer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, and its answer back with the id among its headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        current = kept_or_made(Headers(scope=scope).get(REQUEST_ID))
        request_id.set(current)
        header = (REQUEST_ID.lower().encode(), current.encode())
        status: int | None = None
        started = self._timer()

        async def named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message["headers"], header]}
            await send(message)

        try:
            await self._app(scope, receive, named)
        finally:
            if LOG.isEnabledFor(logging.INFO):
                self._log(scope, status, self._timer() - started)

    def _log(self, scope: Scope, status: int | None, seconds: float) -> None:
        method = scope["method"]
        template = self._templates.get(scope["endpoint"], "-") if "endpoint" in scope else "-"
        ids = self._operation_ids
        fields = {
            "method": method,
            "route": template,
            "operation": ids.get((template, "GET" if method == "HEAD" else method)),
            "status": status,
            "ms": round(seconds * 1000, 1),
        }
        shown = ("-" if value is None else value for value in fields.values())
        LOG.info("%s %s %s %s %s ms", *shown, extra={"fields": fields})


def kept_or_made(sent: str | None) -> str:
    """Gives the id that the caller sent, if it is harmless, or a new one."""
    return sent if sent is not None and SANE.fullmatch(sent) else uuid4().hex
