# Made from openapi.yaml by `make generate`. Change that or codegen/, then make it again.

"""`Students` with raw access."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.omit import Omit, omit
from ...core.options import CallOptions
from ...core.raw import AsyncRaw, Raw
from ...core.request import prepare
from ...operations import (
    STUDENTS_LIST,
    STUDENTS_LIST_WHOLE,
    STUDENTS_PARTIAL_UPDATE,
    STUDENTS_RETRIEVE,
)

if TYPE_CHECKING:
    import builtins

    from ...core.engine import AsyncEngine, Engine
    from ...core.pages import AsyncPage, Page
    from ...core.raw import RawResponse
    from ...models import Student, StudentStatus, StudentStatusResult


class StudentsWithRawResponse:
    """The methods of `Students`, each giving the whole response."""

    def __init__(self, engine: Engine) -> None:
        self._raw = Raw(engine)

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
    ) -> RawResponse[Page[Student]]:
        """As `Students.list`, the first page."""
        return self._raw.page(
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
    ) -> RawResponse[builtins.list[Student]]:
        """As `Students.all`, where the server gives all in one answer."""
        return self._raw.whole(
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
    ) -> RawResponse[Student]:
        """As `Students.retrieve`."""
        return self._raw.call(
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
    ) -> RawResponse[StudentStatusResult]:
        """As `Students.update`."""
        return self._raw.call(
            prepare(
                STUDENTS_PARTIAL_UPDATE,
                path={"id": student_id},
                body={"status": status, "is_active": is_active},
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )


class AsyncStudentsWithRawResponse:
    """The methods of `AsyncStudents`, each giving the whole response."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._raw = AsyncRaw(engine)

    async def list(
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
    ) -> RawResponse[AsyncPage[Student]]:
        """As `AsyncStudents.list`, the first page."""
        return await self._raw.page(
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
    ) -> RawResponse[builtins.list[Student]]:
        """As `AsyncStudents.all`, where the server gives all in one answer."""
        return await self._raw.whole(
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
    ) -> RawResponse[Student]:
        """As `AsyncStudents.retrieve`."""
        return await self._raw.call(
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
    ) -> RawResponse[StudentStatusResult]:
        """As `AsyncStudents.update`."""
        return await self._raw.call(
            prepare(
                STUDENTS_PARTIAL_UPDATE,
                path={"id": student_id},
                body={"status": status, "is_active": is_active},
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )
