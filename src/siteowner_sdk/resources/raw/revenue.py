# Made from openapi.yaml by `make generate`. Change that or codegen/, then make it again.

"""`Revenue` with raw access."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.omit import Omit, omit
from ...core.options import CallOptions
from ...core.raw import AsyncRaw, Raw
from ...core.request import prepare
from ...operations import (
    REVENUE_COURSE,
    REVENUE_LECTURE,
    REVENUE_OVERVIEW,
    REVENUE_STUDENTS,
    REVENUE_TRENDS,
)

if TYPE_CHECKING:
    import datetime as dt

    from ...core.engine import AsyncEngine, Engine
    from ...core.raw import RawResponse
    from ...models import (
        CourseRevenue,
        LectureRevenue,
        RevenueOverview,
        RevenueTrends,
        StudentRevenue,
    )


class RevenueWithRawResponse:
    """The methods of `Revenue`, each giving the whole response."""

    def __init__(self, engine: Engine) -> None:
        self._raw = Raw(engine)

    def overview(
        self,
        *,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RawResponse[RevenueOverview]:
        """As `Revenue.overview`."""
        return self._raw.call(
            prepare(REVENUE_OVERVIEW, options=CallOptions(timeout, deadline, max_retries))
        )

    def course(
        self,
        course_id: int,
        /,
        *,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RawResponse[CourseRevenue]:
        """As `Revenue.course`."""
        return self._raw.call(
            prepare(
                REVENUE_COURSE,
                path={"course_id": course_id},
                options=CallOptions(timeout, deadline, max_retries),
            )
        )

    def lecture(
        self,
        lecture_id: int,
        /,
        *,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RawResponse[LectureRevenue]:
        """As `Revenue.lecture`."""
        return self._raw.call(
            prepare(
                REVENUE_LECTURE,
                path={"lecture_id": lecture_id},
                options=CallOptions(timeout, deadline, max_retries),
            )
        )

    def students(
        self,
        *,
        course: int | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RawResponse[list[StudentRevenue]]:
        """As `Revenue.students`."""
        return self._raw.call(
            prepare(
                REVENUE_STUDENTS,
                query={"course": course},
                options=CallOptions(timeout, deadline, max_retries),
            )
        )

    def trends(
        self,
        *,
        start_date: dt.date | Omit = omit,
        end_date: dt.date | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RawResponse[RevenueTrends]:
        """As `Revenue.trends`."""
        return self._raw.call(
            prepare(
                REVENUE_TRENDS,
                query={"start_date": start_date, "end_date": end_date},
                options=CallOptions(timeout, deadline, max_retries),
            )
        )


class AsyncRevenueWithRawResponse:
    """The methods of `AsyncRevenue`, each giving the whole response."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._raw = AsyncRaw(engine)

    async def overview(
        self,
        *,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RawResponse[RevenueOverview]:
        """As `AsyncRevenue.overview`."""
        return await self._raw.call(
            prepare(REVENUE_OVERVIEW, options=CallOptions(timeout, deadline, max_retries))
        )

    async def course(
        self,
        course_id: int,
        /,
        *,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RawResponse[CourseRevenue]:
        """As `AsyncRevenue.course`."""
        return await self._raw.call(
            prepare(
                REVENUE_COURSE,
                path={"course_id": course_id},
                options=CallOptions(timeout, deadline, max_retries),
            )
        )

    async def lecture(
        self,
        lecture_id: int,
        /,
        *,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RawResponse[LectureRevenue]:
        """As `AsyncRevenue.lecture`."""
        return await self._raw.call(
            prepare(
                REVENUE_LECTURE,
                path={"lecture_id": lecture_id},
                options=CallOptions(timeout, deadline, max_retries),
            )
        )

    async def students(
        self,
        *,
        course: int | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RawResponse[list[StudentRevenue]]:
        """As `AsyncRevenue.students`."""
        return await self._raw.call(
            prepare(
                REVENUE_STUDENTS,
                query={"course": course},
                options=CallOptions(timeout, deadline, max_retries),
            )
        )

    async def trends(
        self,
        *,
        start_date: dt.date | Omit = omit,
        end_date: dt.date | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RawResponse[RevenueTrends]:
        """As `AsyncRevenue.trends`."""
        return await self._raw.call(
            prepare(
                REVENUE_TRENDS,
                query={"start_date": start_date, "end_date": end_date},
                options=CallOptions(timeout, deadline, max_retries),
            )
        )
