"""What is logged, under `siteowner_sdk`.

DEBUG has a line for each attempt, INFO one for each retry, ERROR one for a hook that raised. Of a
call they say the method, operation id, status, duration, number of the attempt and request id, and
nothing else: no URL, no header, no body and no text of an error. The same stands in the record as
attributes whose names begin with `siteowner_`, for formatters that write JSON.
"""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING

from .response import Response

if TYPE_CHECKING:
    from .exchange import Outcome
    from .request import Request

LOGGER = logging.getLogger("siteowner_sdk")


def attempt_ended(request: Request, number: int, outcome: Outcome, seconds: float) -> None:
    """An attempt, by its number from 1."""
    status, request_id = _seen(outcome)
    LOGGER.debug(
        "%s %s: %s in %.3f s, attempt %d, request id %s",
        request.method,
        request.operation_id,
        status,
        seconds,
        number,
        request_id,
        extra={
            "siteowner_method": request.method,
            "siteowner_operation_id": request.operation_id,
            "siteowner_status": status,
            "siteowner_duration": seconds,
            "siteowner_attempt": number,
            "siteowner_request_id": request_id,
        },
    )


def retry_follows(request: Request, number: int, outcome: Outcome, pause: float) -> None:
    """A retry, by its number from 1."""
    if not LOGGER.isEnabledFor(logging.INFO):
        return
    status, request_id = _seen(outcome)
    LOGGER.info(
        "%s %s: %s, retry %d in %.3f s, request id %s",
        request.method,
        request.operation_id,
        status,
        number,
        pause,
        request_id,
        extra={
            "siteowner_method": request.method,
            "siteowner_operation_id": request.operation_id,
            "siteowner_status": status,
            "siteowner_retry": number,
            "siteowner_pause": pause,
            "siteowner_request_id": request_id,
        },
    )


def hook_failed(hook: object, event: str, error: Exception) -> None:
    """A hook that raised, and where; not what it said, which may hold anything."""
    *_, frame = traceback.extract_tb(error.__traceback__)
    LOGGER.error(
        "%s of hook %s raised %s at %s:%s; the call goes on",
        event,
        type(hook).__qualname__,
        type(error).__qualname__,
        frame.filename,
        frame.lineno,
    )


def _seen(outcome: Outcome) -> tuple[int | str, str | None]:
    """Status and request id of a response; the kind of error where none came."""
    if isinstance(outcome, Response):
        return outcome.status_code, outcome.request_id
    return type(outcome).__name__, None
