"""Fields that are ids of other rows."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from pydantic import ValidationInfo
from typing_extensions import override

from siteowner_reference.drf.fields.base import Field, Lookup, refuse
from siteowner_reference.drf.messages import message


@dataclass(frozen=True, kw_only=True)
class PrimaryKeyRelatedField(Field):
    """The id of a row of `relation`, which must be there (TCH-18, COD-5)."""

    relation: str

    @override
    def to_python(self, value: object, info: ValidationInfo[Lookup]) -> int | None:
        """Gives the id; an empty text is null."""
        if value == "":
            return None if self.allow_null else refuse(message("null"))
        pk = primary_key(value)
        _check_exists(value, pk, info.context.existing(self.relation, [pk]))
        return pk


@dataclass(frozen=True, kw_only=True)
class ManyRelatedField(Field):
    """The ids of some rows of `relation` (TCH-18): at least one, each kept once."""

    relation: str
    repeated: ClassVar[bool] = True

    @override
    def to_python(self, value: object, info: ValidationInfo[Lookup]) -> list[int]:
        """Gives the ids, ascending; the first bad item is the one that is refused."""
        if not isinstance(value, list):
            refuse(message("not_a_list", type=type(value).__name__))
        if not value:
            refuse(message("empty_list"))
        keys = [_well_typed(item) for item in value]
        known = info.context.existing(self.relation, [key for key in keys if key is not None])
        for item, key in zip(value, keys, strict=True):
            _check_exists(item, primary_key(item) if key is None else key, known)
        return sorted({key for key in keys if key is not None})


def primary_key(value: object) -> int:
    """Reads an id as DRF does: an integer, or what Python's `int` makes one of."""
    key = _well_typed(value)
    if key is None:
        refuse(message("pk_type", type=type(value).__name__))
    return key


def _well_typed(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        return int(value)
    except (ValueError, OverflowError):
        return None


def _check_exists(value: object, key: int, known: Collection[int]) -> None:
    if key not in known:
        refuse(message("no_such_pk", value=value))
