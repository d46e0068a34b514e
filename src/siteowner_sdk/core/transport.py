"""What sends a request, as `core` sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from .request import Request
    from .response import Response


class ClosedError(RuntimeError):
    """A call after `close`, of which nothing was sent."""

    request_sent = False


def closed() -> ClosedError:
    """A call after `close`."""
    return ClosedError("This client is closed: its calls end with `close`, make a new one")


class Transport(Protocol):
    """Sends requests, one after the other in each thread."""

    def send(self, request: Request, *, timeout: float | None) -> Response:
        """Sends a request and reads its whole answer.

        Redirects are not followed, and no status is an error here.

        Args:
            request: What to send.
            timeout: Seconds for all of it, to the last byte of the answer; None without end.

        Raises:
            APITimeoutError: The answer did not come in time.
            APIConnectionError: No answer came; `request_sent` is False only where the server can't
                have seen any of the request.
        """
        ...

    def close(self) -> None:
        """Gives its connections back."""
        ...


class AsyncTransport(Protocol):
    """Sends requests, any number at once in one event loop."""

    async def send(
        self,
        request: Request,
        *,
        timeout: float | None,  # noqa: ASYNC109 - it knows how to
    ) -> Response:
        """As `Transport.send`."""
        ...

    async def close(self) -> None:
        """Gives its connections back."""
        ...
