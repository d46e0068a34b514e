"""Filters that refuse what they can't read, where django-filter would pass over it."""

from typing import Any

import django_filters
from django import forms
from rest_framework import filters

BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
TOO_LARGE = 2**63


class BooleanField(forms.Field):
    """`true` and `false` in any case, `1` and `0`."""

    default_error_messages = {"invalid": "Must be a valid boolean."}

    def to_python(self, value: Any) -> bool | None:
        """Gives the boolean; None if nothing was sent."""
        if value in self.empty_values:
            return None
        try:
            return BOOLEANS[value.lower()]
        except KeyError:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid") from None


class BooleanFilter(django_filters.Filter):
    """A flag."""

    field_class = BooleanField


class IdField(forms.IntegerField):
    """An id; one beyond what a database can have is 0, which nothing has either."""

    default_error_messages = {"invalid": "Enter a number."}

    def to_python(self, value: Any) -> int | None:
        """Gives the id; None if nothing was sent."""
        number = super().to_python(value)
        return number if number is None or abs(number) < TOO_LARGE else 0


class IdFilter(django_filters.Filter):
    """An id of something else."""

    field_class = IdField


class StableOrderingFilter(filters.OrderingFilter):
    """DRF's own, with the id last, so that no two pages share a row."""

    def get_ordering(self, *args: Any) -> list[str]:
        """Gives the names to order by."""
        names = list(super().get_ordering(*args))
        return [*names, "-id" if names[-1].startswith("-") else "id"]
