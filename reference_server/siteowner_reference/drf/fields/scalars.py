"""Fields that are one value: true or false, an amount, an instant, a choice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from pydantic import ValidationInfo
from typing_extensions import override

from siteowner_reference.drf.fields.base import Field, Lookup, refuse
from siteowner_reference.drf.messages import message

MAX_STRING = 1000
BOOLEANS = dict.fromkeys(("true", "t", "yes", "y", "on", "1", 1), True) | dict.fromkeys(
    ("false", "f", "no", "n", "off", "0", 0), False
)
DATETIME = re.compile(
    r"[0-9]{4}[0-9W-]+(?:[T ][0-9:]+(?:[.,][0-9]+)?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)


@dataclass(frozen=True, kw_only=True)
class BooleanField(Field):
    """True or false, in any of DRF's spellings."""

    @override
    def to_python(self, value: object, info: ValidationInfo[Lookup]) -> bool:
        """Gives true or false."""
        key = value.lower() if isinstance(value, str) else value
        if not isinstance(key, str | int | float) or key not in BOOLEANS:
            refuse(message("boolean"))
        return BOOLEANS[key]


@dataclass(frozen=True, kw_only=True)
class ChoiceField(Field):
    """One of a few texts, exactly."""

    choices: tuple[str, ...]

    @override
    def to_python(self, value: object, info: ValidationInfo[Lookup]) -> str:
        """Gives the choice."""
        if str(value) not in self.choices:
            refuse(message("choice", value=value))
        return str(value)


@dataclass(frozen=True, kw_only=True)
class DecimalField(Field):
    """An exact decimal.

    Attributes:
        max_digits: Digits in total.
        decimal_places: Digits after the decimal point.
        min_value: The smallest that is accepted.
    """

    max_digits: int
    decimal_places: int
    min_value: int

    @override
    def to_python(self, value: object, info: ValidationInfo[Lookup]) -> Decimal:
        """Gives the amount with its `decimal_places`."""
        text = str(value).strip()
        if len(text) > MAX_STRING:
            refuse(message("too_large"))
        try:
            number = Decimal(text)
        except InvalidOperation:
            refuse(message("number"))
        if not number.is_finite():
            refuse(message("number"))
        for problem in self.problems(number):
            refuse(problem)
        return number.quantize(Decimal(1).scaleb(-self.decimal_places))

    def problems(self, number: Decimal) -> Iterator[str]:
        """Gives what is wrong with a finite number, in DRF's order; it says the first only."""
        _, digits, exponent = number.as_tuple()
        places = max(0, -int(exponent))
        total = max(len(digits) + max(0, int(exponent)), places)
        if total > self.max_digits:
            yield message("max_digits", limit=self.max_digits)
        if places > self.decimal_places:
            yield message("max_decimal_places", limit=self.decimal_places)
        if total - places > self.max_digits - self.decimal_places:
            yield message("max_whole_digits", limit=self.max_digits - self.decimal_places)
        if number < self.min_value:
            yield message("min_value", limit=self.min_value)


@dataclass(frozen=True, kw_only=True)
class DateTimeField(Field):
    """An instant in ISO 8601; one without a zone is in the server's own."""

    @override
    def to_python(self, value: object, info: ValidationInfo[Lookup]) -> datetime:
        """Gives the instant in UTC."""
        if not isinstance(value, str) or not DATETIME.fullmatch(value):
            refuse(message("datetime"))
        zone = info.context.zone
        try:
            instant = datetime.fromisoformat(value)
        except ValueError:
            refuse(message("datetime"))
        try:
            aware = instant if instant.tzinfo else instant.replace(tzinfo=zone)
            return aware.astimezone(zone).astimezone(UTC)
        except OverflowError:
            refuse(message("datetime_overflow"))
