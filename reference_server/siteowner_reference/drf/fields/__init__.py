"""DRF's field types, as annotations of pydantic models.

A field turns what was sent into a value as DRF's field of the same name does, or refuses it
with DRF's texts: `name: Annotated[str, CharField(max_length=255)]`.
"""

from siteowner_reference.drf.fields.base import Field, Lookup
from siteowner_reference.drf.fields.pictures import ImageField, Picture
from siteowner_reference.drf.fields.relations import ManyRelatedField, PrimaryKeyRelatedField
from siteowner_reference.drf.fields.scalars import (
    BooleanField,
    ChoiceField,
    DateTimeField,
    DecimalField,
)
from siteowner_reference.drf.fields.text import CharField, EmailField, URLField

__all__ = [
    "BooleanField",
    "CharField",
    "ChoiceField",
    "DateTimeField",
    "DecimalField",
    "EmailField",
    "Field",
    "ImageField",
    "Lookup",
    "ManyRelatedField",
    "Picture",
    "PrimaryKeyRelatedField",
    "URLField",
]
