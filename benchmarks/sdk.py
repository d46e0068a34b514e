"""How fast the SDK is, beside raw HTTP and a generated client, all in one run.

`make bench-sdk`, or `python -m benchmarks.sdk --help`. On Linux: CPU times are read of the process.
"""

import asyncio
import os
import platform
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer
import uvloop

from benchmarks.clients import apart
from benchmarks.clients.canned_server import canned_server
from benchmarks.clients.generated import PACKAGE, generated_client
from benchmarks.clients.measuring import Cost, Row, calls, concurrent_calls, in_turn
from benchmarks.clients.peers import ASYNC, SYNC, Asks
from benchmarks.tables import table

AT_ONCE = 100
IMPORTS = {
    "pydantic": "import pydantic",
    "httpx": "import httpx",
    "openapi-python-client": f"from {PACKAGE} import AuthenticatedClient",
    "siteowner-sdk": "import siteowner_sdk",
    "siteowner-sdk, a client made": (
        "from siteowner_sdk import SiteOwner; SiteOwner('http://127.0.0.1/api', token='x').teachers"
    ),
}
EXPLANATION = """\
Made by `make bench-sdk`. Each table's peers take turns, round by round, and the medians are shown;
all ask one server, which answers with canned bytes from a process of its own. *CPU* is what a call
costs the client. Ratios are what counts: those of the wall time of one round, of which the median
is shown, and in brackets between what the middle half of the rounds were; where the aim was missed
they are in bold. What the benchmark has loaded is hidden from the garbage collector, which else
looks at it in the turn of one peer or another. The SDK runs with default settings: it validates
every answer, has a deadline for each attempt and is ready to try again; raw HTTP only parses
JSON. *httpx and pydantic*, *aiohttp and pydantic* are the same raw HTTP with the SDK's models read
by pydantic where else JSON is parsed: what whoever validates by hand pays, without errors, retries
and deadlines."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What was aimed at: one peer's time is at most so many times another's.

    Attributes:
        peer: Whose.
        beside: And whose.
        most: How many times.
    """

    peer: str
    beside: str
    most: float


@dataclass(frozen=True, slots=True)
class Options:
    """How much is measured."""

    amount: int
    rounds: int


def main(
    amount: Annotated[int, typer.Option(help="Calls a round.")] = 400,
    rounds: Annotated[int, typer.Option(min=2, help="Rounds of each peer.")] = 9,
    output: Annotated[Path | None, typer.Option(help="The Markdown file to write.")] = None,
) -> None:
    """Measure the SDK beside its peers."""
    options = Options(amount, rounds)
    started = perf_counter()
    with canned_server() as url, generated_client():
        sections = [
            _imports(options),
            *_one_after_the_other(url, options),
            _at_once(url, options),
            _memory(url),
        ]
    text = "\n\n".join([_heading(perf_counter() - started), EXPLANATION, *sections]) + "\n"
    print(text)
    if output is not None:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, "utf-8")


def _imports(options: Options) -> str:
    peers = {name: partial(apart.import_cost, code) for name, code in IMPORTS.items()}
    rows = in_turn(peers, options.rounds)
    aims = [Aim("siteowner-sdk", "pydantic", 1.1)]
    return _section("Import", "In a fresh interpreter, over its own start.", rows, aims)


def _one_after_the_other(url: str, options: Options) -> Sequence[str]:
    with ExitStack() as stack:
        peers = {name: stack.enter_context(peer(url)) for name, peer in SYNC.items()}
        one = _sync_rows(peers, lambda asks: partial(calls, asks.teacher, options.amount), options)
        share = max(1, options.amount // 8)
        page = _sync_rows(peers, lambda asks: partial(calls, asks.teachers, share), options)
    return [
        _section(
            "One `retrieve`",
            "One teacher, one call after the other, by threads' clients.",
            one,
            [Aim("siteowner-sdk, httpx", "httpx, raw", 0.85)],
        ),
        _section(
            "A page of 100 teachers",
            "With nested detail. Raw HTTP validates nothing.",
            page,
            [Aim("siteowner-sdk, httpx", "httpx, raw", 1.2)],
        ),
    ]


def _sync_rows(
    peers: dict[str, Asks], measure: Callable[[Asks], Callable[[], Cost]], options: Options
) -> list[Row]:
    for asks in peers.values():
        measure(asks)()  # connects, and loads what is loaded late
    return in_turn({name: measure(asks) for name, asks in peers.items()}, options.rounds)


def _at_once(url: str, options: Options) -> str:
    peers = {name: partial(_measured_at_once, name, url, options.amount) for name in ASYNC}
    return _section(
        f"{AT_ONCE} `retrieve`s at once",
        "One teacher, by so many tasks of one event loop (uvloop).",
        in_turn(peers, options.rounds),
        [
            Aim("siteowner-sdk, aiohttp", "httpx, raw", 0.1),
            Aim("siteowner-sdk, aiohttp", "aiohttp, bare", 1.3),
        ],
    )


def _measured_at_once(name: str, url: str, amount: int) -> Cost:
    async def measured() -> Cost:
        async with ASYNC[name](url) as ask:
            await concurrent_calls(ask, AT_ONCE, AT_ONCE)  # each connects
            return await concurrent_calls(ask, AT_ONCE, max(amount, AT_ONCE))

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(measured())


def _memory(url: str) -> str:
    found = {name: apart.memory(name, url) for name in apart.ITERATIONS}
    rows = [
        [name, *(f"{most:.1f}" for most in by_amount.values())] for name, by_amount in found.items()
    ]
    amounts = next(iter(found.values()))
    head = ["peer", *(f"MiB after {students:,}" for students in amounts)]
    about = "The most memory of a process that iterates over so many students, by pages of 100."
    return f"## Iterating over students\n\n{about}\n\n{table(head, rows)}"


def _section(title: str, about: str, rows: Sequence[Row], aims: Sequence[Aim]) -> str:
    head = ["peer", "µs a call", "CPU µs", "calls/s", f"beside {rows[0].name}"]
    by_name = {row.name: row for row in rows}
    lines = [
        [
            row.name,
            f"{row.cost.wall * 1e6:,.0f}",
            f"{row.cost.cpu * 1e6:,.0f}",
            f"{1 / row.cost.wall:,.0f}",
            f"{row.beside(rows[0]).middle:.2f}x",
        ]
        for row in rows
    ]
    said = "\n".join(f"- {_judged(aim, by_name)}" for aim in aims)
    return f"## {title}\n\n{about}\n\n{table(head, lines)}\n\n{said}"


def _judged(aim: Aim, rows: dict[str, Row]) -> str:
    ratio = rows[aim.peer].beside(rows[aim.beside])
    shown = f"{ratio.middle:.2f}x" if ratio.middle <= aim.most else f"**{ratio.middle:.2f}x**"
    return (
        f"{aim.peer} beside {aim.beside}: {shown} ({ratio.low:.2f} to {ratio.high:.2f}), "
        f"aimed at: at most {aim.most:g}x."
    )


def _heading(seconds: float) -> str:
    names = ("httpx", "httpx2", "aiohttp", "pydantic")
    return (
        f"# The SDK's speed\n\n{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores "
        f"({platform.machine()}), Python {platform.python_version()}, "
        f"{', '.join(f'{name} {version(name)}' for name in names)}. "
        f"The run took {seconds / 60:.1f} minutes."
    )


if __name__ == "__main__":
    typer.run(main)
