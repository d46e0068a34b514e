"""Checks what a client sends and what its server answers against `openapi.yaml`.

For development and staging; needs `pip install 'siteowner-sdk[validation]'`:

    client = validated(SiteOwner("https://staging.example/api", token="…"))

Each `Violation` is logged under `siteowner_sdk.validation`, or handed to `on_violation`.
"""

from .client import validated
from .transport import AsyncValidatingTransport, ValidatingTransport
from .violation import (
    ContractViolationError,
    OnViolation,
    Violation,
    log_violation,
    raise_on_violation,
)

__all__ = [
    "AsyncValidatingTransport",
    "ContractViolationError",
    "OnViolation",
    "ValidatingTransport",
    "Violation",
    "log_violation",
    "raise_on_violation",
    "validated",
]
