"""Answers made from the schemas of openapi.yaml, valid ones and broken ones.

Written for Schemathesis 4.32, whose generator of values is no public interface.
"""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import jsonschema_rs
from hypothesis import strategies as st
from schemathesis.generation.jsonschema.builder import build

from tests.sdk.examples import DOCUMENT

DRAFT_2020_12 = 20
URLS = st.sampled_from(("https://school.example/media/a.png", "http://127.0.0.1:8000/api/?page=2"))
NEW_YEAR = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
MINUTES = st.integers(-14 * 60, 14 * 60)
ZONES = MINUTES.map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
# By minutes, since the years at both ends have no room for an offset.
INSTANTS = st.tuples(st.integers(-(10**8), 10**8), ZONES).map(
    lambda drawn: (NEW_YEAR + dt.timedelta(minutes=drawn[0])).astimezone(drawn[1])
)
FORMATS: dict[str, st.SearchStrategy[str]] = {
    "date": st.dates().map(str),
    "date-time": INSTANTS.map(dt.datetime.isoformat),
    "decimal": st.decimals(-(10**8), 10**8, places=2).map(str),
    "uri": URLS,
}
# One value of each JSON type, to stand where another type is asked for.
OF_TYPE: dict[str, Any] = {
    "null": None,
    "boolean": True,
    "integer": 7,
    "number": 7.5,
    "string": "text",
    "array": [],
    "object": {},
}
LEFT_OUT = object()
# An amount is read as a number too: see what is tolerated in the tests.
NUMBERS = frozenset({"integer", "number"})
# No text of the format. In other formats than these a text is a text; that is tolerated as well.
MALFORMED = {
    "date": ("yesterday", "0", "20261124", "2026-11-24T00:00:00Z"),
    "date-time": ("yesterday", "0", "1700000000", "1700000000.5", "2026-11-24"),
    "decimal": ("yesterday",),
}


@dataclass(frozen=True)
class Place:
    """A documented field in a document.

    Attributes:
        path: The steps to it.
        schema: Its schema, no reference.
        required: Whether it has to be there.
    """

    path: tuple[str | int, ...]
    schema: dict[str, Any]
    required: bool


def answer_schema(operation: str) -> dict[str, Any] | None:
    """The schema of what a success of an operation answers; None where it answers nothing."""
    for item in DOCUMENT["paths"].values():
        for definition in item.values():
            if isinstance(definition, dict) and definition.get("operationId") == operation:
                return _success(definition)
    raise LookupError(operation)


@cache
def answers(operation: str) -> st.SearchStrategy[Any]:
    """Valid answers of an operation."""
    schema = answer_schema(operation)
    made: st.SearchStrategy[Any] = build(_whole(schema), draft=DRAFT_2020_12, formats=FORMATS)
    return made


@cache
def validator(operation: str) -> jsonschema_rs.Draft202012Validator:
    """Judges an answer of an operation."""
    return jsonschema_rs.Draft202012Validator(
        _whole(answer_schema(operation)), validate_formats=True
    )


def broken(document: Any, place: Place, breaking: object) -> Any:
    """The document with another value at a place, or with that field left out."""
    copied = json.loads(json.dumps(document))
    *steps, last = place.path
    holder = copied
    for step in steps:
        holder = holder[step]
    if breaking is LEFT_OUT:
        del holder[last]
    else:
        holder[last] = breaking
    return copied


def breakings(place: Place) -> list[object]:
    """What may be put at a place to break it: nothing at all, null, other types, other texts."""
    types = _types(place.schema) | (NUMBERS if place.schema.get("format") == "decimal" else set())
    wrong = [value for kind, value in OF_TYPE.items() if not _admits(types, kind)]
    left_out = [LEFT_OUT] if place.required else []
    return [*left_out, *wrong, *MALFORMED.get(place.schema.get("format", ""), ())]


def places(operation: str, document: Any) -> list[Place]:
    """The documented fields that a document has, at any depth."""
    return list(_places(_branch(answer_schema(operation) or {}, document), document, ()))


def _places(schema: dict[str, Any], value: Any, path: tuple[str | int, ...]) -> Iterator[Place]:
    schema = _resolve(schema)
    if isinstance(value, dict):
        for name, inner in schema.get("properties", {}).items():
            if name in value:
                here = (*path, name)
                yield Place(here, _resolve(inner), name in schema.get("required", ()))
                yield from _places(_branch(inner, value[name]), value[name], here)
    elif isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield from _places(schema["items"], item, (*path, index))


def _branch(schema: dict[str, Any], value: Any) -> dict[str, Any]:
    """Of several shapes the one that a value has."""
    schema = _resolve(schema)
    kind = {dict: "object", list: "array", type(None): "null"}.get(type(value))
    for branch in schema.get("anyOf", schema.get("oneOf", ())):
        if kind in _types(_resolve(branch)):
            return _resolve(branch)
    return schema


def _types(schema: dict[str, Any]) -> set[str]:
    branches = schema.get("anyOf", schema.get("oneOf", ()))
    if branches:
        return {kind for branch in branches for kind in _types(_resolve(branch))}
    declared = schema.get("type", [])
    return {declared} if isinstance(declared, str) else set(declared)


def _admits(types: set[str], kind: str) -> bool:
    return not types or kind in types or (kind == "integer" and "number" in types)


def _success(definition: dict[str, Any]) -> dict[str, Any] | None:
    for status, response in definition["responses"].items():
        if status.startswith("2"):
            content = _resolve(response).get("content", {})
            return next((media["schema"] for media in content.values()), None)
    raise LookupError(definition["operationId"])


def _whole(schema: dict[str, Any] | None) -> dict[str, Any]:
    return {**(schema or {}), "components": DOCUMENT["components"]}


def _resolve(node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        target: Any = DOCUMENT
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        node = target
    return node
