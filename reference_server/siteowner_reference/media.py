"""Uploaded pictures: files with names that no client chose, in a folder or an object store."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from uuid import uuid4

from fsspec.core import url_to_fs

LOG = logging.getLogger(__name__)

NAME = re.compile(r"[0-9a-f]{32}(\.jpg|\.png|\.webp)")
"""What a stored picture is called; other files are none of ours."""


class MediaLocationError(ValueError):
    """Pictures can't be kept where they should be, and why."""


class MediaStore:
    """The place that pictures are kept in.

    Args:
        location: A local folder, which is made when missing, or any URL that fsspec knows, such as
            `s3://bucket/pictures`.

    Raises:
        MediaLocationError: There is no such kind of place, or its driver is not installed.
    """

    def __init__(self, location: str) -> None:
        try:
            self._files, root = url_to_fs(location)
        except (ImportError, ValueError) as error:
            raise MediaLocationError(f"pictures can't be kept in {location!r}: {error}") from error
        self._root = root.rstrip("/")
        self._files.makedirs(self._root, exist_ok=True)

    def save(self, content: bytes, suffix: str) -> str:
        """Stores a file and gives its name."""
        name = f"{uuid4().hex}{suffix}"
        self.write(name, content)
        return name

    def write(self, name: str, content: bytes) -> None:
        """Stores a file under the name that it had when it was read."""
        self._files.pipe_file(self._path(name), content)

    def read(self, name: str) -> bytes:
        """Gives a file's content.

        Raises:
            FileNotFoundError: There is none of this name.
        """
        content: bytes = self._files.cat_file(self._path(name))
        return content

    def names(self) -> set[str]:
        """Gives the names of all pictures."""
        self._files.invalidate_cache()
        found = self._files.ls(self._root, detail=False)
        return {
            name for name in (PurePosixPath(path).name for path in found) if NAME.fullmatch(name)
        }

    def is_reachable(self) -> bool:
        """Tells if pictures could be stored now."""
        return bool(self._files.exists(self._root))

    def remove(self, name: str) -> None:
        """Deletes a file, if it is there.

        One that can't be deleted is left, for the answer does not depend on it.
        """
        try:
            self._files.rm_file(self._path(name))
        except FileNotFoundError:
            pass
        except OSError:
            LOG.warning("The picture %s can't be deleted; it is left over.", name, exc_info=True)

    @contextmanager
    def changes(self) -> Iterator["MediaChanges"]:
        """Opens the changes that belong to one transaction: undone with it, final after it."""
        changes = MediaChanges(self)
        try:
            yield changes
        except BaseException:
            changes.undo()
            raise
        changes.finish()

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"


class MediaChanges:
    """What one transaction stores and no longer needs."""

    def __init__(self, store: MediaStore) -> None:
        self._store = store
        self._saved: list[str] = []
        self._dropped: list[str] = []

    def replace(self, old: str | None, content: bytes | None, suffix: str = "") -> str | None:
        """Puts a picture in the place of another, either of which may be none; gives its name."""
        if old is not None:
            self._dropped.append(old)
        if content is None:
            return None
        name = self._store.save(content, suffix)
        self._saved.append(name)
        return name

    def undo(self) -> None:
        """Deletes what was stored: the transaction failed."""
        self._remove(self._saved)

    def finish(self) -> None:
        """Deletes what was replaced: the transaction is committed."""
        self._remove(self._dropped)

    def _remove(self, names: list[str]) -> None:
        for name in names:
            self._store.remove(name)
