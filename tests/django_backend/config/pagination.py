"""Pages, and the way round them."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import pagination
from rest_framework.request import Request


class PageNumberPagination(pagination.PageNumberPagination):
    """Twenty a page, unless the caller asks for up to a hundred."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100


class PagesOrAll(PageNumberPagination):
    """Pages, unless the caller asks for all (`all=true`)."""

    def paginate_queryset(
        self, queryset: QuerySet[Any], request: Request, view: Any = None
    ) -> list[Any] | None:
        """Gives a page; None, that is no paging, for all."""
        if request.query_params.get("all", "").lower() == "true":
            return None
        return super().paginate_queryset(queryset, request, view)
