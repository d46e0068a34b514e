"""Whether a call is tried again, and after what pause. One pure function decides."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .response import Response

if TYPE_CHECKING:
    from .exchange import Outcome

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
        idempotent: Whether the caller says that doing it twice does no harm.
    """

    number: int
    method: str
    outcome: Outcome
    idempotent: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What is done after an attempt.

    Attributes:
        pause: Seconds to wait before the next attempt; None when there is to be none.
        note: Why there is none, where the wait alone forbids it.
    """

    pause: float | None = None
    note: str | None = None


STANDS = Decision()


def decide(
    attempt: Attempt, *, max_retries: int, remaining: float | None, jitter: float, now: dt.datetime
) -> Decision:
    """Whether there is a next attempt.

    A request that may change something is sent again only when it provably never reached the
    server, was refused before it was handled, or is idempotent.

    Args:
        attempt: The attempt that was made.
        max_retries: How many further attempts a call may have.
        remaining: Seconds until the deadline of the call; None without one.
        jitter: A random number from 0 to 1.
        now: The present instant, to count a `Retry-After` date from.
    """
    if attempt.number >= max_retries or not _may_repeat(attempt):
        return STANDS
    asked = _retry_after(attempt.outcome, now)
    if asked is not None and asked > LONGEST_RETRY_AFTER:
        return Decision(
            note=f"Not tried again: the server asks for a wait of {asked:g} s, "
            f"which is more than {LONGEST_RETRY_AFTER:g} s"
        )
    seconds = backoff(attempt.number, jitter) if asked is None else asked
    if remaining is not None and seconds >= remaining:
        return Decision(note=f"Not tried again: the deadline ends before a wait of {seconds:.3g} s")
    return Decision(seconds)


def backoff(number: int, jitter: float) -> float:
    """Seconds of an exponential backoff with full jitter."""
    return jitter * min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(number, 10))


def may_be_done(outcome: Outcome) -> bool:
    """Whether the server may have carried out what an attempt with this outcome asked for."""
    if isinstance(outcome, Response):
        return outcome.status_code not in REFUSED_UNHANDLED
    return outcome.request_sent


def _may_repeat(attempt: Attempt) -> bool:
    safe = attempt.idempotent or attempt.method in SAFE_METHODS
    if isinstance(attempt.outcome, Response) and safe:
        return attempt.outcome.status_code in TRANSIENT_STATUSES
    return safe or not may_be_done(attempt.outcome)


def _retry_after(outcome: Outcome, now: dt.datetime) -> float | None:
    if not isinstance(outcome, Response):
        return None
    value = outcome.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    if not value:
        return None

    from email.utils import parsedate_to_datetime  # is slow to load, and seldom needed

    try:
        date = parsedate_to_datetime(value)
        return max(0.0, (date.replace(tzinfo=date.tzinfo or dt.UTC) - now).total_seconds())
    except (ValueError, OverflowError):
        return None
