"""Looks for drift: deviations that pydantic does not see, since an answer is read in spite of them.

What is compared is the JSON as it came with the annotations of its models.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from types import UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Literal,
    TypeAlias,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)
from urllib.parse import urlsplit

from .deviations import Deviation, Drift, DriftKind, kind_of, step
from .model import Documented, Model, OpenEnum, OpenModel

if TYPE_CHECKING:
    from collections.abc import Iterable

Found: TypeAlias = tuple[DriftKind, Deviation]
Check: TypeAlias = Callable[[object, str], Iterator[Found]]

INDEX = re.compile(r"\[\d+\]")
# A value of an enum is named where it looks like a word of the backend's, not like a person's data.
WORD = re.compile(r"[A-Za-z][A-Za-z_-]{0,39}")


def drifts(operation_id: str, found: Iterable[Found]) -> list[Drift]:
    """What was found, each kind and place once, in the order of their first."""
    counted: Counter[Found] = Counter(
        (kind, replace(each, path=INDEX.sub("[*]", each.path))) for kind, each in found
    )
    return [
        Drift(operation_id, kind, each.path, each.expected, each.found, times)
        for (kind, each), times in counted.items()
    ]


def find(answer: object, content: bytes) -> list[Found]:
    """The drift in an answer.

    Args:
        answer: What was made of it: a model, or a list of them.
        content: The JSON that it was made of.
    """
    if isinstance(answer, list):
        items = cast("list[object]", answer)
        check = _each(_check(type(items[0]))) if items else None
    else:
        check = _check(type(answer))
    return [] if check is None else list(check(json.loads(content), "$"))


def _check(annotation: object) -> Check | None:
    """What looks for drift in a value of a type; None where there can't be any."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner, *markers = arguments
        return _all([_check(inner), *(_marked(inner, marker) for marker in markers)])
    if origin in (Union, UnionType):
        return _all([_check(member) for member in arguments])
    if origin is list:
        return _each(_check(arguments[0]))
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return _Object(annotation)
    return None


def _marked(annotation: object, marker: object) -> Check | None:
    if isinstance(marker, OpenEnum):
        return _Enum(marker.known or _literals(annotation))
    return _Documented(marker) if isinstance(marker, Documented) else None


def _literals(annotation: object) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(value for inner in get_args(annotation) for value in _literals(inner))


def _all(checks: Iterable[Check | None]) -> Check | None:
    found = tuple(check for check in checks if check is not None)
    if len(found) < 2:
        return found[0] if found else None
    return _All(found)


def _each(check: Check | None) -> Check | None:
    return None if check is None else _Each(check)


@cache
def _fields(model: type[Model]) -> dict[str, Check | None]:
    hints = get_type_hints(model, include_extras=True)
    return {name: _check(hints[name]) for name in model.model_fields}


@dataclass(frozen=True, slots=True)
class _All:
    checks: tuple[Check, ...]

    def __call__(self, value: object, path: str) -> Iterator[Found]:
        for check in self.checks:
            yield from check(value, path)


@dataclass(frozen=True, slots=True)
class _Each:
    check: Check

    def __call__(self, value: object, path: str) -> Iterator[Found]:
        if isinstance(value, list):
            for index, item in enumerate(cast("list[object]", value)):
                yield from self.check(item, step(path, index))


@dataclass(frozen=True, slots=True)
class _Object:
    model: type[Model]

    def __call__(self, value: object, path: str) -> Iterator[Found]:
        if not isinstance(value, dict):
            return
        fields = _fields(self.model)
        for name, inner in cast("dict[str, object]", value).items():
            if (check := fields.get(name)) is not None:
                yield from check(inner, step(path, name))
            elif name not in fields and not issubclass(self.model, OpenModel):
                found = Deviation(step(path, name), "no such field", kind_of(inner))
                yield "unknown_field", found


@dataclass(frozen=True, slots=True)
class _Enum:
    known: tuple[str, ...]

    def __call__(self, value: object, path: str) -> Iterator[Found]:
        if isinstance(value, str) and value not in self.known:
            found = repr(value) if WORD.fullmatch(value) else "another string"
            yield "unknown_value", Deviation(path, f"one of {', '.join(self.known)}", found)


@dataclass(frozen=True, slots=True)
class _Documented:
    says: Documented

    def __call__(self, value: object, path: str) -> Iterator[Found]:
        if isinstance(value, str):
            yield from self._text(value, path)
        elif isinstance(value, int | float):
            yield from self._number(value, path)

    def _text(self, value: str, path: str) -> Iterator[Found]:
        if self.says.pattern is not None and not _matches(self.says.pattern, value):
            yield "form", Deviation(path, f"match of {self.says.pattern}", "another string")
        if self.says.format == "uri" and not _is_uri(value):
            yield "form", Deviation(path, "absolute URL", "another string")

    def _number(self, value: float, path: str) -> Iterator[Found]:
        if self.says.text:
            yield "number", Deviation(path, "string", kind_of(value))
        if self.says.minimum is not None and value < self.says.minimum:
            yield "form", Deviation(path, f"at least {self.says.minimum:g}", "a smaller number")


def _matches(pattern: str, text: str) -> bool:
    """As JSON Schema has it, where `$` is the very end, and not before a line break at the end."""
    end = pattern.endswith("$")
    return re.search(rf"{pattern[:-1]}\Z" if end else pattern, text) is not None


def _is_uri(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return bool(parts.scheme and parts.netloc)
