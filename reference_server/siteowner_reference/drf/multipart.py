"""`multipart/form-data` as Django reads it: forgiving, bounded, repeated keys as lists."""

import binascii
from base64 import b64decode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import Message

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser

from siteowner_reference.drf.errors import ParseError, SuspiciousRequestError

MAX_FIELDS = 1000
MAX_FILES = 100
MAX_TEXT_BYTES = 2_621_440


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A part with a file name. The name and the type are the client's word, and not believed."""

    content: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """The parts by name, in order."""

    parts: Mapping[str, list[str | UploadedFile]]


@dataclass(slots=True)
class _Part:
    headers: dict[bytes, bytes] = field(default_factory=dict)
    content: bytearray = field(default_factory=bytearray)


class _Collector:
    """The parser's callbacks: they gather parts and keep one that the body breaks off in."""

    def __init__(self) -> None:
        self.parts: list[_Part] = []
        self._header_name = bytearray()
        self._header_value = bytearray()

    def on_part_begin(self) -> None:
        self.parts.append(_Part())

    def on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header_name += data[start:end]

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]

    def on_header_end(self) -> None:
        name, value = bytes(self._header_name).lower(), bytes(self._header_value)
        self.parts[-1].headers[name] = value
        self._header_name.clear()
        self._header_value.clear()

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        self.parts[-1].content += data[start:end]


def parse_multipart(body: bytes, content_type: str) -> Form:
    """Reads a form.

    Args:
        body: The raw bytes. Garbage is an empty form and a missing last boundary is forgiven,
            as in Django.
        content_type: The whole header, with the boundary.

    Raises:
        ParseError: The header has no boundary, or a file is not the base64 that it says it is.
        SuspiciousRequestError: More than 1,000 fields, 100 files or 2.5 MiB beside the files.
    """
    collector = _Collector()
    parser = MultipartParser(
        _boundary(content_type),
        {
            "on_part_begin": collector.on_part_begin,
            "on_header_field": collector.on_header_field,
            "on_header_value": collector.on_header_value,
            "on_header_end": collector.on_header_end,
            "on_part_data": collector.on_part_data,
        },
    )
    with suppress(FormParserError):  # what came before a fault counts
        parser.write(body)
    return _form(collector.parts)


def _boundary(content_type: str) -> bytes:
    boundary = _parameter("content-type", content_type, "boundary")
    if not boundary or len(boundary) > 200 or not boundary.isascii():
        raise ParseError(f"Multipart form parse error - Invalid boundary in multipart: {boundary}")
    return boundary.encode()


def _form(parts: list[_Part]) -> Form:
    form: dict[str, list[str | UploadedFile]] = {}
    files = text_bytes = 0
    for part in parts:
        disposition = part.headers.get(b"content-disposition", b"").decode(errors="replace")
        name = _parameter("content-disposition", disposition, "name")
        if name is None:
            continue
        if _parameter("content-disposition", disposition, "filename"):
            files += 1
            form.setdefault(name, []).append(UploadedFile(_decoded(part, strict=True)))
        else:
            text_bytes += len(part.content)
            text = _decoded(part, strict=False).decode(errors="replace")
            form.setdefault(name, []).append(text)
    if len(parts) - files > MAX_FIELDS or files > MAX_FILES or text_bytes > MAX_TEXT_BYTES:
        raise SuspiciousRequestError
    return Form(form)


def _decoded(part: _Part, *, strict: bool) -> bytes:
    content = bytes(part.content)
    if part.headers.get(b"content-transfer-encoding", b"").strip() != b"base64":
        return content
    try:
        return b64decode(content)
    except binascii.Error as error:
        if strict:
            detail = "Multipart form parse error - Could not decode base64 data."
            raise ParseError(detail) from error
        return content


def _parameter(header: str, value: str, name: str) -> str | None:
    message = Message()
    message[header] = value.replace("\r", "").replace("\n", "")
    parameter = message.get_param(name, header=header)
    return parameter if isinstance(parameter, str) else None
