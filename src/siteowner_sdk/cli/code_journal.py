"""The file that an order of recharge codes is written down in, so that no end of a run loses any.

It has one JSON document a line, is only ever appended to, and each line is on the disk before what
it announces is done. One process at a time has it open, and only its owner can read it: a code is
money.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

import portalocker

from siteowner_sdk.cli.failures import WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["JournalError", "JournalFile", "journal_file"]

OWNER_ONLY = 0o600
BEGINNING = b'{"version":'


class JournalError(WrongUsageError):
    """The journal can't be used; the message says why, and what to do."""


class JournalFile:
    """An open journal.

    Attributes:
        path: Where it is.
        lines: The whole lines that it had when it was opened, without their ends.
    """

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        """Reads it. A last line without its end was cut short, and counts for nothing.

        Args:
            path: Where it is.
            file: The file itself, unbuffered, which is appended to.
        """
        self.path = path
        content = file.read()
        # Of a file that has no whole line it is not known that it is a journal, unless it begins
        # as one; nothing was asked for before that line was there.
        is_cut = content.startswith(BEGINNING)
        self._end = content.rfind(b"\n") + 1 or (0 if is_cut else len(content))
        self.lines: list[bytes] = content[: self._end].splitlines()
        self._file = file
        self._lock = threading.Lock()

    @property
    def is_empty(self) -> bool:
        """Whether it has no line."""
        return self._end == 0

    @property
    def may_be_one(self) -> bool:
        """Whether it is new, or begins as journals do; anything else is somebody's own file."""
        return self.is_empty or (bool(self.lines) and self.lines[0].startswith(BEGINNING))

    def append(self, line: bytes) -> None:
        """Writes a line; when this returns, it is on the disk.

        Raises:
            JournalError: It can't be written; none of it is left.
        """
        data = line + b"\n"
        with self._lock:
            try:
                self._file.truncate(self._end)
                self._write(data)
            except OSError as error:
                with suppress(OSError):
                    self._file.truncate(self._end)
                raise JournalError(
                    f"{self.path} can't be written: {error.strerror}. "
                    "Mend that and run the same command again"
                ) from error
            self._end += len(data)

    def remove(self) -> None:
        """Takes the file away, where nothing in it is of use any more."""
        self.path.unlink(missing_ok=True)

    def _write(self, data: bytes) -> None:
        while data:
            data = data[self._file.write(data) :]
        os.fsync(self._file.fileno())


@contextmanager
def journal_file(path: Path) -> Iterator[JournalFile]:
    """A journal, new or there, that no other process has open meanwhile; an empty one is removed.

    Raises:
        JournalError: Another process has it open, or it can't be opened.
    """
    try:
        if path.exists() and not path.is_file():
            raise JournalError(f"{path} can't be a journal: it is no file. Name another one")
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, OWNER_ONLY)
    except OSError as error:
        raise JournalError(f"{path} can't be opened: {error.strerror}") from error
    with os.fdopen(descriptor, "r+b", buffering=0) as file:
        _lock(path, file)
        _sync_folder(path.parent)
        file.seek(0)
        journal = JournalFile(path, file)
        if journal.may_be_one:
            path.chmod(OWNER_ONLY)
        try:
            yield journal
        finally:
            if journal.is_empty:
                journal.remove()


def _sync_folder(folder: Path) -> None:
    """Has the name of a new file on the disk as well, where folders can be opened."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _lock(path: Path, file: IO[bytes]) -> None:
    try:
        portalocker.lock(file, portalocker.LOCK_EX | portalocker.LOCK_NB)
    except portalocker.LockException as error:
        raise _in_use(path) from error
    if not _is_at(path, file):
        raise _in_use(path)


def _is_at(path: Path, file: IO[bytes]) -> bool:
    """Whether a file is still the one of that name, and not one that has been removed since."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _in_use(path: Path) -> JournalError:
    return JournalError(
        f"{path} is in use: another command is making these codes now. Wait for its end"
    )
