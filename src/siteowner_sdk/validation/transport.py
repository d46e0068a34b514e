"""Transports that look at what passes, and send it by another one as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.callbacks import check_plain
from ..core.routes import load_routes
from .contract import load_contract
from .judge import judge_request, judge_response
from .violation import LOGGER, log_violation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..core.request import Request
    from ..core.response import Response
    from ..core.routes import RouteTable
    from ..core.transport import AsyncTransport, Transport
    from .violation import OnViolation, Violation


class _Inspector:
    """Holds requests and responses against the contract, and reports."""

    def __init__(self, on_violation: OnViolation, routes: RouteTable | None) -> None:
        check_plain("on_violation", on_violation)
        self._contract = load_contract()
        paths = {each.id: each.path for each in self._contract.operations.values()}
        self._routes = {} if routes is None else load_routes(routes, paths)
        self._on_violation = on_violation

    def request(self, request: Request) -> None:
        self._report(request, lambda: judge_request(self._contract, request, self._routes))

    def response(self, request: Request, response: Response) -> None:
        self._report(request, lambda: judge_response(self._contract, request, response))

    def _report(self, request: Request, judge: Callable[[], Iterator[Violation]]) -> None:
        try:
            violations = list(judge())
        except Exception as error:  # noqa: BLE001 - a fault in here is no reason to end a call
            kind = type(error).__name__
            LOGGER.warning("%s could not be checked: %s", request.operation_id, kind)
            return
        for violation in violations:
            self._on_violation(violation)


class ValidatingTransport:
    """Holds what passes against `openapi.yaml`; it is sent, and answered, as it is."""

    def __init__(
        self,
        inner: Transport,
        *,
        on_violation: OnViolation = log_violation,
        routes: RouteTable | None = None,
    ) -> None:
        """Around a transport, which is closed with this one.

        Args:
            inner: What sends.
            on_violation: Called with each violation. What it raises ends the call.
            routes: The client's route table, if it has one.

        Raises:
            ImportError: The extra `validation` is not installed.
        """
        self._inner = inner
        self._inspector = _Inspector(on_violation, routes)

    def send(self, request: Request, *, timeout: float | None) -> Response:
        """As `Transport.send`."""
        self._inspector.request(request)
        response = self._inner.send(request, timeout=timeout)
        self._inspector.response(request, response)
        return response

    def close(self) -> None:
        """Closes the inner transport."""
        self._inner.close()


class AsyncValidatingTransport:
    """As `ValidatingTransport`, for tasks."""

    def __init__(
        self,
        inner: AsyncTransport,
        *,
        on_violation: OnViolation = log_violation,
        routes: RouteTable | None = None,
    ) -> None:
        """As `ValidatingTransport`."""
        self._inner = inner
        self._inspector = _Inspector(on_violation, routes)

    async def send(
        self,
        request: Request,
        *,
        timeout: float | None,  # noqa: ASYNC109 - `AsyncTransport`'s
    ) -> Response:
        """As `AsyncTransport.send`."""
        self._inspector.request(request)
        response = await self._inner.send(request, timeout=timeout)
        self._inspector.response(request, response)
        return response

    async def close(self) -> None:
        """Closes the inner transport."""
        await self._inner.close()
