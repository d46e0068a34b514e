"""Hypothesis looks at nothing but the seed, and leaves nothing behind.

It keeps its tables in a folder that goes away, not where the run was started.

It would find out anew, in each run, which characters a codec has: two and a half seconds of trying
each character there is. What it would find is well known, so it is put where Hypothesis looks for
what it found before; a version that keeps it otherwise merely works it out.

And it would read the source of whatever modules are loaded that are in no `site-packages`, to draw
the constants in them. With `--app` that is the backend's own source: each edit of it would change
what the same seed sends, and reading it takes seconds. Here too a version that does it otherwise
merely does it.
"""

from __future__ import annotations

import gzip
import json
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis.configuration import set_hypothesis_home_dir
from hypothesis.internal.charmap import charmap_file
from hypothesis.internal.conjecture import providers

if TYPE_CHECKING:
    from collections.abc import Iterator

# Of each codec that Schemathesis draws text for: the ranges of characters that it can encode, and
# of those that decode to another character.
CODECS: dict[str, tuple[list[tuple[int, int]], list[tuple[int, int]]]] = {
    "utf-8": ([(0, 0xD7FF), (0xE000, 0x10FFFF)], []),
    "ascii": ([(0, 0x7F)], []),
}

PRIVATE_NAMES = frozenset({"Constants", "LRUCache", "CONSTANTS_CACHE", "_get_local_constants"})


class _Surroundings:
    """One for all threads: Hypothesis has but one folder and one set of constants in a process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._users = 0
        self._undone_by = ExitStack()

    def enter(self) -> None:
        """Make the folder and hide the constants, unless somebody has done so already."""
        with self._lock:
            self._users += 1
            if self._users == 1:
                self._undone_by.enter_context(_in_a_folder())
                self._undone_by.enter_context(_blind_to_source())

    def leave(self) -> None:
        """Undo it, unless somebody else still needs it."""
        with self._lock:
            self._users -= 1
            if self._users == 0:
                self._undone_by.close()


@contextmanager
def _in_a_folder() -> Iterator[None]:
    with TemporaryDirectory(prefix="siteowner-contract-") as folder:
        set_hypothesis_home_dir(folder)
        try:
            _tell_codecs()
            yield
        finally:
            set_hypothesis_home_dir(None)


@contextmanager
def _blind_to_source() -> Iterator[None]:
    """Let no constants be read from source; there is no setting for it."""
    names = vars(providers)
    if not names.keys() >= PRIVATE_NAMES:
        yield
        return
    nothing = names["Constants"]()
    # The cache holds what may be drawn within some bounds: with constants outside, without in here.
    hidden = {"_get_local_constants": lambda: nothing, "CONSTANTS_CACHE": names["LRUCache"](1024)}
    with patch.multiple(providers, **hidden):
        yield


def _tell_codecs() -> None:
    for codec, table in CODECS.items():
        file = charmap_file(f"codec-v2-{codec}")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(gzip.compress(json.dumps(table).encode()))


_SURROUNDINGS = _Surroundings()


@contextmanager
def tidily() -> Iterator[None]:
    """Let Hypothesis see and leave nothing; threads may do so side by side, and within another."""
    _SURROUNDINGS.enter()
    try:
        yield
    finally:
        _SURROUNDINGS.leave()
