"""What docstrings say of the settings that they describe."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import griffe

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = {griffe.DocstringSectionKind.attributes, griffe.DocstringSectionKind.parameters}


@dataclass(frozen=True)
class Described:
    """An attribute of a class, or a parameter of what makes it.

    Attributes:
        name: Its name.
        text: What the docstring says of it.
        default: Its default as it is written, or empty.
    """

    name: str
    text: str
    default: str


def attributes(module: str, name: str) -> list[Described]:
    """What the docstring of a class, or of a method `Class.method`, describes, in its order."""
    found = _loaded(module)[name]
    return [
        Described(each.name, each.description, _default(found, each.name))
        for each in _described(found)
    ]


@cache
def _loaded(module: str) -> griffe.Object | griffe.Alias:
    return griffe.load(module, docstring_parser="google")


def _described(
    found: griffe.Object | griffe.Alias,
) -> Iterator[griffe.DocstringAttribute | griffe.DocstringParameter]:
    assert found.docstring is not None
    for section in found.docstring.parsed:
        if section.kind in KINDS:
            yield from section.value


def _default(found: griffe.Object | griffe.Alias, name: str) -> str:
    if isinstance(found, griffe.Function):
        default = found.parameters[name].default
    else:
        default = getattr(found[name], "value", None)
    return "" if default is None else str(default)
