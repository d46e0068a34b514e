"""Hypothesis keeps its tables in a folder that goes away, not where the run was started.

It would find out anew, in each run, which characters a codec has: two and a half seconds of trying
each character there is. What it would find is well known, so it is put where Hypothesis looks for
what it found before; a version that keeps it otherwise merely works it out.
"""

from __future__ import annotations

import gzip
import json
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING

from hypothesis.configuration import set_hypothesis_home_dir
from hypothesis.internal.charmap import charmap_file

if TYPE_CHECKING:
    from collections.abc import Iterator

# Of each codec that Schemathesis draws text for: the ranges of characters that it can encode, and
# of those that decode to another character.
CODECS: dict[str, tuple[list[tuple[int, int]], list[tuple[int, int]]]] = {
    "utf-8": ([(0, 0xD7FF), (0xE000, 0x10FFFF)], []),
    "ascii": ([(0, 0x7F)], []),
}


class _Folder:
    """One folder for all threads: there is but one such setting in a process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._users = 0
        self._folder: TemporaryDirectory[str] | None = None

    def enter(self) -> None:
        """Make the folder, unless somebody has it already."""
        with self._lock:
            self._users += 1
            if self._folder is None:
                self._folder = TemporaryDirectory(prefix="siteowner-contract-")
                set_hypothesis_home_dir(self._folder.name)
                _tell_codecs()

    def leave(self) -> None:
        """Remove the folder, unless somebody else still has it."""
        with self._lock:
            self._users -= 1
            if self._users == 0 and self._folder is not None:
                set_hypothesis_home_dir(None)
                self._folder.cleanup()
                self._folder = None


def _tell_codecs() -> None:
    for codec, table in CODECS.items():
        file = charmap_file(f"codec-v2-{codec}")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(gzip.compress(json.dumps(table).encode()))


_FOLDER = _Folder()


@contextmanager
def tidily() -> Iterator[None]:
    """Let Hypothesis leave nothing behind; threads may do so side by side."""
    _FOLDER.enter()
    try:
        yield
    finally:
        _FOLDER.leave()
