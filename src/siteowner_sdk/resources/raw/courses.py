# Made from openapi.yaml by `make generate`. Change that or codegen/, then make it again.

"""`Courses` with raw access."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.omit import Omit, omit
from ...core.options import CallOptions
from ...core.raw import AsyncRaw, Raw
from ...core.request import prepare
from ...operations import COURSES_CREATE, COURSES_DESTROY, COURSES_PARTIAL_UPDATE, COURSES_UPDATE

if TYPE_CHECKING:
    from ...core.engine import AsyncEngine, Engine
    from ...core.files import FileInput
    from ...core.raw import RawResponse
    from ...models import Course


class CoursesWithRawResponse:
    """The methods of `Courses`, each giving the whole response."""

    def __init__(self, engine: Engine) -> None:
        self._raw = Raw(engine)

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
    ) -> RawResponse[Course]:
        """As `Courses.create`."""
        return self._raw.call(
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
    ) -> RawResponse[Course]:
        """As `Courses.replace`."""
        return self._raw.call(
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
    ) -> RawResponse[Course]:
        """As `Courses.update`."""
        return self._raw.call(
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
    ) -> RawResponse[None]:
        """As `Courses.delete`."""
        return self._raw.call(
            prepare(
                COURSES_DESTROY,
                path={"id": course_id},
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )


class AsyncCoursesWithRawResponse:
    """The methods of `AsyncCourses`, each giving the whole response."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._raw = AsyncRaw(engine)

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
    ) -> RawResponse[Course]:
        """As `AsyncCourses.create`."""
        return await self._raw.call(
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
    ) -> RawResponse[Course]:
        """As `AsyncCourses.replace`."""
        return await self._raw.call(
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
    ) -> RawResponse[Course]:
        """As `AsyncCourses.update`."""
        return await self._raw.call(
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
    ) -> RawResponse[None]:
        """As `AsyncCourses.delete`."""
        return await self._raw.call(
            prepare(
                COURSES_DESTROY,
                path={"id": course_id},
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )
