"""Drawn values: the same for the same seed, each judged once, the smallest wrong one shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import strategies as st

from siteowner_contract.drawn import SHRINKS, for_all, for_each_kind
from siteowner_contract.judge import BrokenOff, Skip

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from siteowner_contract.context import Context

NUMBERS = st.integers(0, 10_000)


@dataclass(frozen=True)
class _Context:
    """As much of a context as drawing needs."""

    random: Random
    quick: bool = False
    findings: list[object] = field(default_factory=list)


def _drawn(seed: int, judge: Callable[[_Context, int], object], examples: int = 5) -> _Context:
    ctx = _Context(Random(seed))
    for_all(
        cast("Context", ctx), NUMBERS, cast("Callable[[Context, int], object]", judge), examples
    )
    return ctx


def _values(seed: int) -> list[int]:
    seen: list[int] = []
    _drawn(seed, lambda _, value: seen.append(value))
    return seen


def test_same_seed_draws_the_same_values() -> None:
    """A run can be repeated, and another seed tries other values."""
    assert _values(1) == _values(1) != _values(2)


def test_quick_run_draws_one_value() -> None:
    """It takes less of what is much alike."""
    seen: list[int] = []
    hurried = cast("Context", _Context(Random(1), quick=True))
    for_all(hurried, NUMBERS, lambda _, value: seen.append(value), 5)
    assert 1 == len(seen)


def test_no_value_is_judged_twice() -> None:
    """A judgement costs requests, and may use a value up."""
    seen = _values(3)
    assert len(set(seen)) == len(seen) <= 5


def test_smallest_value_that_fails_is_the_evidence() -> None:
    """A person sees the least that is wrong, once."""

    def judge(ctx: _Context, value: int) -> None:
        if value >= 3:
            ctx.findings.append(value)

    assert [3] == _drawn(1, judge).findings


def test_search_for_a_smaller_value_is_bounded() -> None:
    """A server is not asked a thousand times for the sake of a nicer example."""
    seen: list[int] = []

    def judge(ctx: _Context, value: int) -> None:
        seen.append(value)
        if value > 10:
            ctx.findings.append(value)

    _drawn(1, judge)
    assert len(seen) <= 5 + SHRINKS


def test_broken_off_judgement_keeps_its_finding() -> None:
    """What follows has no meaning, what was found has."""

    def judge(ctx: _Context, value: int) -> None:
        ctx.findings.append(value)
        raise BrokenOff

    assert [0] == _drawn(1, judge).findings


def test_skip_ends_the_drawing() -> None:
    """A value is not to blame for what the server does not have."""
    seen: list[int] = []

    def judge(_: _Context, value: int) -> None:
        seen.append(value)
        raise Skip("needs a teacher")

    with pytest.raises(Skip, match="needs a teacher"):
        _drawn(1, judge)
    assert 1 == len(seen)


def test_each_kind_has_its_own_evidence() -> None:
    """Two ways of being wrong are two findings."""
    ctx = _Context(Random(1))

    def judge(trial: Context, value: int) -> None:
        trial.findings.append(cast("object", value))  # type: ignore[arg-type]

    kinds = {"small": st.integers(1, 5), "large": st.integers(100, 105)}
    for_each_kind(cast("Context", ctx), kinds, judge)
    assert [1, 100] == ctx.findings


def test_nothing_is_left_where_the_run_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hypothesis keeps its tables elsewhere."""
    monkeypatch.chdir(tmp_path)
    _values(1)
    assert [] == list(tmp_path.iterdir())
