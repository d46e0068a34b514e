"""What is ordered as people write it, and what came of it as people read it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["Standing", "expiry"]

LAST_SECOND = dt.time(23, 59, 59)


@dataclass(frozen=True)
class Standing:
    """How far an order of codes is.

    Attributes:
        count: How many there are to be.
        made: How many there are.
        unknown: How many may have been made.
        value: What each is worth in EGP.
        settled_at: When nothing unknown can be under way any more; None where nothing is unknown.
        is_of_one_account: Whether all was certainly asked for by the account that orders now.
    """

    count: int
    made: int
    unknown: int
    value: Decimal
    settled_at: dt.datetime | None = None
    is_of_one_account: bool = True

    @property
    def is_met(self) -> bool:
        """Whether there are as many as wanted."""
        return self.made >= self.count

    def __str__(self) -> str:
        if self.is_met:
            return f"{_codes(self.made)} of {self.value:,.2f} EGP {_are(self.made)} made"
        missing = self.count - self.made - self.unknown
        parts = (
            (self.made, "made"),
            (self.unknown, "unknown, since the answer was lost"),
            (missing, "not made"),
        )
        told = ", ".join(f"{number:,} {_are(number)} {word}" for number, word in parts if number)
        return f"Of {_codes(self.count)} {told}"

    def advice(self, command: str, now: dt.datetime) -> str:
        """What to do where not all are made: `command` is how to go on."""
        goes_on = f"{command}: it makes what is missing, and nothing twice"
        if self.settled_at is None:
            return goes_on
        if not self.is_of_one_account:
            return (
                f"{goes_on}. What became of the unknown is only certain for the account that asked "
                "for them: go on as that one, by its name or by a token that names it"
            )
        if self.settled_at <= now:
            return (
                f"{goes_on}. Codes that stay unknown can't be told from others that this account "
                "has made of the same kind meanwhile: see siteowner codes list"
            )
        at = self.settled_at.astimezone().strftime("%H:%M:%S")
        return f"{goes_on}. From {at} on it also knows what became of the unknown"


def _codes(number: int) -> str:
    return f"{number:,} code" if number == 1 else f"{number:,} codes"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def expiry(text: str) -> dt.datetime:
    """An instant; a day alone is its last second, and without an offset it is this machine's time.

    Raises:
        ValueError: It is neither a day nor an instant.
    """
    try:
        if len(text) == len("2026-11-24"):
            return dt.datetime.combine(dt.date.fromisoformat(text), LAST_SECOND).astimezone()
        instant = dt.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"{text!r} is no time: write it like 2027-06-30 or 2027-06-30T18:00:00+03:00"
        ) from None
    return instant if instant.tzinfo else instant.astimezone()
