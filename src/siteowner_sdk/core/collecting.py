"""Keeps Python's garbage collector from looking round in the midst of reading a large answer.

A page of a hundred teachers is ten thousand objects that come to be at once and refer to nothing
old. The collector, which counts them, would look at all of the program's objects every few pages:
three quarters of the time that reading a page took.
"""

from __future__ import annotations

import gc
import os
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

# Below that, so few objects come to be that the collector hardly begins.
LARGE = 16 * 1024


class Uncollected:
    """While any thread is in a `with` block of it, nothing is collected.

    It is switched on again by the last that leaves, where it was on when the first came.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0
        self._was_on = False

    def __enter__(self) -> None:
        with self._lock:
            if self._inside == 0:
                self._was_on = gc.isenabled()
                gc.disable()
            self._inside += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            # In a child that was forked within, it is 0 already.
            self._inside = max(0, self._inside - 1)
            if self._inside == 0 and self._was_on:
                gc.enable()
                self._was_on = False

    def forked(self) -> None:
        """Begins anew in a child process, in which the threads that were inside are not."""
        self._lock = Lock()
        self._inside = 0
        if self._was_on:
            gc.enable()
            self._was_on = False


uncollected: Uncollected = Uncollected()
"""The one of this process, whose collector is one as well."""

if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=uncollected.forked)
