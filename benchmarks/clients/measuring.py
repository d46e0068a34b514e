"""Peers in turn, round by round, so that a noisy machine is as noisy to each of them."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from statistics import median

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
class Row:
    """One peer: the median of its rounds."""

    name: str
    cost: Cost


def in_turn(peers: Mapping[str, Callable[[], Cost]], rounds: int) -> list[Row]:
    """Measures each peer once a round.

    Args:
        peers: What measures each, by name.
        rounds: How many.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in peers}
    for _ in range(rounds):
        for name, measure in peers.items():
            costs[name].append(measure())
    return [
        Row(name, Cost(median(one.wall for one in found), median(one.cpu for one in found)))
        for name, found in costs.items()
    ]


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
