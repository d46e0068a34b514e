# Made from openapi.yaml by `make generate`. Change that or codegen/, then make it again.

"""Counts over the whole platform."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..core.omit import Omit, omit
from ..core.options import CallOptions
from ..core.request import prepare
from ..operations import DASHBOARD_STATS

if TYPE_CHECKING:
    from ..core.engine import AsyncEngine, Engine
    from ..models import DashboardStats
    from .raw.dashboard import AsyncDashboardWithRawResponse, DashboardWithRawResponse


class Dashboard:
    """Counts over the whole platform."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @cached_property
    def with_raw_response(self) -> DashboardWithRawResponse:
        """The same methods, each giving the whole response."""
        from .raw.dashboard import DashboardWithRawResponse

        return DashboardWithRawResponse(self._engine)

    def stats(
        self,
        *,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> DashboardStats:
        """Statistics of the platform.

        Counts of accounts, of students by status and group, of teachers, and of the platform's
        look-up tables.

        Args:
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.

        Returns:
            The statistics.

        Raises:
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, AST-1, DSH-1,
        DSH-2, DSH-3, DSH-4, DSH-5, DSH-6, DSH-7, DSH-8.
        """
        return self._engine.call(
            prepare(DASHBOARD_STATS, options=CallOptions(timeout, deadline, max_retries))
        )


class AsyncDashboard:
    """Counts over the whole platform."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def with_raw_response(self) -> AsyncDashboardWithRawResponse:
        """The same methods, each giving the whole response."""
        from .raw.dashboard import AsyncDashboardWithRawResponse

        return AsyncDashboardWithRawResponse(self._engine)

    async def stats(
        self,
        *,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> DashboardStats:
        """Statistics of the platform.

        Counts of accounts, of students by status and group, of teachers, and of the platform's
        look-up tables.

        Args:
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.

        Returns:
            The statistics.

        Raises:
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, AST-1, DSH-1,
        DSH-2, DSH-3, DSH-4, DSH-5, DSH-6, DSH-7, DSH-8.
        """
        return await self._engine.call(
            prepare(DASHBOARD_STATS, options=CallOptions(timeout, deadline, max_retries))
        )
