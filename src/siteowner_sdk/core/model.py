"""What all models of answers have in common, and the types of their fields."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, TypeAlias

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


class Model(BaseModel, frozen=True):
    """An object of an answer.

    Fields that the contract does not name are kept: a newer backend breaks nothing.
    `model_dump(mode="json")` gives the server's JSON again, with decimals as strings and the same
    instants. What is sensitive is masked in `repr`, `str` and everything made of them, and so is
    what the contract does not name.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="allow", allow_inf_nan=False)

    # pydantic's own takes all fields, and no list can be hashed.
    def __hash__(self) -> int:
        values = self.__dict__.values()
        return hash((type(self), *(value for value in values if not isinstance(value, list))))

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        fields = type(self).model_fields
        for name, value in self.__dict__.items():
            yield name, value if fields[name].repr else MASKED
        for name in self.model_extra or ():
            yield name, MASKED


class OpenModel(Model, frozen=True):
    """An object that the contract itself leaves open: further fields in it are no drift."""


class _Masked:
    """Stands in a repr for what must not end in a log."""

    def __repr__(self) -> str:
        return "***"


MASKED = _Masked()


class OpenEnum:
    """Marks an enum of an answer as open: a value the contract does not name stays a string."""

    def __init__(self, *known: str) -> None:
        """What is `known` is said by the annotation that is marked, where it names literals."""
        self.known = known

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.str_schema()


@dataclass(frozen=True, slots=True)
class Documented:
    """What the contract says of a value beyond its type.

    An answer that leaves it is read all the same, and is drift.

    Attributes:
        pattern: Regular expression that a text matches.
        format: Format of a text: `uri`.
        minimum: The least number.
        text: Whether it is a text, where a number can be read as well.
    """

    pattern: str | None = None
    format: str | None = None
    minimum: float | None = None
    text: bool = False


@dataclass(frozen=True, slots=True)
class _ISO8601:
    """Reads a text by a function; pydantic itself takes digits for seconds since 1970."""

    format: str
    read: Callable[[object], object]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "format": self.format}


# Where the letters are that tell a date and an instant from anything else `fromisoformat` reads.
_DATE = slice(4, 8, 3)
_INSTANT = slice(4, 11, 3)
_INSTANTS = ("--T", "--t", "-- ")


def _instant(value: object) -> dt.datetime:
    try:
        if isinstance(value, str) and value[_INSTANT] in _INSTANTS:
            # RFC 3339 takes a small letter for Z; Python 3.11 doesn't.
            text = f"{value[:-1]}Z" if value.endswith("z") else value
            value = dt.datetime.fromisoformat(text)
    except ValueError:
        value = None
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return value
    raise PydanticCustomError(
        "date_time", "Input should be a date-time with its offset, such as 2026-11-24T12:00:00Z"
    )


def _day(value: object) -> dt.date:
    try:
        if isinstance(value, str) and value[_DATE] == "--":
            value = dt.date.fromisoformat(value)
    except ValueError:
        value = None
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    raise PydanticCustomError("date", "Input should be a day, such as 2026-11-24")


Instant: TypeAlias = Annotated[dt.datetime, _ISO8601("date-time", _instant)]
"""An instant, with its offset."""

Day: TypeAlias = Annotated[dt.date, _ISO8601("date", _day)]
"""A day."""
