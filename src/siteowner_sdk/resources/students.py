# Made from openapi.yaml by `make generate`. Change that or codegen/, then make it again.

"""Students, and the status that lets them in or keeps them out."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..core.omit import Omit, omit
from ..core.options import CallOptions
from ..core.request import prepare
from ..operations import (
    STUDENTS_LIST,
    STUDENTS_LIST_WHOLE,
    STUDENTS_PARTIAL_UPDATE,
    STUDENTS_RETRIEVE,
)

if TYPE_CHECKING:
    import builtins

    from ..core.engine import AsyncEngine, Engine
    from ..core.pages import AsyncListing, Page
    from ..models import Student, StudentStatus, StudentStatusResult
    from .raw.students import AsyncStudentsWithRawResponse, StudentsWithRawResponse


class Students:
    """Students, and the status that lets them in or keeps them out."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @cached_property
    def with_raw_response(self) -> StudentsWithRawResponse:
        """The same methods, each giving the whole response."""
        from .raw.students import StudentsWithRawResponse

        return StudentsWithRawResponse(self._engine)

    def list(
        self,
        *,
        status: StudentStatus | Omit = omit,
        grade: int | Omit = omit,
        school_type: int | Omit = omit,
        search: str | Omit = omit,
        page: int | Omit = omit,
        page_size: int | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> Page[Student]:
        """List students.

        Every student, in the order of their ids.

        Args:
            status: Only students with this status.
            grade: Only students of the grade with this id.
            school_type: Only students of the school type with this id.
            search: Only students with every word of this text in a name (Arabic or English), the
                student code or the national id, in any letter case.
            page: Number of the page, from 1. Default: `1`.
            page_size: Items a page. More than 100 count as 100, less than 1 as the default.
                Default: `20`.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.

        Returns:
            The first page; iterating over it walks on through all pages.

        Raises:
            BadRequestError: A query parameter was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: There is no such page.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-3, GEN-4, GEN-5, GEN-7, GEN-8, GEN-9, GEN-10, GEN-11,
        GEN-12, GEN-14, STU-1, STU-2, STU-3, STU-4, STU-5, DSH-3, DSH-6, DSH-7, DSH-8.
        """
        return self._engine.page(
            prepare(
                STUDENTS_LIST,
                query={
                    "status": status,
                    "grade": grade,
                    "school_type": school_type,
                    "search": search,
                    "page": page,
                    "page_size": page_size,
                },
                options=CallOptions(timeout, deadline, max_retries),
            )
        )

    def all(
        self,
        *,
        status: StudentStatus | Omit = omit,
        grade: int | Omit = omit,
        school_type: int | Omit = omit,
        search: str | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> builtins.list[Student]:
        """List students, all at once.

        Every student, in the order of their ids.

        Args:
            status: Only students with this status.
            grade: Only students of the grade with this id.
            school_type: Only students of the school type with this id.
            search: Only students with every word of this text in a name (Arabic or English), the
                student code or the national id, in any letter case.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.

        Returns:
            The whole filtered set.

        Raises:
            BadRequestError: A query parameter was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-3, GEN-4, GEN-5, GEN-7, GEN-8, GEN-9, GEN-10, GEN-11,
        GEN-12, GEN-14, STU-1, STU-2, STU-3, STU-4, STU-5, DSH-3, DSH-6, DSH-7, DSH-8.
        """
        return self._engine.whole(
            prepare(
                STUDENTS_LIST_WHOLE,
                query={
                    "all": "true",
                    "status": status,
                    "grade": grade,
                    "school_type": school_type,
                    "search": search,
                },
                options=CallOptions(timeout, deadline, max_retries),
            )
        )

    def retrieve(
        self,
        student_id: int,
        /,
        *,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> Student:
        """Retrieve a student.

        One student, the same object as in the list.

        Args:
            student_id: Id of the student.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.

        Returns:
            The student.

        Raises:
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: Nothing has this id.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-6, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, STU-5,
        STU-6.
        """
        return self._engine.call(
            prepare(
                STUDENTS_RETRIEVE,
                path={"id": student_id},
                options=CallOptions(timeout, deadline, max_retries),
            )
        )

    def update(
        self,
        student_id: int,
        /,
        *,
        status: StudentStatus | Omit = omit,
        is_active: bool | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
        idempotent: bool = False,
    ) -> StudentStatusResult:
        """Change a student's status or active flag.

        `declined` and `suspended_permanent` also deactivate the student, `verified` also activates,
        whatever flag is sent beside them. With `pending` and `suspended_temporary` the flag sent,
        or the old one, stays. Any other field is ignored.

        Args:
            student_id: Id of the student.
            status: The new status.
            is_active: Whether the student can log in.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.
            idempotent: Doing it twice does no more than doing it once, so it may be sent again when
                it is not known whether it was done.

        Returns:
            Status and flag as they are now, and nothing else.

        Raises:
            BadRequestError: A field was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: Nothing has this id.
            APIStatusError: 415: The body has another content type than the documented one.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-6, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, GEN-13,
        STU-6, STU-7, STU-8, STU-9, STU-10, STU-11, STU-12, DSH-5.
        """
        return self._engine.call(
            prepare(
                STUDENTS_PARTIAL_UPDATE,
                path={"id": student_id},
                body={"status": status, "is_active": is_active},
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )


class AsyncStudents:
    """Students, and the status that lets them in or keeps them out."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def with_raw_response(self) -> AsyncStudentsWithRawResponse:
        """The same methods, each giving the whole response."""
        from .raw.students import AsyncStudentsWithRawResponse

        return AsyncStudentsWithRawResponse(self._engine)

    def list(
        self,
        *,
        status: StudentStatus | Omit = omit,
        grade: int | Omit = omit,
        school_type: int | Omit = omit,
        search: str | Omit = omit,
        page: int | Omit = omit,
        page_size: int | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> AsyncListing[Student]:
        """List students.

        Every student, in the order of their ids.

        Args:
            status: Only students with this status.
            grade: Only students of the grade with this id.
            school_type: Only students of the school type with this id.
            search: Only students with every word of this text in a name (Arabic or English), the
                student code or the national id, in any letter case.
            page: Number of the page, from 1. Default: `1`.
            page_size: Items a page. More than 100 count as 100, less than 1 as the default.
                Default: `20`.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.

        Returns:
            To be awaited for the first page, or iterated over: `async for` walks on through all
            pages.

        Raises:
            BadRequestError: A query parameter was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: There is no such page.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-3, GEN-4, GEN-5, GEN-7, GEN-8, GEN-9, GEN-10, GEN-11,
        GEN-12, GEN-14, STU-1, STU-2, STU-3, STU-4, STU-5, DSH-3, DSH-6, DSH-7, DSH-8.
        """
        return self._engine.listing(
            prepare(
                STUDENTS_LIST,
                query={
                    "status": status,
                    "grade": grade,
                    "school_type": school_type,
                    "search": search,
                    "page": page,
                    "page_size": page_size,
                },
                options=CallOptions(timeout, deadline, max_retries),
            )
        )

    async def all(
        self,
        *,
        status: StudentStatus | Omit = omit,
        grade: int | Omit = omit,
        school_type: int | Omit = omit,
        search: str | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> builtins.list[Student]:
        """List students, all at once.

        Every student, in the order of their ids.

        Args:
            status: Only students with this status.
            grade: Only students of the grade with this id.
            school_type: Only students of the school type with this id.
            search: Only students with every word of this text in a name (Arabic or English), the
                student code or the national id, in any letter case.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.

        Returns:
            The whole filtered set.

        Raises:
            BadRequestError: A query parameter was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-3, GEN-4, GEN-5, GEN-7, GEN-8, GEN-9, GEN-10, GEN-11,
        GEN-12, GEN-14, STU-1, STU-2, STU-3, STU-4, STU-5, DSH-3, DSH-6, DSH-7, DSH-8.
        """
        return await self._engine.whole(
            prepare(
                STUDENTS_LIST_WHOLE,
                query={
                    "all": "true",
                    "status": status,
                    "grade": grade,
                    "school_type": school_type,
                    "search": search,
                },
                options=CallOptions(timeout, deadline, max_retries),
            )
        )

    async def retrieve(
        self,
        student_id: int,
        /,
        *,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> Student:
        """Retrieve a student.

        One student, the same object as in the list.

        Args:
            student_id: Id of the student.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.

        Returns:
            The student.

        Raises:
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: Nothing has this id.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-6, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, STU-5,
        STU-6.
        """
        return await self._engine.call(
            prepare(
                STUDENTS_RETRIEVE,
                path={"id": student_id},
                options=CallOptions(timeout, deadline, max_retries),
            )
        )

    async def update(
        self,
        student_id: int,
        /,
        *,
        status: StudentStatus | Omit = omit,
        is_active: bool | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
        idempotent: bool = False,
    ) -> StudentStatusResult:
        """Change a student's status or active flag.

        `declined` and `suspended_permanent` also deactivate the student, `verified` also activates,
        whatever flag is sent beside them. With `pending` and `suspended_temporary` the flag sent,
        or the old one, stays. Any other field is ignored.

        Args:
            student_id: Id of the student.
            status: The new status.
            is_active: Whether the student can log in.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.
            idempotent: Doing it twice does no more than doing it once, so it may be sent again when
                it is not known whether it was done.

        Returns:
            Status and flag as they are now, and nothing else.

        Raises:
            BadRequestError: A field was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: Nothing has this id.
            APIStatusError: 415: The body has another content type than the documented one.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-6, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, GEN-13,
        STU-6, STU-7, STU-8, STU-9, STU-10, STU-11, STU-12, DSH-5.
        """
        return await self._engine.call(
            prepare(
                STUDENTS_PARTIAL_UPDATE,
                path={"id": student_id},
                body={"status": status, "is_active": is_active},
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )
