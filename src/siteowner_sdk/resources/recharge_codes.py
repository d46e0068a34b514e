# Made from openapi.yaml by `make generate`. Change that or codegen/, then make it again.

"""Codes that students redeem for one course."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..core.omit import Omit, omit
from ..core.options import CallOptions
from ..core.request import prepare
from ..operations import RECHARGE_CODES_CREATE, RECHARGE_CODES_LIST
from .many_codes import AsyncManyRechargeCodes, ManyRechargeCodes

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal
    from typing import Literal

    from ..core.engine import AsyncEngine, Engine
    from ..core.pages import AsyncListing, Page
    from ..models import RechargeCode
    from .raw.recharge_codes import AsyncRechargeCodesWithRawResponse, RechargeCodesWithRawResponse


class RechargeCodes(ManyRechargeCodes):
    """Codes that students redeem for one course."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @cached_property
    def with_raw_response(self) -> RechargeCodesWithRawResponse:
        """The same methods, each giving the whole response."""
        from .raw.recharge_codes import RechargeCodesWithRawResponse

        return RechargeCodesWithRawResponse(self._engine)

    def list(
        self,
        *,
        course: int | Omit = omit,
        is_used: bool | Omit = omit,
        ordering: Literal[
            "created_at",
            "-created_at",
            "value",
            "-value",
            "expires_at",
            "-expires_at",
            "used_at",
            "-used_at",
        ]
        | Omit = omit,
        page: int | Omit = omit,
        page_size: int | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> Page[RechargeCode]:
        """List recharge codes.

        Every recharge code, newest first unless ordered otherwise.

        Args:
            course: Only codes of the course with this id.
            is_used: Only redeemed codes (`true`) or only those not redeemed (`false`).
            ordering: The field to order by, descending with a leading `-`. Default:
                `"-created_at"`.
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

        Requirements: GEN-1, GEN-2, GEN-3, GEN-5, GEN-7, GEN-8, GEN-9, GEN-10, GEN-11, GEN-12,
        GEN-14, COD-1, COD-2, COD-3, COD-6, COD-7, COD-8, COD-9, COD-10.
        """
        return self._engine.page(
            prepare(
                RECHARGE_CODES_LIST,
                query={
                    "course": course,
                    "is_used": is_used,
                    "ordering": ordering,
                    "page": page,
                    "page_size": page_size,
                },
                options=CallOptions(timeout, deadline, max_retries),
            )
        )

    def create(
        self,
        *,
        course: int,
        value: Decimal | int | str,
        expires_at: dt.datetime | Omit | None = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
        idempotent: bool = False,
    ) -> RechargeCode:
        """Create a recharge code.

        A new code that can be redeemed for its own course alone. The code itself is drawn by the
        backend: 16 random characters.

        Args:
            course: Id of the course.
            value: What the code is worth in EGP, from 1.00 to 99999999.99 with at most two
                decimals.
            expires_at: After this instant it can't be redeemed; it may lie in the past.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.
            idempotent: Doing it twice does no more than doing it once, so it may be sent again when
                it is not known whether it was done.

        Returns:
            The code as it was created, not redeemed.

        Raises:
            BadRequestError: A field was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            APIStatusError: 415: The body has another content type than the documented one.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, COD-1, COD-2,
        COD-3, COD-4, COD-5, COD-6, COD-10.
        """
        return self._engine.call(
            prepare(
                RECHARGE_CODES_CREATE,
                body={"course": course, "value": value, "expires_at": expires_at},
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )


class AsyncRechargeCodes(AsyncManyRechargeCodes):
    """Codes that students redeem for one course."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def with_raw_response(self) -> AsyncRechargeCodesWithRawResponse:
        """The same methods, each giving the whole response."""
        from .raw.recharge_codes import AsyncRechargeCodesWithRawResponse

        return AsyncRechargeCodesWithRawResponse(self._engine)

    def list(
        self,
        *,
        course: int | Omit = omit,
        is_used: bool | Omit = omit,
        ordering: Literal[
            "created_at",
            "-created_at",
            "value",
            "-value",
            "expires_at",
            "-expires_at",
            "used_at",
            "-used_at",
        ]
        | Omit = omit,
        page: int | Omit = omit,
        page_size: int | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> AsyncListing[RechargeCode]:
        """List recharge codes.

        Every recharge code, newest first unless ordered otherwise.

        Args:
            course: Only codes of the course with this id.
            is_used: Only redeemed codes (`true`) or only those not redeemed (`false`).
            ordering: The field to order by, descending with a leading `-`. Default:
                `"-created_at"`.
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

        Requirements: GEN-1, GEN-2, GEN-3, GEN-5, GEN-7, GEN-8, GEN-9, GEN-10, GEN-11, GEN-12,
        GEN-14, COD-1, COD-2, COD-3, COD-6, COD-7, COD-8, COD-9, COD-10.
        """
        return self._engine.listing(
            prepare(
                RECHARGE_CODES_LIST,
                query={
                    "course": course,
                    "is_used": is_used,
                    "ordering": ordering,
                    "page": page,
                    "page_size": page_size,
                },
                options=CallOptions(timeout, deadline, max_retries),
            )
        )

    async def create(
        self,
        *,
        course: int,
        value: Decimal | int | str,
        expires_at: dt.datetime | Omit | None = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
        idempotent: bool = False,
    ) -> RechargeCode:
        """Create a recharge code.

        A new code that can be redeemed for its own course alone. The code itself is drawn by the
        backend: 16 random characters.

        Args:
            course: Id of the course.
            value: What the code is worth in EGP, from 1.00 to 99999999.99 with at most two
                decimals.
            expires_at: After this instant it can't be redeemed; it may lie in the past.
            timeout: Seconds for one attempt, in place of the client's; None without end.
            deadline: Seconds for all attempts and waits, in place of the client's; None without
                end.
            max_retries: Attempts after the first, in place of the client's.
            idempotent: Doing it twice does no more than doing it once, so it may be sent again when
                it is not known whether it was done.

        Returns:
            The code as it was created, not redeemed.

        Raises:
            BadRequestError: A field was refused; the body names it.
            AuthenticationError: No credentials, or bad ones.
            PermissionDeniedError: The caller is no site owner.
            APIStatusError: 415: The body has another content type than the documented one.
            RateLimitError: The backend throttles this caller.

        Requirements: GEN-1, GEN-2, GEN-5, GEN-7, GEN-9, GEN-10, GEN-11, GEN-12, COD-1, COD-2,
        COD-3, COD-4, COD-5, COD-6, COD-10.
        """
        return await self._engine.call(
            prepare(
                RECHARGE_CODES_CREATE,
                body={"course": course, "value": value, "expires_at": expires_at},
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )
