"""From the bytes of a body to data, by the content type that the operation takes."""

import json
from collections.abc import Callable
from typing import NoReturn

from siteowner_reference.drf.errors import (
    ParseError,
    SuspiciousRequestError,
    UnsupportedMediaTypeError,
)
from siteowner_reference.drf.multipart import MAX_TEXT_BYTES, Form, parse_multipart

JSON = "application/json"
MULTIPART = "multipart/form-data"
FORMS = {MULTIPART, "application/x-www-form-urlencoded"}


def parse_body(body: bytes, content_type: str, accepted: str) -> object:
    """Reads the body of a request.

    Args:
        body: The raw bytes. No byte at all is an empty form if its type is a form's, and else an
            empty object, whatever its type.
        content_type: The whole `Content-Type` header, empty if it was not sent.
        accepted: The one content type of the operation.

    Raises:
        UnsupportedMediaTypeError: The body is of another type (GEN-11).
        ParseError: The body is not well-formed (GEN-11).
        SuspiciousRequestError: The body is too large, beside its files.
    """
    media_type = content_type.partition(";")[0].strip().lower()
    if not body:
        return Form({}) if media_type in FORMS else {}
    if media_type != accepted:
        raise UnsupportedMediaTypeError(content_type)
    return PARSERS[accepted](body, content_type)


def parse_json(body: bytes, _content_type: str) -> object:
    """Reads UTF-8 JSON as strictly as DRF does: no byte order mark, no NaN, no infinity."""
    if len(body) > MAX_TEXT_BYTES:
        raise SuspiciousRequestError
    try:
        return json.loads(body.decode(), parse_constant=_refuse_constant)
    except RecursionError as error:
        raise ParseError("JSON parse error - The body is nested too deeply.") from error
    except ValueError as error:
        raise ParseError(f"JSON parse error - {error}") from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"Out of range float values are not JSON compliant: {name!r}")


PARSERS: dict[str, Callable[[bytes, str], object]] = {
    JSON: parse_json,
    MULTIPART: parse_multipart,
}
