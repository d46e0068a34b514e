# Made from openapi.yaml by `make generate`. Change that or codegen/, then make it again.

"""Courses of a teacher for one grade.

There is no list; `revenue_overview` names every course.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..core.omit import Omit, omit
from ..core.options import CallOptions
from ..core.request import prepare
from ..operations import COURSES_CREATE, COURSES_DESTROY, COURSES_PARTIAL_UPDATE, COURSES_UPDATE

if TYPE_CHECKING:
    from ..core.engine import AsyncEngine, Engine
    from ..core.files import FileInput
    from ..models import Course
    from .raw.courses import AsyncCoursesWithRawResponse, CoursesWithRawResponse


class Courses:
    """Courses of a teacher for one grade.

    There is no list; `revenue_overview` names every course.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @cached_property
    def with_raw_response(self) -> CoursesWithRawResponse:
        """The same methods, each giving the whole response."""
        from .raw.courses import CoursesWithRawResponse

        return CoursesWithRawResponse(self._engine)

    def create(
        self,
        *,
        name: str,
        teacher: int,
        grade: int,
        description: str | Omit | None = omit,
        cover_picture: FileInput | Omit | None = omit,
        is_active: bool | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
        idempotent: bool = False,
    ) -> Course:
        """Create a course.

        A course belongs to one teacher and one of the teacher's grades; name, teacher and grade are
        unique together. Its subject is always the teacher's: a `subject` that is sent is ignored.

        Args:
            name: Name of the course; unique for its teacher and grade, compared exactly.
            teacher: Id of the teacher.
            grade: Id of a grade that the teacher teaches.
            description: About the course.
            cover_picture: A JPEG, PNG or WebP picture of at most 5 MiB.
            is_active: Whether the course is offered. Default: `true`.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.
            idempotent: Doing it twice does no more than doing it once, so it may be sent again when
                it is not known whether it was done.

        Returns:
            The course as it was created.

        Raises:
            BadRequestError: A field was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            APIStatusError: 415: The body has another content type than the documented one.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, CRS-1, CRS-2,
        CRS-3, CRS-4, CRS-11, CRS-12, CRS-13, CRS-14.
        """
        return self._engine.call(
            prepare(
                COURSES_CREATE,
                body={
                    "name": name,
                    "teacher": teacher,
                    "grade": grade,
                    "description": description,
                    "cover_picture": cover_picture,
                    "is_active": is_active,
                },
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )

    def replace(
        self,
        course_id: int,
        /,
        *,
        name: str,
        teacher: int,
        grade: int,
        description: str | Omit | None = omit,
        cover_picture: FileInput | Omit | None = omit,
        is_active: bool | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
        idempotent: bool = False,
    ) -> Course:
        """Replace a course.

        Needs what creation needs. Teacher and grade of a course never change, so they must equal
        the present ones. An optional field that is left out keeps its value.

        Args:
            course_id: Id of the course.
            name: Name of the course; unique for its teacher and grade, compared exactly.
            teacher: Id of the teacher.
            grade: Id of a grade that the teacher teaches.
            description: About the course.
            cover_picture: A JPEG, PNG or WebP picture of at most 5 MiB.
            is_active: Whether the course is offered.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.
            idempotent: Doing it twice does no more than doing it once, so it may be sent again when
                it is not known whether it was done.

        Returns:
            The course as it is now.

        Raises:
            BadRequestError: A field was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: Nothing has this id.
            APIStatusError: 415: The body has another content type than the documented one.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-6, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, CRS-2,
        CRS-5, CRS-6, CRS-7, CRS-8, CRS-12, CRS-14.
        """
        return self._engine.call(
            prepare(
                COURSES_UPDATE,
                path={"id": course_id},
                body={
                    "name": name,
                    "teacher": teacher,
                    "grade": grade,
                    "description": description,
                    "cover_picture": cover_picture,
                    "is_active": is_active,
                },
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )

    def update(
        self,
        course_id: int,
        /,
        *,
        name: str | Omit = omit,
        teacher: int | Omit = omit,
        grade: int | Omit = omit,
        description: str | Omit | None = omit,
        cover_picture: FileInput | Omit | None = omit,
        is_active: bool | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
        idempotent: bool = False,
    ) -> Course:
        """Change a course.

        Changes the fields that are sent and no other. Teacher and grade never change.

        Args:
            course_id: Id of the course.
            name: Name of the course; unique for its teacher and grade, compared exactly.
            teacher: Id of the teacher, who can't change.
            grade: Id of the grade, which can't change.
            description: About the course.
            cover_picture: A JPEG, PNG or WebP picture of at most 5 MiB.
            is_active: Whether the course is offered.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.
            idempotent: Doing it twice does no more than doing it once, so it may be sent again when
                it is not known whether it was done.

        Returns:
            The course as it is now.

        Raises:
            BadRequestError: A field was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: Nothing has this id.
            APIStatusError: 415: The body has another content type than the documented one.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-6, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, CRS-1,
        CRS-2, CRS-5, CRS-6, CRS-7, CRS-8, CRS-9, CRS-10, CRS-12, CRS-14.
        """
        return self._engine.call(
            prepare(
                COURSES_PARTIAL_UPDATE,
                path={"id": course_id},
                body={
                    "name": name,
                    "teacher": teacher,
                    "grade": grade,
                    "description": description,
                    "cover_picture": cover_picture,
                    "is_active": is_active,
                },
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )

    def delete(
        self,
        course_id: int,
        /,
        *,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
        idempotent: bool = False,
    ) -> None:
        """Delete a course.

        Refused while any student is enrolled, actively or not. Its topics, lectures and unused
        codes go with it.

        Args:
            course_id: Id of the course.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.
            idempotent: Doing it twice does no more than doing it once, so it may be sent again when
                it is not known whether it was done.

        Raises:
            BadRequestError: The course can't be deleted.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: Nothing has this id.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-6, GEN-7, GEN-9, GEN-10, GEN-11, CRS-9, CRS-10.
        """
        self._engine.call(
            prepare(
                COURSES_DESTROY,
                path={"id": course_id},
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )


class AsyncCourses:
    """Courses of a teacher for one grade.

    There is no list; `revenue_overview` names every course.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def with_raw_response(self) -> AsyncCoursesWithRawResponse:
        """The same methods, each giving the whole response."""
        from .raw.courses import AsyncCoursesWithRawResponse

        return AsyncCoursesWithRawResponse(self._engine)

    async def create(
        self,
        *,
        name: str,
        teacher: int,
        grade: int,
        description: str | Omit | None = omit,
        cover_picture: FileInput | Omit | None = omit,
        is_active: bool | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
        idempotent: bool = False,
    ) -> Course:
        """Create a course.

        A course belongs to one teacher and one of the teacher's grades; name, teacher and grade are
        unique together. Its subject is always the teacher's: a `subject` that is sent is ignored.

        Args:
            name: Name of the course; unique for its teacher and grade, compared exactly.
            teacher: Id of the teacher.
            grade: Id of a grade that the teacher teaches.
            description: About the course.
            cover_picture: A JPEG, PNG or WebP picture of at most 5 MiB.
            is_active: Whether the course is offered. Default: `true`.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.
            idempotent: Doing it twice does no more than doing it once, so it may be sent again when
                it is not known whether it was done.

        Returns:
            The course as it was created.

        Raises:
            BadRequestError: A field was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            APIStatusError: 415: The body has another content type than the documented one.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, CRS-1, CRS-2,
        CRS-3, CRS-4, CRS-11, CRS-12, CRS-13, CRS-14.
        """
        return await self._engine.call(
            prepare(
                COURSES_CREATE,
                body={
                    "name": name,
                    "teacher": teacher,
                    "grade": grade,
                    "description": description,
                    "cover_picture": cover_picture,
                    "is_active": is_active,
                },
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )

    async def replace(
        self,
        course_id: int,
        /,
        *,
        name: str,
        teacher: int,
        grade: int,
        description: str | Omit | None = omit,
        cover_picture: FileInput | Omit | None = omit,
        is_active: bool | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
        idempotent: bool = False,
    ) -> Course:
        """Replace a course.

        Needs what creation needs. Teacher and grade of a course never change, so they must equal
        the present ones. An optional field that is left out keeps its value.

        Args:
            course_id: Id of the course.
            name: Name of the course; unique for its teacher and grade, compared exactly.
            teacher: Id of the teacher.
            grade: Id of a grade that the teacher teaches.
            description: About the course.
            cover_picture: A JPEG, PNG or WebP picture of at most 5 MiB.
            is_active: Whether the course is offered.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.
            idempotent: Doing it twice does no more than doing it once, so it may be sent again when
                it is not known whether it was done.

        Returns:
            The course as it is now.

        Raises:
            BadRequestError: A field was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: Nothing has this id.
            APIStatusError: 415: The body has another content type than the documented one.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-6, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, CRS-2,
        CRS-5, CRS-6, CRS-7, CRS-8, CRS-12, CRS-14.
        """
        return await self._engine.call(
            prepare(
                COURSES_UPDATE,
                path={"id": course_id},
                body={
                    "name": name,
                    "teacher": teacher,
                    "grade": grade,
                    "description": description,
                    "cover_picture": cover_picture,
                    "is_active": is_active,
                },
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )

    async def update(
        self,
        course_id: int,
        /,
        *,
        name: str | Omit = omit,
        teacher: int | Omit = omit,
        grade: int | Omit = omit,
        description: str | Omit | None = omit,
        cover_picture: FileInput | Omit | None = omit,
        is_active: bool | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
        idempotent: bool = False,
    ) -> Course:
        """Change a course.

        Changes the fields that are sent and no other. Teacher and grade never change.

        Args:
            course_id: Id of the course.
            name: Name of the course; unique for its teacher and grade, compared exactly.
            teacher: Id of the teacher, who can't change.
            grade: Id of the grade, which can't change.
            description: About the course.
            cover_picture: A JPEG, PNG or WebP picture of at most 5 MiB.
            is_active: Whether the course is offered.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.
            idempotent: Doing it twice does no more than doing it once, so it may be sent again when
                it is not known whether it was done.

        Returns:
            The course as it is now.

        Raises:
            BadRequestError: A field was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: Nothing has this id.
            APIStatusError: 415: The body has another content type than the documented one.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-6, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, CRS-1,
        CRS-2, CRS-5, CRS-6, CRS-7, CRS-8, CRS-9, CRS-10, CRS-12, CRS-14.
        """
        return await self._engine.call(
            prepare(
                COURSES_PARTIAL_UPDATE,
                path={"id": course_id},
                body={
                    "name": name,
                    "teacher": teacher,
                    "grade": grade,
                    "description": description,
                    "cover_picture": cover_picture,
                    "is_active": is_active,
                },
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )

    async def delete(
        self,
        course_id: int,
        /,
        *,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
        idempotent: bool = False,
    ) -> None:
        """Delete a course.

        Refused while any student is enrolled, actively or not. Its topics, lectures and unused
        codes go with it.

        Args:
            course_id: Id of the course.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.
            idempotent: Doing it twice does no more than doing it once, so it may be sent again when
                it is not known whether it was done.

        Raises:
            BadRequestError: The course can't be deleted.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: Nothing has this id.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-6, GEN-7, GEN-9, GEN-10, GEN-11, CRS-9, CRS-10.
        """
        await self._engine.call(
            prepare(
                COURSES_DESTROY,
                path={"id": course_id},
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )
