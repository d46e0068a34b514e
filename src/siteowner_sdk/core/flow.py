"""What a call asks of the world.

A flow yields these and is told what came of them, in threads and tasks alike.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .request import Request

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Send:
    """Send a request and give back its `Response`.

    Attributes:
        request: What to send.
        timeout: Seconds for all of it, to the last byte of the answer; None without end.
    """

    request: Request
    timeout: float | None

    def with_headers(self, headers: Mapping[str, str]) -> Send:
        """The same with further headers."""
        return Send(self.request.with_headers(headers), self.timeout)

    def with_missing_headers(self, headers: Mapping[str, str]) -> Send:
        """The same with those further headers that it has not by any other way of writing."""
        own = {name.lower() for name in self.request.headers}
        return self.with_headers({k: v for k, v in headers.items() if k.lower() not in own})


@dataclass(frozen=True, slots=True)
class Sleep:
    """Wait for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Exclusive:
    """Run a flow while no other exclusive one of the same client runs, and give back its result.

    Attributes:
        flow: What to run.
        request: What waits for it.
        timeout: Seconds to wait for one's turn; None without end.
    """

    flow: Flow[Any]
    request: Request
    timeout: float | None


Effect: TypeAlias = Send | Sleep | Exclusive
Flow: TypeAlias = Generator[Effect, Any, T]
