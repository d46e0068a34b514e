"""How fast the reference server is, how its cost grows with the data, and beside Django.

`make bench`, or `python -m benchmarks.server --help`. On Linux: CPU times are read from /proc.
"""

import os
import platform
import tempfile
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from benchmarks.serving.databases import KINDS
from benchmarks.serving.measuring import Bench, compared, growth
from benchmarks.serving.operations import MEASURED
from benchmarks.serving.report import comparison_table, growth_table

FACTORS = (1, 10, 100)
EXPLANATION = """\
Made by `make bench`; times are in milliseconds. Each operation is asked for by one connection
to one server process, over and over for a second at least; the load comes from raw sockets in a
process of its own. The data are those of `siteowner serve --seed large` in three sizes: 1x is
1,000 students, 20 teachers, 50 courses, 10,000 purchases and 5,000 codes, and 100x is the large
seed itself. *Growth* is from the smallest size to the largest, of the median; where the answer
grows with the data it is that of the median by the byte. What grew to more than 3x (1.5x a byte)
is in bold. *CPU ms* is what one request costs the server and its database; requests per second
and bytes are those at the largest size."""
COMPARISON = """\
The same data at 1x, {processes} server processes each (gunicorn's sync workers for Django), four
connections for each process, {rounds} rounds in turn; the medians of requests per second."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is measured.

    Attributes:
        factors: The sizes of the data.
        seconds: How long each operation is measured.
        processes: How many of each server, beside Django.
        rounds: How many of each server, beside Django.
        only: What the names of operations begin with.
    """

    factors: Sequence[int]
    seconds: float
    processes: int
    rounds: int
    only: str


def main(  # noqa: PLR0913, PLR0917 (a command has as many arguments as options)
    database: Annotated[
        list[str] | None, typer.Option(help="Which kind.", show_default=", ".join(KINDS))
    ] = None,
    factor: Annotated[
        list[int] | None,
        typer.Option(help="A size: so many times 10,000 purchases.", show_default="1, 10, 100"),
    ] = None,
    seconds: Annotated[float, typer.Option(help="How long each operation is measured.")] = 1.0,
    processes: Annotated[int, typer.Option(help="Of each server, beside Django.")] = 2,
    rounds: Annotated[int, typer.Option(help="Of each server, beside Django; 0: none.")] = 3,
    only: Annotated[str, typer.Option(help="What operations' names begin with.")] = "",
    output: Annotated[Path | None, typer.Option(help="The Markdown file to write.")] = None,
) -> None:
    """Measure every operation of the reference server, and compare it with Django."""
    options = Options(factor or FACTORS, seconds, processes, rounds, only)
    started = perf_counter()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as generator:
        sections = [_section(kind, generator, options) for kind in database or KINDS]
    text = "\n\n".join([_heading(perf_counter() - started), EXPLANATION, *sections]) + "\n"
    print(text)
    if output is not None:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, "utf-8")


def _section(kind: str, generator: Executor, options: Options) -> str:
    """Gives what is to say of one kind of database."""
    measured = [operation for operation in MEASURED if operation.name.startswith(options.only)]
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        KINDS[kind](Path(folder)) as new_database,
    ):
        bench = Bench(new_database, Path(folder), generator, options.seconds)
        rows = growth(bench, options.factors, measured)
        parts = [f"## {kind}: growth", growth_table(rows)]
        if options.rounds:
            comparisons = compared(bench, options.processes, options.rounds)
            about = COMPARISON.format(processes=options.processes, rounds=options.rounds)
            parts += [f"## {kind}: beside Django", about, comparison_table(comparisons)]
    return "\n\n".join(parts)


def _heading(seconds: float) -> str:
    versions = ", ".join(
        f"{name} {version(name)}"
        for name in ("sqlalchemy", "uvicorn", "psycopg", "django", "djangorestframework")
    )
    return (
        f"# The reference server's speed\n\n{datetime.now(UTC):%Y-%m-%d}, "
        f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, "
        f"{versions}. The run took {seconds / 60:.0f} minutes."
    )


if __name__ == "__main__":
    typer.run(main)
