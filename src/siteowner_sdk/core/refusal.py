"""From a response that is no success to its error, with the server's words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

from .. import errors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .exchange import Exchange

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

BY_STATUS: dict[int, type[errors.APIStatusError]] = {
    400: errors.BadRequestError,
    401: errors.AuthenticationError,
    403: errors.PermissionDeniedError,
    404: errors.NotFoundError,
    429: errors.RateLimitError,
}

DEEPEST = 100
NON_FIELD_ERRORS = "non_field_errors"


def refusal(exchange: Exchange) -> errors.APIStatusError:
    """The error that a response is."""
    response = exchange.response
    body, messages = _read(response.content)
    error = _error_class(response.status_code)(
        request=exchange.request.harmless(),
        response=response,
        body=body,
        detail=_detail(body),
        errors=messages,
        retries=exchange.retries,
        in_doubt=exchange.in_doubt,
    )
    if exchange.note is not None:
        error.add_note(exchange.note)
    return error


def field_errors(body: Json) -> dict[str, list[str]]:
    """Messages by field, whatever form Django REST Framework gives them.

    Messages of an inner field go by its path (`grades.0`); a bare array of messages is about the
    whole.
    """
    if isinstance(body, list):
        body = {NON_FIELD_ERRORS: body}
    if not isinstance(body, dict) or isinstance(body.get("detail"), str):
        return {}
    messages: dict[str, list[str]] = {}
    for name, value in body.items():
        for path, message in _messages(name, value):
            messages.setdefault(path, []).append(message)
    return messages


def _error_class(status_code: int) -> type[errors.APIStatusError]:
    if status_code >= 500:
        return errors.InternalServerError
    return BY_STATUS.get(status_code, errors.APIStatusError)


def _read(content: bytes) -> tuple[Json, dict[str, list[str]]]:
    """The body and its messages by field; what is no JSON, or goes too deep, is text."""
    try:
        body: Json = json.loads(content)
        if not _is_deep(body):
            return body, field_errors(body)
    except (ValueError, RecursionError):
        pass
    return content.decode(errors="replace"), {}


def _is_deep(body: Json) -> bool:
    """Whether it goes deeper than anyone's messages do, and than can surely be pickled."""
    level: list[Json] = [body]
    for _ in range(DEEPEST):
        level = [
            inner
            for value in level
            if isinstance(value, dict | list)
            for inner in (value.values() if isinstance(value, dict) else value)
        ]
        if not level:
            return False
    return True


def _detail(body: Json) -> str | None:
    detail = body.get("detail") if isinstance(body, dict) else None
    return detail if isinstance(detail, str) else None


def _messages(path: str, value: Json) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _messages(f"{path}.{name}", inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _messages(
                f"{path}.{index}" if isinstance(inner, dict | list) else path, inner
            )
    elif value is not None:
        yield path, str(value)
