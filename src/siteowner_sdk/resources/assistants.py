# Made from openapi.yaml by `make generate`. Change that or codegen/, then make it again.

"""The assistants of all teachers."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..core.omit import Omit, omit
from ..core.options import CallOptions
from ..core.request import prepare
from ..operations import ASSISTANTS_LIST

if TYPE_CHECKING:
    from ..core.engine import AsyncEngine, Engine
    from ..core.pages import AsyncListing, Page
    from ..models import Assistant
    from .raw.assistants import AssistantsWithRawResponse, AsyncAssistantsWithRawResponse


class Assistants:
    """The assistants of all teachers."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @cached_property
    def with_raw_response(self) -> AssistantsWithRawResponse:
        """The same methods, each giving the whole response."""
        from .raw.assistants import AssistantsWithRawResponse

        return AssistantsWithRawResponse(self._engine)

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
    ) -> Page[Assistant]:
        """List assistants.

        Every assistant of every teacher, active or not, in the order of their ids.

        Args:
            teacher: Only assistants of the teacher with this id.
            search: Only assistants with every word of this text in the name, the phone or the
                gmail, in any letter case.
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
        GEN-14, AST-1, AST-2, AST-3, DSH-3.
        """
        return self._engine.page(
            prepare(
                ASSISTANTS_LIST,
                query={"teacher": teacher, "search": search, "page": page, "page_size": page_size},
                options=CallOptions(timeout, deadline, max_retries),
            )
        )


class AsyncAssistants:
    """The assistants of all teachers."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @cached_property
    def with_raw_response(self) -> AsyncAssistantsWithRawResponse:
        """The same methods, each giving the whole response."""
        from .raw.assistants import AsyncAssistantsWithRawResponse

        return AsyncAssistantsWithRawResponse(self._engine)

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
    ) -> AsyncListing[Assistant]:
        """List assistants.

        Every assistant of every teacher, active or not, in the order of their ids.

        Args:
            teacher: Only assistants of the teacher with this id.
            search: Only assistants with every word of this text in the name, the phone or the
                gmail, in any letter case.
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
        GEN-14, AST-1, AST-2, AST-3, DSH-3.
        """
        return self._engine.listing(
            prepare(
                ASSISTANTS_LIST,
                query={"teacher": teacher, "search": search, "page": page, "page_size": page_size},
                options=CallOptions(timeout, deadline, max_retries),
            )
        )
