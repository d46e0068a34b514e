"""Peers in turn, round by round, so that a noisy machine is as noisy to each of them."""

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

Ask = Callable[[], object]
AskAsync = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one call costs, in seconds.

    Attributes:
        wall: By the clock.
        cpu: Of the client's process, all its threads together.
    """

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times the time of another a peer takes, in the rounds in which both were measured.

    Attributes:
        middle: The median.
        low: A quarter of the rounds was below.
        high: A quarter was above.
    """

    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """One peer in each round."""

    name: str
    rounds: Sequence[Cost]

    @property
    def cost(self) -> Cost:
        """The median."""
        return Cost(median(one.wall for one in self.rounds), median(one.cpu for one in self.rounds))

    def beside(self, other: "Row") -> Ratio:
        """Its wall time by another's, round by round: what slows down both does not count."""
        ratios = [mine.wall / its.wall for mine, its in zip(self.rounds, other.rounds, strict=True)]
        low, middle, high = quantiles(ratios, n=4, method="inclusive")
        return Ratio(middle, low, high)


def in_turn(peers: Mapping[str, Callable[[], Cost]], rounds: int) -> list[Row]:
    """Measures each peer once a round, there and back.

    What the benchmark itself has loaded is hidden from the garbage collector meanwhile: how often
    it would look at all of that, and during whose turn, is chance. What peers make is collected.

    Args:
        peers: What measures each, by name.
        rounds: How many, at least two.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in peers}
    gc.collect()
    gc.freeze()
    for number in range(rounds):
        for name in sorted(peers, key=list(peers).index, reverse=bool(number % 2)):
            costs[name].append(peers[name]())
    gc.unfreeze()
    return [Row(name, found) for name, found in costs.items()]


def calls(ask: Ask, amount: int) -> Cost:
    """So many calls, one after the other."""
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(amount):
        ask()
    return _each(wall, cpu, amount)


async def concurrent_calls(ask: AskAsync, at_once: int, amount: int) -> Cost:
    """So many calls by so many tasks at once, each of which has but one under way."""

    async def one_after_the_other(share: int) -> None:
        for _ in range(share):
            await ask()

    wall, cpu = time.perf_counter(), time.process_time()
    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(one_after_the_other(amount // at_once))
    return _each(wall, cpu, amount)


def _each(wall: float, cpu: float, amount: int) -> Cost:
    return Cost((time.perf_counter() - wall) / amount, (time.process_time() - cpu) / amount)
