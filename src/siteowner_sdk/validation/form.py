"""Forms and queries, whose values are all texts, as the JSON that they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from typing import TYPE_CHECKING

from ..core.files import BytesSource
from .schema import Finding, kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from email.message import MIMEPart

    from ..core.body import Body
    from ..openapi import Json

# No text of the contract is nearly as long; of a picture in memory this is enough as well.
LONGEST = 64 * 1024
INTEGER = re.compile(r"-?[0-9]{1,30}")
NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")
BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
FILE = "file"
"""What stands for the content of a file."""


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a form: a text, or a file, of which the content type is all that is looked at."""

    name: str
    text: str | None
    content_type: str | None


def parts(body: Body) -> list[Part]:
    """The fields of a form. A file on disk is not read, of one in memory only the beginning."""
    content = b"".join(
        next(iter(source.read()), b"")[:LONGEST] if isinstance(source, BytesSource) else b""
        for source in body.sources
    )
    head = f"Content-Type: {body.content_type}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + content)
    return [_part(part) for part in message.iter_parts()]


def _part(part: MIMEPart) -> Part:
    name = str(part.get_param("name", header="content-disposition"))
    if part.get_filename() is not None:
        return Part(name, None, part.get_content_type())
    payload = part.get_payload(decode=True)
    text = payload.decode(errors="replace") if isinstance(payload, bytes) else ""
    return Part(name, text, None)


class Form:
    """How the fields of a form are read.

    Args:
        definition: The schema of the whole form.
        encoding: Its `encoding` in the contract: the content types of files.
        resolve: What follows references.
    """

    def __init__(self, definition: Json, encoding: Json, resolve: Callable[[Json], Json]) -> None:
        self._properties: Mapping[str, Json] = {
            name: resolve(schema) for name, schema in definition.get("properties", {}).items()
        }
        self._encoding = encoding
        self._resolve = resolve

    def value(self, fields: Sequence[Part]) -> dict[str, Json]:
        """The form as JSON: a repeated field is an array, a file a text."""
        given: dict[str, list[Json]] = {}
        for field in fields:
            schema = self._properties.get(field.name, {})
            given.setdefault(field.name, []).append(self._typed(schema, field))
        return {
            name: values if self._is_array(name) or len(values) > 1 else values[0]
            for name, values in given.items()
        }

    def findings(self, fields: Sequence[Part]) -> Iterator[Finding]:
        """What no schema says: that a file is one, and has a documented content type."""
        for field in fields:
            if field.name not in self._properties:
                continue
            is_file, wants_file = field.text is None, self._wants_file(field.name)
            if is_file != wants_file and field.text != "":
                yield Finding((field.name,), *WRONG_KIND[wants_file])
            elif is_file and not self._allows(field):
                types = self._encoding[field.name]["contentType"]
                yield Finding((field.name,), f"a file of {types}", str(field.content_type))

    def _typed(self, schema: Json, field: Part) -> Json:
        if field.text is None:
            return FILE
        return typed(field.text, types(schema.get("items", schema), self._resolve))

    def _is_array(self, name: str) -> bool:
        return bool(self._properties.get(name, {}).get("type") == "array")

    def _wants_file(self, name: str) -> bool:
        schema = self._properties[name]
        branches = [self._resolve(branch) for branch in schema.get("anyOf", (schema,))]
        return any(branch.get("format") == "binary" for branch in branches)

    def _allows(self, field: Part) -> bool:
        allowed: str | None = self._encoding.get(field.name, {}).get("contentType")
        return not allowed or field.content_type in allowed.split(", ")


# By whether a file is wanted: what was expected, and what was found.
WRONG_KIND = {True: ("a file", "text"), False: ("text", "a file")}


def types(schema: Json, resolve: Callable[[Json], Json]) -> set[str]:
    """The JSON types that a schema allows."""
    schema = resolve(schema)
    if "anyOf" in schema:
        return {name for branch in schema["anyOf"] for name in types(branch, resolve)}
    declared = schema.get("type", kind(schema.get("const")))
    return {declared} if isinstance(declared, str) else set(declared)


def typed(text: str, allowed: set[str]) -> Json:
    """A text as the value that it stands for; a text that stands for none stays one."""
    if "boolean" in allowed and text.lower() in BOOLEANS:
        return BOOLEANS[text.lower()]
    if "integer" in allowed and INTEGER.fullmatch(text):
        return int(text)
    if "number" in allowed and NUMBER.fullmatch(text):
        return float(text)
    return text
