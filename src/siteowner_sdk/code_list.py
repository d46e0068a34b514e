"""What the list of a course's recharge codes shows, and whether it can have left any out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from .codes import CodesBefore
from .core.request import prepare
from .core.trail import first, next_leaf
from .operations import RECHARGE_CODES_LIST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .codes import Before, CodeOrder, CodeResults
    from .core.call import Caller
    from .core.flow import Flow
    from .core.options import CallOptions
    from .core.request import Call
    from .models import RechargeCode, RechargeCodePage

# How far apart the clocks of a backend's own machines may be.
CLOCK_SKEW = dt.timedelta(minutes=10)
PAGE_SIZE = 100
# How often a list is read that changes while it is read.
TRIES = 3


def read_before(caller: Caller, wanted: Iterable[CodeOrder], options: CallOptions) -> Flow[Before]:
    """What the courses have before anything is ordered."""
    before: dict[int, CodesBefore] = {}
    for course in sorted({order.course for order in wanted}):
        before[course] = yield from had_by(caller, course, options)
    return before


def had_by(caller: Caller, course: int, options: CallOptions) -> Flow[CodesBefore]:
    """What a course has now."""
    newest = yield from first(caller, _listing(course, options, page_size=1))
    if not newest.envelope.results:
        return CodesBefore(None, frozenset())
    # One that is dated in the future must not make those look old that are made now.
    since = min(newest.envelope.results[0].created_at, caller.chance.now()) - CLOCK_SKEW
    ids: set[int] = set()
    for _ in range(TRIES):
        walk = yield from _listed(caller, course, since, options)
        ids |= {code.id for code in walk.codes}
        if walk.is_sound:
            break
    return CodesBefore(since, frozenset(ids))


def made_since(
    caller: Caller, results: CodeResults, options: CallOptions
) -> Flow[tuple[list[RechargeCode], bool]]:
    """The codes that the courses have now, and whether it is sure that none was left out."""
    codes: list[RechargeCode] = []
    is_sound = True
    # Those that were answered tell where the new ones are, if the clock was put back or one that
    # was there is dated in the future.
    answered = [code.created_at - CLOCK_SKEW for code in results.values]
    for course in sorted({result.item.course for result in results.unknown}):
        since = results.before[course].since
        earliest = None if since is None else min([since, *answered])
        walk = yield from _listed(caller, course, earliest, options)
        codes += walk.codes
        is_sound = is_sound and walk.is_sound
    return codes, is_sound


def _listed(
    caller: Caller, course: int, since: dt.datetime | None, options: CallOptions
) -> Flow[_Walk]:
    """The codes of a course, newest first, down to a page on which all are older.

    A list that is not in that order is read to its end.
    """
    walk = _Walk()
    leaf = yield from first(caller, _listing(course, options, page_size=PAGE_SIZE))
    while True:
        page = leaf.envelope.results
        walk.add(page, leaf.envelope.count)
        if since is not None and walk.is_sorted and all(code.created_at < since for code in page):
            return walk
        following = yield from next_leaf(caller, leaf)
        if following is None:
            walk.end()
            return walk
        leaf = following


class _Walk:
    """What was read of a list, page by page, and whether it is sure that nothing was left out.

    Attributes:
        codes: What was read.
        is_sorted: Whether none was newer than the one before it.
        is_sound: Whether none came twice, their number stayed what it was, and is that of those
            read to the end. A list that changes meanwhile, or whose order is not always the same,
            can leave some out.
    """

    def __init__(self) -> None:
        self.codes: list[RechargeCode] = []
        self.is_sorted = True
        self.is_sound = True
        self._ids: set[int] = set()
        self._count: int | None = None

    def add(self, page: Sequence[RechargeCode], count: int) -> None:
        """Takes in a page."""
        if self._count not in (None, count):
            self.is_sound = False
        self._count = count
        for code in page:
            if code.id in self._ids:
                self.is_sound = False
                continue
            if self.codes and code.created_at > self.codes[-1].created_at:
                self.is_sorted = False
            self._ids.add(code.id)
            self.codes.append(code)

    def end(self) -> None:
        """There are no more pages."""
        if self._count != len(self.codes):
            self.is_sound = False


def _listing(course: int, options: CallOptions, *, page_size: int) -> Call[RechargeCodePage]:
    return prepare(
        RECHARGE_CODES_LIST,
        query={"course": course, "ordering": "-created_at", "page_size": page_size},
        options=options,
    )
