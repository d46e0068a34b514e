"""Where an answer leaves the contract, and what is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

DriftKind: TypeAlias = Literal["unknown_field", "unknown_value", "number", "form"]


@dataclass(frozen=True, slots=True)
class Deviation:
    """Where an answer leaves the contract.

    Attributes:
        path: JSON path of the place, such as `$.results[3].course`.
        expected: What the contract says is there, such as `integer`.
        found: What kind of value is there, such as `string`. Never the value itself: it may be
            somebody's.
    """

    path: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.path}: expected {self.expected}, found {self.found}"


@dataclass(frozen=True, slots=True)
class Drift:
    """A deviation that is tolerated: the answer is read all the same.

    Attributes:
        operation_id: Id of the operation in the contract.
        kind: `unknown_field`, a field that the contract does not name, which is in `model_extra`;
            `unknown_value`, a value of an enum that it does not name, which stays a string;
            `number`, an amount as a number where it says a string; `form`, a value of the right
            type in another form, such as an amount with three decimals.
        path: JSON path of the place, with `[*]` for the items of an array.
        expected: What the contract says.
        found: What came: of an enum the word, of anything else no value.
        times: At how many places of the answer.
    """

    operation_id: str
    kind: DriftKind
    path: str
    expected: str
    found: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class DriftPolicy:
    """What is made of deviations that can be tolerated.

    Attributes:
        strict: Whether each is an error.
        on_drift: Called with each kind of them that an answer has.
    """

    strict: bool = False
    on_drift: Callable[[Drift], object] | None = None

    @property
    def watchful(self) -> bool:
        """Whether they are looked for at all, which costs time."""
        return self.strict or self.on_drift is not None


TOLERANT = DriftPolicy()

# JSON's words, which are those of the contract.
KINDS: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}
# By pydantic's types of errors.
EXPECTED = {
    "bool_type": "boolean",
    "date": "date",
    "date_time": "date-time with an offset",
    "decimal_parsing": "decimal",
    "decimal_type": "decimal",
    "finite_number": "finite number",
    "float_type": "number",
    "int_from_float": "integer",
    "int_type": "integer",
    "json_invalid": "JSON document",
    "list_type": "array",
    "missing": "value",
    "model_type": "object",
    "string_type": "string",
    "string_unicode": "string in UTF-8",
}
TEXTS = {"date", "date_time", "decimal_parsing", "finite_number", "string_unicode"}


def broken(error: ValidationError, media_type: str = "") -> tuple[Deviation, ...]:
    """The deviations that can't be tolerated: a wrong type, a missing field, no JSON at all.

    Args:
        error: What pydantic found.
        media_type: What the server says that it sent, if it says so.
    """
    details = error.errors(include_url=False, include_context=False)
    if media_type and "json" not in media_type and details[0]["type"] == "json_invalid":
        return (Deviation("$", EXPECTED["json_invalid"], media_type),)
    return tuple(_deviation(detail) for detail in details)


def kind_of(value: object) -> str:
    """What a value is in JSON."""
    return KINDS.get(type(value), type(value).__name__)


def step(path: str, name: str | int) -> str:
    """The JSON path of a field or an item."""
    if isinstance(name, int):
        return f"{path}[{name}]"
    return f"{path}.{name}" if name.isidentifier() else f"{path}[{name!r}]"


def _deviation(detail: ErrorDetails) -> Deviation:
    path = "$"
    for name in detail["loc"]:
        path = step(path, name)
    return Deviation(path, EXPECTED.get(detail["type"], detail["msg"]), _found(detail))


def _found(detail: ErrorDetails) -> str:
    kind, value = detail["type"], detail["input"]
    if kind == "missing":
        return "nothing"
    if kind == "json_invalid":
        return detail["msg"]  # says where, and nothing of what is there
    return "another string" if kind in TEXTS and isinstance(value, str) else kind_of(value)
