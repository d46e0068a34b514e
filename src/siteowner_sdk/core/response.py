"""From a plain response to what the operation promises, or to the error that it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, cast

from ..errors import APIResponseValidationError
from .refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import ValidationError

    from .operation import Operation
    from .request import Request

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Response:
    """A response as it comes from a transport.

    Attributes:
        status_code: HTTP status.
        headers: Headers by their names in lower case.
        content: The body, decompressed.
    """

    status_code: int
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    content: bytes = field(default=b"", repr=False)


def parse(operation: Operation[T], request: Request, response: Response) -> T:
    """The answer of an operation.

    Raises:
        APIStatusError: The status is no success; by status one of its subclasses.
        APIResponseValidationError: The status is one, and the body is not what the contract says.
    """
    if not 200 <= response.status_code < 300:
        raise refusal(request, response)
    if operation.answer is None:
        return cast("T", None)

    from pydantic import ValidationError

    try:
        return operation.answer.validate_json(response.content, strict=True)
    except ValidationError as error:
        raise APIResponseValidationError(
            _deviations(error), request=request.harmless(), response=response
        ) from None


def _deviations(error: ValidationError) -> str:
    """Where the body leaves the contract, without the values there: they may be people's data."""
    return "; ".join(
        f"{_json_path(detail['loc'])}: {detail['msg']}"
        + (
            ""
            if detail["type"] in ("json_invalid", "missing")
            else f", not {_kind(detail['input'])}"
        )
        for detail in error.errors(include_url=False, include_context=False)[:5]
    )


def _json_path(location: tuple[int | str, ...]) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)


def _kind(value: object) -> str:
    return "null" if value is None else type(value).__name__
