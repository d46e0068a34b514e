"""A part of the requirements, so that several jobs share the work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from siteowner_contract.catalogue import Requirement

SHARD = re.compile(r"([1-9][0-9]{0,2})/([1-9][0-9]{0,2})")
# The generated cases are sent once for all three: apart, they would be sent three times.
TOGETHER = frozenset({"GEN-5", "GEN-7", "GEN-9"})
# Requests that a requirement takes, roughly, where that is more than a few.
WEIGHTS = {
    "GEN-5": 680,
    "GEN-9": 240,
    "GEN-3": 220,
    "GEN-10": 180,
    "GEN-2": 110,
    "REV-8": 100,
    "TCH-20": 70,
    "GEN-1": 50,
}
USUAL_WEIGHT = 12


@dataclass(frozen=True)
class Shard:
    """One of several parts.

    Attributes:
        index: Which one, from 1.
        count: How many there are.
    """

    index: int = 1
    count: int = 1

    @classmethod
    def parse(cls, text: str | None) -> Self:
        """Read `2/4`; None is the whole.

        Raises:
            ValueError: It is no part of a whole.
        """
        if text is None:
            return cls()
        match = SHARD.fullmatch(text)
        if match is None or int(match[1]) > int(match[2]):
            raise ValueError(f"{text}: a part is given as 2/4, the second of four")
        return cls(int(match[1]), int(match[2]))

    def of(self, requirements: Sequence[Requirement]) -> list[Requirement]:
        """This part of the requirements, in their order; the parts are the whole, each once."""
        mine = _parts({one.id for one in requirements}, self.count)[self.index - 1]
        return [one for one in requirements if one.id in mine]


def _parts(ids: Iterable[str], count: int) -> list[set[str]]:
    """Shares out the ids, the heaviest first, each to the part that has least so far."""
    parts: list[set[str]] = [set() for _ in range(count)]
    loads = [0] * count
    for block in sorted(_blocks(set(ids)), key=lambda block: (-_weight(block), min(block))):
        least = loads.index(min(loads))
        parts[least] |= block
        loads[least] += _weight(block)
    return parts


def _blocks(ids: set[str]) -> list[set[str]]:
    blocks = [ids & TOGETHER, *({one} for one in ids - TOGETHER)]
    return [block for block in blocks if block]


def _weight(ids: Iterable[str]) -> int:
    return sum(WEIGHTS.get(one, USUAL_WEIGHT) for one in ids)
