"""From the data of a request to validated values, through a pydantic model of DRF fields."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, create_model
from pydantic import ValidationError as PydanticError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from siteowner_reference.drf.errors import ValidationError
from siteowner_reference.drf.fields import Field, Lookup
from siteowner_reference.drf.messages import message
from siteowner_reference.drf.multipart import Form

NON_FIELD_ERRORS = "non_field_errors"


class Serializer(BaseModel):
    """The base of all request models; fields that it does not know are ignored."""

    model_config = ConfigDict(arbitrary_types_allowed=True, extra="ignore", frozen=True)


def validate(
    model: type[Serializer], data: object, lookup: Lookup, *, partial: bool = False
) -> dict[str, Any]:
    """Gives the values of a request, those that were not sent left out.

    Args:
        model: Which fields there are; those without a default are required.
        data: A form, or what JSON had.
        lookup: What fields ask about the data that is there.
        partial: Whether any field may be left out, as in a PATCH.

    Raises:
        ValidationError: Fields are missing or wrong; all of them are named, each with its texts.
    """
    optional = _optional(model) if partial else model
    values = _form_values(model, optional, data) if isinstance(data, Form) else _json_values(data)
    try:
        validated = optional.model_validate(values, context=lookup)
    except PydanticError as error:
        raise ValidationError(
            {str(detail["loc"][0]): _texts(detail) for detail in error.errors()}
        ) from error
    return {name: getattr(validated, name) for name in validated.model_fields_set}


@cache
def _optional(model: type[Serializer]) -> type[Serializer]:
    fields: dict[str, Any] = {
        name: (Annotated[(info.annotation, *info.metadata)], None)
        for name, info in model.model_fields.items()
    }
    return create_model(f"Partial{model.__name__}", __base__=Serializer, **fields)


def _texts(detail: ErrorDetails) -> list[str]:
    if detail["type"] == "missing":
        return [message("required")]
    texts: list[str] = detail["ctx"]["texts"]
    return texts


def _json_values(data: object) -> Mapping[str, object]:
    if data is None:
        raise ValidationError({NON_FIELD_ERRORS: [message("no_data")]})
    if not isinstance(data, dict):
        text = message("not_a_dictionary", type=type(data).__name__)
        raise ValidationError({NON_FIELD_ERRORS: [text]})
    return data


def _form_values(
    model: type[Serializer], optional: type[Serializer], form: Form
) -> Mapping[str, object]:
    values: dict[str, object] = {}
    for name, info in model.model_fields.items():
        field, parts = _field(info), form.parts.get(name, [])
        if field.repeated:
            if parts or optional.model_fields[name].is_required():
                values[name] = parts  # no part is an empty list to DRF
        elif parts and parts[-1] == "" and field.allow_null:
            values[name] = None
        elif parts and (parts[-1] != "" or info.is_required()):
            values[name] = parts[-1]
    return values


def _field(info: FieldInfo) -> Field:
    return next(item for item in info.metadata if isinstance(item, Field))
