"""Hypothesis leaves nothing behind, works out nothing known, and looks at no loaded module."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from importlib.util import module_from_spec, spec_from_file_location
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.internal.charmap import charmap_file, intervals_from_codec
from hypothesis.internal.conjecture import providers

from siteowner_contract.tidiness import CODECS, tidily

if TYPE_CHECKING:
    from pathlib import Path

Surroundings = Callable[[], AbstractContextManager[None]]


@pytest.mark.parametrize("codec", sorted(CODECS))
def test_codec_is_told_as_hypothesis_would_find_it(codec: str) -> None:
    """The table put where Hypothesis looks is the one that it works out and writes itself."""
    with tidily():
        told = gzip.decompress(charmap_file(f"codec-v2-{codec}").read_bytes())
        charmap_file(f"codec-v2-{codec}").unlink()
        intervals_from_codec.cache_clear()
        intervals_from_codec(codec)
        found = gzip.decompress(charmap_file(f"codec-v2-{codec}").read_bytes())
    assert json.loads(found) == json.loads(told)


def test_nothing_stays_in_the_folder_of_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables are kept elsewhere, and go with the run."""
    monkeypatch.chdir(tmp_path)
    with tidily():
        table = charmap_file("codec-v2-utf-8")
        assert table.exists()
    assert not table.exists()
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("surroundings", [tidily, nullcontext], ids=["in a run", "elsewhere"])
def test_constants_of_loaded_modules_are_drawn_outside_of_runs_alone(
    surroundings: Surroundings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backend's own source has no part in what a seed sends; its own tests draw from it."""
    limit, drawn = 8_412_377_119, set()
    (tmp_path / "backend.py").write_text(f"LIMIT = {limit}\n")
    spec = spec_from_file_location("backend", tmp_path / "backend.py")
    assert spec is not None
    monkeypatch.setitem(sys.modules, "backend", module_from_spec(spec))
    monkeypatch.setattr(providers, "_sys_modules_len", None)

    @settings(max_examples=500, database=None, derandomize=True)
    @given(st.integers(limit - 10**9, limit + 10**9))
    def draw(number: int) -> None:
        drawn.add(number)

    with surroundings():
        draw()
    assert (limit in drawn) is (surroundings is nullcontext)


def test_hypothesis_that_reads_source_otherwise_is_left_to_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A run goes on with a version that has other private names."""
    monkeypatch.delattr(providers, "_get_local_constants")
    with tidily():
        assert not hasattr(providers, "_get_local_constants")
