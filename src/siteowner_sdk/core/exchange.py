"""What came of an attempt, and of a call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from ..errors import APIConnectionError
    from .request import Request
    from .response import Response

Outcome: TypeAlias = "Response | APIConnectionError"
"""What came of an attempt: a response of any status, or why none came."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a call sent last and what the server answered, whatever the status.

    Attributes:
        request: The request, before credentials were added to it.
        response: The response.
        retries: Attempts that were made again before this one.
        note: Why it was not tried again, where it would have been otherwise.
        in_doubt: Whether an earlier attempt may have been carried out, to which no answer came, or
            one that says nothing.
    """

    request: Request
    response: Response
    retries: int = 0
    note: str | None = None
    in_doubt: bool = False
