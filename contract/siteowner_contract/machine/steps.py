"""One step of the machine: a call of the SDK as a value, which also prints as code."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH = 92


class Ref(int):
    """An id that an earlier step gave; it prints as the code that names it: `teacher_1.id`."""

    name: str

    def __new__(cls, value: int, name: str) -> Self:
        """The id `value`, of what the script calls `name`."""
        made = super().__new__(cls, value)
        made.name = name
        return made

    def __repr__(self) -> str:
        return f"{self.name}.id"

    def __str__(self) -> str:
        return int.__repr__(self)


class Word(str):
    """A text of this example alone; it prints as the code that makes it anew: `f"{tag}a"`."""

    __slots__ = ("code",)

    code: str

    def __new__(cls, value: str, code: str) -> Self:
        """The text `value`, which the script writes as `code`."""
        made = super().__new__(cls, value)
        made.code = code
        return made

    def __repr__(self) -> str:
        return self.code


@dataclass(frozen=True)
class Step:
    """A call of the SDK.

    Attributes:
        resource: Its resource, `teachers`.
        method: Its method, `create`.
        path: Its positional arguments.
        arguments: Its keyword arguments.
        result: What the script calls the result; empty when nothing needs it.
    """

    resource: str
    method: str
    path: tuple[int, ...] = ()
    arguments: Mapping[str, object] = field(default_factory=dict)
    result: str = ""

    @property
    def code(self) -> str:
        """The call as Python, without an assignment; over several lines where it is long."""
        called = f"client.{self.resource}.{self.method}"
        words = [repr(value) for value in self.path]
        words += [f"{name}={value!r}" for name, value in self.arguments.items()]
        line = f"{called}({', '.join(words)})"
        if len(line) <= WIDTH:
            return line
        return "\n".join([f"{called}(", *(f"    {word}," for word in words), ")"])
