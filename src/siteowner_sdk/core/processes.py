"""Locks and connections belong to the process that they were made in; clients need not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class PerProcess(Generic[T]):
    """Something that is made at once, and made anew in a process that was forked off.

    A lock that a thread held then would be held for ever, since that thread is not in the child.
    Connections that were open then are the parent's: each would read the other's answers.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._process = os.getpid()
        self._made = make()

    def get(self) -> T:
        """What belongs to this process."""
        if self._process != os.getpid():
            # Kept, for to let go of connections would end them in the parent.
            self._inherited = self._made
            self._process, self._made = os.getpid(), self._make()
        return self._made
