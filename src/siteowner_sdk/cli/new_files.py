"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

__all__ = ["write_whole"]

ONLY_ITS_OWNER = 0o600


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file beside its place and put it there when it is whole.

    Whoever reads meanwhile finds the old file or the new one; where the disk is full, the old one
    stays.

    Args:
        path: Where it is to be; a file that is there is replaced, a link is followed.
        content: What it is to hold.
        private: Whether only its owner may read it.

    Raises:
        OSError: It can't be written; names the path.
    """
    place = path.resolve()
    try:
        _replace(place, content, ONLY_ITS_OWNER if private else _usual_mode(place))
    except OSError as error:
        error.filename = str(path)
        raise


def _replace(place: Path, content: bytes, mode: int) -> None:
    # A file of tempfile is its owner's alone from the beginning.
    descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _usual_mode(place: Path) -> int:
    """The mode of the file that is there, else what the user's mask leaves of 0666."""
    if place.exists():
        return place.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
