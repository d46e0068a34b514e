"""Typed client of a SiteOwner backend: `SiteOwner` for threads, `AsyncSiteOwner` for asyncio.

The models of what it answers are in `siteowner_sdk.models`.
"""

from .client import AsyncSiteOwner, SiteOwner
from .core.auth import Auth, BasicAuth, BearerAuth, TokenAuth
from .core.files import FileInput
from .core.jwt import Tokens
from .core.omit import Omit, omit
from .core.pages import AsyncListing, AsyncPage, Page
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
    "FileInput",
    "InternalServerError",
    "NotFoundError",
    "Omit",
    "Page",
    "PermissionDeniedError",
    "RateLimitError",
    "Request",
    "Response",
    "RouteTable",
    "SiteOwner",
    "SiteOwnerError",
    "TokenAuth",
    "Tokens",
    "Transport",
    "omit",
]
