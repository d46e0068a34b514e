"""What all checks of a run share, put together from its settings."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import httpx

from siteowner_contract.conformance import Conformance
from siteowner_contract.context import Context, Outsider
from siteowner_contract.differential import SDKDifferential
from siteowner_contract.discovery import Discovery
from siteowner_contract.ledger import Ledger
from siteowner_contract.openapi import load_contract
from siteowner_contract.preflight import preflight
from siteowner_contract.properties import Properties
from siteowner_contract.routes import default_routes, read_routes
from siteowner_contract.samples import Samples
from siteowner_contract.session import Session
from siteowner_contract.target import account_credentials, owner_credentials
from siteowner_contract.transport import GuardedTransport, open_transport
from siteowner_contract.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siteowner_contract.openapi import Contract
    from siteowner_contract.routes import Routes
    from siteowner_contract.settings import Settings
    from siteowner_contract.target import Target


@dataclass(frozen=True)
class Bench:
    """What all checks of a run share.

    Attributes:
        settings: What is asked of the run.
        transport: Counts what was sent.
        base: The context that each check gets a fresh copy of.
        properties: The generated cases, sent when a requirement first needs them.
    """

    settings: Settings
    transport: GuardedTransport
    base: Context
    properties: Properties


@contextmanager
def bench(target: Target) -> Iterator[Bench]:
    """Log in everybody, and lay out what the checks need.

    Raises:
        LoginError: The site owner or an outsider can't log in.
        NothingToJudgeError: The site owner is let in nowhere, or nothing is at the URL.
        RouteTableError: The route table is wrong.
        SettingsError: No site owner was given.
    """
    settings, contract = target.settings, load_contract()
    routes = _routes(settings, contract)
    transport = _transport(target, contract, routes)
    ledger = Ledger()
    with httpx.Client(transport=transport, timeout=settings.timeout) as client:
        stranger = Session(client, target.base_url, contract, routes, watch=ledger.note)
        with _context(target, stranger, ledger) as base:
            properties = Properties(
                base,
                ledger,
                seed=settings.seed,
                examples=settings.examples,
                home=settings.embedded and not settings.quick,
            )
            yield Bench(settings, transport, base, properties)


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
    )


@contextmanager
def _context(target: Target, stranger: Session, ledger: Ledger) -> Iterator[Context]:
    settings = target.settings
    owner = stranger.as_(owner_credentials(settings, stranger))
    # Log in now: if that fails there is nothing to check.
    owner.credentials.authorization()
    preflight(owner)
    conformance = Conformance(stranger.contract)
    data = Discovery(owner)
    random = Random(settings.seed)  # noqa: S311 - to be repeatable, not secret
    samples = Samples(_label(owner, settings.seed), random)
    with SDKDifferential(owner, conformance) as compare_sdk:
        yield Context(
            session=owner,
            data=data,
            make=Workshop(owner, data, samples, ledger),
            may=target.permissions,
            outsiders=_outsiders(settings, stranger),
            random=random,
            conformance=conformance,
            compare_sdk=compare_sdk,
            timezone=settings.timezone,
            username=settings.username,
        )


def _outsiders(settings: Settings, stranger: Session) -> tuple[Outsider, ...]:
    outsiders = []
    for account in settings.outsiders:
        session = stranger.as_(account_credentials(settings, stranger, account))
        session.credentials.authorization()
        outsiders.append(Outsider(account.username, session))
    return tuple(outsiders)


def _label(owner: Session, seed: int) -> str:
    """A word for what is made: the same for the same seed on the same data, new on other data."""
    body = owner.call("teachers_list").json
    count = body.get("count", 0) if isinstance(body, dict) else 0
    return f"contract{seed}x{count}"
