"""Delays and faults: how they are written, and how chance chooses among them."""

import pytest

from siteowner_reference.operating.disturbances import (
    Chance,
    Faults,
    Latency,
    parse_faults,
    parse_latency,
)


@pytest.mark.parametrize(
    ("text", "latency"),
    [
        ("200ms", Latency(0.2, 0.2)),
        ("50ms..300ms", Latency(0.05, 0.3)),
        ("0.5s..2s", Latency(0.5, 2.0)),
    ],
)
def test_latencies(text: str, latency: Latency) -> None:
    """A delay is a duration or a range of two."""
    assert latency == parse_latency(text)


@pytest.mark.parametrize("text", ["", "200", "fast", "-1s", "1s..", "2h", "9999s"])
def test_no_latencies(text: str) -> None:
    """Anything else is refused with examples."""
    with pytest.raises(ValueError, match=r"give one such as 200ms or 50ms\.\.300ms"):
        parse_latency(text)


def test_a_range_ascends() -> None:
    """The shorter delay comes first."""
    with pytest.raises(ValueError, match="give the shorter delay first"):
        parse_latency("300ms..50ms")


def test_faults_by_rate() -> None:
    """Rates share the numbers from 0 to 1, in their order; the rest is no fault."""
    faults = parse_faults("500=0.1, reset=0.05,slow=0.05")

    assert Faults((("500", 0.1), ("reset", 0.05), ("slow", 0.05))) == faults
    assert ["500", "reset", "slow", None] == [
        faults.drawn(chance) for chance in (0.09, 0.12, 0.17, 0.5)
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is no fault"),
        ("500", "is no fault"),
        ("404=0.1", "is no fault"),
        ("500=2", "is no fault"),
        ("500=nan", "is no fault"),
        ("reset=-1", "is no fault"),
        ("500=0.1,500=0.2", "a kind twice"),
        ("500=0.6,reset=0.6", "add up to more than 1"),
    ],
)
def test_no_faults(text: str, problem: str) -> None:
    """Unknown kinds, kinds given twice and impossible rates are refused."""
    with pytest.raises(ValueError, match=problem):
        parse_faults(text)


def test_the_same_seed_gives_the_same_faults() -> None:
    """What happens to which request is repeatable, and another seed gives something else."""
    faults = parse_faults("500=0.5")

    def course(seed: int, latency: Latency | None = None) -> list[str | None]:
        chance = Chance(latency, faults, seed)
        return [chance.drawn()[1] for _ in range(50)]

    assert course(1) == course(1)
    assert course(1) == course(1, Latency(0, 1))
    assert course(1) != course(2)
