"""What a violation of the contract is, and what can be done about one."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

LOGGER = logging.getLogger("siteowner_sdk.validation")

Level: TypeAlias = Literal["must", "should"]
"""Documented, or assumed where the documents are silent (`x-assumed` in `openapi.yaml`)."""
Part: TypeAlias = Literal["request", "response"]
Place: TypeAlias = Literal[
    "operation", "method", "path", "query", "headers", "content type", "status", "body"
]

LOG_LEVELS: dict[Level, int] = {"must": logging.WARNING, "should": logging.INFO}


@dataclass(frozen=True, slots=True)
class Violation:
    """Where a request or a response leaves the contract. It holds no value of either.

    Attributes:
        operation_id: Id of the operation.
        part: Which of the two.
        place: What of it.
        path: Where in there: a JSON path in a body or form (`$.results[0].phone`), the name of a
            parameter or header, or nothing.
        expected: What the contract has there.
        found: The kind of what came.
        level: How much it weighs.
        status_code: Status of the response; None for a request.
    """

    operation_id: str
    part: Part
    place: Place
    path: str
    expected: str
    found: str
    level: Level = "must"
    status_code: int | None = None

    def __str__(self) -> str:
        status = "" if self.status_code is None else f" {self.status_code}"
        where = f"{self.place} {self.path}".rstrip()
        return (
            f"{self.operation_id}, {self.part}{status}, {where}: "
            f"expected {self.expected}, found {self.found} ({self.level})"
        )


OnViolation: TypeAlias = "Callable[[Violation], object]"
"""Called with each violation. What it raises ends the call."""


class ContractViolationError(AssertionError):
    """Traffic left the contract. No error of a call: an `except SiteOwnerError` lets it through.

    Attributes:
        violation: Where.
        request_sent: Whether the request was sent; False where it is the one that left it.
    """

    def __init__(self, violation: Violation) -> None:
        super().__init__(violation)
        self.violation = violation
        self.request_sent: bool = violation.part != "request"


def log_violation(violation: Violation) -> None:
    """Logs under `siteowner_sdk.validation`: a warning for a must, information for a should."""
    LOGGER.log(LOG_LEVELS[violation.level], "%s", violation)


def raise_on_violation(violation: Violation) -> None:
    """Raises for a must, so that a request is not sent or its answer not used; logs a should.

    Raises:
        ContractViolationError: It is a must.
    """
    if violation.level == "must":
        raise ContractViolationError(violation)
    log_violation(violation)
