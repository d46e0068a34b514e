# Made from openapi.yaml by `make generate`. Change that or codegen/, then make it again.

"""`Assistants` with raw access."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.omit import Omit, omit
from ...core.options import CallOptions
from ...core.raw import AsyncRaw, Raw
from ...core.request import prepare
from ...operations import ASSISTANTS_LIST

if TYPE_CHECKING:
    from ...core.engine import AsyncEngine, Engine
    from ...core.pages import AsyncPage, Page
    from ...core.raw import RawResponse
    from ...models import Assistant


class AssistantsWithRawResponse:
    """The methods of `Assistants`, each giving the whole response."""

    def __init__(self, engine: Engine) -> None:
        self._raw = Raw(engine)

    def list(
        self,
        *,
        teacher: int | Omit = omit,
        search: str | Omit = omit,
        page: int | Omit = omit,
        page_size: int | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RawResponse[Page[Assistant]]:
        """As `Assistants.list`, the first page."""
        return self._raw.page(
            prepare(
                ASSISTANTS_LIST,
                query={"teacher": teacher, "search": search, "page": page, "page_size": page_size},
                options=CallOptions(timeout, deadline, max_retries),
            )
        )


class AsyncAssistantsWithRawResponse:
    """The methods of `AsyncAssistants`, each giving the whole response."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._raw = AsyncRaw(engine)

    async def list(
        self,
        *,
        teacher: int | Omit = omit,
        search: str | Omit = omit,
        page: int | Omit = omit,
        page_size: int | Omit = omit,
        timeout: float | Omit | None = omit,
        deadline: float | Omit | None = omit,
        max_retries: int | Omit = omit,
    ) -> RawResponse[AsyncPage[Assistant]]:
        """As `AsyncAssistants.list`, the first page."""
        return await self._raw.page(
            prepare(
                ASSISTANTS_LIST,
                query={"teacher": teacher, "search": search, "page": page, "page_size": page_size},
                options=CallOptions(timeout, deadline, max_retries),
            )
        )
