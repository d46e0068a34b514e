"""Pictures to upload, from a path, from bytes or from an open file."""

import mimetypes
import os
import weakref
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Protocol, TypeAlias, cast

FileInput: TypeAlias = "os.PathLike[str] | bytes | BinaryIO"
"""A file to upload: a path (streamed, not read whole), bytes, or a file opened in binary mode.

A stream that can't be rewound, such as a pipe, is read at once: up to 1 MiB into memory, a longer
one into a temporary file. So its length can be told to the server, and it can be sent again.
"""

CHUNK_SIZE = 64 * 1024
LONGEST_IN_MEMORY = 1024 * 1024
SIGNATURE_SIZE = 12

PICTURES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}


class UploadError(OSError):
    """A file changed, or could not be read, while it was sent."""


class Source(Protocol):
    """Where the content of an upload comes from. It can be read any number of times."""

    @property
    def size(self) -> int:
        """Bytes in all."""
        ...

    def read(self) -> Iterator[bytes]:
        """The content in pieces."""
        ...

    def problem(self) -> str | None:
        """Why it can't be read, or be read once more; None where it can."""
        ...


@dataclass(frozen=True, slots=True)
class BytesSource:
    """Content in memory."""

    content: bytes = field(repr=False)

    @property
    def size(self) -> int:
        """Bytes in all."""
        return len(self.content)

    def read(self) -> Iterator[bytes]:
        """The content in one piece."""
        yield self.content

    def problem(self) -> str | None:
        """There is none."""
        return None


@dataclass(frozen=True, slots=True)
class PathSource:
    """A file by its path, opened each time it is read."""

    path: Path
    size: int

    def read(self) -> Iterator[bytes]:
        """The content in pieces of 64 KiB."""
        with _opened(self.path) as file:
            yield from _chunks(file, self.size, str(self.path))

    def problem(self) -> str | None:
        """That it is gone, or has another size than at the beginning of the call."""
        try:
            return _changed(str(self.path), self.size, self.path.stat().st_size)
        except OSError as error:
            return f"{self.path} can't be read: {error.strerror}"


@dataclass(frozen=True, slots=True, weakref_slot=True)
class FileSource:
    """An open file, from where it stood when it was handed in."""

    name: str
    file: BinaryIO
    start: int
    size: int

    def read(self) -> Iterator[bytes]:
        """The content in pieces of 64 KiB."""
        with _readable(self.name):
            self.file.seek(self.start)
        yield from _chunks(self.file, self.size, self.name)

    def problem(self) -> str | None:
        """That it was closed, can't be rewound, or has another size than at the beginning."""
        try:
            size = self.file.seek(0, os.SEEK_END) - self.start
            self.file.seek(self.start)
        except (OSError, ValueError) as error:
            return f"the file of {self.name} can't be rewound: {error}"
        return _changed(self.name, self.size, size)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a part of a form."""

    filename: str
    content_type: str
    source: Source


def picture(name: str, value: object) -> Upload:
    """The upload of a picture.

    Name and content type go by the content, so that they agree; what is no JPEG, PNG or WebP goes
    by its file's name and is the server's to refuse.

    Args:
        name: The field's name, for messages and for a file that has no name.
        value: A path, bytes or an open file.

    Raises:
        TypeError: It is none of these, or a file in text mode.
        OSError: The file can't be read.
    """
    source, filename = _source(name, value)
    content_type = content_type_of(next(source.read(), b"")[:SIGNATURE_SIZE])
    if filename is None:
        filename = name + PICTURES.get(content_type or "", "")
    return Upload(filename, content_type or _type_by_name(filename), source)


def content_type_of(start: bytes) -> str | None:
    """The content type of a picture by its first 12 bytes; None for another file."""
    if start.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return "image/webp"
    return None


def _source(name: str, value: object) -> tuple[Source, str | None]:
    if isinstance(value, bytes):
        return BytesSource(value), None
    if isinstance(value, os.PathLike):
        path = Path(cast("os.PathLike[str]", value))
        return PathSource(path, path.stat().st_size), path.name
    if hasattr(value, "read"):
        return _open_file(name, cast("BinaryIO", value))
    raise TypeError(
        f"{name} must be a pathlib.Path, bytes or a file opened in binary mode, "
        f"not {type(value).__name__}"
    )


def _open_file(name: str, file: BinaryIO) -> tuple[Source, str | None]:
    path = getattr(file, "name", None)
    filename = Path(path).name if isinstance(path, str) else None
    if not file.seekable():
        return _spooled(name, file), filename
    start = file.tell()
    _binary(name, file.read(0))
    size = file.seek(0, os.SEEK_END) - start
    return FileSource(name, file, start, size), filename


def _spooled(name: str, stream: BinaryIO) -> FileSource:
    """A stream that can be read once, kept so that it can be read again."""
    file = SpooledTemporaryFile(LONGEST_IN_MEMORY)  # noqa: SIM115 - closed with the source
    while piece := _binary(name, stream.read(CHUNK_SIZE)):
        file.write(piece)
    source = FileSource(name, cast("BinaryIO", file), 0, file.tell())
    weakref.finalize(source, file.close)
    return source


def _binary(name: str, content: object) -> bytes:
    if not isinstance(content, bytes):
        raise TypeError(f"{name} must be opened in binary mode: open(path, 'rb')")
    return content


def _type_by_name(filename: str) -> str:
    return mimetypes.guess_type(filename)[0] or "application/octet-stream"


def _chunks(file: BinaryIO, size: int, name: str) -> Iterator[bytes]:
    """A file in pieces, of which the last is held back when it is not the size that was announced.

    So the server never takes a part of a file for the whole.
    """
    left = size
    while left and (chunk := _read(file, min(CHUNK_SIZE, left), name)):
        left -= len(chunk)
        if not left and _read(file, 1, name):
            raise UploadError(f"{name} grew while it was sent")
        yield chunk
    if left:
        raise UploadError(f"{name} ended {left} bytes early while it was sent")


def _opened(path: Path) -> BinaryIO:
    with _readable(str(path)):
        return path.open("rb")


def _read(file: BinaryIO, size: int, name: str) -> bytes:
    with _readable(name):
        return file.read(size)


@contextmanager
def _readable(name: str) -> Generator[None]:
    try:
        yield
    except (OSError, ValueError) as error:  # it is gone, the disk fails, or the file was closed
        raise UploadError(f"{name} can't be read: {error}") from error


def _changed(name: str, announced: int, found: int) -> str | None:
    if announced == found:
        return None
    return f"{name} had {announced} bytes when the call was made, and has {found} now"
