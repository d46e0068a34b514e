"""Recharge codes in bulk: what is ordered, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from .core.bulk import BulkResult, BulkResults
from .core.encoding import integer, money
from .core.omit import omit
from .core.request import prepare
from .models import RechargeCode
from .operations import RECHARGE_CODES_CREATE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .core.bulk import OnProgress
    from .core.options import CallOptions
    from .core.request import Call

T = TypeVar("T")

DECIMALS = 2


@dataclass(frozen=True, slots=True)
class CodeOrder:
    """A recharge code that is to be made.

    Attributes:
        course: Id of the course.
        value: What the code is worth in EGP, from 1.00, with at most two decimals.
        expires_at: After this instant it can't be redeemed; None if it never expires.
    """

    course: int
    value: Decimal | int | str
    expires_at: dt.datetime | None = None

    def __post_init__(self) -> None:
        """Spells the order as the server will.

        Raises:
            TypeError: The course is no int, or the value a float.
            ValueError: The value is no number, or has a part of a piastre.
        """
        text = money("value", self.value)
        # By its digits: arithmetic goes by the caller's context.
        if len(text.partition(".")[2].rstrip("0")) > DECIMALS:
            raise ValueError(f"value can have at most two decimals, not {text}")
        object.__setattr__(self, "course", integer("course", self.course))
        object.__setattr__(self, "value", Decimal(text))
        object.__setattr__(self, "expires_at", _with_fixed_offset(self.expires_at))

    def is_met_by(self, code: RechargeCode) -> bool:
        """Whether a code is such a one."""
        wanted = (self.course, self.value, self.expires_at)
        return wanted == (code.course, code.value, code.expires_at)


def _with_fixed_offset(instant: dt.datetime | None) -> dt.datetime | None:
    """The same instant. In the hour that a change of clocks repeats, zoned ones equal no other."""
    offset = None if instant is None else instant.utcoffset()
    if instant is None or offset is None:
        return instant
    return instant.replace(tzinfo=dt.timezone(offset))


@dataclass(frozen=True, slots=True)
class CodesBefore:
    """Which codes a course had before others were asked for, by the server's own clock.

    Attributes:
        since: Codes made earlier than this were there; None where there was no code at all.
        ids: Those that were there and are not that old.
    """

    since: dt.datetime | None
    ids: frozenset[int] = field(repr=False)

    def had(self, code: RechargeCode) -> bool:
        """Whether a code was there before."""
        return code.id in self.ids or (self.since is not None and code.created_at < self.since)


Before: TypeAlias = Mapping[int, CodesBefore]


class CodeResults(BulkResults[CodeOrder, RechargeCode]):
    """What came of many orders of recharge codes, in the order given.

    Attributes:
        before: What each course had before the first was asked for, by the course's id. With it
            those that are unknown can be looked up again: `recharge_codes.reconcile`.
    """

    def __init__(
        self, results: Iterable[BulkResult[CodeOrder, RechargeCode]], *, before: Before
    ) -> None:
        super().__init__(results)
        self.before = before


def orders(
    items: Iterable[CodeOrder] | None,
    course: int | None,
    value: Decimal | int | str | None,
    count: int | None,
    expires_at: dt.datetime | None,
) -> list[CodeOrder]:
    """The orders that the arguments of `create_many` say.

    Raises:
        TypeError: Both forms of it are mixed, or one is not complete.
        ValueError: The count is less than 1.
    """
    if items is not None:
        if any(each is not None for each in (course, value, count, expires_at)):
            raise TypeError("Pass either items, or course, value and count (and expires_at)")
        return list(items)
    if course is None or value is None or count is None:
        raise TypeError("Pass course, value and count, or items")
    if count < 1:
        raise ValueError(f"count must be at least 1, not {count}")
    return [CodeOrder(course, value, expires_at)] * count


def calls(
    wanted: Iterable[CodeOrder], options: CallOptions
) -> Mapping[CodeOrder, Call[RechargeCode]]:
    """The call of each order, all checked before one is sent."""
    return {
        order: prepare(
            RECHARGE_CODES_CREATE,
            body={
                "course": order.course,
                "value": order.value,
                "expires_at": omit if order.expires_at is None else order.expires_at,
            },
            options=options,
        )
        for order in set(wanted)
    }


def nothing_sent(wanted: Iterable[CodeOrder], before: Before) -> CodeResults:
    """The results of a run that is about to begin."""
    return CodeResults(
        (BulkResult(index, order, "unsent") for index, order in enumerate(wanted)), before=before
    )


def report(
    before: CodeResults,
    after: CodeResults,
    on_progress: OnProgress[CodeOrder, RechargeCode] | None,
) -> None:
    """Tells of those that were unknown and have been looked up."""
    known = sum(result.state != "unsent" or result.error is not None for result in after)
    for old, new in zip(before, after, strict=True):
        if on_progress is not None and new is not old:
            on_progress(known, len(after), new)
