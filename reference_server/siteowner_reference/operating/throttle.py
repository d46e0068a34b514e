"""How often a caller may call, counted as DRF's `SimpleRateThrottle` does."""

import math
import re
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

RATE = re.compile(r"([1-9][0-9]{0,8})/(s|m|h|d)[a-z]*")
PERIODS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
MAX_CALLERS = 10_000

Clock = Callable[[], datetime]
"""Gives the present instant, aware."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many calls in a period.

    Attributes:
        calls: How many, at least one.
        seconds: How long the period is.
    """

    calls: int
    seconds: int


def parse_rate(text: str) -> Rate:
    """Reads a rate such as `30/s`, `100/min` or `5/hour`.

    Raises:
        ValueError: It is no rate.
    """
    match = RATE.fullmatch(text.strip().lower())
    if match is None:
        raise ValueError(f"{text!r} is no rate; give one such as 30/s, 100/m, 1000/h or 5000/d")
    return Rate(int(match[1]), PERIODS[match[2]])


class Throttle:
    """Counts the calls of each caller, in this process."""

    def __init__(self, rate: Rate, clock: Clock) -> None:
        self._rate = rate
        self._clock = clock
        self._calls: dict[Hashable, deque[float]] = {}
        self._lock = Lock()

    def wait(self, caller: Hashable) -> int:
        """Counts a call and gives 0, or does not and gives how many seconds are to be waited."""
        now = self._clock().timestamp()
        with self._lock:
            calls = self._recent(caller, now)
            if len(calls) < self._rate.calls:
                calls.append(now)
                return 0
            return max(1, math.ceil(calls[0] + self._rate.seconds - now))

    def _recent(self, caller: Hashable, now: float) -> deque[float]:
        if len(self._calls) >= MAX_CALLERS:
            self._forget(now)
        calls = self._calls.setdefault(caller, deque())
        # A call of the future was made before the clock was set back: it says nothing of now.
        while calls and not now - self._rate.seconds < calls[0] <= now:
            calls.popleft()
        return calls

    def _forget(self, now: float) -> None:
        oldest = now - self._rate.seconds
        self._calls = {key: calls for key, calls in self._calls.items() if calls[-1] > oldest}
