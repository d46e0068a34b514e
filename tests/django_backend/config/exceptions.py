"""How exceptions become answers."""

from typing import Any

from django.http import Http404
from rest_framework import exceptions, views
from rest_framework.response import Response


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answers as DRF does, but a missing object is `Not found.`, as in the documents."""
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    return views.exception_handler(error, context)
