"""A reference server in a process of its own, for each worker of the test run."""

from collections.abc import Iterator

import pytest

from siteowner_sdk.cli.local_server import LocalServer, fresh_server


@pytest.fixture(scope="session")
def server() -> Iterator[LocalServer]:
    """`siteowner serve` on a free port over a real SQLite file, freshly seeded."""
    with fresh_server() as running:
        yield running


@pytest.fixture
def anyio_backend() -> str:
    """The async tests run on asyncio."""
    return "asyncio"
