"""Whether a call is tried again, and after what pause. One pure function decides."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from .response import Response

if TYPE_CHECKING:
    from ..errors import APIConnectionError

# Safe to send twice, since nothing is changed by it.
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
TRANSIENT_STATUSES = frozenset({408, 429, 500, 502, 503, 504})
# A throttle refuses before anything is done, so sending again does no harm.
REFUSED_UNHANDLED = frozenset({429})

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 8.0
LONGEST_RETRY_AFTER = 60.0


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that was made.

    Attributes:
        number: 0 for the first.
        method: HTTP method.
        outcome: The response, or why none came.
    """

    number: int
    method: str
    outcome: Response | APIConnectionError


def pause(
    attempt: Attempt, *, max_retries: int, remaining: float | None, jitter: float, now: dt.datetime
) -> float | None:
    """Seconds to wait before the next attempt; None when there is to be none.

    A request that may change something is sent again only when it provably never reached the
    server, or was refused before it was handled.

    Args:
        attempt: The attempt that was made.
        max_retries: How many further attempts a call may have.
        remaining: Seconds until the deadline of the call; None without one.
        jitter: A random number from 0 to 1.
        now: The present instant, to count a `Retry-After` date from.
    """
    if attempt.number >= max_retries or not _may_repeat(attempt):
        return None
    asked = _retry_after(attempt.outcome, now)
    if asked is not None and asked > LONGEST_RETRY_AFTER:
        return None
    seconds = backoff(attempt.number, jitter) if asked is None else asked
    return None if remaining is not None and seconds >= remaining else seconds


def backoff(number: int, jitter: float) -> float:
    """Seconds of an exponential backoff with full jitter."""
    return jitter * min(LONGEST_PAUSE, FIRST_PAUSE * 2.0**number)


def _may_repeat(attempt: Attempt) -> bool:
    safe = attempt.method in SAFE_METHODS
    if isinstance(attempt.outcome, Response):
        return attempt.outcome.status_code in (TRANSIENT_STATUSES if safe else REFUSED_UNHANDLED)
    return safe or not attempt.outcome.request_sent


def _retry_after(outcome: Response | APIConnectionError, now: dt.datetime) -> float | None:
    if not isinstance(outcome, Response):
        return None
    value = outcome.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (date.replace(tzinfo=date.tzinfo or dt.UTC) - now).total_seconds())
