"""How fast requests may leave, and how long the suite waits for a server that throttles."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

RATE = re.compile(r"([1-9][0-9]{0,5})/(s|m|h)")
PERIODS = {"s": 1.0, "m": 60.0, "h": 3600.0}
# Without a Retry-After: one second, two, four, and so on, up to half a minute.
FIRST_WAIT = 1.0
LONGEST_WAIT = 30.0


class BudgetSpentError(RuntimeError):
    """The server throttles for longer than the run may wait."""


@dataclass(frozen=True)
class Waited:
    """How the server throttled the run.

    Attributes:
        times: How often it answered 429.
        seconds: How long was waited for it, in all.
    """

    times: int = 0
    seconds: float = 0.0


def seconds_between(rate: str | None) -> float:
    """Seconds from one request to the next at a rate such as `5/s`, `100/m` or `1000/h`.

    Raises:
        ValueError: It is no rate.
    """
    if rate is None:
        return 0.0
    match = RATE.fullmatch(rate.strip())
    if match is None:
        raise ValueError(f"{rate}: a rate is given as 5/s, 100/m or 1000/h")
    return PERIODS[match[2]] / int(match[1])


def wait_for(retry_after: str | None, refusals: int, now: datetime) -> float:
    """Seconds to wait after a 429.

    Args:
        retry_after: The header, in seconds or as a date; None or nonsense is no header.
        refusals: How often this request was refused already, before this time.
        now: The present instant, aware.
    """
    asked = _seconds(retry_after, now) if retry_after else None
    return min(FIRST_WAIT * 2**refusals, LONGEST_WAIT) if asked is None else asked


class Pace:
    """Lets requests leave one after another, and not before the server takes them again.

    Shared by all threads of a run: what the server tells one of them holds for all.

    Args:
        rate: How many requests may leave, `5/s`; None for as many as there are.
        budget: How many seconds may be waited for a server that throttles, in all.
        clock: Seconds that only rise.
        sleep: Waits so many seconds.
        now: Gives the present instant, aware.

    Attributes:
        turns: How many requests left.
    """

    def __init__(
        self,
        rate: str | None = None,
        budget: float = 600.0,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._between = seconds_between(rate)
        self._budget = budget
        self._clock = clock
        self._sleep = sleep
        self._now = now
        self._free_at = clock()
        self._lock = Lock()
        self._waited = Waited()
        self.turns = 0

    @property
    def waited(self) -> Waited:
        """How the server throttled the run so far."""
        return self._waited

    def take_turn(self) -> None:
        """Wait until the next request may leave."""
        with self._lock:
            turn = max(self._clock(), self._free_at)
            self._free_at = turn + self._between
            self.turns += 1
        if (wait := turn - self._clock()) > 0:
            self._sleep(wait)

    def hold(self, retry_after: str | None, refusals: int) -> None:
        """Let nothing leave for as long as a 429 asks; see `wait_for`.

        Raises:
            BudgetSpentError: That is longer than may still be waited.
        """
        wait = wait_for(retry_after, refusals, self._now())
        with self._lock:
            until = self._clock() + wait
            # Threads that are refused together wait together, and that counts once.
            longer = max(0.0, until - max(self._free_at, self._clock()))
            seconds = self._waited.seconds + longer
            if seconds > self._budget:
                raise BudgetSpentError(
                    f"the server throttles: after {self._waited.seconds:.0f} s of waiting it asks "
                    f"for {wait:.0f} s more, and --throttle-budget is {self._budget:.0f} s; "
                    f"raise that, or lower --rate"
                )
            self._waited = Waited(self._waited.times + 1, seconds)
            self._free_at = max(self._free_at, until)


def _seconds(retry_after: str, now: datetime) -> float | None:
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (moment.astimezone(UTC) - now).total_seconds())
