"""The measurements: each operation on data of each size, and two servers in turn."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.serving.databases import NewDatabase, planted
from benchmarks.serving.load import Amount, Load, Request, run
from benchmarks.serving.operations import COMPARED, Measured, Subject
from benchmarks.serving.report import Comparison, Figures, Growth
from benchmarks.serving.servers import Server, django, load_django, reference
from siteowner_reference.seed.large import Size

WARM_UP = Amount(seconds=0.2, at_least=8)
"""PostgreSQL plans a statement anew until it has come often enough to keep a plan."""
LEAST_REQUESTS = 3
CONNECTIONS = 4
"""To each process, where servers are compared."""
COMPARED_FACTOR = 1
"""The size of the data on which Django is compared."""

Running = Callable[[str, Path, int], AbstractContextManager[Server]]


@dataclass(frozen=True, slots=True)
class Bench:
    """What is measured with.

    Attributes:
        new_database: Makes a database.
        folder: Where files may be made.
        generator: The process of the load generator.
        seconds: How long each operation is measured.
    """

    new_database: NewDatabase
    folder: Path
    generator: Executor
    seconds: float

    def load(self, server: Server, requests: Sequence[Request], amount: Amount) -> Load:
        """Puts load on a server."""
        messages = [request.encoded(server.target, server.token) for request in requests]
        return self.generator.submit(run, server.target, messages, amount).result()

    def figures(self, server: Server, requests: Sequence[Request], amount: Amount) -> Figures:
        """Puts load on a server, and looks at what it cost."""
        before = server.cpu_seconds()
        load = self.load(server, requests, amount)
        return Figures(load, server.cpu_seconds() - before)


def growth(bench: Bench, factors: Sequence[int], measured: Sequence[Measured]) -> list[Growth]:
    """Measures operations on data of each size, by one server process and one connection."""
    by_factor = {factor: _all_figures(bench, factor, measured) for factor in factors}
    return [
        Growth(
            operation.name,
            {factor: figures[number] for factor, figures in by_factor.items()},
            operation.grows,
        )
        for number, operation in enumerate(measured)
    ]


def _all_figures(bench: Bench, factor: int, measured: Sequence[Measured]) -> list[Figures]:
    size = Size().times(factor)
    url = bench.new_database(f"reference_{factor}")
    took = planted(url, size)
    print(f"{factor}x: planted in {took:.0f} s", flush=True)
    with reference(url, bench.folder, 1) as server:
        return [_figures(bench, server, size, operation) for operation in measured]


def _figures(bench: Bench, server: Server, size: Size, operation: Measured) -> Figures:
    requests = operation.requests(Subject(size, server.ask))
    if operation.writes:
        once = Amount(seconds=0, at_least=len(requests))
        return bench.figures(server, requests, once)
    if not operation.grows:
        bench.load(server, requests, WARM_UP)
    amount = Amount(seconds=bench.seconds, at_least=LEAST_REQUESTS)
    return bench.figures(server, requests, amount)


def compared(bench: Bench, processes: int, rounds: int) -> list[Comparison]:
    """Measures the reference server and Django in turn, on the same data."""
    size = Size().times(COMPARED_FACTOR)
    source, copy = bench.new_database("compared"), bench.new_database("django")
    planted(source, size)
    load_django(source, copy, bench.folder)
    taken = [
        [
            _round(bench, running, url, processes)
            for running, url in ((reference, source), (django, copy))
        ]
        for _ in range(rounds)
    ]
    return [
        Comparison(
            operation.name,
            [own[number] for own, _ in taken],
            [other[number] for _, other in taken],
        )
        for number, operation in enumerate(COMPARED)
    ]


def _round(bench: Bench, running: Running, url: str, processes: int) -> list[Figures]:
    """Measures all that is compared once.

    There are more connections than processes, which share them by chance.
    """
    connections = CONNECTIONS * processes
    warm_up = replace(WARM_UP, connections=connections, at_least=8 * connections)
    amount = Amount(connections=connections, seconds=bench.seconds, at_least=LEAST_REQUESTS)
    size = Size().times(COMPARED_FACTOR)
    with running(url, bench.folder, processes) as server:
        figures = []
        for operation in COMPARED:
            requests = operation.requests(Subject(size, server.ask))
            bench.load(server, requests, warm_up)
            figures.append(bench.figures(server, requests, amount))
        return figures
