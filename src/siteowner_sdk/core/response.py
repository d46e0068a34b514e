"""From a plain response to what the operation promises, or to the error that it is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar, cast

from ..errors import APIResponseValidationError
from .collecting import LARGE, uncollected
from .deviations import TOLERANT, Deviation, DriftPolicy, broken
from .refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .exchange import Exchange
    from .operation import Operation

T = TypeVar("T")

# What may be seen of the answer to a log-in, whose other headers may hold a token.
HARMLESS_HEADERS = frozenset({"content-type", "date", "retry-after", "x-request-id"})


@dataclass(frozen=True, slots=True)
class Response:
    """A response as it comes from a transport.

    Attributes:
        status_code: HTTP status.
        headers: Headers by their names in lower case.
        content: The body, decompressed.
        elapsed: Seconds of the attempt that it came of.
    """

    status_code: int
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    content: bytes = field(default=b"", repr=False)
    elapsed: float = field(default=0.0, compare=False)

    @property
    def request_id(self) -> str | None:
        """What the server calls the request (`X-Request-ID`); None where it does not say."""
        return self.headers.get("x-request-id")

    def without_secrets(self) -> Response:
        """The same without its body, and without headers of unknown meaning."""
        return replace(self.with_harmless_headers(), content=b"")

    def with_harmless_headers(self) -> Response:
        """The same without headers of unknown meaning."""
        headers = {k: v for k, v in self.headers.items() if k in HARMLESS_HEADERS}
        if "location" in self.headers:
            headers["location"] = self.headers["location"].partition("?")[0].partition("#")[0]
        return replace(self, headers=headers)


def parse(operation: Operation[T], exchange: Exchange, drift: DriftPolicy = TOLERANT) -> T:
    """The answer of an operation.

    Raises:
        APIStatusError: The status is no success; by status one of its subclasses.
        APIResponseValidationError: The status is one, and the body is not what the contract says.
    """
    refuse(exchange)
    return read(operation, exchange, drift)


def refuse(exchange: Exchange) -> None:
    """Raises the error that a response is, where its status is no success.

    Raises:
        APIStatusError: By status one of its subclasses.
    """
    if not 200 <= exchange.response.status_code < 300:
        raise refusal(exchange)


def read(operation: Operation[T], exchange: Exchange, drift: DriftPolicy = TOLERANT) -> T:
    """What the body of a success is.

    Raises:
        APIResponseValidationError: It is not what the contract says.
    """
    if operation.answer is None:
        return cast("T", None)

    from pydantic import ValidationError

    response = exchange.response
    deviations: tuple[Deviation, ...] = ()
    answer: T | None = None
    try:
        if len(response.content) < LARGE:
            answer = operation.answer.validate_json(response.content, strict=True)
        else:
            with uncollected:
                answer = operation.answer.validate_json(response.content, strict=True)
    except ValidationError as error:
        media_type = response.headers.get("content-type", "").partition(";")[0]
        deviations = broken(error, media_type)
    if deviations:
        # Out here, lest pydantic's error be the context of it, which shows what came.
        raise no_such_answer(exchange, deviations)
    watch(answer, exchange, drift)
    return cast("T", answer)


def no_such_answer(
    exchange: Exchange, deviations: tuple[Deviation, ...]
) -> APIResponseValidationError:
    """The error of an answer that leaves the contract."""
    return APIResponseValidationError(
        deviations,
        request=exchange.request.harmless(),
        response=exchange.response,
        retries=exchange.retries,
    )


def watch(answer: object, exchange: Exchange, drift: DriftPolicy) -> None:
    """Tells of the drift in an answer, or raises it, where the policy looks for any.

    Raises:
        APIResponseValidationError: There is some, and the policy is strict.
    """
    if not drift.watchful:
        return
    from .watch import drifts, find

    found = find(answer, exchange.response.content)
    if drift.strict and found:
        raise no_such_answer(exchange, tuple(deviation for _, deviation in found))
    if drift.on_drift is not None and found:
        for each in drifts(exchange.request.operation_id, found):
            drift.on_drift(each)
