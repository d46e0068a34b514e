"""Recharge codes in bulk: none made twice, none lost, and what is not known is looked up."""

import asyncio
import datetime as dt
import inspect
import json
import pickle
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, localcontext
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import siteowner_sdk.client
from siteowner_sdk import (
    APIConnectionError,
    AsyncSiteOwner,
    BasicAuth,
    BulkError,
    BulkResult,
    CodeOrder,
    CodeResults,
    CodesBefore,
    InternalServerError,
    Response,
    SiteOwner,
    code_list,
    reconciling,
)
from siteowner_sdk.core.options import CallOptions
from siteowner_sdk.models import RechargeCode
from tests.sdk import code_server
from tests.sdk.code_server import ANOTHERS, OURS, CodeServer, Fault
from tests.sdk.fakes import (
    BASE_URL,
    NOW,
    AsyncFakeTransport,
    Drive,
    FakeTransport,
    Server,
    answer,
    caller,
    no_connection,
)

ORDER = {"course": 3, "value": "150.00"}


@pytest.fixture(autouse=True)
def _looks_without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list is looked into as often as ever, without a pause."""
    monkeypatch.setattr(reconciling, "LOOKS", (0.0, 0.0, 0.0))


@pytest.fixture(autouse=True)
def _the_clock_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client's clock is right."""
    chance = replace(siteowner_sdk.client.CHANCE, now=lambda: NOW)
    monkeypatch.setattr(siteowner_sdk.client, "CHANCE", chance)


class Both:
    """`create_many` and `reconcile` of the client for threads or of that for tasks."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    async def __call__(self, server: Server, name: str, *args: Any, **kwargs: Any) -> Any:
        """Calls a method of the recharge codes of a server."""
        client: Any = (
            SiteOwner(BASE_URL, token="t", transport=FakeTransport(server), max_retries=0)
            if self.kind == "threads"
            else AsyncSiteOwner(
                BASE_URL, token="t", transport=AsyncFakeTransport(server), max_retries=0
            )
        )
        result = getattr(client.recharge_codes, name)(*args, **kwargs)
        return await result if inspect.isawaitable(result) else result


@pytest.fixture(params=["threads", "tasks"])
def both(request: pytest.FixtureRequest) -> Both:
    """Each kind of client."""
    return Both(request.param)


async def run(both: Both, server: CodeServer, count: int = 10, **kwargs: Any) -> CodeResults:
    """Orders so many codes, one after the other unless told otherwise."""
    arguments = {"course": 3, "value": 150, "concurrency": 1, "raise_on_error": False} | kwargs
    results: CodeResults = await both(server, "create_many", count=count, **arguments)
    return results


def states(results: CodeResults) -> str:
    """The first letter of each state: `n` for unknown, `-` for what was not sent."""
    letters = {"ok": "o", "refused": "r", "unknown": "n", "unsent": "-"}
    return "".join(letters[result.state] for result in results)


async def test_as_many_as_wanted(both: Both) -> None:
    """So many equal codes are made, and given in the order in which they were wanted."""
    server = CodeServer()

    results = await run(both, server, count=20, concurrency=1)

    assert list(range(1, 21)) == [code.id for code in results.values]
    assert {Decimal("150.00")} == {code.value for code in results.values}
    assert [{"course": 3, "value": "150"}] * 20 == server.orders
    assert results.all_ok


async def test_different_ones(both: Both) -> None:
    """`items` says what each is to be, over several courses."""
    expiry = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    items = [CodeOrder(3, "10.50"), CodeOrder(4, 20, expiry), CodeOrder(3, Decimal("10.5"))]
    server = CodeServer()

    results = await both(server, "create_many", items=items, concurrency=1)

    assert items == [result.item for result in results]
    assert [
        {"course": 3, "value": "10.50"},
        {"course": 4, "value": "20", "expires_at": expiry.isoformat()},
        {"course": 3, "value": "10.50"},
    ] == server.orders
    assert {3, 4} == set(results.before)


LOST: dict[str, Fault] = {
    "the connection breaks": code_server.made_and_lost,
    "the answer is garbled": code_server.made_and_garbled,
    "the server fails afterwards": code_server.made_and_failed,
}


@pytest.mark.parametrize("fault", LOST)
async def test_a_code_whose_answer_was_lost_is_found(both: Both, fault: str) -> None:
    """What was made all the same is looked up, and not ordered again."""
    server = CodeServer({4: LOST[fault]})

    results = await run(both, server)

    assert "oooooooooo" == states(results)
    assert [4] == [result.index for result in results if result.reconciled]
    assert set(range(1, 11)) == {code.id for code in results.values}
    assert 10 == len(server.orders) == len(server.codes)
    assert all(result.error is None for result in results)


async def test_a_code_that_may_still_be_made_stays_unknown(both: Both) -> None:
    """An order that nothing was heard of, and no code is there for, can yet be met."""
    server = CodeServer({4: code_server.lost, 5: code_server.bad_gateway})

    results = await run(both, server)

    assert "oooonnoooo" == states(results)
    assert isinstance(results[4].error, APIConnectionError)
    assert isinstance(results[5].error, InternalServerError)
    assert 10 == len(server.orders)


async def test_a_code_that_the_application_failed_to_make_was_not_made(both: Both) -> None:
    """After an answer of 500 nothing is under way any more, and the list tells."""
    server = CodeServer({4: code_server.failed})

    results = await run(both, server)

    assert "oooorooooo" == states(results)
    assert results[4].reconciled
    assert 10 == len(server.orders)


async def test_a_code_that_is_made_late_is_found(both: Both) -> None:
    """The list is looked into more than once, since a server may still be at work."""
    server = CodeServer({4: code_server.lost})
    server.late[3] = lambda: server.make(ORDER)

    results = await run(both, server)

    assert "oooooooooo" == states(results)
    assert 3 == server.looks  # one before the first order, two after the last


async def test_equal_orders_are_told_by_their_number(both: Both) -> None:
    """Of several unknown ones as many are met as there are codes, the likely ones first."""
    server = CodeServer(
        {
            2: code_server.lost,
            4: code_server.made_and_lost,
            6: code_server.failed,
            8: code_server.made_and_garbled,
        }
    )

    results = await run(both, server)

    # Two codes for four: one for the answer that was garbled, which was a success, and one for
    # either of the others. Had the 500 made it, then one of the lost ones may still come.
    assert "oononooooo" == states(results)
    assert 8 == len({code.id for code in results.values}) == len(server.codes)


async def test_what_somebody_else_orders_is_not_claimed(both: Both) -> None:
    """Codes of another creator, course, value or expiry are none of the run's."""
    server = CodeServer({4: code_server.lost})
    expiry = {"expires_at": NOW.isoformat()}

    def others() -> None:
        server.make(ORDER, creator=ANOTHERS)
        server.make(ORDER | {"course": 4})
        server.make(ORDER | {"value": "150.01"})
        server.make(ORDER | expiry)

    server.late[2] = others

    results = await run(both, server)

    assert "oooonooooo" == states(results)


async def test_more_codes_than_orders_are_nobodys(both: Both) -> None:
    """Where the same account orders the same elsewhere too, nothing is claimed."""
    server = CodeServer({4: code_server.made_and_lost, 5: code_server.failed})
    server.late[2] = lambda: [server.make(ORDER) for _ in range(2)]

    results = await run(both, server)

    assert "oooonnoooo" == states(results)


async def test_what_was_there_before_is_not_claimed(both: Both) -> None:
    """Equal codes of an earlier run are told apart by the server's own clock and by their ids."""
    server = CodeServer({0: code_server.lost})
    for age in (86_400, 599, 30, 0):
        server.make(ORDER, age=age)

    results = await run(both, server, count=3)

    assert "noo" == states(results)


async def test_a_server_whose_clock_is_behind(both: Both) -> None:
    """Of several machines one may be minutes behind: what it makes is found all the same."""
    server = CodeServer()
    server.make(ORDER)
    server.faults = {1: lambda s, order: (s.make(order, age=300), no_connection(sent=True))[1]}

    results = await run(both, server, count=3)

    assert "ooo" == states(results)
    assert results[1].reconciled


async def test_a_long_list_is_read_as_far_as_needed(both: Both) -> None:
    """Neither before nor after a run is more of the list read than could matter."""
    server = CodeServer({7: code_server.made_and_lost})
    for age in range(1000, 0, -1):
        server.make(ORDER, age=3600.0 + age)

    results = await run(both, server)

    assert results.all_ok
    assert 4 > server.looks


async def test_a_database_without_fractions_of_seconds(both: Both) -> None:
    """An expiry that the server rounds is recognised by the codes that it did answer.

    Two orders that it rounds to the same are one then: neither gets the other's code as well.
    """
    expiry = dt.datetime(2027, 1, 1, 12, 0, 0, 250_000, tzinfo=dt.UTC)
    rounded = {"expires_at": expiry.replace(microsecond=0).isoformat()}

    def round_off(server: CodeServer, order: dict[str, Any]) -> Any:
        return answer(server.make(order | rounded), 201)

    def round_off_and_lose(server: CodeServer, order: dict[str, Any]) -> Any:
        round_off(server, order)
        return no_connection(sent=True, operation_id="recharge_codes_create")

    faults = [round_off, round_off, round_off_and_lose, round_off_and_lose]
    server = CodeServer(dict(enumerate(faults)))
    orders = [CodeOrder(3, 150, expiry), CodeOrder(3, 150, expiry.replace(microsecond=500_000))]

    results = await both(server, "create_many", items=orders * 2, concurrency=1)

    assert "oooo" == states(results)
    assert 4 == len({code.id for code in results.values})


async def test_without_any_answer_nobody_knows_who_ordered(both: Both) -> None:
    """With no code answered nothing is claimed, until one says whose they are."""
    server = CodeServer({0: code_server.made_and_lost, 1: code_server.made_and_lost})

    results = await run(both, server, count=2)
    told = await both(server, "reconcile", results, created_by=code_server.OURS)

    assert "nn" == states(results)
    assert "oo" == states(told)


@pytest.mark.parametrize("username", ["user7", "somebody"])
def test_the_account_that_logs_in_is_known_by_its_name(username: str) -> None:
    """Without any answer the codes of that name are claimed, and from others' nothing follows."""
    server = CodeServer({0: code_server.made_and_lost, 1: code_server.failed})
    transport = FakeTransport(server)
    client = SiteOwner(BASE_URL, auth=BasicAuth(username, "x"), transport=transport, max_retries=0)

    results = client.recharge_codes.create_many(
        course=3, value=150, count=2, concurrency=1, raise_on_error=False
    )

    assert ("no" if username == "user7" else "nn") == states(results)


async def test_reconciling_later(both: Both) -> None:
    """What stayed unknown can be looked up again, also after a detour through a file."""
    server = CodeServer({4: code_server.lost})
    results = await run(both, server)
    server.make(ORDER)

    told = await both(server, "reconcile", pickle.loads(pickle.dumps(results)))

    assert "oooonooooo" == states(results)
    assert "oooooooooo" == states(told)
    assert results.before == told.before


async def test_when_nothing_is_under_way_any_more(both: Both) -> None:
    """With `final`, what the list does not show was not made, save what was agreed to."""
    server = CodeServer({2: code_server.lost, 4: code_server.bad_gateway, 6: agreed_only})

    results = await run(both, server)
    told = await both(server, "reconcile", results, final=True)

    assert [2, 4, 6] == [result.index for result in results.unknown]
    assert [2, 4] == [result.index for result in told.refused]
    assert [6] == [result.index for result in told.unknown]


def agreed_only(_: CodeServer, order: dict[str, Any]) -> Any:
    """An answer that can't be read, to a code that never shows."""
    return Response(201, {}, b"{}")


async def test_a_list_that_cannot_be_read_costs_nothing(both: Both) -> None:
    """When the look fails, the results are those of the answers."""
    server = CodeServer({4: code_server.made_and_lost})

    def fail() -> None:
        raise no_connection(sent=True)

    server.late = {2: fail, 3: fail, 4: fail}

    assert "oooonooooo" == states(await run(both, server))


async def test_nothing_is_ordered_when_the_list_cannot_be_read(both: Both) -> None:
    """Before the first order it must be known what is there."""

    def fail() -> None:
        raise no_connection(sent=True)

    server = CodeServer(late={1: fail})

    with pytest.raises(APIConnectionError):
        await run(both, server)
    assert [] == server.orders


async def test_the_error_at_the_end_has_all_kinds(both: Both) -> None:
    """Made, refused, unknown and never sent ones are all in it, and none of it shows a code."""
    server = CodeServer({2: code_server.refused, 4: code_server.lost, 6: code_server.never_left})

    with pytest.raises(BulkError) as caught:
        await run(both, server, raise_on_error=True)

    results: CodeResults = caught.value.results  # type: ignore[assignment]
    assert "oorono-ooo" == states(results)
    assert str(caught.value).startswith("Of 10 calls: 7 ok, 1 refused, 1 unknown, 1 unsent; ")
    assert "AAAA" not in repr(results) + repr(caught.value) + str(caught.value) + repr(results[0])


async def test_when_the_caller_may_not_it_ends(both: Both) -> None:
    """After a 403 nothing further is ordered."""
    server = CodeServer({2: code_server.forbidden})

    assert "oor-------" == states(await run(both, server))


async def test_progress_tells_of_what_is_looked_up(both: Both) -> None:
    """An unknown result is told when it is known to be unknown, and again when it is found."""
    told: list[tuple[int, int, int, str, bool]] = []

    def tell(done: int, total: int, result: BulkResult[CodeOrder, RechargeCode]) -> None:
        told.append((done, total, result.index, result.state, result.reconciled))

    await run(both, CodeServer({1: code_server.made_and_lost}), count=3, on_progress=tell)

    assert [
        (1, 3, 0, "ok", False),
        (2, 3, 1, "unknown", False),
        (3, 3, 2, "ok", False),
        (3, 3, 1, "ok", True),
    ] == told


async def test_an_interruption_amid_the_look_loses_nothing(both: Both) -> None:
    """Ctrl-C while the list is read has the results behind it too."""
    server = CodeServer({4: code_server.lost})

    def interrupt() -> None:
        raise KeyboardInterrupt

    server.late = {2: interrupt}

    with pytest.raises(KeyboardInterrupt) as caught:
        await run(both, server)

    error = BulkError.behind(caught.value)
    assert error is not None
    assert isinstance(error.results, CodeResults)
    assert "oooonooooo" == states(error.results)


async def test_a_callback_that_fails_at_the_end_loses_nothing(both: Both) -> None:
    """Nor does one that fails when it is told of what was looked up."""
    server = CodeServer({1: code_server.made_and_lost})

    def tell(done: int, total: int, result: BulkResult[CodeOrder, RechargeCode]) -> None:
        if result.reconciled:
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full") as caught:
        await run(both, server, count=3, on_progress=tell)

    error = BulkError.behind(caught.value)
    assert error is not None
    assert error.results.all_ok


async def test_a_program_that_was_killed_goes_on_where_it_stopped(both: Both) -> None:
    """What it kept at the start and of each result is enough to make neither more nor less."""
    server = CodeServer({2: code_server.made_and_lost, 5: code_server.refused})
    kept: list[bytes] = []

    class KilledError(BaseException):
        """The end of the program."""

    def keep(done: int, total: int, result: BulkResult[CodeOrder, RechargeCode]) -> None:
        if done == 7:
            raise KilledError
        kept.append(pickle.dumps(result))

    with pytest.raises(KilledError):
        await run(
            both, server, on_start=lambda start: kept.append(pickle.dumps(start)), on_progress=keep
        )
    start, *known = map(pickle.loads, kept)
    told = {result.index: result for result in known}
    results = CodeResults(
        (told.get(each.index) or replace(each, state="unknown") for each in start),
        before=start.before,
    )
    found = await both(server, "reconcile", results, final=True)
    missing = [result.item for result in found if result.state in ("refused", "unsent")]
    more = await both(server, "create_many", items=missing, concurrency=1)

    assert "----------" == states(start)
    assert "oonoornnnn" == states(results)
    assert 10 == len(server.codes)
    codes = {code.id for code in found.values + more.values}
    assert {code["id"] for code in server.codes} == codes


async def test_a_list_that_cannot_be_read_leaves_nothing_to_order(both: Both) -> None:
    """After a run that was killed, what can't be looked up is unknown, and so is not missing."""
    server = CodeServer()
    start: list[CodeResults] = []
    await run(both, server, on_start=start.append)
    results = CodeResults(
        (replace(each, state="unknown") for each in start[0]), before=start[0].before
    )

    found = await both(lambda _: answer({}, 503), "reconcile", results, created_by=OURS, final=True)

    assert "n" * 10 == states(found)


async def test_a_start_that_would_never_be_awaited(both: Both) -> None:
    """An `async def` as `on_start` is refused before anything is asked for."""
    server = CodeServer()

    async def keep(start: CodeResults) -> None:
        raise AssertionError("never reached")

    with pytest.raises(TypeError, match="on_start must be a plain function"):
        await run(both, server, on_start=keep)
    assert (0, []) == (server.looks, server.orders)


@pytest.mark.parametrize("final", [False, True])
async def test_a_code_from_the_future_hides_none(both: Both, *, final: bool) -> None:
    """Where a course has a code that is dated ahead, those that are made now are found."""
    server = CodeServer({2: code_server.made_and_failed, 3: code_server.made_and_lost})
    server.make(ORDER, age=-10 * 365 * 86400)
    server.make(ORDER, age=86400)

    results = await run(both, server, count=4)
    if final:
        results = await both(server, "reconcile", results, final=True)

    assert "oooo" == states(results)
    assert [3, 4, 5, 6] == [code.id for code in results.values]


async def test_a_clock_that_was_put_back_makes_nothing_refused(both: Both) -> None:
    """A code that is dated before all that were there, with a greater id, may be ours."""
    server = CodeServer({1: code_server.made_and_failed})
    server.make(ORDER)
    server.behind = 3600

    results = await run(both, server, count=2)
    found = await both(server, "reconcile", results, final=True)

    assert "on" == states(results) == states(found)


async def test_a_clock_that_was_put_back_hides_nothing_behind_older_codes(both: Both) -> None:
    """The list is read down to the instants of the codes that were answered, wherever they are."""
    server = CodeServer({1: code_server.made_and_failed})
    for _ in range(200):
        server.make(ORDER | {"value": "1.00"}, age=1200)
    server.make(ORDER)
    server.behind = 3600

    results = await run(both, server, count=3)
    found = await both(server, "reconcile", results, final=True)

    assert "ono" == states(results) == states(found)


async def test_a_code_from_the_future_and_a_clock_of_ours_that_is_ahead(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where our clock can't tell that a code is dated ahead, nothing that was made is refused."""
    ahead = replace(siteowner_sdk.client.CHANCE, now=lambda: NOW + dt.timedelta(days=365))
    monkeypatch.setattr(siteowner_sdk.client, "CHANCE", ahead)
    server = CodeServer({1: code_server.made_and_failed})
    for _ in range(200):
        server.make(ORDER | {"value": "1.00"}, age=-20 * 86400)
    server.make(ORDER, age=-30 * 86400)

    results = await run(both, server, count=3)
    found = await both(server, "reconcile", results, final=True)

    assert "ono" == states(results) == states(found)


@pytest.mark.parametrize("final", [False, True])
async def test_an_expiry_that_was_cut_makes_nothing_refused(both: Both, *, final: bool) -> None:
    """A database without fractions of seconds may have made the code, so it is not known."""
    server = CodeServer({1: code_server.made_and_failed})
    server.whole_seconds = True
    expiry = dt.datetime(2027, 1, 1, 12, 0, 0, 123456, tzinfo=dt.UTC)
    orders = [CodeOrder(3, 150), CodeOrder(3, 150, expiry)]

    results = await both(server, "create_many", items=orders, concurrency=1, raise_on_error=False)
    if final:
        results = await both(server, "reconcile", results, final=True)

    assert "on" == states(results)
    assert 2 == len(server.codes)


@pytest.mark.parametrize("final", [False, True])
async def test_a_code_found_for_another_order_may_be_of_one_that_was_cut(
    both: Both, *, final: bool
) -> None:
    """Of two orders that such a database makes one, neither is refused for the other's code."""
    server = CodeServer({1: code_server.lost, 2: code_server.made_and_failed})
    server.whole_seconds = True
    expiry = dt.datetime(2027, 1, 1, 12, tzinfo=dt.UTC)
    expiries = [None, expiry, expiry.replace(microsecond=123456)]
    orders = [CodeOrder(3, 150, each) for each in expiries]

    results = await both(server, "create_many", items=orders, concurrency=1, raise_on_error=False)
    if final:
        results = await both(server, "reconcile", results, final=True)

    assert "oon" == states(results)
    assert 2 == len(server.codes)


async def test_codes_that_are_surely_others_leave_an_order_refused(both: Both) -> None:
    """Neither an answer to an order that is nearly equal nor another's equal code is doubtful."""
    server = CodeServer({1: code_server.failed})
    expiry = dt.datetime(2027, 1, 1, 12, 0, 0, 123456, tzinfo=dt.UTC)
    orders = [CodeOrder(3, 150, expiry.replace(microsecond=0)), CodeOrder(3, 150, expiry)]
    equal = ORDER | {"expires_at": expiry.isoformat()}
    server.late[2] = lambda: server.make(equal, creator=ANOTHERS)

    results = await both(server, "create_many", items=orders, concurrency=1, raise_on_error=False)

    assert "or" == states(results)


async def test_codes_ordered_one_by_one_are_looked_up_too(both: Both) -> None:
    """With what a course had before, one's own results of any calls can be reconciled."""
    server = CodeServer()
    server.make({"course": 3, "value": "150.00"})
    before = await both(server, "before", 3)
    server.make({"course": 3, "value": "150.00"})
    order = CodeOrder(3, 150)
    results = CodeResults([BulkResult(0, order, "unknown")], before={3: before})

    found = await both(server, "reconcile", results, created_by=OURS)

    assert frozenset({1}) == before.ids
    assert [2] == [code.id for code in found.values]


REFUSED: dict[str, tuple[Mapping[str, Any], type[Exception], str]] = {
    "nothing": ({}, TypeError, "Pass course, value and count, or items"),
    "half": ({"course": 3, "value": 1}, TypeError, "Pass course, value and count, or items"),
    "both": ({"items": [], "count": 3}, TypeError, "Pass either items, or course, value"),
    "none": ({"course": 3, "value": 1, "count": 0}, ValueError, "count must be at least 1, not 0"),
    "a float": ({"course": 3, "value": 1.5, "count": 1}, TypeError, "value must be a Decimal"),
    "no number": ({"course": 3, "value": "x", "count": 1}, ValueError, "value must be a decimal"),
    "a course": ({"course": "x", "value": 1, "count": 1}, TypeError, "course must be an int"),
    "a naive expiry": (
        {"course": 3, "value": 1, "count": 1, "expires_at": dt.datetime(2027, 1, 1)},  # noqa: DTZ001
        ValueError,
        "expires_at must have a time zone",
    ),
    "no thread": (
        {"course": 3, "value": 1, "count": 1, "concurrency": 0},
        ValueError,
        "concurrency must be at least 1",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_arguments_are_checked_before_anything_is_ordered(both: Both, name: str) -> None:
    """What can't be meant is an error at once."""
    arguments, error, message = REFUSED[name]
    server = CodeServer()

    with pytest.raises(error, match=message):
        await both(server, "create_many", **arguments)

    assert [] == server.orders


def test_an_order_whose_log_in_failed_never_left() -> None:
    """What broke was the request for a token, so there is nothing to look up."""
    results = CodeResults(
        [
            BulkResult(
                0,
                CodeOrder(3, 1),
                "unknown",
                error=no_connection(sent=True, operation_id="auth_token_refresh"),
            )
        ],
        before={},
    )

    assert "-" == states(reconciling.without_those_never_asked_for(results))


def test_looks_are_spread_over_a_few_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """At once, after a second and after three more: then what is not there stays unknown."""
    monkeypatch.undo()
    server = CodeServer()
    drive = Drive(server)
    before = drive.run(code_list.read_before(caller(), [CodeOrder(3, 150)], CallOptions()))
    results = CodeResults(
        [
            BulkResult(
                0,
                CodeOrder(3, 150),
                "unknown",
                error=no_connection(sent=True, operation_id="recharge_codes_create"),
            )
        ],
        before=before,
    )

    told = drive.run(
        reconciling.reconciled(
            caller(), results, CallOptions(), reconciling.Known(code_server.OURS)
        )
    )

    assert [1.0, 3.0] == drive.slept
    assert "n" == states(told)


def killed(count: int, server: CodeServer, both: Both) -> CodeResults:
    """The results of a run of which no answer was kept; all its codes were made."""
    order = CodeOrder(3, 150)
    before = {3: CodesBefore(None, frozenset())}
    for _ in range(count):
        server.make(ORDER)
    return CodeResults((BulkResult(n, order, "unknown") for n in range(count)), before=before)


class Ties(CodeServer):
    """Its codes are of one instant, and each page has them in another order."""

    def make(self, order: dict[str, Any], creator: int = OURS, age: float = 0.0) -> dict[str, Any]:
        """Makes a code without a fraction of a second."""
        return super().make(order, creator, age) | self._tie()

    def _tie(self) -> dict[str, Any]:
        self.codes[-1]["created_at"] = NOW.isoformat()
        return self.codes[-1]

    def _list(self, query: dict[str, list[str]]) -> Response:
        self.codes.sort(key=lambda code: code["id"], reverse="page" in query)
        return super()._list(query)


class Cut(CodeServer):
    """Its list ends too early."""

    def _list(self, query: dict[str, list[str]]) -> Response:
        page = json.loads(super()._list(query).content)
        return answer(page | {"next": None})


class Shifted(CodeServer):
    """Somebody deletes a code between two pages, each time."""

    def _list(self, query: dict[str, list[str]]) -> Response:
        if "page" in query:
            self.codes.remove(max(self.codes, key=lambda code: code["created_at"]))
        return super()._list(query)


@pytest.mark.parametrize("kind", [Ties, Cut, Shifted])
async def test_a_list_that_leaves_some_out_proves_nothing(
    kind: type[CodeServer], both: Both
) -> None:
    """What it does not show may have been made all the same, and is not ordered again."""
    server = kind()
    results = killed(150, server, both)

    told = await both(server, "reconcile", results, created_by=OURS, final=True)

    assert [] == told.refused
    assert 150 == len(told.ok) + len(told.unknown)


class Unsorted(CodeServer):
    """It lists the oldest first, whatever is asked for."""

    def _list(self, query: dict[str, list[str]]) -> Response:
        document = json.loads(
            super()._list({**query, "page": ["1"], "page_size": ["9999"]}).content
        )
        number, size = int(query.get("page", ["1"])[0]), int(query["page_size"][0])
        found = document["results"][::-1]
        more = number * size < len(found)
        return answer(
            document
            | {
                "results": found[(number - 1) * size : number * size],
                "next": f"http://x/?course=3&page={number + 1}&page_size={size}" if more else None,
            }
        )


async def test_a_list_that_is_not_sorted_is_read_to_its_end(both: Both) -> None:
    """The new ones are not where they were asked for; they are found all the same."""
    server = Unsorted({1: code_server.made_and_failed})
    for number in range(250):
        server.make({"course": 3, "value": "1.00"}, age=86400.0 - number)

    told = await both(server, "create_many", course=3, value=150, count=3, concurrency=1)

    assert told.all_ok
    assert [251, 252, 253] == [code.id for code in told.values]


async def test_what_another_run_made_is_not_claimed(both: Both) -> None:
    """A later look does not take the codes that were ordered in place of the missing ones."""
    server = CodeServer({1: code_server.refused, 2: code_server.lost})
    first = await both(
        server, "create_many", course=3, value=150, count=3, concurrency=1, raise_on_error=False
    )
    more = await both(server, "create_many", items=[first[1].item])

    alone = await both(server, "reconcile", first, final=True)
    told = await both(server, "reconcile", first, final=True, others=[more])

    assert ["ok", "refused", "ok"] == [result.state for result in alone]
    assert ["ok", "refused", "refused"] == [result.state for result in told]


async def test_before_must_be_that_of_the_courses(both: Both) -> None:
    """What a course had before can't be guessed."""
    results = CodeResults([BulkResult(0, CodeOrder(3, 150), "unknown")], before={})

    with pytest.raises(ValueError, match="before says nothing of course 3"):
        await both(CodeServer(), "reconcile", results)


async def test_one_code_meets_one_order(both: Both) -> None:
    """A gateway that answers equal requests alike has not had a second one made."""

    def again(server: CodeServer, _: dict[str, Any]) -> Response:
        return answer(server.codes[0], 201)

    server = CodeServer({1: again})

    told = await both(
        server, "create_many", course=3, value=150, count=3, concurrency=1, raise_on_error=False
    )

    assert ["ok", "unknown", "ok"] == [result.state for result in told]
    for error in (told[1].error, pickle.loads(pickle.dumps(told[1].error))):
        assert "the server answered with code 1, which it made for another order" == str(error)


async def test_an_expiry_in_an_hour_that_comes_twice(both: Both) -> None:
    """When the clocks are put back, as at the end of October in Cairo, both are what they are."""
    cairo = ZoneInfo("Africa/Cairo")
    first = dt.datetime(2026, 10, 29, 23, 30, tzinfo=cairo)
    second = first.replace(fold=1)
    server = CodeServer({0: code_server.made_and_failed})

    told = await both(
        server,
        "create_many",
        items=[CodeOrder(3, 150, first), CodeOrder(3, 150, second)],
        concurrency=1,
    )

    assert ["+03:00", "+02:00"] == [order["expires_at"][-6:] for order in server.orders]
    assert told.all_ok


@pytest.mark.parametrize(
    ("course", "value", "error"),
    [(3, "50.005", ValueError), (3, Decimal("0.001"), ValueError), ("3", 50, TypeError)],
)
def test_an_order_is_spelled_as_the_server_will(
    course: Any, value: Any, error: type[Exception]
) -> None:
    """What a server could only round is refused before it is ordered."""
    with pytest.raises(error):
        CodeOrder(course, value)
    with localcontext(prec=3):
        assert Decimal("50.5") == CodeOrder(3, "50.500").value
        assert Decimal("12345.67") == CodeOrder(3, "12345.67").value
        assert 10**27 == CodeOrder(3, 10**27).value


async def test_options_are_those_of_each_call() -> None:
    """`timeout` holds for orders and looks alike."""
    transport = FakeTransport(CodeServer())
    siteowner = SiteOwner(BASE_URL, auth=BasicAuth("a", "b"), transport=transport)

    await asyncio.to_thread(
        siteowner.recharge_codes.create_many, course=3, value=150, count=2, timeout=7.0
    )

    assert {7.0} == set(transport.timeouts)


@pytest.mark.parametrize("concurrency", [8, 64])
async def test_a_thousand_of_which_many_fail(both: Both, concurrency: int) -> None:
    """None is made twice and none lost, when every 50th goes wrong in one way or another."""
    faults = [
        code_server.made_and_lost,
        code_server.refused,
        code_server.made_and_garbled,
        code_server.made_and_failed,
        code_server.never_left,
    ]
    server = CodeServer({number: faults[number // 50 % 5] for number in range(49, 1000, 50)})

    results = await run(both, server, count=1000, concurrency=concurrency)

    assert 1000 == len(server.orders)
    assert (992, 4, 0, 4) == (
        len(results.ok),
        len(results.refused),
        len(results.unknown),
        len(results.unsent),
    )
    assert {code["id"] for code in server.codes} == {code.id for code in results.values}
    assert 12 == sum(result.reconciled for result in results)
