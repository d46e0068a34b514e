# Made from openapi.yaml by `make generate`. Change that or codegen/, then make it again.

"""Counts over the whole platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.request import prepare
from ..operations import DASHBOARD_STATS

if TYPE_CHECKING:
    from ..core.engine import AsyncEngine, Engine
    from ..models import DashboardStats


class Dashboard:
    """Counts over the whole platform."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def stats(self) -> DashboardStats:
        """Statistics of the platform.

        Counts of accounts, of students by status and group, of teachers, and of the platform's
        look-up tables.

        Returns:
            The statistics.

        Raises:
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, AST-1, DSH-1,
        DSH-2, DSH-3, DSH-4, DSH-5, DSH-6, DSH-7, DSH-8.
        """
        return self._engine.call(prepare(DASHBOARD_STATS))


class AsyncDashboard:
    """Counts over the whole platform."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def stats(self) -> DashboardStats:
        """Statistics of the platform.

        Counts of accounts, of students by status and group, of teachers, and of the platform's
        look-up tables.

        Returns:
            The statistics.

        Raises:
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, AST-1, DSH-1,
        DSH-2, DSH-3, DSH-4, DSH-5, DSH-6, DSH-7, DSH-8.
        """
        return await self._engine.call(prepare(DASHBOARD_STATS))
