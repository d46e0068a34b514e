"""Which of many cases that are much alike are sent."""

from __future__ import annotations

from collections import Counter


class Turns:
    """Lets one of a few pass, operation by operation; another seed lets others pass.

    Args:
        seed: The run's.
        every: One of so many passes.
    """

    def __init__(self, seed: int, *, every: int) -> None:
        self._every = every
        self._first = seed % every
        self._seen: Counter[str] = Counter()

    def passes_over(self, operation: str) -> bool:
        """Whether the next case of that operation is not sent; it counts as seen."""
        self._seen[operation] += 1
        return self._seen[operation] % self._every != self._first
