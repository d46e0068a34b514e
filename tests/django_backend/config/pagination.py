"""Pages, and the way round them."""

import sys
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from rest_framework import pagination
from rest_framework.request import Request


class PageNumberPagination(pagination.PageNumberPagination):
    """Twenty a page, unless the caller asks for up to a hundred."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100


class PagesOrAll(PageNumberPagination):
    """Pages, unless the caller asks for all (`all=true`): an array, or one page of them all."""

    def paginate_queryset(
        self, queryset: QuerySet[Any], request: Request, view: Any = None
    ) -> list[Any] | None:
        """Gives a page; None, that is no paging, for an array of all."""
        if settings.ALL_SHAPE == "array" and asks_for_all(request):
            return None
        return super().paginate_queryset(queryset, request, view)

    def get_page_size(self, request: Request) -> int | None:
        """Gives how many items a page has."""
        return sys.maxsize if asks_for_all(request) else super().get_page_size(request)


def asks_for_all(request: Request) -> bool:
    """Tells whether the caller wants no pages."""
    return request.query_params.get("all", "").lower() == "true"
