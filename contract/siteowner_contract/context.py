"""What a check is given: the server, data to lean on, and the two ways to say what holds."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from siteowner_contract.catalogue import Level
from siteowner_contract.credentials import ANONYMOUS
from siteowner_contract.examples import callable_operations, example_call
from siteowner_contract.judge import Judge, Skip
from siteowner_contract.listing import Listing, sample, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

    from httpx import Client

    from siteowner_contract.conformance import Conformance
    from siteowner_contract.credentials import Account
    from siteowner_contract.discovery import Discovery
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON, Contract
    from siteowner_contract.results import Finding
    from siteowner_contract.session import Call, Session
    from siteowner_contract.target import Permissions
    from siteowner_contract.workshop import Workshop

T = TypeVar("T")


@dataclass(frozen=True)
class Outsider:
    """An account that is no site owner.

    Attributes:
        name: Who it is, in the order in which they were given.
        session: The server called as that account.
    """

    name: str
    session: Session


@dataclass(frozen=True)
class Context:
    """Everything a check needs.

    Attributes:
        session: The server, called as the site owner.
        data: What the server has, to lean on.
        make: What the suite makes itself.
        may: What this run is allowed to do.
        outsiders: Accounts that are no site owner.
        log_in: The server called as an account, or by HTTP basic where that is the scheme.
        random: What varies is drawn from it.
        conformance: Judges an answer by its schema.
        compare_sdk: Sends a positive case through the SDK too; gives the differences.
        timezone: Name of the backend's time zone.
        account: The site owner's, where the run knows it.
        expired_token: A token of the site owner's that was good once, where there is one.
        media_reachable: Whether the URL of a stored picture can be fetched.
        quick: Whether a few of many values that are much alike are enough.
        clock: Gives the present instant, aware.
        findings: The broken assertions so far.
        errors: The suite's own faults so far.
        notes: What limited the check.
    """

    session: Session
    data: Discovery
    make: Workshop
    may: Permissions
    outsiders: tuple[Outsider, ...]
    log_in: Callable[[Account], Session]
    random: Random
    conformance: Conformance
    compare_sdk: Callable[[Call, Exchange], list[str]]
    timezone: str
    account: Account | None
    expired_token: str | None = None
    media_reachable: bool = False
    quick: bool = False
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    findings: list[Finding] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def contract(self) -> Contract:
        """The operations."""
        return self.session.contract

    @property
    def must(self) -> Judge:
        """Says what has to hold."""
        return self.judge(Level.MUST)

    @property
    def should(self) -> Judge:
        """Says what ought to hold."""
        return self.judge(Level.SHOULD)

    def judge(self, level: Level) -> Judge:
        """Says what has to, or ought to, hold."""
        return Judge(level, self.findings)

    @property
    def zone(self) -> ZoneInfo:
        """The backend's time zone."""
        return ZoneInfo(self.timezone)

    def today(self) -> date:
        """The present day there."""
        return self.clock().astimezone(self.zone).date()

    def over(self, client: Client) -> Context:
        """The same by another client, with nothing made or read yet."""
        session = self.session.over(client)
        data = self.data.over(session)
        return replace(
            self,
            session=session,
            data=data,
            make=self.make.over(session, data),
            outsiders=tuple(
                replace(one, session=one.session.over(client)) for one in self.outsiders
            ),
            log_in=lambda account: self.log_in(account).over(client),
        )

    def note(self, text: str) -> None:
        """Say once what limited the check."""
        if text not in self.notes:
            self.notes.append(text)

    def some(self, values: Sequence[T], quick: int = 2) -> Sequence[T]:
        """All of them; so many of them in a quick run, and others with another seed."""
        return self.random.sample(values, min(quick, len(values))) if self.quick else values

    @property
    def anonymous(self) -> Session:
        """The server, called without credentials."""
        return self.session.as_(ANONYMOUS)

    def example(self, operation: str) -> Call:
        """A call of that operation that succeeds and harms nobody."""
        return example_call(operation, self.data, self.make)

    def examples(self) -> Iterator[Call]:
        """Such a call of every operation that this run may call; those without data are noted."""
        for operation in callable_operations(self.contract, write=self.may.write):
            try:
                yield self.example(operation)
            except Skip as reason:
                self.note(f"{operation} was left out: {reason}")
        if not self.may.write:
            self.note("only operations that read were called: pass --writes for the others")

    def call(
        self,
        operation: str,
        *path: object,
        json: JSON = None,
        form: JSON = None,
        **query: JSON,
    ) -> Exchange:
        """Call an operation as the site owner; see `Session.call`."""
        return self.session.call(operation, *path, query=query, json=json, form=form)

    def read(self, operation: str, *path: object, **query: object) -> JSON:
        """The body of an answer that has to be a 200."""
        return self.must.answers(self.call(operation, *path, **query), 200)

    def listing(self, operation: str, **query: object) -> Listing:
        """A list read whole, with as few requests as the server allows."""
        return self.paged(operation, page_size=100, **query)

    def paged(self, operation: str, **query: object) -> Listing:
        """A list read whole, in pages as `query` asks for them."""
        return self._judged(walk(self.session, operation, query))

    def sample(self, operation: str, **query: object) -> Listing:
        """A list read whole, or of a long one the first few pages, which is noted."""
        listing = self._judged(sample(self.session, operation, {"page_size": 100, **query}))
        if not (listing.whole or query):
            read = f"{len(listing.items)} of {listing.count}"
            self.note(f"of {operation} a sample was looked at: the first {read} items")
        return listing

    def _judged(self, pages: Iterator[Exchange]) -> Listing:
        met = []
        for page in pages:
            self.must.answers(page, 200)
            met.append(page)
        return Listing(tuple(met))

    @contextmanager
    def lent_student(self) -> Iterator[JSON]:
        """A student to change, put back afterwards.

        Raises:
            Skip: The run may not change one, or there is none.
        """
        if not self.may.change_students:
            raise Skip(
                "needs to change a student that is not its own: pass --destructive, "
                "or name some as changeable_students under [data] in contract.toml"
            )
        read = self.read("students_retrieve", self.data.student_to_change)
        with self.make.put_back(read) as student:
            yield student
