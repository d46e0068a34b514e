"""Uploaded pictures: files with names that no client chose."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4


class MediaStore:
    """The folder that pictures are kept in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def save(self, content: bytes, suffix: str) -> str:
        """Stores a file and gives its name."""
        name = f"{uuid4().hex}{suffix}"
        (self.folder / name).write_bytes(content)
        return name

    def remove(self, name: str) -> None:
        """Deletes a file, if it is there."""
        (self.folder / name).unlink(missing_ok=True)

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
