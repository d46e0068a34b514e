"""The one way out to the server under test, with the guard that a read-only run can't get round."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class WriteRefusedError(RuntimeError):
    """The suite itself tried to write in a read-only run. It was not sent."""


class ServerUnreachableError(RuntimeError):
    """The connection failed or the answer did not come in time."""


class GuardedTransport(httpx.BaseTransport):
    """Sends requests, counts them, and refuses a write where writing is not allowed.

    Args:
        inner: The transport that really sends.
        writes: Whether writes may be sent.
        logins: Paths of the two operations that hand out tokens: they may always be called.
    """

    def __init__(
        self, inner: httpx.BaseTransport, *, writes: bool, logins: Collection[str]
    ) -> None:
        self._inner = inner
        self._writes = writes
        self._logins = frozenset(logins)
        self.sent = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request`.

        Raises:
            WriteRefusedError: It would write, and the run only reads.
            ServerUnreachableError: There was no answer.
        """
        if not self._may_pass(request):
            raise WriteRefusedError(
                f"{request.method} {request.url.path} was not sent: this run only reads"
            )
        self.sent += 1
        try:
            response = self._inner.handle_request(request)
            response.read()
        except httpx.TransportError as error:
            raise ServerUnreachableError(
                f"{request.method} {request.url.copy_with(query=None)}: "
                f"{type(error).__name__}: {error}"
            ) from error
        return response

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()

    def _may_pass(self, request: httpx.Request) -> bool:
        return self._writes or request.method in SAFE_METHODS or request.url.path in self._logins


def open_transport(*, insecure: bool = False, ca_file: Path | None = None) -> httpx.BaseTransport:
    """A transport over real sockets.

    Args:
        insecure: Whether any certificate is accepted.
        ca_file: Certificates of the authorities to trust, in PEM; else the usual ones.
    """
    if insecure:
        return httpx.HTTPTransport(verify=False)
    if ca_file is None:
        return httpx.HTTPTransport()
    return httpx.HTTPTransport(verify=ssl.create_default_context(cafile=str(ca_file)))
