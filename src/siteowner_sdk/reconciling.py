"""Which recharge codes were made, of those whose answers were lost.

A code is worth money, so none is asked for twice because its answer did not come: it is looked up
in the list instead. Which of those there are ours is decided by pure functions; the requests that
this needs are flows.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from .code_list import made_since
from .codes import CodeOrder, CodeResults, CodesBefore
from .core.flow import Sleep
from .errors import APIResponseValidationError, InternalServerError, SiteOwnerError
from .operations import RECHARGE_CODES_CREATE

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping

    from .core.bulk import BulkResult
    from .core.call import Caller
    from .core.flow import Flow
    from .core.options import CallOptions
    from .models import RechargeCode

IsOurs: TypeAlias = "Callable[[RechargeCode], bool]"

A_SECOND = dt.timedelta(seconds=1)
# Seconds before each look into the list: a server may still be at work on what it did not answer.
LOOKS = (0.0, 1.0, 3.0)
# Such a status comes of the application itself, which has then done with the request; those of a
# gateway in front of it (502, 503, 504) say nothing about that.
APPLICATION_FAILED = 500

# Of orders that are unknown: what the server agreed to, in words that could not be read; what the
# application failed to answer; what it may still be at work on.
AGREED, ANSWERED, UNDER_WAY = range(3)
CLOSED = (ANSWERED, UNDER_WAY)


@dataclass(frozen=True, slots=True)
class Known:
    """What a caller knows of codes that are looked up, beside their results.

    Attributes:
        created_by: Id of the account that ordered, where it is known.
        final: Whether it is known that the server is at work on none of them any more.
        elsewhere: Ids of codes that other runs are known to have made.
    """

    created_by: int | None = None
    final: bool = False
    elsewhere: frozenset[int] = frozenset()


NOTHING = Known()


class RepeatedCodeError(Exception):
    """An order was answered with a code that had been made for another one."""

    def __init__(self, code_id: int) -> None:
        super().__init__(code_id)

    def __str__(self) -> str:
        return f"the server answered with code {self.args[0]}, which it made for another order"


def reconciled(
    caller: Caller,
    results: CodeResults,
    options: CallOptions,
    known: Known = NOTHING,
) -> Flow[CodeResults]:
    """The results with those that were unknown looked up, as far as that is possible.

    A list that can't be read leaves them unknown: an error here must not cost the results.

    Args:
        caller: What all calls of the client share.
        results: The results so far.
        options: Those of each page of the list.
        known: What is known beside that.

    Raises:
        ValueError: `before` of the results lacks a course.
    """
    _check_before(results)
    results = without_repeated(without_those_never_asked_for(results))
    username = caller.credentials.username
    listed: list[RechargeCode] | None = None
    is_sound = False
    for seconds in LOOKS:
        is_ours = _ours(creator_of(results, known.created_by), username)
        if not results.unknown or is_ours is None:
            return results
        if seconds:
            yield Sleep(seconds)
        try:
            found, is_sound = yield from made_since(caller, results, options)
        except SiteOwnerError:
            listed = None
        else:
            listed = [code for code in found if code.id not in known.elsewhere]
            results = settle(results, listed, is_ours)
        if known.final and listed is not None and is_sound:
            break
    creator = creator_of(results, known.created_by)
    if listed is None or not is_sound or creator is None:
        return results
    return conclude(results, listed, creator, CLOSED if known.final else (ANSWERED,))


def _check_before(results: CodeResults) -> None:
    missing = {result.item.course for result in results.unknown} - set(results.before)
    if missing:
        raise ValueError(
            f"before says nothing of course {min(missing)}, of which there are unknown codes: "
            "take what `create_many` or `before` gave before the first was asked for"
        )


def creator_of(results: CodeResults, known: int | None = None) -> int | None:
    """Id of the account that orders; None where no answer has told it yet."""
    creators = {code.created_by for code in results.values} | ({known} - {None})
    return creators.pop() if len(creators) == 1 else None


def _ours(creator: int | None, username: str | None) -> IsOurs | None:
    """Tells the codes of the account that orders; None where nothing is known of it."""
    if creator is not None:
        return partial(_is_by, creator)
    return None if username is None else lambda code: code.created_by_username == username


def _is_by(creator: int, code: RechargeCode) -> bool:
    return code.created_by == creator


def without_those_never_asked_for(results: CodeResults) -> CodeResults:
    """Those whose log-in failed are not unknown: the order itself never left."""
    return _with(
        results,
        (
            replace(result, state="unsent")
            for result in results.unknown
            if isinstance(result.error, SiteOwnerError)
            and result.error.operation_id != RECHARGE_CODES_CREATE.id
        ),
    )


def without_repeated(results: CodeResults) -> CodeResults:
    """Of those that were answered with one and the same code, only the first was met by it.

    A gateway that guards against double clicks answers equal requests alike.
    """
    first_of: dict[int, int] = {}
    for result in results.ok:
        if result.value is not None:
            first_of.setdefault(result.value.id, result.index)
    return _with(
        results,
        (
            replace(result, state="unknown", value=None, error=RepeatedCodeError(result.value.id))
            for result in results.ok
            if result.value is not None and first_of[result.value.id] != result.index
        ),
    )


def settle(results: CodeResults, listed: Iterable[RechargeCode], is_ours: IsOurs) -> CodeResults:
    """The results, with unknown orders that a list shows to have been met.

    Equal orders are interchangeable, so it is their number that counts. Where there are no more
    new codes than unknown orders, each is that of one. Where there are more, somebody else orders
    the same with the same account at the same time, and nothing is claimed.

    Args:
        results: The results so far.
        listed: The codes that the courses have now.
        is_ours: Tells those of the account that orders.
    """
    found: list[BulkResult[CodeOrder, RechargeCode]] = []
    for order, unknown in _unknown_by_order(results).items():
        made = _unclaimed(order, results, listed, is_ours)
        if len(made) <= len(unknown):
            # The likely ones come first, and the shorter of the two ends it.
            found += map(_met, sorted(unknown, key=_likelihood), made)
    return _with(results, found)


def conclude(
    results: CodeResults, listed: Iterable[RechargeCode], creator: int, closed: Container[int]
) -> CodeResults:
    """The results, with unknown orders that were certainly not met.

    These are the ones that the application itself answered (500), of which the list shows nothing,
    nor anything that may be one of them: with its expiry cut to seconds, or dated wrongly. Any
    other may still be under way at the server, and stays unknown.

    Args:
        results: The results, settled.
        listed: The codes that the courses have now.
        creator: Id of the account that orders.
        closed: The kinds of unknown ones, by likelihood, that the server has done with.
    """
    is_ours = partial(_is_by, creator)
    return _with(
        results,
        (
            replace(result, state="refused", reconciled=True)
            for order, unknown in _unknown_by_order(results).items()
            if not _any_doubtful(order, results, listed, is_ours)
            for result in unknown
            if _likelihood(result) in closed
        ),
    )


def _unclaimed(
    order: CodeOrder, results: CodeResults, listed: Iterable[RechargeCode], is_ours: IsOurs
) -> list[RechargeCode]:
    """The codes that an unknown order is met by, in the order in which they were made."""
    claimed = {code.id for code in results.values}
    found = (
        code
        for code in listed
        if order.is_met_by(code)
        and is_ours(code)
        and code.id not in claimed
        and not results.before[code.course].had(code)
    )
    return sorted(found, key=lambda code: (code.created_at, code.id))


def _any_doubtful(
    order: CodeOrder, results: CodeResults, listed: Iterable[RechargeCode], is_ours: IsOurs
) -> bool:
    """Whether there is a code of which it can't be excluded that an unknown order is met by it.

    One that was found for another order, with an expiry less than a second away, is such a code.
    """
    accounted_for = {
        result.value.id
        for result in results.ok
        if result.value is not None and (not result.reconciled or order.is_met_by(result.value))
    }
    return any(
        _may_meet(code, order)
        and is_ours(code)
        and code.id not in accounted_for
        and not _surely_had(results.before[code.course], code)
        for code in listed
    )


def _may_meet(code: RechargeCode, order: CodeOrder) -> bool:
    """Whether an order is met by a code, or would be in a database without fractions of seconds."""
    if (order.course, order.value) != (code.course, code.value):
        return False
    if order.expires_at is None or code.expires_at is None:
        return order.expires_at == code.expires_at
    return abs(order.expires_at - code.expires_at) < A_SECOND


def _surely_had(before: CodesBefore, code: RechargeCode) -> bool:
    """Whether a code was there before, whatever the server's clock.

    One of a greater id than all that were there may be new, though it is dated before them.
    """
    return code.id in before.ids or (before.had(code) and code.id < max(before.ids, default=0))


def _met(
    result: BulkResult[CodeOrder, RechargeCode], code: RechargeCode
) -> BulkResult[CodeOrder, RechargeCode]:
    return replace(result, state="ok", value=code, error=None, reconciled=True)


def _likelihood(result: BulkResult[CodeOrder, RechargeCode]) -> int:
    """How likely it is that an unknown order was met, compared with its equals.

    The least likely are those that may be under way, so that as many stay unknown as can yet be
    made.
    """
    if isinstance(result.error, APIResponseValidationError):
        return AGREED
    if isinstance(result.error, InternalServerError):
        return ANSWERED if result.error.status_code == APPLICATION_FAILED else UNDER_WAY
    return UNDER_WAY


def _unknown_by_order(
    results: CodeResults,
) -> Mapping[CodeOrder, list[BulkResult[CodeOrder, RechargeCode]]]:
    """Unknown results by their orders, as the server spells these where it answered equal ones.

    A database may keep no fractions of seconds, which can make two orders one.
    """
    spelled = {
        result.item: replace(result.item, expires_at=result.value.expires_at)
        for result in results.ok
        if result.value is not None
    }
    groups: defaultdict[CodeOrder, list[BulkResult[CodeOrder, RechargeCode]]] = defaultdict(list)
    for result in results.unknown:
        groups[spelled.get(result.item, result.item)].append(result)
    return groups


def _with(
    results: CodeResults, changed: Iterable[BulkResult[CodeOrder, RechargeCode]]
) -> CodeResults:
    by_index = {result.index: result for result in changed}
    return CodeResults(
        (by_index.get(result.index, result) for result in results), before=results.before
    )
