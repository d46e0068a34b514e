# Made from openapi.yaml by `make generate`. Change that or codegen/, then make it again.

"""`Dashboard` with raw access."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.omit import Omit, omit
from ...core.options import CallOptions
from ...core.raw import AsyncRaw, Raw
from ...core.request import prepare
from ...operations import DASHBOARD_STATS

if TYPE_CHECKING:
    from ...core.engine import AsyncEngine, Engine
    from ...core.raw import RawResponse
    from ...models import DashboardStats


class DashboardWithRawResponse:
    """The methods of `Dashboard`, each giving the whole response."""

    def __init__(self, engine: Engine) -> None:
        self._raw = Raw(engine)

    def stats(
        self,
        *,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RawResponse[DashboardStats]:
        """As `Dashboard.stats`."""
        return self._raw.call(
            prepare(DASHBOARD_STATS, options=CallOptions(timeout, deadline, max_retries))
        )


class AsyncDashboardWithRawResponse:
    """The methods of `AsyncDashboard`, each giving the whole response."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._raw = AsyncRaw(engine)

    async def stats(
        self,
        *,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RawResponse[DashboardStats]:
        """As `AsyncDashboard.stats`."""
        return await self._raw.call(
            prepare(DASHBOARD_STATS, options=CallOptions(timeout, deadline, max_retries))
        )
