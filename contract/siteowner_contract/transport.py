"""The one way out to the server under test, with the guard that a read-only run can't get round."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import httpx

from siteowner_contract.pacing import BudgetSpentError, Pace

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
TOO_MANY = 429
SERVER_ERROR = 500


class WriteRefusedError(RuntimeError):
    """The suite itself tried to write in a read-only run. It was not sent."""


class ServerUnreachableError(RuntimeError):
    """The connection failed, or the answer did not come in time."""


class ThrottledError(ServerUnreachableError):
    """The server throttles for longer than the run may wait."""


class GuardedTransport(httpx.BaseTransport):
    """Sends requests, counts them, and refuses a write where writing is not allowed.

    A server that throttles is waited for: the request goes out again, and the 429 is seen by
    nobody else.

    Args:
        inner: The transport that really sends.
        writes: Whether writes may be sent.
        logins: Paths of the two operations that hand out tokens: they may always be called.
        pace: When a request may leave.
    """

    def __init__(
        self,
        inner: httpx.BaseTransport,
        *,
        writes: bool,
        logins: Collection[str],
        pace: Pace | None = None,
    ) -> None:
        self._inner = inner
        self._writes = writes
        self._logins = frozenset(logins)
        self.pace = pace or Pace()
        self._had_server_error = False

    @property
    def sent(self) -> int:
        """How many requests were sent, by this transport and its read-only twin."""
        return self.pace.turns

    def only_reading(self) -> GuardedTransport:
        """The same way out, through which nothing can be written."""
        return GuardedTransport(self._inner, writes=False, logins=self._logins, pace=self.pace)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request`.

        Raises:
            WriteRefusedError: It would write, and the run only reads.
            ServerUnreachableError: There was no answer.
            ThrottledError: There was only 429, for longer than may be waited.
        """
        if not self._may_pass(request):
            raise WriteRefusedError(
                f"{request.method} {request.url.path} was not sent: this run only reads"
            )
        response = self._attempt(request)
        refusals = 0
        while response.status_code == TOO_MANY:
            try:
                self.pace.hold(response.headers.get("retry-after"), refusals)
            except BudgetSpentError as error:
                raise ThrottledError(f"{request.method} {request.url.path}: {error}") from error
            refusals += 1
            response = self._attempt(request)
        return response

    def _attempt(self, request: httpx.Request) -> httpx.Response:
        self.pace.take_turn()
        try:
            response = self._answer(request)
        except httpx.TransportError as error:
            raise ServerUnreachableError(
                f"{request.method} {request.url.copy_with(query=None)}: "
                f"{type(error).__name__}: {error}"
            ) from error
        return response

    def _answer(self, request: httpx.Request) -> httpx.Response:
        try:
            response = self._read(request)
        except (httpx.ReadError, httpx.RemoteProtocolError):
            # After an error of its own a server may close the connection without saying so, and
            # what is sent on it next is never read: it goes out again, on another one.
            if not self._had_server_error:
                raise
            response = self._read(request)
        self._had_server_error = response.status_code >= SERVER_ERROR
        return response

    def _read(self, request: httpx.Request) -> httpx.Response:
        response = self._inner.handle_request(request)
        response.read()
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
