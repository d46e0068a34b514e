"""The figures as Markdown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.serving.load import Load
from benchmarks.tables import table

MOST_GROWTH = 3.0
MOST_GROWTH_A_BYTE = 1.5
LEAST_RATIO = 2.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What one operation cost on data of one size.

    Attributes:
        load: The requests.
        cpu_seconds: What serving them cost, the database's share with it.
    """

    load: Load
    cpu_seconds: float

    @property
    def p50(self) -> float:
        """The median latency in milliseconds."""
        return self.load.percentile(50) * 1000

    @property
    def p95(self) -> float:
        """The latency in milliseconds that 19 of 20 requests did not exceed."""
        return self.load.percentile(95) * 1000

    @property
    def cpu(self) -> float:
        """CPU milliseconds a request."""
        return self.cpu_seconds * 1000 / len(self.load.latencies)


@dataclass(frozen=True, slots=True)
class Growth:
    """What one operation cost on data of each size, from the smallest to the largest.

    Attributes:
        name: Which operation.
        figures: By the factor of the size.
        grows: Whether its answer grows with the data.
    """

    name: str
    figures: Mapping[int, Figures]
    grows: bool

    @property
    def factor(self) -> float:
        """How much the median grew from the smallest to the largest; by the byte if that grows."""
        figures = list(self.figures.values())
        first, last = figures[0], figures[-1]
        factor = last.p50 / first.p50
        return factor / (last.load.size / first.load.size) if self.grows else factor

    @property
    def is_within(self) -> bool:
        """Whether it grew no more than it should."""
        return self.factor <= (MOST_GROWTH_A_BYTE if self.grows else MOST_GROWTH)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rounds of two servers in turn, on the same data.

    Attributes:
        name: Which operation.
        reference: Each round of the reference server.
        django: Each round of the Django backend.
    """

    name: str
    reference: Sequence[Figures]
    django: Sequence[Figures]

    @property
    def ratio(self) -> float:
        """How many times the other's requests per second."""
        return rate(self.reference) / rate(self.django)


def rate(rounds: Iterable[Figures]) -> float:
    """Gives the median of the requests per second."""
    return median(figures.load.rate for figures in rounds)


def growth_table(rows: Sequence[Growth]) -> str:
    """Shows how the cost of each operation grows."""
    factors = list(rows[0].figures)
    medians = [f"p50 at {factor}x" for factor in factors]
    last = factors[-1]
    head = ["operation", *medians, "growth", f"p95 at {last}x", "requests/s"]
    head += [f"CPU ms at {factors[0]}x", f"at {last}x", "bytes"]
    return table(head, (_growth_row(row) for row in rows))


def _growth_row(row: Growth) -> list[str]:
    figures = list(row.figures.values())
    first, last = figures[0], figures[-1]
    factor = f"{row.factor:.2f}x a byte" if row.grows else f"{row.factor:.2f}x"
    return [
        row.name,
        *(f"{one.p50:.2f}" for one in figures),
        factor if row.is_within else f"**{factor}**",
        f"{last.p95:.2f}",
        f"{last.load.rate:,.1f}",
        f"{first.cpu:.2f}",
        f"{last.cpu:.2f}",
        f"{last.load.size:,}",
    ]


def comparison_table(rows: Sequence[Comparison]) -> str:
    """Shows both servers side by side."""
    head = ["operation", "reference server", "Django", "ratio", "CPU ms", "Django's CPU ms"]
    return table(head, (_comparison_row(row) for row in rows))


def _comparison_row(row: Comparison) -> list[str]:
    ratio = f"{row.ratio:.2f}x"
    return [
        row.name,
        f"{rate(row.reference):,.0f}/s",
        f"{rate(row.django):,.0f}/s",
        ratio if row.ratio >= LEAST_RATIO else f"**{ratio}**",
        f"{median(figures.cpu for figures in row.reference):.2f}",
        f"{median(figures.cpu for figures in row.django):.2f}",
    ]
