"""How large a request may be; larger ones are refused before anything of them is looked at."""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from siteowner_reference.http.responses import html_page

MAX_QUERY_BYTES = 64 * 1024
MAX_HEADERS = 100
MAX_HEADER_BYTES = 64 * 1024
MAX_BODY_BYTES = 32 * 1024 * 1024


class Limits:
    """Refuses what is too large with Django's own pages."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what is within the limits."""
        status = refusal(scope) if scope["type"] == "http" else None
        app = self._app if status is None else html_page(status)
        await app(scope, receive, send)


def refusal(scope: Scope) -> int | None:
    """Gives the status of a request that is too large by what it says of itself; else None."""
    headers = scope["headers"]
    if (
        len(scope["query_string"]) > MAX_QUERY_BYTES
        or len(headers) > MAX_HEADERS
        or sum(len(name) + len(value) for name, value in headers) > MAX_HEADER_BYTES
    ):
        return 400
    length = Headers(scope=scope).get("content-length", "")
    return 413 if length.isdecimal() and declared_bytes(length) > MAX_BODY_BYTES else None


def declared_bytes(length: str) -> int:
    """Gives a body's length by its header, cut where it is too large anyway."""
    return int(length[:20])


async def read_body(request: Request) -> bytes | None:
    """Gives the whole raw body; None if it is larger than any that is answered."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            return None
    return bytes(body)
