"""Hypothesis keeps its tables in a folder that goes away, not where the run was started."""

from __future__ import annotations

from contextlib import contextmanager
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING

from hypothesis.configuration import set_hypothesis_home_dir

if TYPE_CHECKING:
    from collections.abc import Iterator


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

    def leave(self) -> None:
        """Remove the folder, unless somebody else still has it."""
        with self._lock:
            self._users -= 1
            if self._users == 0 and self._folder is not None:
                set_hypothesis_home_dir(None)
                self._folder.cleanup()
                self._folder = None


_FOLDER = _Folder()


@contextmanager
def tidily() -> Iterator[None]:
    """Let Hypothesis leave nothing behind; threads may do so side by side."""
    _FOLDER.enter()
    try:
        yield
    finally:
        _FOLDER.leave()
