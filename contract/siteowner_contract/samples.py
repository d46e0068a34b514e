"""Valid values to send: recognisable as the suite's, and reaching nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

    from siteowner_contract.openapi import JSON

PHONE_PREFIXES = ("010", "011", "012", "015")
PAST = "2020-01-31T12:00:00Z"
FIRST_INSTANT = datetime(2001, 1, 1, tzinfo=UTC)
TWENTY_YEARS = 20 * 365 * 24 * 3600
# One pound, however it is written.
ONES = ("1.00", "1.0", "1", 1)


class Samples:
    """Draws valid request bodies; no two are alike.

    Args:
        label: What everything made is called by, one word.
        random: What varies is drawn from it.
    """

    def __init__(self, label: str, random: Random) -> None:
        self.label = label
        self._random = random
        self._count = 0

    def word(self) -> str:
        """A word that occurs nowhere else."""
        self._count += 1
        letters = "".join(self._random.choices("bcdfghjklmnpqrstvwxz", k=5))
        return f"{self.label}{letters}{self._count}"

    def gmail(self) -> str:
        """An address in a domain that is reserved for examples."""
        return f"{self.word()}@example.com"

    def phone(self) -> str:
        """A number in the documented format."""
        return self._random.choice(PHONE_PREFIXES) + self.digits(8)

    def digits(self, count: int) -> str:
        """That many digits."""
        return "".join(self._random.choices("0123456789", k=count))

    def password(self) -> str:
        """A password that no validator finds weak."""
        return f"Vq7-{self._random.getrandbits(48):012x}-Zm"

    def teacher(self, subject: int, grades: list[int]) -> dict[str, JSON]:
        """The required fields of a new teacher."""
        word = self.word()
        return {
            "username": word,
            "password": self.password(),
            "name": f"Contract {word}",
            "phone": self.phone(),
            "gmail": f"{word}@example.com",
            "gender": self._random.choice(("male", "female")),
            "subject": subject,
            "grades": grades,
        }

    def course(self, teacher: int, grade: int) -> dict[str, JSON]:
        """The required fields of a new course."""
        return {"name": f"Contract {self.word()}", "teacher": teacher, "grade": grade}

    def recharge_code(self, course: int) -> dict[str, JSON]:
        """A code that is worth the least there is and can't be redeemed any more."""
        value, expires_at = self._random.choice(ONES), self.past().isoformat()
        return {"course": course, "value": value, "expires_at": expires_at}

    def past(self) -> datetime:
        """An instant some years ago, to the second, with an offset of its own."""
        offset = timezone(timedelta(minutes=15 * self._random.randint(-48, 56)))
        return FIRST_INSTANT.astimezone(offset) + timedelta(
            seconds=self._random.randrange(TWENTY_YEARS)
        )
