"""Codes of an order are made, never more than wanted, whatever becomes of a run."""

import datetime as dt
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from siteowner_sdk import (
    APIConnectionError,
    BadRequestError,
    Request,
    Response,
    SiteOwner,
    reconciling,
)
from siteowner_sdk.cli.code_book import Book, Heading, open_book
from siteowner_sdk.cli.code_journal import JournalError, JournalFile, journal_file
from siteowner_sdk.cli.code_making import Making, make_missing
from tests.sdk import code_server
from tests.sdk.code_server import ANOTHERS, CodeServer, Fault
from tests.sdk.fakes import BASE_URL, NOW, FakeTransport, Outcome, answer, no_connection

ORDER = Heading(
    base_url=BASE_URL, username="user7", course=3, value=Decimal("50.00"), expires_at=None
)
SETTLE = dt.timedelta(minutes=5)


class Killed(BaseException):
    """The process ends here and now."""


@pytest.fixture(autouse=True)
def _looks_without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list is looked into as often as ever, without a pause."""
    monkeypatch.setattr(reconciling, "LOOKS", (0.0, 0.0, 0.0))


@dataclass
class Shop:
    """A server, a journal, and a clock; each run opens the journal anew."""

    path: Path
    server: CodeServer = field(default_factory=CodeServer)
    now: dt.datetime = NOW
    order: Heading = ORDER
    progress: list[int] = field(default_factory=list)

    @contextmanager
    def opened(self, wanted: Heading | None = None) -> Iterator[tuple[SiteOwner, Book]]:
        """A client and the book of the journal."""
        client = SiteOwner(BASE_URL, token="t", transport=FakeTransport(self.server), max_retries=0)
        with client, journal_file(self.path) as file:
            yield (
                client,
                open_book(file, wanted or self.order, lambda: client.recharge_codes.before(3)),
            )

    def run(self, count: int = 10) -> tuple[Book, BaseException | None]:
        """One run to its end: the book and the last error."""
        with self.opened() as (client, book):
            return book, make_missing(client, book, self.making(count))

    def making(self, count: int = 10) -> Making:
        """One code after the other, by this clock."""
        return Making(count, 1, SETTLE, lambda: self.now, self.progress.append)

    @property
    def ids(self) -> list[int]:
        """Ids of the codes that the server has, in the order in which they were made."""
        return [code["id"] for code in self.server.codes]


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """One without codes."""
    return Shop(tmp_path / "codes.csv.journal")


def ids(book: Book) -> list[int]:
    """Ids of the codes of a book."""
    return [code.id for code in book.codes]


def test_all_in_one_run(shop: Shop) -> None:
    """So many as wanted are made, and the progress says how many there are."""
    book, error = shop.run()

    assert error is None
    assert shop.ids == ids(book) == list(range(1, 11))
    assert list(range(11)) == sorted({*shop.progress})
    assert [{"course": 3, "value": "50.00"}] * 10 == shop.server.orders


def test_a_second_run_makes_none(shop: Shop) -> None:
    """The same order again is the order that was met."""
    shop.run()
    book, error = shop.run()

    assert error is None
    assert shop.ids == ids(book) == list(range(1, 11))


def test_more_may_be_wanted(shop: Shop) -> None:
    """A larger count makes the difference, a smaller one makes none and takes none away."""
    shop.run(4)
    assert list(range(1, 11)) == ids(shop.run(10)[0])
    assert list(range(1, 11)) == ids(shop.run(4)[0]) == shop.ids


@pytest.mark.parametrize(
    "fault", [code_server.made_and_lost, code_server.made_and_garbled, code_server.made_and_failed]
)
def test_a_lost_answer_is_looked_up(shop: Shop, fault: Fault) -> None:
    """What was made all the same is found in the same run, and in its place."""
    shop.server.faults = {4: fault}

    book, _ = shop.run()

    assert shop.ids == ids(book) == list(range(1, 11))


def test_what_may_still_be_under_way_is_not_asked_for_again(shop: Shop) -> None:
    """An order that vanished is asked for again only when the server has had its time."""
    shop.server.faults = {4: code_server.lost}

    first, _ = shop.run()
    soon, _ = shop.run()
    asked = len(shop.server.orders)
    shop.now += SETTLE
    late, _ = shop.run()

    assert (9, 1) == (len(first.made), len(first.unknown)) == (len(soon.made), len(soon.unknown))
    assert 10 == asked
    assert (10, 0) == (len(late.made), len(late.unknown))
    assert shop.ids == ids(late)


def test_the_time_counts_from_the_loss(shop: Shop) -> None:
    """An answer may be waited for longer than the server is given to settle."""

    def slow(server: CodeServer, order: dict[str, Any]) -> Outcome:
        shop.now += 2 * SETTLE
        return code_server.lost(server, order)

    shop.server.faults = {4: slow}

    first, _ = shop.run()
    soon, _ = shop.run()
    shop.now += SETTLE
    late, _ = shop.run()

    assert [1, 1, 0] == [len(book.unknown) for book in (first, soon, late)]
    assert 11 == len(shop.server.orders)


def made_by_another(server: CodeServer, order: dict[str, Any]) -> Outcome:
    """The code is made by another account."""
    return answer(server.make(order, creator=ANOTHERS), 201)


NAMELESS = ORDER.model_copy(update={"username": None, "account": "token a"})
OTHERS = [
    NAMELESS.model_copy(update={"account": "token b"}),
    NAMELESS.model_copy(update={"account": "user_id 8"}),
    NAMELESS.model_copy(update={"account": None}),
    ORDER.model_copy(update={"username": "user8"}),
]


@pytest.mark.parametrize("other", OTHERS, ids=lambda each: str(each.whose))
def test_another_account_can_not_tell_that_a_code_was_not_made(shop: Shop, other: Heading) -> None:
    """Neither before nor after it has made some itself: what is unknown stays so."""
    shop.order = NAMELESS
    shop.server.faults = {0: code_server.made_and_lost, 1: made_by_another, 2: made_by_another}
    shop.run(1)

    shop.order = other
    for _ in range(3):
        shop.now += SETTLE
        book, _ = shop.run(3)

    assert (2, 1) == (len(book.made), len(book.unknown))
    assert 3 == len(shop.server.orders)


def test_who_began_can_not_tell_what_another_account_asked_for(shop: Shop) -> None:
    """Each code is looked up for who asked for it, not for whose the journal is."""
    shop.order = ORDER.model_copy(update={"username": None, "account": "user_id 7"})
    shop.run(1)

    def by_another_and_lost(server: CodeServer, order: dict[str, Any]) -> Outcome:
        server.make(order, creator=ANOTHERS)
        return code_server.lost(server, order)

    shop.server.faults = {1: by_another_and_lost}
    shop.order = ORDER.model_copy(update={"username": "user8"})
    shop.run(2)
    shop.order = ORDER.model_copy(update={"username": None, "account": "user_id 7"})
    shop.now += SETTLE
    book, _ = shop.run(2)

    assert (1, 1, 2) == (len(book.made), len(book.unknown), len(shop.server.orders))


def test_a_name_and_a_token_of_one_account(shop: Shop) -> None:
    """A code that was made says which name has which id."""
    shop.server.faults = {4: code_server.lost}
    shop.run()
    shop.order = ORDER.model_copy(update={"username": None, "account": "user_id 7"})
    shop.now += SETTLE

    book, _ = shop.run()

    assert (10, 0) == (len(book.made), len(book.unknown))


def test_one_code_meets_one_order(shop: Shop) -> None:
    """A server that answers two orders with one code has made one; the run ends there."""

    def again(server: CodeServer, _: dict[str, Any]) -> Outcome:
        return answer(server.codes[0], 201)

    shop.server.faults = {1: again}

    book, error = shop.run(5)

    assert ([1], 1) == (ids(book), len(book.unknown))
    assert "answered with code 1, which it made for another order" in str(error)
    assert 2 == len(shop.server.orders)


def test_one_code_meets_one_order_of_several_at_once(shop: Shop) -> None:
    """Threads that get the same code at the same moment don't all count it as theirs."""
    together = threading.Barrier(4)
    code: list[dict[str, Any]] = []

    def alike(server: CodeServer, order: dict[str, Any]) -> Outcome:
        if not code:
            code.append(server.make(order))
        return answer(code[0], 201)

    class Together(FakeTransport):
        def send(self, request: Request, *, timeout: float | None) -> Response:
            response = super().send(request, timeout=timeout)
            if request.method == "POST":
                together.wait(10)
            return response

    shop.server.faults = dict.fromkeys(range(4), alike)
    client = SiteOwner(BASE_URL, token="t", transport=Together(shop.server), max_retries=0)
    with client, journal_file(shop.path) as file:
        book = open_book(file, ORDER, lambda: client.recharge_codes.before(3))
        make_missing(client, book, replace(shop.making(4), concurrency=4))
    with shop.opened() as (_, again):
        assert ([1], 3) == (ids(book), len(book.unknown)) == (ids(again), len(again.unknown))


def test_half_a_character_in_a_refusal(shop: Shop) -> None:
    """Whatever a server says, the journal can be read again."""

    def half(_: CodeServer, __: dict[str, Any]) -> Outcome:
        return Response(400, {}, b'{"detail": "No: \\ud83d"}')

    shop.server.faults = {3: half}

    shop.run()
    book, _ = shop.run()

    assert 10 == len(book.made)


def test_what_is_made_late_is_found(shop: Shop) -> None:
    """A code that the server makes after its answer was given up is that of the lost order."""
    shop.server.faults = {4: code_server.lost}

    shop.run()
    shop.server.make({"course": 3, "value": "50.00"})
    shop.now += SETTLE
    book, _ = shop.run()

    assert 10 == len(shop.server.orders) == len(shop.ids)
    assert set(shop.ids) == set(ids(book))


def test_a_failed_application_is_asked_again_at_once(shop: Shop) -> None:
    """After a 500 the list says for certain that nothing was made; the next run makes it."""
    shop.server.faults = {4: code_server.failed}

    first, error = shop.run()
    second, _ = shop.run()

    assert (9, 0) == (len(first.made), len(first.unknown))
    assert "failed" in str(error)
    assert shop.ids == ids(second) == list(range(1, 11))


def test_a_refusal_ends_the_run(shop: Shop) -> None:
    """All orders are alike: what one is refused for, all would be."""
    shop.server.faults = dict.fromkeys(range(2, 20), code_server.refused)

    book, error = shop.run()

    assert isinstance(error, BadRequestError)
    assert 3 == len(shop.server.orders)
    assert [1, 2] == ids(book)
    assert not book.unknown


def test_a_network_that_is_gone_ends_the_run(shop: Shop) -> None:
    """What never left is not unknown, and the next run goes on there."""
    shop.server.faults = {2: code_server.never_left}

    book, error = shop.run()
    assert isinstance(error, APIConnectionError)
    assert ([1, 2], {}) == (ids(book), book.unknown)
    assert list(range(1, 11)) == ids(shop.run()[0]) == shop.ids


def test_answers_that_are_always_lost_end_the_run(shop: Shop) -> None:
    """Eight lost in a row are enough: each further one would be one more that is unknown."""
    shop.server.faults = dict.fromkeys(range(100), code_server.lost)

    book, _ = shop.run(50)

    assert 8 == len(shop.server.orders) == len(book.unknown)


def test_the_first_answer_lost_and_only_the_name_known(shop: Shop) -> None:
    """Where no answer told who orders, the name finds the account's own code."""
    shop.server.make({"course": 3, "value": "50.00"}, creator=ANOTHERS)
    shop.server.faults = {0: code_server.made_and_lost}

    book, _ = shop.run(1)

    assert ([2], {}) == (ids(book), book.unknown)


def test_codes_of_somebody_else_are_not_ours(shop: Shop) -> None:
    """Neither another account's codes nor those that were there before are taken."""
    for creator in (ANOTHERS, code_server.OURS):
        shop.server.make({"course": 3, "value": "50.00"}, creator=creator)
    shop.server.faults = {1: code_server.lost}

    def another_orders_too(server: CodeServer, order: dict[str, Any]) -> Outcome:
        server.make(order, creator=ANOTHERS)
        return code_server.made(server, order)

    shop.server.faults |= {2: another_orders_too}
    book, _ = shop.run(3)

    assert [3, 5] == ids(book)
    assert 1 == len(book.unknown)


def test_a_list_that_cannot_be_read_makes_none(shop: Shop) -> None:
    """Before the first code it must be known what is there; and no journal stays."""

    def fail() -> None:
        raise no_connection(sent=True)

    shop.server.late = {1: fail}

    with pytest.raises(APIConnectionError):
        shop.run()
    assert [] == shop.server.orders
    assert not shop.path.exists()


def test_a_journal_that_cannot_be_written_stops_everything(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What can't be written down is not asked for."""
    whole = JournalFile.append

    def full(self: JournalFile, line: bytes) -> None:
        if b'"asked":3' in line:
            raise JournalError("no space")
        whole(self, line)

    with monkeypatch.context() as patch:
        patch.setattr(JournalFile, "append", full)
        with pytest.raises(JournalError, match="no space"):
            shop.run()

    assert [1, 2, 3] == shop.ids
    assert list(range(1, 11)) == ids(shop.run()[0]) == shop.ids


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("course", 4, "course is 3 there and 4 here"),
        ("value", Decimal(60), "value is 50.00 there and 60 here"),
        ("expires_at", NOW, "expires_at is None there and 2026-11-24 12:00:00+00:00 here"),
        ("base_url", "https://else.example", f"base_url is {BASE_URL} there and https://else"),
        ("username", "ali", "username is user7 there and ali here"),
    ],
)
def test_the_journal_of_another_order(shop: Shop, field: str, value: object, words: str) -> None:
    """It is refused, and what differs is named."""
    shop.run(1)

    with (
        pytest.raises(JournalError, match=words.replace(".", r"\.").replace("+", r"\+")),
        shop.opened(ORDER.model_copy(update={field: value})),
    ):
        pass


def test_an_account_that_is_not_known_is_no_other(shop: Shop) -> None:
    """A log-in by a token alone has no name to compare."""
    shop.run(1)

    with shop.opened(ORDER.model_copy(update={"username": None})) as (_, book):
        assert 1 == len(book.made)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: b"code,value\n" + text, r"journal, line 1: this is no line of a journal"),
        (lambda text: b"a letter", r"journal, line 1: this is no line of a journal"),
        (lambda text: text + b'{"made":7,"code":{}}\n', r"line 8: this is no line"),
        (lambda text: text + b'{"not_made":77,"why":""}\n', r"line 8: this is no line"),
        (lambda text: text.replace(b'"version":1', b'"version":2'), r"format is 2, not 1"),
    ],
)
def test_a_journal_that_cannot_be_read(
    shop: Shop, change: Callable[[bytes], bytes], words: str
) -> None:
    """It is refused with the line, and left as it is."""
    shop.run(3)
    shop.path.write_bytes(changed := change(shop.path.read_bytes()))

    with pytest.raises(JournalError, match=words):
        shop.run()
    assert changed == shop.path.read_bytes()


@pytest.mark.parametrize("seed", range(12))
def test_a_run_that_ends_anywhere(shop: Shop, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed before or after any line, with answers lost at random, it ends with exactly ten."""
    chance = random.Random(seed)
    faults = [
        code_server.made,
        code_server.made_and_lost,
        code_server.lost,
        code_server.bad_gateway,
    ]
    shop.server.faults = {number: chance.choice(faults) for number in range(0, 200, 2)}
    whole = JournalFile.append

    def append(self: JournalFile, line: bytes) -> None:
        if chance.random() < 0.1:
            raise Killed
        whole(self, line)
        if chance.random() < 0.1:
            raise Killed

    monkeypatch.setattr(JournalFile, "append", append)
    for _ in range(100):
        shop.now += chance.choice([dt.timedelta(0), SETTLE])
        try:
            book, _ = shop.run()
        except Killed:
            continue
        if len(book.made) == 10:
            break

    assert 10 == len(shop.ids)
    assert sorted(shop.ids) == sorted(ids(book))
