"""A reference server on a real socket, and the settings to check it by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from siteowner_contract import Account, Settings
from siteowner_contract.embedded import OUTSIDERS, OWNER, expired_token, reference_server
from siteowner_contract.loopback import served
from siteowner_contract.settings import COVERING
from tests.contract.sabotage import App

Serve = Callable[[Callable[[App], App]], AbstractContextManager[Settings]]


@contextmanager
def broken_server(wrap: Callable[[App], App]) -> Iterator[Settings]:
    """The settings that check a reference server which `wrap` has altered, writes allowed."""
    with reference_server() as (app, password), served(wrap(app)) as origin:
        yield Settings(
            base_url=f"{origin}/api",
            username=OWNER,
            password=password,
            outsiders=tuple(Account(name, password) for name in OUTSIDERS),
            expired_token=expired_token(app),
            writes=True,
            destructive=True,
            max_examples=COVERING,
        )


@pytest.fixture(scope="session")
def correct() -> Iterator[Settings]:
    """Settings that check an unaltered server, shared by the tests of a worker."""
    with broken_server(lambda app: app) as settings:
        yield settings
