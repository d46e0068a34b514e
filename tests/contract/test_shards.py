"""A part of the requirements for each of several jobs."""

from __future__ import annotations

from collections import Counter

import pytest

from siteowner_contract import Settings, SettingsError, load_catalogue
from siteowner_contract.runner import selected
from siteowner_contract.shards import TOGETHER, Shard

WHOLE = list(load_catalogue().values())


@pytest.mark.parametrize("count", [1, 2, 4, 7, 200])
def test_parts_are_the_whole(count: int) -> None:
    """Each requirement is in one part, however many there are, and a part keeps the order."""
    parts = [Shard(index, count).of(WHOLE) for index in range(1, count + 1)]
    met = Counter(requirement.id for part in parts for requirement in part)
    assert dict.fromkeys(load_catalogue(), 1) == met
    assert all(part == [one for one in WHOLE if one in part] for part in parts)


def test_generated_cases_are_sent_by_one_part() -> None:
    """The three requirements that share them stay together."""
    parts = [{one.id for one in Shard(index, 3).of(WHOLE)} for index in (1, 2, 3)]
    assert [TOGETHER] == [part & TOGETHER for part in parts if part & TOGETHER]


def test_shares_are_even() -> None:
    """Beside the part with the generated cases no part has much more than another."""
    sizes = sorted(len(Shard(index, 4).of(WHOLE)) for index in range(1, 5))
    assert sizes[-1] - sizes[1] <= 10


def test_selection_comes_before_the_parts() -> None:
    """`--only` and `--skip` say what the whole is."""
    parts = [selected(Settings(only=("TCH",), shard=f"{index}/2")) for index in (1, 2)]
    assert {one.id for one in selected(Settings(only=("TCH",)))} == {
        one.id for part in parts for one in part
    }


@pytest.mark.parametrize("shard", ["2", "0/2", "3/2", "1/0", "a/b", "1/2/3"])
def test_what_is_no_part_is_refused(shard: str) -> None:
    """The message shows how a part is written."""
    with pytest.raises(SettingsError, match=r"--shard .*: a part is given as 2/4"):
        Settings(shard=shard)
