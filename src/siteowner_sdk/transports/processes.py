"""Connections belong to the process that they were made in; clients need not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Generic, TypeVar

from .failures import closed

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class PerProcess(Generic[T]):
    """Something that is made at once, and made anew in a process that was forked off."""

    def __init__(self, make: Callable[[], T], close: Callable[[T], object]) -> None:
        self._make = make
        self._close = close
        self._closed = False
        self._process = os.getpid()
        self._made = make()

    def get(self) -> T:
        """What belongs to this process.

        Raises:
            RuntimeError: It was closed.
        """
        if self._closed:
            raise closed()
        if self._process != os.getpid():
            # Connections that were open when this process was forked off are the parent's: each
            # would read the other's answers. They are kept, for to close them would end them there.
            self._inherited = self._made
            self._process, self._made = os.getpid(), self._make()
        return self._made

    def close(self) -> None:
        """Closes it for good."""
        self._closed = True
        self._close(self._made)
