"""Fixtures of the SDK's tests."""

import pytest

from tests.sdk.ways import WAYS, Way


@pytest.fixture
def anyio_backend() -> str:
    """Async tests run on asyncio, the one event loop of the SDK."""
    return "asyncio"


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on the account or the proxy that the environment names."""
    for name in ("BASE_URL", "USERNAME", "PASSWORD", "TOKEN"):
        monkeypatch.delenv(f"SITEOWNER_{name}", raising=False)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture(params=WAYS, ids=str)
def way(request: pytest.FixtureRequest) -> Way:
    """Each transport, for threads and for tasks."""
    way: Way = request.param
    return way
