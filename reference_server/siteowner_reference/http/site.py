"""What all requests share."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from siteowner_reference.db.database import Database
from siteowner_reference.domain.clock import Clock
from siteowner_reference.domain.tokens import Tokens
from siteowner_reference.domain.work import Work
from siteowner_reference.drf.errors import ThrottledError
from siteowner_reference.drf.rendering import JSONRenderer
from siteowner_reference.media import MediaStore
from siteowner_reference.operating.throttle import Throttle


@dataclass(frozen=True, slots=True)
class Site:
    """The parts of a running server.

    Attributes:
        database: Where the data is.
        media: Where the pictures are.
        tokens: How callers are known.
        clock: What time it is.
        zone: Where days begin.
        renderer: How answers are written.
        throttle: How often a caller may call; None is as often as it likes.
    """

    database: Database
    media: MediaStore
    tokens: Tokens
    clock: Clock
    zone: ZoneInfo
    renderer: JSONRenderer
    throttle: Throttle | None = None

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """Opens a transaction that changes nothing."""
        with self.media.changes() as media, self.database.reading() as session:
            yield Work(session, media, self.clock(), self.zone)

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """Opens a transaction that takes effect wholly or, after an exception, not at all."""
        with self.media.changes() as media, self.database.writing() as session:
            yield Work(session, media, self.clock(), self.zone)

    def check_rate(self, caller: int | str) -> None:
        """Counts a call by a user's id, or by an address where nobody is known.

        Raises:
            ThrottledError: The caller called too often.
        """
        if self.throttle is not None and (seconds := self.throttle.wait(caller)):
            raise ThrottledError(seconds)
