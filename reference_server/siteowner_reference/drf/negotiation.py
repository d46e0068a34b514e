"""Which answers the caller takes. There is one: JSON."""

from collections.abc import Mapping

from siteowner_reference.drf.errors import NotAcceptableError, NotFoundError

ACCEPTED = {"*/*", "application/*", "application/json"}


def check_acceptable(accept: str | None, query: Mapping[str, str]) -> None:
    """Raises what DRF answers to a caller who asks for anything but JSON.

    Args:
        accept: The `Accept` header; None if it was not sent. DRF ignores its `q` values.
        query: The query, whose `format` names a renderer.

    Raises:
        NotFoundError: `format` names a renderer that is not there.
        NotAcceptableError: No entry of `accept` takes JSON.
    """
    if query.get("format", "json") != "json":
        raise NotFoundError
    ranges = {entry.partition(";")[0].strip().lower() for entry in (accept or "").split(",")}
    if accept is not None and not ranges & ACCEPTED:
        raise NotAcceptableError
