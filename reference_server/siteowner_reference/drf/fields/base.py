"""What all fields have: the way into pydantic, null, and how a value is refused."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar, NoReturn, Protocol
from zoneinfo import ZoneInfo

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from siteowner_reference.drf.messages import message


class Lookup(Protocol):
    """What a field may ask of the server: its time zone, and the data that is there."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone of instants that are sent without one."""

    def existing(self, relation: str, ids: Collection[int]) -> Collection[int]:
        """Gives those of `ids` that `relation` has."""

    def is_taken(self, field: str, value: str) -> bool:
        """Tells if another row than the one being written has `value` in `field`."""


def refuse(*texts: str) -> NoReturn:
    """Refuses a value with these messages."""
    raise PydanticCustomError("refused", "refused", {"texts": list(texts)})


@dataclass(frozen=True, kw_only=True)
class Field:
    """What every field has.

    Attributes:
        allow_null: Whether null is a value; an empty part of a form is null then.
        repeated: Whether a form has one part for each item.
    """

    allow_null: bool = False
    repeated: ClassVar[bool] = False

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Puts this field in the place of pydantic's own validation of the annotated type."""
        return core_schema.with_info_plain_validator_function(self._validate)

    def _validate(self, value: object, info: ValidationInfo[Lookup]) -> object:
        if value is not None:
            return self.to_python(value, info)
        return None if self.allow_null else refuse(message("null"))

    def to_python(self, value: object, info: ValidationInfo[Lookup]) -> object:
        """Turns a value that is not null into the field's own type, or refuses it."""
        raise NotImplementedError
