"""Has a client's traffic checked, whatever it sends by."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ..client import SiteOwner
from .transport import AsyncValidatingTransport, ValidatingTransport
from .violation import log_violation

if TYPE_CHECKING:
    from ..client import AsyncSiteOwner
    from .violation import OnViolation

ClientT = TypeVar("ClientT", bound="SiteOwner | AsyncSiteOwner")


def validated(client: ClientT, *, on_violation: OnViolation = log_violation) -> ClientT:
    """Has every request and response of a client held against `openapi.yaml`.

    Args:
        client: A client, with whatever transport and route table.
        on_violation: Called with each violation: `log_violation`, `raise_on_violation`, a list's
            `append` or one's own. What it raises ends the call.

    Returns:
        The same client.

    Raises:
        ImportError: The extra `validation` is not installed.
    """
    routes = client._engine.caller.routes  # noqa: SLF001 - of the same package
    if isinstance(client, SiteOwner):
        engine = client._engine  # noqa: SLF001
        engine._transport = ValidatingTransport(  # noqa: SLF001
            engine._transport,  # noqa: SLF001
            on_violation=on_violation,
            routes=routes,
        )
    else:
        async_engine = client._engine  # noqa: SLF001
        async_engine._transport = AsyncValidatingTransport(  # noqa: SLF001
            async_engine._transport,  # noqa: SLF001
            on_violation=on_violation,
            routes=routes,
        )
    return client
