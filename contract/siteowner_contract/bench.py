"""What all checks of a run share, put together from its settings."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, ClassVar, Protocol

import httpx

from siteowner_contract.conformance import Conformance
from siteowner_contract.context import Context, Outsider
from siteowner_contract.differential import SDKDifferential
from siteowner_contract.discovery import Discovery
from siteowner_contract.ledger import Ledger
from siteowner_contract.machine.play import Machine
from siteowner_contract.openapi import load_contract
from siteowner_contract.pacing import Pace
from siteowner_contract.preflight import check_named, preflight
from siteowner_contract.privacy import Private
from siteowner_contract.properties import Properties
from siteowner_contract.routes import default_routes, read_routes
from siteowner_contract.samples import Samples
from siteowner_contract.session import Session
from siteowner_contract.settings import COVERING
from siteowner_contract.state_hook import open_state_hook
from siteowner_contract.states import prepare
from siteowner_contract.target import account_credentials, owner_account, owner_credentials
from siteowner_contract.transport import GuardedTransport, open_transport
from siteowner_contract.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siteowner_contract.credentials import Account
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import Contract
    from siteowner_contract.results import Finding
    from siteowner_contract.routes import Routes
    from siteowner_contract.settings import Settings
    from siteowner_contract.target import Target


class Generated(Protocol):
    """Something that finds, once, what is broken about several requirements.

    Attributes:
        name: What it makes, for a person.
        requirements: Ids of the requirements that it may find broken.
    """

    name: ClassVar[str]
    requirements: ClassVar[frozenset[str]]

    def of(self, requirement: str) -> tuple[list[Finding], list[str]]:
        """Findings about that requirement, and the suite's own errors.

        Raises:
            Skip: The server has not what is needed.
            ServerUnreachableError: There was no answer.
        """
        ...


@dataclass(frozen=True)
class Bench:
    """What all checks of a run share.

    Attributes:
        settings: What is asked of the run.
        transport: Counts what was sent.
        base: The context that each check gets a fresh copy of.
        generated: What is generated beside the checks, when a requirement first needs it.
        notes: What limits the run as a whole.
        private: The personal data and secrets that it has seen so far.
    """

    settings: Settings
    transport: GuardedTransport
    base: Context
    generated: tuple[Generated, ...]
    notes: tuple[str, ...] = ()
    private: Private = field(default_factory=Private, repr=False)

    @contextmanager
    def reading(self) -> Iterator[Context]:
        """The base of checks that may run side by side: whoever writes is refused."""
        transport = self.transport.only_reading()
        # Left open: closing it would close the connections of the other one too.
        client = httpx.Client(transport=transport, timeout=self.settings.timeout)
        yield self.base.over(client)


@contextmanager
def bench(target: Target) -> Iterator[Bench]:
    """Log in everybody, and lay out what the checks need.

    Raises:
        LoginError: The site owner or an outsider can't log in.
        NothingToJudgeError: The site owner is let in nowhere, or nothing is at the URL.
        RouteTableError: The route table is wrong.
        SettingsError: No site owner was given, or named data is not there.
    """
    settings, contract = target.settings, load_contract()
    routes = _routes(settings, contract)
    transport = _transport(target, contract, routes)
    ledger, private = Ledger(), Private()

    def watch(exchange: Exchange) -> None:
        ledger.note(exchange)
        private.note(exchange)

    with httpx.Client(transport=transport, timeout=settings.timeout) as client:
        stranger = Session(client, target.base_url, contract, routes, watch=watch)
        with _context(target, stranger, ledger) as base:
            generated = tuple(_generated(settings, base, ledger))
            notes = tuple(_prepared(settings, base))
            yield Bench(settings, transport, base, generated, notes, private)


def _prepared(settings: Settings, base: Context) -> list[str]:
    """Have the server prepared for the checks; gives what could not be."""
    check_named(base.session, settings.data)
    if settings.state_hook is None:
        return []
    return prepare(base.data.afresh, open_state_hook(settings.state_hook))


def _generated(settings: Settings, base: Context, ledger: Ledger) -> Iterator[Generated]:
    seed, examples = settings.seed, settings.examples
    home = settings.embedded and examples > COVERING
    yield Properties(base, ledger, seed=seed, examples=examples, home=home)
    if base.may.write and examples > COVERING:
        yield Machine(base, seed=seed, examples=examples, home=home)


def _routes(settings: Settings, contract: Contract) -> Routes:
    if settings.routes is None:
        return default_routes(contract)
    return read_routes(settings.routes, contract)


def _transport(target: Target, contract: Contract, routes: Routes) -> GuardedTransport:
    settings = target.settings
    base_path = httpx.URL(target.base_url).path.rstrip("/")
    unsecured = [operation.id for operation in contract.values() if not operation.secured]
    return GuardedTransport(
        open_transport(insecure=settings.insecure, ca_file=settings.ca_file),
        writes=target.permissions.write,
        logins=[base_path + routes.path(operation) for operation in unsecured],
        pace=Pace(settings.rate, settings.throttle_budget),
    )


@contextmanager
def _context(target: Target, stranger: Session, ledger: Ledger) -> Iterator[Context]:
    settings = target.settings
    owner = stranger.as_(owner_credentials(settings, stranger))
    # Log in now: if that fails there is nothing to check.
    owner.credentials.authorization()
    preflight(owner)
    conformance = Conformance(stranger.contract)
    data = Discovery(owner, settings.data)
    random = Random(settings.seed)  # noqa: S311 - to be repeatable, not secret
    samples = Samples(_label(owner, settings.seed), random)
    with SDKDifferential(owner, conformance) as compare_sdk:
        yield Context(
            session=owner,
            data=data,
            make=Workshop(owner, data, samples, ledger),
            may=target.permissions,
            outsiders=_outsiders(settings, stranger),
            log_in=lambda account: _logged_in(settings, stranger, account),
            random=random,
            conformance=conformance,
            compare_sdk=compare_sdk,
            timezone=settings.timezone,
            account=owner_account(settings),
            expired_token=settings.expired_token,
            media_reachable=target.media_reachable,
            quick=settings.quick,
        )


def _outsiders(settings: Settings, stranger: Session) -> tuple[Outsider, ...]:
    return tuple(
        Outsider(f"outsider {number}, {one.username}", _logged_in(settings, stranger, one))
        for number, one in enumerate(settings.outsiders, start=1)
    )


def _logged_in(settings: Settings, stranger: Session, account: Account) -> Session:
    session = stranger.as_(account_credentials(settings, stranger, account))
    session.credentials.authorization()
    return session


def _label(owner: Session, seed: int) -> str:
    """A word for what is made: the same for the same seed on the same data, new on other data."""
    body = owner.call("teachers_list").json
    count = body.get("count", 0) if isinstance(body, dict) else 0
    return f"contract{seed}x{count}"
