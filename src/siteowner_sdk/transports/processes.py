"""Connections belong to the process that they were made in; clients need not."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ..core.processes import PerProcess
from ..core.transport import closed

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class ClosablePerProcess(PerProcess[T]):
    """As `PerProcess`, and it can be closed for good."""

    def __init__(self, make: Callable[[], T], close: Callable[[T], object]) -> None:
        super().__init__(make)
        self._close = close
        self._closed = False

    def get(self) -> T:
        """What belongs to this process.

        Raises:
            RuntimeError: It was closed.
        """
        if self._closed:
            raise closed()
        return super().get()

    def close(self) -> None:
        """Closes what belongs to this process."""
        self._closed = True
        self._close(super().get())
