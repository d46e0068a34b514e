"""How long a call may take and how often it is tried: a client's settings, and a call's own."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .omit import Omit, omit


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a call may take.

    Attributes:
        timeout: Seconds for one attempt; None without end.
        deadline: Seconds for all attempts and waits; None without end.
        max_retries: Attempts after the first.
    """

    timeout: float | None
    deadline: float | None
    max_retries: int

    def __post_init__(self) -> None:
        for name, seconds in (("timeout", self.timeout), ("deadline", self.deadline)):
            if seconds is not None and math.isnan(seconds):
                raise ValueError(f"{name} must be a number of seconds, or None for without end")


@dataclass(frozen=True, slots=True)
class CallOptions:
    """What one call has in place of its client's settings; what is `omit` is as the client has it.

    Attributes:
        timeout: Seconds for one attempt; None without end.
        deadline: Seconds for all attempts and waits; None without end.
        max_retries: Attempts after the first.
        idempotent: Whether the caller says that doing it twice does no more than doing it once, so
            that it may be sent again when it is not known whether it was done.
    """

    timeout: float | Omit | None = omit
    deadline: float | Omit | None = omit
    max_retries: int | Omit = omit
    idempotent: bool = False

    def over(self, limits: Limits) -> Limits:
        """The limits of the call, where the client has these."""
        if self.timeout is omit and self.deadline is omit and self.max_retries is omit:
            return limits
        return Limits(
            limits.timeout if self.timeout is omit else self.timeout,
            limits.deadline if self.deadline is omit else self.deadline,
            limits.max_retries if self.max_retries is omit else self.max_retries,
        )


AS_THE_CLIENT = CallOptions()
