"""The options of every list: which pages, and how many rows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, TypeVar

import typer

from siteowner_sdk.cli.failures import WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from siteowner_sdk import Page

__all__ = ["Limit", "PageNumber", "PageSize", "Reach", "Whole", "items", "whole"]

T = TypeVar("T")
PANEL = "Pages"
LARGEST_PAGE = 100

Limit: TypeAlias = Annotated[
    int | None, typer.Option("--limit", min=1, help="At most so many.", rich_help_panel=PANEL)
]
PageNumber: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--page",
        min=1,
        help="Only this page, by its number.",
        rich_help_panel=PANEL,
        show_default="all pages",
    ),
]
PageSize: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--page-size",
        min=1,
        max=LARGEST_PAGE,
        help="Rows that a page has.",
        rich_help_panel=PANEL,
        show_default="100, and 20 with --page",
    ),
]
Whole: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--all", help="Fetch all in one request (all=true), not by pages.", rich_help_panel=PANEL
    ),
]


@dataclass(frozen=True)
class Reach:
    """How far a list is walked.

    Attributes:
        limit: At most so many rows.
        page: The number of the only page.
        page_size: Rows a page.
    """

    limit: int | None = None
    page: int | None = None
    page_size: int | None = None


def items(list_: Callable[..., Page[T]], filters: dict[str, Any], reach: Reach) -> Iterable[T]:
    """The rows of a list: of all pages, of one, or the first of them.

    Args:
        list_: The SDK's method.
        filters: Its arguments, without those of pages.
        reach: How far it is walked.
    """
    if reach.page is not None:
        size = {} if reach.page_size is None else {"page_size": reach.page_size}
        return islice(list_(**filters, page=reach.page, **size).results, reach.limit)
    page_size = reach.page_size or min(reach.limit or LARGEST_PAGE, LARGEST_PAGE)
    return list_(**filters, page_size=page_size).items(max_items=reach.limit)


def whole(all_: Callable[..., list[T]], filters: dict[str, Any], reach: Reach) -> Iterable[T]:
    """The rows of a list that is fetched in one request.

    Args:
        all_: The SDK's method.
        filters: Its arguments.
        reach: How far it is walked, which can't be by pages.

    Raises:
        WrongUsageError: A page is asked for as well.
    """
    if reach.page is not None or reach.page_size is not None:
        raise WrongUsageError("--all takes no pages: leave --page and --page-size out")
    return islice(all_(**filters), reach.limit)
