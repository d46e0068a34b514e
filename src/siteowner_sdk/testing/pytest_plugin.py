"""Fixtures for those who test code that uses the SDK.

pytest imports this in every project that has the SDK installed, so that all else is imported where
it is used.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from respx import MockRouter

    from ..client import AsyncSiteOwner, SiteOwner
    from .reference import ReferenceSeed, ReferenceServer


@pytest.fixture(scope="session")
def siteowner_now() -> dt.datetime | None:
    """What time it is on the reference servers of the tests; None has their clocks run.

    To be overridden with an instant, which has a time zone: the seed's dates count back from it.
    """
    return None


@pytest.fixture(scope="session")
def siteowner_seed(siteowner_now: dt.datetime | None) -> Iterator[ReferenceSeed]:
    """The seed, made once in a session; makes servers that have a copy of it each."""
    from .reference import ReferenceSeed

    with tempfile.TemporaryDirectory(prefix="siteowner-testing-") as folder:
        seed = ReferenceSeed(Path(folder), now=siteowner_now)
        yield seed
        seed.close()


@pytest.fixture
def siteowner_server(siteowner_seed: ReferenceSeed) -> Iterator[ReferenceServer]:
    """A reference server in this process, with the seed's data, that only this test has."""
    with tempfile.TemporaryDirectory(prefix="siteowner-testing-") as folder:
        server = siteowner_seed.server(Path(folder))
        yield server
        server.close()


@pytest.fixture
def siteowner(siteowner_server: ReferenceServer) -> SiteOwner:
    """A `SiteOwner` of this test's reference server, as the site owner."""
    return siteowner_server.client()


@pytest.fixture
def async_siteowner(siteowner_server: ReferenceServer) -> AsyncSiteOwner:
    """An `AsyncSiteOwner` of this test's reference server, for any plugin of async tests."""
    return siteowner_server.async_client()


@pytest.fixture
def siteowner_examples() -> Iterator[MockRouter]:
    """Every operation of any host answered with an example of the contract."""
    from .examples import example_router

    with example_router() as router:
        yield router
