"""Fixtures of the SDK's tests."""

import pytest


@pytest.fixture
def anyio_backend() -> str:
    """Async tests run on asyncio, the one event loop of the SDK."""
    return "asyncio"


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on whose account the environment names."""
    for name in ("BASE_URL", "USERNAME", "PASSWORD", "TOKEN"):
        monkeypatch.delenv(f"SITEOWNER_{name}", raising=False)
