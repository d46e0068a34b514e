"""Values against the schemas of the contract, and what is wrong with them in words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from ..openapi import Json, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jsonschema_rs import ValidationError, Validator

    from .violation import Level

# What an `x-assumed` beside them softens; presence and type of a documented field stay a must.
CONSTRAINTS = frozenset(
    {"enum", "const", "format", "pattern", "minLength", "maxLength", "minimum", "maximum",
     "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems"}
)  # fmt: skip
DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
FORMATS: dict[str, Callable[[str], bool]] = {
    "decimal": lambda text: DECIMAL.fullmatch(text) is not None
}

Steps: TypeAlias = "tuple[str | int, ...]"
FieldWords: TypeAlias = "tuple[str, Callable[[str], str], list[str]]"
"""What was expected of some fields, what was found by the name of each, and their names."""

# JSON's names of Python's types; bool before int, which it is as well.
KINDS: tuple[tuple[type, str], ...] = (
    (bool, "boolean"),
    (int, "integer"),
    (float, "number"),
    (str, "string"),
    (list, "array"),
    (dict, "object"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong at one place of a value.

    Attributes:
        steps: The keys and indexes that lead there.
        expected: What the schema has there.
        found: The kind of value that is there.
        level: How much it weighs.
    """

    steps: Steps
    expected: str
    found: str
    level: Level = "must"

    @property
    def path(self) -> str:
        """The place as a JSON path."""
        return "$" + "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in self.steps)


class Schema:
    """A schema of the contract, compiled when it is first used.

    Args:
        schema: The schema.
        document: Where its references lead.
    """

    def __init__(self, schema: Json, document: Json) -> None:
        self.definition: Json = resolve(document, schema)
        self._document = document
        self._whole = {**schema, "components": document["components"]}

    def findings(self, value: Json) -> list[Finding]:
        """What is wrong with a value: each place once."""
        if self._validator.is_valid(value):
            return []
        found = [
            finding
            for error in self._validator.iter_errors(value)
            for finding in self._of_error(error)
        ]
        return list({finding.steps: finding for finding in reversed(found)}.values())[::-1]

    @cached_property
    def _validator(self) -> Validator:
        import jsonschema_rs

        return jsonschema_rs.Draft202012Validator(
            self._whole, validate_formats=True, formats=FORMATS
        )

    def _of_error(self, error: ValidationError) -> Iterator[Finding]:
        name = error.kind.name
        if name in SHAPES:
            yield from self._of_shapes(error)
            return
        level: Level = "should" if self._is_assumed(error) else "must"
        arguments: dict[str, Any] = error.kind.as_dict()
        steps = tuple(error.instance_path)
        if name in FIELDS:
            expected, found, names = FIELDS[name](arguments, error.instance)
            for field in names:
                yield Finding((*steps, field), expected, found(field), level)
            return
        expected = WORDS[name](arguments) if name in WORDS else name
        other = "" if name == "type" else "another "
        yield Finding(steps, expected, other + kind(error.instance), level)

    def _of_shapes(self, error: ValidationError) -> list[Finding]:
        """Of several shapes what is wrong with the one that was meant, as far as that is clear."""
        here = tuple(error.instance_path)
        shapes = [
            [finding for inner in branch for finding in self._of_error(inner)]
            for branch in error.kind.as_dict()["context"]
        ]
        meant = [
            shape
            for shape, branch in zip(shapes, error.kind.as_dict()["context"], strict=True)
            if not any(_is_other_type(inner, here) for inner in branch)
        ]
        if len(meant) == 1:
            return meant[0]
        return [_one_of(here, meant or shapes, error.instance)]

    def _is_assumed(self, error: ValidationError) -> bool:
        """Whether a constraint, or what has it as a shape or by reference, is marked as assumed."""
        *steps, keyword = error.evaluation_path
        if keyword not in CONSTRAINTS:
            return False
        node, assumed = self._whole, _is_marked(self._whole)
        for step in steps:
            node = resolve(self._document, node) if step == "$ref" else node[step]
            assumed = (assumed and step in SAME_VALUE) or _is_marked(node)
        return assumed


def kind(value: Json) -> str:
    """The JSON type of a value."""
    return next((name for of_type, name in KINDS if isinstance(value, of_type)), "null")


def _is_marked(node: Json) -> bool:
    # Not all of the document is a mapping: shapes are in a list.
    return "x-assumed" in node and node["x-assumed"] is True


def _is_other_type(error: ValidationError, here: Steps) -> bool:
    return error.kind.name == "type" and tuple(error.instance_path) == here


def _one_of(here: Steps, shapes: Sequence[list[Finding]], value: Json) -> Finding:
    first = [shape[0] for shape in shapes]
    if all(finding.steps == here for finding in first):
        words = dict.fromkeys(finding.expected for finding in first)
        return replace(first[0], expected=" or ".join(words))
    return Finding(here, "one of the documented shapes", kind(value))


def _left_out(arguments: dict[str, Any], _value: Json) -> FieldWords:
    return "a value", lambda _: "nothing", [arguments["property"]]


def _unexpected(arguments: dict[str, Any], value: Json) -> FieldWords:
    return "no such field", lambda name: kind(value[name]), arguments["unexpected"]


SHAPES = frozenset({"anyOf", "oneOf"})
# Steps to another schema of the same value; a shape's index as well.
SAME_VALUE = frozenset({"$ref", *SHAPES, *range(10)})
# What is wrong with a field that is not there or should not be: expected, found and the names.
FIELDS: dict[str, Callable[[dict[str, Any], Json], FieldWords]] = {
    "required": _left_out,
    "additionalProperties": _unexpected,
}
WORDS: dict[str, Callable[[dict[str, Any]], str]] = {
    "type": lambda a: " or ".join(sorted(a["types"], key="null".__eq__)),
    "enum": lambda a: f"one of {', '.join(map(str, a['options']))}",
    "const": lambda a: f"{a['expected_value']!r}",
    "format": lambda a: f"a string of format {a['format']}",
    "pattern": lambda a: f"a string of pattern {a['pattern']}",
    "minimum": lambda a: f"at least {a['limit']}",
    "maximum": lambda a: f"at most {a['limit']}",
    "multipleOf": lambda a: f"a multiple of {a['multiple_of']}",
    "minLength": lambda a: f"at least {a['limit']} characters",
    "maxLength": lambda a: f"at most {a['limit']} characters",
    "minItems": lambda a: f"at least {a['limit']} items",
    "maxItems": lambda a: f"at most {a['limit']} items",
    "minProperties": lambda a: f"at least {a['limit']} fields",
}
