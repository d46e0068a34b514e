"""Delays and faults on purpose, for those who test how their client bears them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from random import Random

DURATION = re.compile(r"([0-9]+(?:\.[0-9]+)?)(ms|s)")
UNITS = {"ms": 0.001, "s": 1.0}
MAX_SECONDS = 3600.0

RESET = "reset"
SLOW = "slow"
STATUSES = tuple(str(status.value) for status in HTTPStatus if status >= 500)
KINDS = (*STATUSES, RESET, SLOW)


@dataclass(frozen=True, slots=True)
class Latency:
    """How much later each answer comes, in seconds: anything from `low` to `high`."""

    low: float
    high: float

    def drawn(self, chance: float) -> float:
        """Gives the delay for a random number from 0 to 1."""
        return self.low + (self.high - self.low) * chance


def parse_latency(text: str) -> Latency:
    """Reads a delay such as `200ms`, or a range such as `50ms..300ms` or `0.5s..2s`.

    Raises:
        ValueError: It is neither.
    """
    low, dots, high = text.partition("..")
    latency = Latency(_seconds(low, text), _seconds(high if dots else low, text))
    if latency.low > latency.high:
        raise ValueError(f"{text!r} begins above its end; give the shorter delay first")
    return latency


@dataclass(frozen=True, slots=True)
class Faults:
    """What goes wrong, and how often.

    Attributes:
        rates: Kinds with their share of all answers, which add up to 1 at most. A kind is `reset`,
            `slow` or a status from 500.
    """

    rates: Sequence[tuple[str, float]]

    def drawn(self, chance: float) -> str | None:
        """Gives the kind for a random number from 0 to 1; None if nothing goes wrong."""
        for kind, rate in self.rates:
            chance -= rate
            if chance < 0:
                return kind
        return None


class Chance:
    """What happens to one request after the other: the same with the same seed.

    Args:
        latency: The delay; None is none.
        faults: What goes wrong; None is nothing.
        seed: Where chance begins.
    """

    def __init__(self, latency: Latency | None, faults: Faults | None, seed: int) -> None:
        self._latency = latency
        self._faults = faults
        self._random = Random(seed)  # noqa: S311 (it is to be the same each time)

    def drawn(self) -> tuple[float, str | None]:
        """Gives the delay in seconds, and the kind of fault, if any.

        Two numbers are drawn in any case, so that delays and faults don't shift each other.
        """
        late, wrong = self._random.random(), self._random.random()
        return (
            self._latency.drawn(late) if self._latency else 0.0,
            self._faults.drawn(wrong) if self._faults else None,
        )


def parse_faults(text: str) -> Faults:
    """Reads faults with their rates, such as `500=0.1,reset=0.05,slow=0.05`.

    Raises:
        ValueError: A kind is unknown or there twice, or a rate is no number from 0 to 1, or they
            add up to more than 1.
    """
    rates = tuple(_rate(entry) for entry in text.split(","))
    if len({kind for kind, _ in rates}) < len(rates):
        raise ValueError(f"{text!r} has a kind twice; give each kind of fault once")
    if sum(rate for _, rate in rates) > 1:
        raise ValueError(f"the rates of {text!r} add up to more than 1")
    return Faults(rates)


def _seconds(text: str, whole: str) -> float:
    match = DURATION.fullmatch(text.strip())
    if match is None or (seconds := float(match[1]) * UNITS[match[2]]) > MAX_SECONDS:
        raise ValueError(
            f"{whole!r} is no delay of an hour at most; give one such as 200ms or 50ms..300ms"
        )
    return seconds


def _rate(entry: str) -> tuple[str, float]:
    kind, _, number = (part.strip() for part in entry.partition("="))
    try:
        rate = float(number)
    except ValueError:
        rate = -1.0
    if kind not in KINDS or not 0 <= rate <= 1:
        raise ValueError(
            f"{entry.strip()!r} is no fault; give reset, slow or a status from 500, and a rate "
            "from 0 to 1, such as 503=0.1"
        )
    return kind, rate
