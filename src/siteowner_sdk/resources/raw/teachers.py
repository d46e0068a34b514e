# Made from openapi.yaml by `make generate`. Change that or codegen/, then make it again.

"""`Teachers` with raw access."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.omit import Omit, omit
from ...core.options import CallOptions
from ...core.raw import AsyncRaw, Raw
from ...core.request import prepare
from ...operations import (
    TEACHERS_CREATE,
    TEACHERS_LIST,
    TEACHERS_LIST_WHOLE,
    TEACHERS_PARTIAL_UPDATE,
    TEACHERS_RETRIEVE,
    TEACHERS_UPDATE,
)

if TYPE_CHECKING:
    import builtins
    from collections.abc import Sequence

    from ...core.engine import AsyncEngine, Engine
    from ...core.files import FileInput
    from ...core.pages import AsyncPage, Page
    from ...core.raw import RawResponse
    from ...models import Gender, Teacher


class TeachersWithRawResponse:
    """The methods of `Teachers`, each giving the whole response."""

    def __init__(self, engine: Engine) -> None:
        self._raw = Raw(engine)

    def list(
        self,
        *,
        is_active: bool | Omit = omit,
        subject: int | Omit = omit,
        grades: int | Omit = omit,
        search: str | Omit = omit,
        page: int | Omit = omit,
        page_size: int | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RawResponse[Page[Teacher]]:
        """As `Teachers.list`, the first page."""
        return self._raw.page(
            prepare(
                TEACHERS_LIST,
                query={
                    "is_active": is_active,
                    "subject": subject,
                    "grades": grades,
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
        is_active: bool | Omit = omit,
        subject: int | Omit = omit,
        grades: int | Omit = omit,
        search: str | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RawResponse[builtins.list[Teacher]]:
        """As `Teachers.all`, where the server gives all in one answer."""
        return self._raw.whole(
            prepare(
                TEACHERS_LIST_WHOLE,
                query={
                    "all": "true",
                    "is_active": is_active,
                    "subject": subject,
                    "grades": grades,
                    "search": search,
                },
                options=CallOptions(timeout, deadline, max_retries),
            )
        )

    def create(
        self,
        *,
        username: str,
        password: str,
        name: str,
        phone: str,
        gmail: str,
        gender: Gender,
        subject: int,
        grades: Sequence[int],
        secondary_phone: str | Omit | None = omit,
        profile_picture: FileInput | Omit | None = omit,
        biography: str | Omit | None = omit,
        facebook: str | Omit | None = omit,
        is_active: bool | Omit = omit,
        video_security: int | Omit | None = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
        idempotent: bool = False,
    ) -> RawResponse[Teacher]:
        """As `Teachers.create`."""
        return self._raw.call(
            prepare(
                TEACHERS_CREATE,
                body={
                    "username": username,
                    "password": password,
                    "name": name,
                    "phone": phone,
                    "gmail": gmail,
                    "gender": gender,
                    "subject": subject,
                    "grades": grades,
                    "secondary_phone": secondary_phone,
                    "profile_picture": profile_picture,
                    "biography": biography,
                    "facebook": facebook,
                    "is_active": is_active,
                    "video_security": video_security,
                },
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )

    def retrieve(
        self,
        teacher_id: int,
        /,
        *,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RawResponse[Teacher]:
        """As `Teachers.retrieve`."""
        return self._raw.call(
            prepare(
                TEACHERS_RETRIEVE,
                path={"id": teacher_id},
                options=CallOptions(timeout, deadline, max_retries),
            )
        )

    def replace(
        self,
        teacher_id: int,
        /,
        *,
        username: str,
        password: str,
        name: str,
        phone: str,
        gmail: str,
        gender: Gender,
        subject: int,
        grades: Sequence[int],
        secondary_phone: str | Omit | None = omit,
        profile_picture: FileInput | Omit | None = omit,
        biography: str | Omit | None = omit,
        facebook: str | Omit | None = omit,
        is_active: bool | Omit = omit,
        video_security: int | Omit | None = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
        idempotent: bool = False,
    ) -> RawResponse[Teacher]:
        """As `Teachers.replace`."""
        return self._raw.call(
            prepare(
                TEACHERS_UPDATE,
                path={"id": teacher_id},
                body={
                    "username": username,
                    "password": password,
                    "name": name,
                    "phone": phone,
                    "gmail": gmail,
                    "gender": gender,
                    "subject": subject,
                    "grades": grades,
                    "secondary_phone": secondary_phone,
                    "profile_picture": profile_picture,
                    "biography": biography,
                    "facebook": facebook,
                    "is_active": is_active,
                    "video_security": video_security,
                },
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )

    def update(
        self,
        teacher_id: int,
        /,
        *,
        username: str | Omit = omit,
        password: str | Omit = omit,
        name: str | Omit = omit,
        phone: str | Omit = omit,
        secondary_phone: str | Omit | None = omit,
        gmail: str | Omit = omit,
        gender: Gender | Omit = omit,
        profile_picture: FileInput | Omit | None = omit,
        biography: str | Omit | None = omit,
        facebook: str | Omit | None = omit,
        is_active: bool | Omit = omit,
        subject: int | Omit = omit,
        grades: Sequence[int] | Omit = omit,
        video_security: int | Omit | None = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
        idempotent: bool = False,
    ) -> RawResponse[Teacher]:
        """As `Teachers.update`."""
        return self._raw.call(
            prepare(
                TEACHERS_PARTIAL_UPDATE,
                path={"id": teacher_id},
                body={
                    "username": username,
                    "password": password,
                    "name": name,
                    "phone": phone,
                    "secondary_phone": secondary_phone,
                    "gmail": gmail,
                    "gender": gender,
                    "profile_picture": profile_picture,
                    "biography": biography,
                    "facebook": facebook,
                    "is_active": is_active,
                    "subject": subject,
                    "grades": grades,
                    "video_security": video_security,
                },
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )


class AsyncTeachersWithRawResponse:
    """The methods of `AsyncTeachers`, each giving the whole response."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._raw = AsyncRaw(engine)

    async def list(
        self,
        *,
        is_active: bool | Omit = omit,
        subject: int | Omit = omit,
        grades: int | Omit = omit,
        search: str | Omit = omit,
        page: int | Omit = omit,
        page_size: int | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RawResponse[AsyncPage[Teacher]]:
        """As `AsyncTeachers.list`, the first page."""
        return await self._raw.page(
            prepare(
                TEACHERS_LIST,
                query={
                    "is_active": is_active,
                    "subject": subject,
                    "grades": grades,
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
        is_active: bool | Omit = omit,
        subject: int | Omit = omit,
        grades: int | Omit = omit,
        search: str | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RawResponse[builtins.list[Teacher]]:
        """As `AsyncTeachers.all`, where the server gives all in one answer."""
        return await self._raw.whole(
            prepare(
                TEACHERS_LIST_WHOLE,
                query={
                    "all": "true",
                    "is_active": is_active,
                    "subject": subject,
                    "grades": grades,
                    "search": search,
                },
                options=CallOptions(timeout, deadline, max_retries),
            )
        )

    async def create(
        self,
        *,
        username: str,
        password: str,
        name: str,
        phone: str,
        gmail: str,
        gender: Gender,
        subject: int,
        grades: Sequence[int],
        secondary_phone: str | Omit | None = omit,
        profile_picture: FileInput | Omit | None = omit,
        biography: str | Omit | None = omit,
        facebook: str | Omit | None = omit,
        is_active: bool | Omit = omit,
        video_security: int | Omit | None = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
        idempotent: bool = False,
    ) -> RawResponse[Teacher]:
        """As `AsyncTeachers.create`."""
        return await self._raw.call(
            prepare(
                TEACHERS_CREATE,
                body={
                    "username": username,
                    "password": password,
                    "name": name,
                    "phone": phone,
                    "gmail": gmail,
                    "gender": gender,
                    "subject": subject,
                    "grades": grades,
                    "secondary_phone": secondary_phone,
                    "profile_picture": profile_picture,
                    "biography": biography,
                    "facebook": facebook,
                    "is_active": is_active,
                    "video_security": video_security,
                },
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )

    async def retrieve(
        self,
        teacher_id: int,
        /,
        *,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RawResponse[Teacher]:
        """As `AsyncTeachers.retrieve`."""
        return await self._raw.call(
            prepare(
                TEACHERS_RETRIEVE,
                path={"id": teacher_id},
                options=CallOptions(timeout, deadline, max_retries),
            )
        )

    async def replace(
        self,
        teacher_id: int,
        /,
        *,
        username: str,
        password: str,
        name: str,
        phone: str,
        gmail: str,
        gender: Gender,
        subject: int,
        grades: Sequence[int],
        secondary_phone: str | Omit | None = omit,
        profile_picture: FileInput | Omit | None = omit,
        biography: str | Omit | None = omit,
        facebook: str | Omit | None = omit,
        is_active: bool | Omit = omit,
        video_security: int | Omit | None = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
        idempotent: bool = False,
    ) -> RawResponse[Teacher]:
        """As `AsyncTeachers.replace`."""
        return await self._raw.call(
            prepare(
                TEACHERS_UPDATE,
                path={"id": teacher_id},
                body={
                    "username": username,
                    "password": password,
                    "name": name,
                    "phone": phone,
                    "gmail": gmail,
                    "gender": gender,
                    "subject": subject,
                    "grades": grades,
                    "secondary_phone": secondary_phone,
                    "profile_picture": profile_picture,
                    "biography": biography,
                    "facebook": facebook,
                    "is_active": is_active,
                    "video_security": video_security,
                },
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )

    async def update(
        self,
        teacher_id: int,
        /,
        *,
        username: str | Omit = omit,
        password: str | Omit = omit,
        name: str | Omit = omit,
        phone: str | Omit = omit,
        secondary_phone: str | Omit | None = omit,
        gmail: str | Omit = omit,
        gender: Gender | Omit = omit,
        profile_picture: FileInput | Omit | None = omit,
        biography: str | Omit | None = omit,
        facebook: str | Omit | None = omit,
        is_active: bool | Omit = omit,
        subject: int | Omit = omit,
        grades: Sequence[int] | Omit = omit,
        video_security: int | Omit | None = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
        idempotent: bool = False,
    ) -> RawResponse[Teacher]:
        """As `AsyncTeachers.update`."""
        return await self._raw.call(
            prepare(
                TEACHERS_PARTIAL_UPDATE,
                path={"id": teacher_id},
                body={
                    "username": username,
                    "password": password,
                    "name": name,
                    "phone": phone,
                    "secondary_phone": secondary_phone,
                    "gmail": gmail,
                    "gender": gender,
                    "profile_picture": profile_picture,
                    "biography": biography,
                    "facebook": facebook,
                    "is_active": is_active,
                    "subject": subject,
                    "grades": grades,
                    "video_security": video_security,
                },
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )
