"""Values of answers, for comparing: money exactly, instants whatever their offset."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siteowner_contract.openapi import JSON


def amount(value: JSON) -> Decimal:
    """An amount that came as a string or as a number; NaN, equal to nothing, when it is neither."""
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return Decimal("NaN")


def total(rows: Iterable[JSON], field: str) -> Decimal:
    """The sum of a field over rows, as an amount or as a count."""
    return sum((amount(row[field]) for row in rows), Decimal(0))


def instant(value: JSON) -> datetime | None:
    """An ISO 8601 instant in UTC; None when it is none or has no offset."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None


def day(value: JSON) -> date | None:
    """A day `YYYY-MM-DD`; None when it is none."""
    try:
        found = date.fromisoformat(str(value))
    except ValueError:
        return None
    # Python reads other ISO forms too, 20261124 say.
    return found if str(found) == value else None
