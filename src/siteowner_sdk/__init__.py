"""Typed client of a SiteOwner backend: `SiteOwner` for threads, `AsyncSiteOwner` for asyncio.

The models of what it answers are in `siteowner_sdk.models`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AsyncSiteOwner, SiteOwner
    from .codes import CodeOrder, CodeResults, CodesBefore
    from .core.auth import Auth, BasicAuth, BearerAuth, TokenAuth
    from .core.bulk import BulkError, BulkResult, BulkResults
    from .core.deviations import Deviation, Drift
    from .core.files import FileInput
    from .core.hooks import Hook, RequestInfo
    from .core.jwt import Tokens
    from .core.omit import Omit, omit
    from .core.pages import AsyncListing, AsyncPage, Page
    from .core.raw import RawResponse
    from .core.request import Request
    from .core.response import Response
    from .core.routes import RouteTable
    from .core.transport import AsyncTransport, Transport
    from .errors import (
        APIConnectionError,
        APIResponseValidationError,
        APIStatusError,
        APITimeoutError,
        AuthenticationError,
        BadRequestError,
        InternalServerError,
        NotFoundError,
        PermissionDeniedError,
        RateLimitError,
        SiteOwnerError,
    )

__all__ = [
    "APIConnectionError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncListing",
    "AsyncPage",
    "AsyncSiteOwner",
    "AsyncTransport",
    "Auth",
    "AuthenticationError",
    "BadRequestError",
    "BasicAuth",
    "BearerAuth",
    "BulkError",
    "BulkResult",
    "BulkResults",
    "CodeOrder",
    "CodeResults",
    "CodesBefore",
    "Deviation",
    "Drift",
    "FileInput",
    "Hook",
    "InternalServerError",
    "NotFoundError",
    "Omit",
    "Page",
    "PermissionDeniedError",
    "RateLimitError",
    "RawResponse",
    "Request",
    "RequestInfo",
    "Response",
    "RouteTable",
    "SiteOwner",
    "SiteOwnerError",
    "TokenAuth",
    "Tokens",
    "Transport",
    "omit",
]

# Where each name is. A name's module is imported when the name is first used, so that `import
# siteowner_sdk` costs next to nothing.
_MODULES = {
    ".client": (
        "AsyncSiteOwner",
        "SiteOwner",
    ),
    ".codes": (
        "CodeOrder",
        "CodeResults",
        "CodesBefore",
    ),
    ".core.auth": (
        "Auth",
        "BasicAuth",
        "BearerAuth",
        "TokenAuth",
    ),
    ".core.bulk": (
        "BulkError",
        "BulkResult",
        "BulkResults",
    ),
    ".core.deviations": (
        "Deviation",
        "Drift",
    ),
    ".core.files": ("FileInput",),
    ".core.hooks": (
        "Hook",
        "RequestInfo",
    ),
    ".core.jwt": ("Tokens",),
    ".core.omit": (
        "Omit",
        "omit",
    ),
    ".core.pages": (
        "AsyncListing",
        "AsyncPage",
        "Page",
    ),
    ".core.raw": ("RawResponse",),
    ".core.request": ("Request",),
    ".core.response": ("Response",),
    ".core.routes": ("RouteTable",),
    ".core.transport": (
        "AsyncTransport",
        "Transport",
    ),
    ".errors": (
        "APIConnectionError",
        "APIResponseValidationError",
        "APIStatusError",
        "APITimeoutError",
        "AuthenticationError",
        "BadRequestError",
        "InternalServerError",
        "NotFoundError",
        "PermissionDeniedError",
        "RateLimitError",
        "SiteOwnerError",
    ),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


if not TYPE_CHECKING:  # a type checker that sees it takes any name for a public one

    def __getattr__(name: str) -> object:
        """The public name, imported."""
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value: object = getattr(import_module(_MODULE_OF[name], __name__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """The public names, and what a module has anyway."""
    return sorted({*globals(), *__all__})
