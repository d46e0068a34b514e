# Made from openapi.yaml by `make generate`. Change that or codegen/, then make it again.

"""`RechargeCodes` with raw access."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.omit import Omit, omit
from ...core.options import CallOptions
from ...core.raw import AsyncRaw, Raw
from ...core.request import prepare
from ...operations import RECHARGE_CODES_CREATE, RECHARGE_CODES_LIST

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal
    from typing import Literal

    from ...core.engine import AsyncEngine, Engine
    from ...core.pages import AsyncPage, Page
    from ...core.raw import RawResponse
    from ...models import RechargeCode


class RechargeCodesWithRawResponse:
    """The methods of `RechargeCodes`, each giving the whole response."""

    def __init__(self, engine: Engine) -> None:
        self._raw = Raw(engine)

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
    ) -> RawResponse[Page[RechargeCode]]:
        """As `RechargeCodes.list`, the first page."""
        return self._raw.page(
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
    ) -> RawResponse[RechargeCode]:
        """As `RechargeCodes.create`."""
        return self._raw.call(
            prepare(
                RECHARGE_CODES_CREATE,
                body={"course": course, "value": value, "expires_at": expires_at},
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )


class AsyncRechargeCodesWithRawResponse:
    """The methods of `AsyncRechargeCodes`, each giving the whole response."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._raw = AsyncRaw(engine)

    async def list(
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
    ) -> RawResponse[AsyncPage[RechargeCode]]:
        """As `AsyncRechargeCodes.list`, the first page."""
        return await self._raw.page(
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
    ) -> RawResponse[RechargeCode]:
        """As `AsyncRechargeCodes.create`."""
        return await self._raw.call(
            prepare(
                RECHARGE_CODES_CREATE,
                body={"course": course, "value": value, "expires_at": expires_at},
                options=CallOptions(timeout, deadline, max_retries, idempotent),
            )
        )
