"""Answers that are not a success, as exceptions with a status and a body."""

from collections.abc import Mapping, Sequence

Messages = Mapping[str, Sequence[str]]
"""Field name to its messages, as in the body of a 400."""


class APIError(Exception):
    """An answer with a JSON body that ends the request wherever it is raised."""

    def __init__(self, status: int, body: object, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{status} {body}")
        self.status = status
        self.body = body
        self.headers = dict(headers or {})


class ValidationError(APIError):
    """400 with messages by field (GEN-7)."""

    def __init__(self, errors: Messages) -> None:
        super().__init__(400, {field: list(texts) for field, texts in errors.items()})


class ParseError(APIError):
    """400: the body is not what its content type says."""

    def __init__(self, detail: str) -> None:
        super().__init__(400, {"detail": detail})


class NotAuthenticatedError(APIError):
    """401: no credentials, or not good ones (then with simplejwt's further keys)."""

    def __init__(self, detail: str, **further: object) -> None:
        headers = {"WWW-Authenticate": 'Bearer realm="api"'}
        super().__init__(401, {"detail": detail, **further}, headers)


class PermissionDeniedError(APIError):
    """403: the caller is known, and may not."""

    def __init__(self) -> None:
        super().__init__(403, {"detail": "You do not have permission to perform this action."})


class NotFoundError(APIError):
    """404 with a detail."""

    def __init__(self, detail: str = "Not found.") -> None:
        super().__init__(404, {"detail": detail})


class MethodNotAllowedError(APIError):
    """405; the `Allow` header is on every answer of a path (GEN-11)."""

    def __init__(self, method: str) -> None:
        super().__init__(405, {"detail": f'Method "{method}" not allowed.'})


class NotAcceptableError(APIError):
    """406: the caller takes no JSON."""

    def __init__(self) -> None:
        super().__init__(406, {"detail": "Could not satisfy the request Accept header."})


class UnsupportedMediaTypeError(APIError):
    """415: a body of another content type than the operation's."""

    def __init__(self, content_type: str) -> None:
        detail = f'Unsupported media type "{content_type}" in request.'
        super().__init__(415, {"detail": detail})


class ThrottledError(APIError):
    """429: too many requests; `seconds` is when the next one may come."""

    def __init__(self, seconds: int) -> None:
        unit = "second" if seconds == 1 else "seconds"
        detail = f"Request was throttled. Expected available in {seconds} {unit}."
        super().__init__(429, {"detail": detail}, {"Retry-After": str(seconds)})


class ServiceUnavailableError(APIError):
    """503: nothing was done, and it is worth trying again."""

    def __init__(self) -> None:
        detail = "Service temporarily unavailable, try again later."
        super().__init__(503, {"detail": detail}, {"Retry-After": "1"})


class SuspiciousRequestError(Exception):
    """400 as Django itself answers it, with a page: too many fields, too large a body."""
