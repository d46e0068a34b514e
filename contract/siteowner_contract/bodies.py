"""Bodies on the wire: JSON with exact decimals, and the parts of a form."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from siteowner_contract.openapi import JSON, MULTIPART

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]|\xed[\xa0-\xbf]")


@dataclass(frozen=True)
class Upload:
    """A file to send in a form: its name, its bytes and their media type."""

    filename: str
    content: bytes
    media_type: str


@dataclass(frozen=True)
class Part:
    """One part of a form as it was on the wire; a text part has no file name."""

    name: str
    content: bytes
    filename: str | None = None
    media_type: str | None = None


def read_json(content: bytes) -> JSON:
    """Parse JSON, numbers with a point as Decimal; None when it is no JSON.

    A body that is the JSON `null` is None as well: no documented answer is. Half a surrogate pair,
    which is no character and goes into no file, is read as the replacement character.
    """
    try:
        parsed = json.loads(content, parse_float=Decimal)
    except ValueError:
        return None
    return _with_whole_characters(parsed) if SURROGATE.search(content) else parsed


def write_form(fields: Mapping[str, object], boundary: str) -> tuple[bytes, str]:
    """Write a multipart form, a list as its key repeated, None as an empty part.

    Returns:
        The body, and its content type.
    """
    parts = [part for name, value in fields.items() for part in _parts(name, value)]
    return write_parts(parts, boundary), f"{MULTIPART}; boundary={boundary}"


def write_parts(parts: Iterable[Part], boundary: str) -> bytes:
    """The body of a form with those parts."""
    content = b"".join(_written(part, boundary) for part in parts)
    return content + f"--{boundary}--\r\n".encode()


def read_form(content: bytes, content_type: str) -> list[Part]:
    """The parts of a multipart form, in their order; none when it is not one."""
    boundary = boundary_of(content_type)
    if not boundary:
        return []
    delimiter = b"--" + boundary.encode()
    chunks = (b"\r\n" + content).split(b"\r\n" + delimiter)[1:-1]
    return [_read(chunk.removeprefix(b"\r\n")) for chunk in chunks]


def boundary_of(content_type: str) -> str:
    """The boundary of a form, empty when the content type is of no form."""
    return _found(r'boundary="?([^";]+)"?', content_type) or ""


def _parts(name: str, value: object) -> Iterable[Part]:
    if isinstance(value, Upload):
        return [Part(name, value.content, value.filename, value.media_type)]
    values = value if isinstance(value, list | tuple) else [value]
    return [Part(name, _text(item).encode()) for item in values]


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def _written(part: Part, boundary: str) -> bytes:
    filename = "" if part.filename is None else f'; filename="{part.filename}"'
    media_type = "" if part.media_type is None else f"\r\nContent-Type: {part.media_type}"
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{part.name}"{filename}{media_type}'
    )
    return head.encode() + b"\r\n\r\n" + part.content + b"\r\n"


def _read(chunk: bytes) -> Part:
    head, _, content = chunk.partition(b"\r\n\r\n")
    text = head.decode("utf-8", "replace")
    return Part(
        name=_found(r'\bname="([^"]*)"', text) or "",
        content=content,
        filename=_found(r'filename="([^"]*)"', text),
        media_type=_found(r"(?im)^content-type:\s*(\S+)", text),
    )


def _found(pattern: str, text: str) -> str | None:
    match = re.search(pattern, text)
    return None if match is None else match[1]


def _with_whole_characters(value: JSON) -> JSON:
    match value:
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case dict():
            return {
                _with_whole_characters(name): _with_whole_characters(item)
                for name, item in value.items()
            }
        case list():
            return [_with_whole_characters(item) for item in value]
    return value
