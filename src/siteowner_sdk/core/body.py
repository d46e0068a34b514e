"""Bodies of requests: JSON, and multipart forms whose files are streamed."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .encoding import Scalar, form_text
from .files import BytesSource, Source, Upload

# As browsers write a field's or a file's name in a header (WHATWG, "multipart/form-data encoding
# algorithm").
NAME_ESCAPES = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a request. It can be sent more than once."""

    content_type: str
    sources: tuple[Source, ...] = field(repr=False)

    @property
    def size(self) -> int:
        """Bytes in all."""
        return sum(source.size for source in self.sources)

    @property
    def in_memory(self) -> bool:
        """Whether no file is behind it."""
        return all(isinstance(source, BytesSource) for source in self.sources)

    def problem(self) -> str | None:
        """Why it can't be sent now, or once more; None where it can."""
        problems = (source.problem() for source in self.sources)
        return next((problem for problem in problems if problem is not None), None)

    def __iter__(self) -> Iterator[bytes]:
        for source in self.sources:
            yield from source.read()


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a form. An empty text is an empty part, which clears the field."""

    name: str
    value: Scalar | Upload | None = field(repr=False)


def json_body(document: object) -> Body:
    """A body of JSON."""
    content = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Body("application/json", (BytesSource(content.encode()),))


def multipart_body(parts: Iterable[Part], boundary: str) -> Body:
    """A body of multipart/form-data.

    Args:
        parts: The fields in their order; a repeated name is an array.
        boundary: What stands between parts, and must not occur in any.
    """
    sources: list[Source] = []
    for part in parts:
        sources += [
            BytesSource(f"--{boundary}\r\n{_head(part)}\r\n\r\n".encode()),
            _content(part.value),
            BytesSource(b"\r\n"),
        ]
    sources.append(BytesSource(f"--{boundary}--\r\n".encode()))
    return Body(f"multipart/form-data; boundary={boundary}", tuple(sources))


def _head(part: Part) -> str:
    disposition = f'Content-Disposition: form-data; name="{part.name.translate(NAME_ESCAPES)}"'
    if not isinstance(part.value, Upload):
        return disposition
    filename = part.value.filename.translate(NAME_ESCAPES)
    return f'{disposition}; filename="{filename}"\r\nContent-Type: {part.value.content_type}'


def _content(value: Scalar | Upload | None) -> Source:
    if isinstance(value, Upload):
        return value.source
    return BytesSource(b"" if value is None else form_text(value).encode())
