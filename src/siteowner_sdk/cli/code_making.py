"""Makes what is missing of an order of recharge codes, and never more than that.

Each code is written down before it is asked for and after it was answered. Where a run ends in
between, the code is unknown: the next run looks it up in the list. It is only taken for not made,
and asked for again, once the server has had time enough to be done with it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from siteowner_sdk import SiteOwnerError
from siteowner_sdk.core.bulk import state_of
from siteowner_sdk.core.omit import omit
from siteowner_sdk.reconciling import RepeatedCodeError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from siteowner_sdk import BulkResult, SiteOwner
    from siteowner_sdk.cli.code_book import Book
    from siteowner_sdk.models import RechargeCode

__all__ = ["Making", "make_missing"]

# So many lost answers in a row are no accident: going on would only make more codes unknown.
LOST_IN_A_ROW = 8
# How many of a course's newest codes are looked through for one of the account's own.
LOOKED_THROUGH = 500


@dataclass(frozen=True)
class Making:
    """How codes are made.

    Attributes:
        count: How many there are to be in all.
        concurrency: How many are asked for at once.
        settle: How long after a code's answer was lost the server may still be making it.
        now: The clock.
        on_progress: Told how many there are whenever that changes.
    """

    count: int
    concurrency: int
    settle: dt.timedelta
    now: Callable[[], dt.datetime]
    on_progress: Callable[[int], object]


class _BrokenOffError(Exception):
    """Nothing further is to be asked for."""


class _Watch:
    """Looks at each answer, and breaks off where going on is of no use.

    Attributes:
        error: The last error that there was.
    """

    def __init__(self, book: Book, on_progress: Callable[[int], object]) -> None:
        self.error: BaseException | None = None
        self._book = book
        self._on_progress = on_progress
        self._lost = 0

    def __call__(self, _done: int, _total: int, result: BulkResult[int, RechargeCode]) -> None:
        """Takes in a result."""
        self._on_progress(len(self._book.made))
        self.error = result.error or self.error
        if isinstance(result.error, RepeatedCodeError):
            raise _BrokenOffError
        if result.error is not None and not isinstance(result.error, SiteOwnerError):
            raise result.error
        self._lost = self._lost + 1 if result.state == "unknown" else 0
        if result.state in {"refused", "unsent"} or self._lost == LOST_IN_A_ROW:
            raise _BrokenOffError


def make_missing(client: SiteOwner, book: Book, making: Making) -> BaseException | None:
    """Looks up what is unknown, then makes what is missing.

    Returns:
        The last error that there was; None where nothing failed. What came of it all is in the
        book.

    Raises:
        JournalError: The journal can't be written; nothing is asked for that is not written down.
    """
    making.on_progress(len(book.made))
    look_up(client, book, making)
    missing = making.count - len(book.made) - len(book.unknown)
    watch = _Watch(book, making.on_progress)
    with suppress(_BrokenOffError):
        client.bulk(
            lambda _: _make_one(client, book, making.now),
            range(missing),
            concurrency=making.concurrency,
            on_progress=watch,
            raise_on_error=False,
        )
    look_up(client, book, making)
    return watch.error


def look_up(client: SiteOwner, book: Book, making: Making) -> None:
    """Writes down of codes that are unknown what the list says of them.

    A list that can't be read leaves them unknown.
    """
    if not book.unknown:
        return
    numbers = book.numbers()
    told = client.recharge_codes.reconcile(
        book.results(),
        created_by=_creator(client, book),
        final=book.is_of_one_account and making.now() - max(book.unknown.values()) >= making.settle,
    )
    for number, result in zip(numbers, told, strict=True):
        if number in book.made or result.state == "unknown":
            continue
        if result.value is None:
            book.enter_not_made(number, "the list does not show it")
        else:
            book.enter_made(number, result.value)
    making.on_progress(len(book.made))


def _make_one(client: SiteOwner, book: Book, now: Callable[[], dt.datetime]) -> RechargeCode:
    order = book.heading.order
    number = book.ask(now())
    try:
        code = client.recharge_codes.create(
            course=order.course,
            value=order.value,
            expires_at=omit if order.expires_at is None else order.expires_at,
        )
    except SiteOwnerError as error:
        if state_of(error) in {"refused", "unsent"}:
            book.enter_not_made(number, str(error))
        else:
            book.enter_lost(number, now(), error)
        raise
    if not book.enter_made(number, code):
        repeated = RepeatedCodeError(code.id)
        book.enter_lost(number, now(), repeated)
        raise repeated
    return code


def _creator(client: SiteOwner, book: Book) -> int | None:
    """Id of the account that orders, told by its name where no code of the book tells it."""
    if book.made or book.heading.username is None:
        return None
    with suppress(SiteOwnerError):
        newest = client.recharge_codes.list(course=book.heading.course, page_size=100)
        for code in newest.items(max_items=LOOKED_THROUGH):
            if code.created_by_username == book.heading.username:
                return code.created_by
    return None
