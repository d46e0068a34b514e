"""From Python values to what goes on the wire: one function a type.

Each encoder takes the field's name, for its messages, and the value, and gives a JSON scalar.
"""

import datetime as dt
import operator
from decimal import Decimal, InvalidOperation
from typing import SupportsIndex, TypeAlias

Scalar: TypeAlias = str | int | bool


def text(name: str, value: object) -> str:
    """A text, as it is; of an enum's member its value."""
    if not isinstance(value, str):
        raise _wrong_type(name, "a str", value)
    return str.__str__(value)


def integer(name: str, value: object) -> int:
    """A whole number."""
    if isinstance(value, bool) or not isinstance(value, SupportsIndex):
        raise _wrong_type(name, "an int", value)
    return operator.index(value)


def boolean(name: str, value: object) -> bool:
    """True or false, and nothing that merely counts as such."""
    if not isinstance(value, bool):
        raise _wrong_type(name, "a bool", value)
    return value


def money(name: str, value: object) -> str:
    """An amount in EGP, without an exponent.

    Raises:
        TypeError: It is a float, whose cents are not exact.
        ValueError: It is no finite decimal number.
    """
    if isinstance(value, bool) or not isinstance(value, Decimal | int | str):
        raise _wrong_type(name, "a Decimal, an int or a str (a float is not exact)", value)
    try:
        amount = Decimal(value)
    except InvalidOperation:
        raise ValueError(
            f"{name} must be a decimal number such as '150.00', not {value!r}"
        ) from None
    if not amount.is_finite():
        raise ValueError(f"{name} must be finite, not {value!r}")
    return format(amount, "f")


def date(name: str, value: object) -> str:
    """A day as YYYY-MM-DD."""
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
        raise _wrong_type(name, "a date (of a datetime, take .date())", value)
    return value.isoformat()


def date_time(name: str, value: object) -> str:
    """An instant in ISO 8601 with its offset.

    Raises:
        ValueError: It has no time zone, so it would mean another instant at another place.
    """
    if not isinstance(value, dt.datetime):
        raise _wrong_type(name, "a datetime", value)
    if value.utcoffset() is None:
        raise ValueError(f"{name} must have a time zone: datetime(..., tzinfo=UTC), say")
    return value.isoformat()


def form_text(value: Scalar) -> str:
    """A scalar in a query or a form, as Django REST Framework reads it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _wrong_type(name: str, expected: str, value: object) -> TypeError:
    return TypeError(f"{name} must be {expected}, not {type(value).__name__}")
