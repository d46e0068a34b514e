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
        writes: Whether its transaction may change data.
    """

    id: str
    method: str
    path: str
    handler: Handler
    consumes: str = JSON
    public: bool = False
    writes: bool = True


class Router:
    """The operations of one resource."""

    def __init__(self) -> None:
        self.operations: list[Operation] = []

    def operation(  # noqa: PLR0913 (what an operation may differ in, all of it named)
        self,
        operation_id: str,
        method: str,
        path: str,
        *,
        consumes: str = JSON,
        public: bool = False,
        writes: bool = True,
    ) -> Callable[[Handler], Handler]:
        """Registers the decorated function as an operation; a GET never writes."""

        def register(handler: Handler) -> Handler:
            may_write = writes and method != "GET"
            operation = Operation(operation_id, method, path, handler, consumes, public, may_write)
            self.operations.append(operation)
            return handler

        return register
