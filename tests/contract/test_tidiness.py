"""Hypothesis leaves nothing where a run was started, and is not made to work out what is known."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis.internal.charmap import charmap_file, intervals_from_codec

from siteowner_contract.tidiness import CODECS, tidily

if TYPE_CHECKING:
    from pathlib import Path


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
