"""Every error that a call can raise.

    SiteOwnerError
    ├── APIConnectionError              no answer came
    │   └── APITimeoutError             not in time
    ├── APIStatusError                  the server refused; a redirect, which is not followed, too
    │   ├── BadRequestError             400
    │   ├── AuthenticationError         401
    │   ├── PermissionDeniedError       403
    │   ├── NotFoundError               404
    │   ├── RateLimitError              429
    │   └── InternalServerError         5xx
    └── APIResponseValidationError      the server agreed, and its answer breaks the contract

All of them survive pickling and copying. None holds credentials or the body of a request.

Beside them stands `BulkError`, of many calls at once: it is no error of one call, but holds those
of all, with what was done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from .core.deviations import Deviation
    from .core.refusal import Json
    from .core.request import Request
    from .core.response import Response

E = TypeVar("E", bound="SiteOwnerError")

DEVIATIONS_TOLD = 5
# Answers beside 5xx after which a call may have been done: a redirect to what came of it, one that
# says that nothing is new, and a server that gave up waiting.
MAY_BE_DONE = frozenset({302, 303, 304, 408})


class SiteOwnerError(Exception):
    """What all errors of a call have in common.

    Attributes:
        request: The request, without its body and credentials.
        retries: Attempts that were made again before this came of it.
    """

    def __init__(self, message: str, *, request: Request, retries: int = 0) -> None:
        super().__init__(message)
        self.request = request
        self.retries = retries

    @property
    def operation_id(self) -> str:
        """Id of the operation in the contract."""
        return self.request.operation_id

    @property
    def method(self) -> str:
        """HTTP method."""
        return self.request.method

    @property
    def path(self) -> str:
        """Path of the URL, without its query."""
        return self.request.path

    @property
    def request_id(self) -> str | None:
        """What the server calls the request (`X-Request-ID`); None where it does not say."""
        return None

    def __reduce__(self) -> tuple[Callable[..., Self], tuple[object, ...], dict[str, Any]]:
        # Exception's own way calls the class with `args` alone, which keyword arguments don't
        # survive.
        return _rebuilt, (type(self), *self.args), self.__dict__


class APIConnectionError(SiteOwnerError):
    """No answer came, or not a whole one.

    Attributes:
        request_sent: Whether the server may have seen the request, by the last attempt or one
            before it. Only when it is False is it certain that nothing happened there.
    """

    def __init__(
        self, message: str, *, request: Request, request_sent: bool = True, retries: int = 0
    ) -> None:
        super().__init__(message, request=request, retries=retries)
        self.request_sent = request_sent


class APITimeoutError(APIConnectionError):
    """The answer did not come in time."""


class _AnsweredError(SiteOwnerError):
    """What both kinds of error have in common in which there is a response."""

    response: Response

    @property
    def status_code(self) -> int:
        """HTTP status of the response."""
        return self.response.status_code

    @property
    def request_id(self) -> str | None:
        """What the server calls the request (`X-Request-ID`); None where it does not say."""
        return self.response.request_id


class APIStatusError(_AnsweredError):
    """The server answered with a status that is no success.

    Attributes:
        response: The response.
        status_code: Its HTTP status.
        body: Its body: the JSON document, or the text of a body that is none.
        detail: The server's `detail`, or None.
        errors: The server's messages by field; `non_field_errors` holds those about the whole.
        may_be_done: Whether the server may have done what was asked all the same: a status such as
            5xx does not say, and to an earlier attempt there may have been no answer.
    """

    def __init__(  # noqa: PLR0913 - each attribute is a parameter
        self,
        *,
        request: Request,
        response: Response,
        body: Json,
        detail: str | None,
        errors: dict[str, list[str]],
        retries: int = 0,
        in_doubt: bool = False,
    ) -> None:
        super().__init__(
            _words(request, response, detail, errors), request=request, retries=retries
        )
        self.response = response
        self.body = body
        self.detail = detail
        self.errors = errors
        self.may_be_done: bool = (
            in_doubt or response.status_code >= 500 or response.status_code in MAY_BE_DONE
        )


class BadRequestError(APIStatusError):
    """400: a field was refused, or the request as a whole."""


class AuthenticationError(APIStatusError):
    """401: no credentials, or bad ones."""


class PermissionDeniedError(APIStatusError):
    """403: the credentials are not a site owner's."""


class NotFoundError(APIStatusError):
    """404: nothing has this id, or there is no such page."""


class RateLimitError(APIStatusError):
    """429: too many requests."""


class InternalServerError(APIStatusError):
    """5xx: the server failed."""


class APIResponseValidationError(_AnsweredError):
    """The status is a success, and the body is not what the contract says.

    Attributes:
        response: The response.
        deviations: Where the body leaves the contract: JSON path, what was expected and what kind
            of value came.
    """

    def __init__(
        self,
        deviations: tuple[Deviation, ...],
        *,
        request: Request,
        response: Response,
        retries: int = 0,
    ) -> None:
        super().__init__(
            f"The answer of {request.operation_id} ({response.status_code}) "
            f"is not what the contract says: {_places(deviations)}",
            request=request,
            retries=retries,
        )
        self.response = response
        self.deviations = deviations


def _places(deviations: tuple[Deviation, ...]) -> str:
    first = "; ".join(str(each) for each in deviations[:DEVIATIONS_TOLD])
    more = len(deviations) - DEVIATIONS_TOLD
    return f"{first}; and {more} more" if more > 0 else first


def _rebuilt(cls: type[E], *args: object) -> E:
    return cls.__new__(cls, *args)


def _words(
    request: Request, response: Response, detail: str | None, errors: dict[str, list[str]]
) -> str:
    fields = "; ".join(f"{name}: {' '.join(messages)}" for name, messages in errors.items())
    words = detail or fields or _no_words(response)
    return f"{response.status_code} from {request.operation_id}: {words}"


def _no_words(response: Response) -> str:
    if 300 <= response.status_code < 400:
        target = response.headers.get("location", "an unknown place")
        target = target.partition("?")[0].partition("#")[0]
        return f"a redirect to {target}, which is not followed; check base_url and routes"
    return "the body holds no message"
