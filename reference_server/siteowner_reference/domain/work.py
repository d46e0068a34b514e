"""What a rule works with during one request."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from siteowner_reference.db.database import Session
from siteowner_reference.media import MediaChanges

Values = Mapping[str, Any]
"""Validated values by field name, those that were not sent left out."""


class Picture(Protocol):
    """A picture that was found good."""

    @property
    def content(self) -> bytes:
        """The file."""

    @property
    def suffix(self) -> str:
        """The end of its name, by its format."""


@dataclass(frozen=True, slots=True)
class Work:
    """One transaction.

    Attributes:
        session: The database's part of it.
        media: The pictures' part of it.
        now: The instant at which it happens.
        zone: Where days begin.
    """

    session: Session
    media: MediaChanges
    now: datetime
    zone: ZoneInfo

    def store_picture(self, old: str | None, picture: Picture | None) -> str | None:
        """Puts a picture in the place of another and gives its name; None removes it."""
        if picture is None:
            return self.media.replace(old, None)
        return self.media.replace(old, picture.content, picture.suffix)
