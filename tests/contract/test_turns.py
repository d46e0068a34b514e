"""Of many cases one of a few passes."""

from __future__ import annotations

from itertools import chain

from siteowner_contract.turns import Turns


def _passing(seed: int, every: int) -> list[int]:
    turns = Turns(seed, every=every)
    return [n for n in range(6) if not turns.passes_over("teachers_list")]


def test_every_third_passes_and_another_seed_lets_others_pass() -> None:
    """Three seeds together send every case, and none of them twice."""
    passing = [_passing(seed, 3) for seed in range(3)]
    assert list(range(6)) == sorted(chain.from_iterable(passing))
    assert [2, 2, 2] == [len(one) for one in passing]


def test_one_of_one_is_all() -> None:
    """Asked for many examples, the generator leaves nothing out."""
    assert list(range(6)) == _passing(1, 1)


def test_operations_are_counted_by_themselves() -> None:
    """A list with few cases is not passed over for one with many."""
    turns = Turns(1, every=2)
    assert [False, False] == [turns.passes_over(one) for one in ("a", "b")]
