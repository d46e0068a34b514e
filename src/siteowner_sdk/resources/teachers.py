# Made from openapi.yaml by `make generate`. Change that or codegen/, then make it again.

"""Teachers, their subjects and the grades they teach.

There is no delete.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..core.omit import Omit, omit
from ..core.options import CallOptions
from ..core.request import prepare
from ..operations import (
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

    from ..core.engine import AsyncEngine, Engine
    from ..core.files import FileInput
    from ..core.pages import AsyncListing, Page
    from ..models import Gender, Teacher
    from .raw.teachers import AsyncTeachersWithRawResponse, TeachersWithRawResponse


class Teachers:
    """Teachers, their subjects and the grades they teach.

    There is no delete.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @cached_property
    def with_raw_response(self) -> TeachersWithRawResponse:
        """The same methods, each giving the whole response."""
        from .raw.teachers import TeachersWithRawResponse

        return TeachersWithRawResponse(self._engine)

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
    ) -> Page[Teacher]:
        """List teachers.

        Every teacher with full details, active or not, in the order of their ids.

        Args:
            is_active: Only active teachers (`true`) or only inactive ones (`false`).
            subject: Only teachers of the subject with this id.
            grades: Only teachers who teach the grade with this id.
            search: Only teachers whose name contains every word of this text, in any letter case.
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
        GEN-12, GEN-14, TCH-1, TCH-2, TCH-3, TCH-4, TCH-5, TCH-6, TCH-23, DSH-3, DSH-6, DSH-7,
        DSH-8.
        """
        return self._engine.page(
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
    ) -> builtins.list[Teacher]:
        """List teachers, all at once.

        Every teacher with full details, active or not, in the order of their ids.

        Args:
            is_active: Only active teachers (`true`) or only inactive ones (`false`).
            subject: Only teachers of the subject with this id.
            grades: Only teachers who teach the grade with this id.
            search: Only teachers whose name contains every word of this text, in any letter case.
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
        GEN-12, GEN-14, TCH-1, TCH-2, TCH-3, TCH-4, TCH-5, TCH-6, TCH-23, DSH-3, DSH-6, DSH-7,
        DSH-8.
        """
        return self._engine.whole(
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
    ) -> Teacher:
        """Create a teacher.

        Makes the user and the teacher together or not at all. A teacher has one subject and at
        least one grade.

        Args:
            username: Name to log in with; unique over all users, compared exactly.
            password: At least 8 characters, not too common, not all digits, not like the user name.
            name: The teacher's name.
            phone: Egyptian mobile number: 010, 011, 012 or 015 and 8 digits.
            gmail: E-mail address; unique over teachers, students and assistants, in any letter
                case.
            gender: The teacher's gender.
            subject: Id of the one subject.
            grades: Ids of the grades; in a form the key is repeated.
            secondary_phone: A second Egyptian mobile number.
            profile_picture: A JPEG, PNG or WebP picture of at most 5 MiB.
            biography: About the teacher.
            facebook: URL of a Facebook page.
            is_active: Whether the teacher can log in. Default: `true`.
            video_security: Id of the video security.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.
            idempotent: Doing it twice does no more than doing it once, so it may be sent again when
                it is not known whether it was done.

        Returns:
            The teacher as it was created.

        Raises:
            BadRequestError: A field was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            APIStatusError: 415: The body has another content type than the documented one.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, GEN-13, TCH-6,
        TCH-7, TCH-8, TCH-9, TCH-10, TCH-11, TCH-12, TCH-13, TCH-14, TCH-15, TCH-16, TCH-17, TCH-18,
        TCH-19, TCH-23, DSH-4.
        """
        return self._engine.call(
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
    ) -> Teacher:
        """Retrieve a teacher.

        One teacher, the same object as in the list.

        Args:
            teacher_id: Id of the teacher.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.

        Returns:
            The teacher.

        Raises:
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: Nothing has this id.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-6, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, TCH-5,
        TCH-6, TCH-16, TCH-20, TCH-23.
        """
        return self._engine.call(
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
    ) -> Teacher:
        """Replace a teacher.

        Needs what creation needs, the password too. An optional field that is left out keeps its
        value. The teacher's own user name and gmail are accepted.

        Args:
            teacher_id: Id of the teacher.
            username: Name to log in with; unique over all users, compared exactly.
            password: At least 8 characters, not too common, not all digits, not like the user name.
            name: The teacher's name.
            phone: Egyptian mobile number: 010, 011, 012 or 015 and 8 digits.
            gmail: E-mail address; unique over teachers, students and assistants, in any letter
                case.
            gender: The teacher's gender.
            subject: Id of the one subject.
            grades: Ids of the grades; in a form the key is repeated.
            secondary_phone: A second Egyptian mobile number.
            profile_picture: A JPEG, PNG or WebP picture of at most 5 MiB.
            biography: About the teacher.
            facebook: URL of a Facebook page.
            is_active: Whether the teacher can log in.
            video_security: Id of the video security.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.
            idempotent: Doing it twice does no more than doing it once, so it may be sent again when
                it is not known whether it was done.

        Returns:
            The teacher as it is now.

        Raises:
            BadRequestError: A field was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: Nothing has this id.
            APIStatusError: 415: The body has another content type than the documented one.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-6, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, TCH-10,
        TCH-11, TCH-12, TCH-13, TCH-14, TCH-16, TCH-17, TCH-18, TCH-21, TCH-22, TCH-23.
        """
        return self._engine.call(
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
    ) -> Teacher:
        """Change a teacher.

        Changes the fields that are sent and no other. A deactivated teacher can no longer log in;
        their data stays.

        Args:
            teacher_id: Id of the teacher.
            username: Name to log in with; unique over all users, compared exactly.
            password: At least 8 characters, not too common, not all digits, not like the user name.
            name: The teacher's name.
            phone: Egyptian mobile number: 010, 011, 012 or 015 and 8 digits.
            secondary_phone: A second Egyptian mobile number.
            gmail: E-mail address; unique over teachers, students and assistants, in any letter
                case.
            gender: The teacher's gender.
            profile_picture: A JPEG, PNG or WebP picture of at most 5 MiB.
            biography: About the teacher.
            facebook: URL of a Facebook page.
            is_active: Whether the teacher can log in.
            subject: Id of the one subject.
            grades: Ids of the grades; in a form the key is repeated.
            video_security: Id of the video security.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.
            idempotent: Doing it twice does no more than doing it once, so it may be sent again when
                it is not known whether it was done.

        Returns:
            The teacher as it is now.

        Raises:
            BadRequestError: A field was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: Nothing has this id.
            APIStatusError: 415: The body has another content type than the documented one.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-6, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, GEN-13,
        TCH-10, TCH-11, TCH-12, TCH-13, TCH-14, TCH-16, TCH-17, TCH-18, TCH-20, TCH-22, TCH-23.
        """
        return self._engine.call(
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


class AsyncTeachers:
    """Teachers, their subjects and the grades they teach.

    There is no delete.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def with_raw_response(self) -> AsyncTeachersWithRawResponse:
        """The same methods, each giving the whole response."""
        from .raw.teachers import AsyncTeachersWithRawResponse

        return AsyncTeachersWithRawResponse(self._engine)

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
    ) -> AsyncListing[Teacher]:
        """List teachers.

        Every teacher with full details, active or not, in the order of their ids.

        Args:
            is_active: Only active teachers (`true`) or only inactive ones (`false`).
            subject: Only teachers of the subject with this id.
            grades: Only teachers who teach the grade with this id.
            search: Only teachers whose name contains every word of this text, in any letter case.
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
        GEN-12, GEN-14, TCH-1, TCH-2, TCH-3, TCH-4, TCH-5, TCH-6, TCH-23, DSH-3, DSH-6, DSH-7,
        DSH-8.
        """
        return self._engine.listing(
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
    ) -> builtins.list[Teacher]:
        """List teachers, all at once.

        Every teacher with full details, active or not, in the order of their ids.

        Args:
            is_active: Only active teachers (`true`) or only inactive ones (`false`).
            subject: Only teachers of the subject with this id.
            grades: Only teachers who teach the grade with this id.
            search: Only teachers whose name contains every word of this text, in any letter case.
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
        GEN-12, GEN-14, TCH-1, TCH-2, TCH-3, TCH-4, TCH-5, TCH-6, TCH-23, DSH-3, DSH-6, DSH-7,
        DSH-8.
        """
        return await self._engine.whole(
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
    ) -> Teacher:
        """Create a teacher.

        Makes the user and the teacher together or not at all. A teacher has one subject and at
        least one grade.

        Args:
            username: Name to log in with; unique over all users, compared exactly.
            password: At least 8 characters, not too common, not all digits, not like the user name.
            name: The teacher's name.
            phone: Egyptian mobile number: 010, 011, 012 or 015 and 8 digits.
            gmail: E-mail address; unique over teachers, students and assistants, in any letter
                case.
            gender: The teacher's gender.
            subject: Id of the one subject.
            grades: Ids of the grades; in a form the key is repeated.
            secondary_phone: A second Egyptian mobile number.
            profile_picture: A JPEG, PNG or WebP picture of at most 5 MiB.
            biography: About the teacher.
            facebook: URL of a Facebook page.
            is_active: Whether the teacher can log in. Default: `true`.
            video_security: Id of the video security.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.
            idempotent: Doing it twice does no more than doing it once, so it may be sent again when
                it is not known whether it was done.

        Returns:
            The teacher as it was created.

        Raises:
            BadRequestError: A field was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            APIStatusError: 415: The body has another content type than the documented one.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, GEN-13, TCH-6,
        TCH-7, TCH-8, TCH-9, TCH-10, TCH-11, TCH-12, TCH-13, TCH-14, TCH-15, TCH-16, TCH-17, TCH-18,
        TCH-19, TCH-23, DSH-4.
        """
        return await self._engine.call(
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
    ) -> Teacher:
        """Retrieve a teacher.

        One teacher, the same object as in the list.

        Args:
            teacher_id: Id of the teacher.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.

        Returns:
            The teacher.

        Raises:
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: Nothing has this id.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-6, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, TCH-5,
        TCH-6, TCH-16, TCH-20, TCH-23.
        """
        return await self._engine.call(
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
    ) -> Teacher:
        """Replace a teacher.

        Needs what creation needs, the password too. An optional field that is left out keeps its
        value. The teacher's own user name and gmail are accepted.

        Args:
            teacher_id: Id of the teacher.
            username: Name to log in with; unique over all users, compared exactly.
            password: At least 8 characters, not too common, not all digits, not like the user name.
            name: The teacher's name.
            phone: Egyptian mobile number: 010, 011, 012 or 015 and 8 digits.
            gmail: E-mail address; unique over teachers, students and assistants, in any letter
                case.
            gender: The teacher's gender.
            subject: Id of the one subject.
            grades: Ids of the grades; in a form the key is repeated.
            secondary_phone: A second Egyptian mobile number.
            profile_picture: A JPEG, PNG or WebP picture of at most 5 MiB.
            biography: About the teacher.
            facebook: URL of a Facebook page.
            is_active: Whether the teacher can log in.
            video_security: Id of the video security.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.
            idempotent: Doing it twice does no more than doing it once, so it may be sent again when
                it is not known whether it was done.

        Returns:
            The teacher as it is now.

        Raises:
            BadRequestError: A field was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: Nothing has this id.
            APIStatusError: 415: The body has another content type than the documented one.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-6, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, TCH-10,
        TCH-11, TCH-12, TCH-13, TCH-14, TCH-16, TCH-17, TCH-18, TCH-21, TCH-22, TCH-23.
        """
        return await self._engine.call(
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
    ) -> Teacher:
        """Change a teacher.

        Changes the fields that are sent and no other. A deactivated teacher can no longer log in;
        their data stays.

        Args:
            teacher_id: Id of the teacher.
            username: Name to log in with; unique over all users, compared exactly.
            password: At least 8 characters, not too common, not all digits, not like the user name.
            name: The teacher's name.
            phone: Egyptian mobile number: 010, 011, 012 or 015 and 8 digits.
            secondary_phone: A second Egyptian mobile number.
            gmail: E-mail address; unique over teachers, students and assistants, in any letter
                case.
            gender: The teacher's gender.
            profile_picture: A JPEG, PNG or WebP picture of at most 5 MiB.
            biography: About the teacher.
            facebook: URL of a Facebook page.
            is_active: Whether the teacher can log in.
            subject: Id of the one subject.
            grades: Ids of the grades; in a form the key is repeated.
            video_security: Id of the video security.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.
            idempotent: Doing it twice does no more than doing it once, so it may be sent again when
                it is not known whether it was done.

        Returns:
            The teacher as it is now.

        Raises:
            BadRequestError: A field was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            NotFoundError: Nothing has this id.
            APIStatusError: 415: The body has another content type than the documented one.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-6, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, GEN-13,
        TCH-10, TCH-11, TCH-12, TCH-13, TCH-14, TCH-16, TCH-17, TCH-18, TCH-20, TCH-22, TCH-23.
        """
        return await self._engine.call(
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
