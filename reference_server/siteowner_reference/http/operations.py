"""Operations: what a path does for a method, registered by resource."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from siteowner_reference.drf.parsers import JSON

if TYPE_CHECKING:
    from siteowner_reference.http.request import APIRequest


@dataclass(frozen=True, slots=True)
class Answer:
    """A success.

    Attributes:
        body: Plain values; decimals, dates and instants may be anywhere in it.
        status: The HTTP status; 204 has no body.
    """

    body: object
    status: int = 200


Handler = Callable[["APIRequest"], Answer]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the contract.

    Attributes:
        id: Its `operationId`.
        method: The HTTP method.
        path: The path template below `/api`.
        handler: What answers it.
        consumes: The content type that its body must have.
        public: Whether it needs no credentials; all others are the owner's.
    """

    id: str
    method: str
    path: str
    handler: Handler
    consumes: str = JSON
    public: bool = False

    @property
    def writes(self) -> bool:
        """Whether it may change data."""
        return self.method != "GET"


class Router:
    """The operations of one resource."""

    def __init__(self) -> None:
        self.operations: list[Operation] = []

    def operation(
        self,
        operation_id: str,
        method: str,
        path: str,
        *,
        consumes: str = JSON,
        public: bool = False,
    ) -> Callable[[Handler], Handler]:
        """Registers the decorated function as an operation."""

        def register(handler: Handler) -> Handler:
            operation = Operation(operation_id, method, path, handler, consumes, public)
            self.operations.append(operation)
            return handler

        return register
