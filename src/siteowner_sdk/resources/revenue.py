# Made from openapi.yaml by `make generate`. Change that or codegen/, then make it again.

"""What was bought, by course, lecture, student and day."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..core.omit import Omit, omit
from ..core.options import CallOptions
from ..core.request import prepare
from ..operations import (
    REVENUE_COURSE,
    REVENUE_LECTURE,
    REVENUE_OVERVIEW,
    REVENUE_STUDENTS,
    REVENUE_TRENDS,
)

if TYPE_CHECKING:
    import datetime as dt

    from ..core.engine import AsyncEngine, Engine
    from ..models import (
        CourseRevenue,
        LectureRevenue,
        RevenueOverview,
        RevenueTrends,
        StudentRevenue,
    )
    from .raw.revenue import AsyncRevenueWithRawResponse, RevenueWithRawResponse


class Revenue:
    """What was bought, by course, lecture, student and day."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @cached_property
    def with_raw_response(self) -> RevenueWithRawResponse:
        """The same methods, each giving the whole response."""
        from .raw.revenue import RevenueWithRawResponse

        return RevenueWithRawResponse(self._engine)

    def overview(
        self,
        *,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RevenueOverview:
        """Revenue of all courses.

        Totals, and a row for every course, sold or not.

        Args:
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.

        Returns:
            The overview.

        Raises:
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, REV-1, REV-2,
        REV-5, REV-8, REV-10, REV-11, CRS-9, CRS-10.
        """
        return self._engine.call(
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
    ) -> CourseRevenue:
        """Revenue of a course.

        One course by topic, by lecture and by student.

        Args:
            course_id: Id of the course.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.

        Returns:
            The course's revenue.

        Raises:
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: Nothing has this id.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-6, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, REV-2,
        REV-3, REV-4, REV-10, REV-11.
        """
        return self._engine.call(
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
    ) -> LectureRevenue:
        """Revenue of a lecture.

        One lecture with every purchase of it.

        Args:
            lecture_id: Id of the lecture.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.

        Returns:
            The lecture's revenue.

        Raises:
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: Nothing has this id.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-6, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, REV-4,
        REV-10.
        """
        return self._engine.call(
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
    ) -> list[StudentRevenue]:
        """Revenue by student.

        Every student who is enrolled or has bought, in the order of their ids. There are no pages.

        Args:
            course: Restricts students and figures to the course with this id.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.

        Returns:
            A row for each student.

        Raises:
            BadRequestError: A query parameter was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-7, GEN-8, GEN-9, GEN-10, GEN-11, GEN-12, REV-5,
        REV-10, REV-11.
        """
        return self._engine.call(
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
    ) -> RevenueTrends:
        """Revenue by day.

        Days with at least one purchase, both ends included. With no date the past 30 days; with an
        end alone the 30 days before it; with a start alone until today.

        Args:
            start_date: First day, `YYYY-MM-DD`.
            end_date: Last day, `YYYY-MM-DD`.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.

        Returns:
            The trends.

        Raises:
            BadRequestError: A parameter was refused.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, REV-6, REV-7,
        REV-8, REV-9, REV-10.
        """
        return self._engine.call(
            prepare(
                REVENUE_TRENDS,
                query={"start_date": start_date, "end_date": end_date},
                options=CallOptions(timeout, deadline, max_retries),
            )
        )


class AsyncRevenue:
    """What was bought, by course, lecture, student and day."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def with_raw_response(self) -> AsyncRevenueWithRawResponse:
        """The same methods, each giving the whole response."""
        from .raw.revenue import AsyncRevenueWithRawResponse

        return AsyncRevenueWithRawResponse(self._engine)

    async def overview(
        self,
        *,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RevenueOverview:
        """Revenue of all courses.

        Totals, and a row for every course, sold or not.

        Args:
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.

        Returns:
            The overview.

        Raises:
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, REV-1, REV-2,
        REV-5, REV-8, REV-10, REV-11, CRS-9, CRS-10.
        """
        return await self._engine.call(
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
    ) -> CourseRevenue:
        """Revenue of a course.

        One course by topic, by lecture and by student.

        Args:
            course_id: Id of the course.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.

        Returns:
            The course's revenue.

        Raises:
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: Nothing has this id.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-6, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, REV-2,
        REV-3, REV-4, REV-10, REV-11.
        """
        return await self._engine.call(
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
    ) -> LectureRevenue:
        """Revenue of a lecture.

        One lecture with every purchase of it.

        Args:
            lecture_id: Id of the lecture.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.

        Returns:
            The lecture's revenue.

        Raises:
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: Nothing has this id.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-6, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, REV-4,
        REV-10.
        """
        return await self._engine.call(
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
    ) -> list[StudentRevenue]:
        """Revenue by student.

        Every student who is enrolled or has bought, in the order of their ids. There are no pages.

        Args:
            course: Restricts students and figures to the course with this id.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.

        Returns:
            A row for each student.

        Raises:
            BadRequestError: A query parameter was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-7, GEN-8, GEN-9, GEN-10, GEN-11, GEN-12, REV-5,
        REV-10, REV-11.
        """
        return await self._engine.call(
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
    ) -> RevenueTrends:
        """Revenue by day.

        Days with at least one purchase, both ends included. With no date the past 30 days; with an
        end alone the 30 days before it; with a start alone until today.

        Args:
            start_date: First day, `YYYY-MM-DD`.
            end_date: Last day, `YYYY-MM-DD`.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.

        Returns:
            The trends.

        Raises:
            BadRequestError: A parameter was refused.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, REV-6, REV-7,
        REV-8, REV-9, REV-10.
        """
        return await self._engine.call(
            prepare(
                REVENUE_TRENDS,
                query={"start_date": start_date, "end_date": end_date},
                options=CallOptions(timeout, deadline, max_retries),
            )
        )
