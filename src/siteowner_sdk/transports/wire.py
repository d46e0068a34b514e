"""Headers and bodies as HTTP libraries take and give them, the same for each."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from ..core.body import Body
    from ..core.request import Request

# What each of the libraries can decompress without further packages.
ACCEPT_ENCODING = ("Accept-Encoding", "gzip, deflate")

# Seconds that an idle connection is kept. Servers close theirs after 5 (uvicorn) or more, and a
# request that meets a closing connection may have been carried out: better to close first.
KEEPALIVE = 4.0
CONNECTIONS = 100

BODILESS = (204, 304)


def request_headers(request: Request) -> list[tuple[str, str]]:
    """The headers of a request with those of its body."""
    headers = list(request.headers.items())
    if not any(name.lower() == "accept-encoding" for name in request.headers):
        headers.append(ACCEPT_ENCODING)
    if request.body is not None:
        headers += (
            ("Content-Type", request.body.content_type),
            ("Content-Length", str(request.body.size)),
        )
    return headers


def response_headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by their names in lower case; those of one name joined by commas."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in raw:
        name = raw_name.decode("latin-1").lower()
        value = _text(raw_value)
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def leaves_bytes(status: int, raw: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether a body follows that no client reads: bytes that the next answer would begin with.

    By the standard no body follows a 204 or 304; there are servers that send one. Such a connection
    can't be used again, which h11 does not see.
    """
    return status in BODILESS and any(
        name.lower() == b"transfer-encoding"
        or (name.lower() == b"content-length" and value != b"0")
        for name, value in raw
    )


def content(body: Body | None) -> bytes | Body | None:
    """A body for threads: whole where it is in memory, else to be read piece by piece."""
    return b"".join(body) if body is not None and body.in_memory else body


def async_content(body: Body | None) -> bytes | AsyncIterator[bytes] | None:
    """A body for tasks, likewise."""
    if body is None or body.in_memory:
        return None if body is None else b"".join(body)
    return _pieces(body)


async def _pieces(body: Body) -> AsyncIterator[bytes]:
    # In a thread, for a disk may be slow.
    reading = iter(body)
    while (piece := await asyncio.to_thread(next, reading, None)) is not None:
        yield piece


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
