"""Which answers the caller takes. There is one: JSON."""

from collections.abc import Mapping

from siteowner_reference.drf.errors import NotAcceptableError, NotFoundError

ACCEPTED = ("*/*", "application/*", "application/json")
"""The media ranges that JSON is in, the more specific ones later."""

WIDEST_INDENT = 8


def check_acceptable(accept: str | None, query: Mapping[str, str]) -> None:
    """Raises what DRF answers to a caller who asks for anything but JSON.

    Args:
        accept: The `Accept` header; None if it was not sent. DRF ignores its `q` values.
        query: The query, whose `format` names a renderer.

    Raises:
        NotFoundError: `format` names a renderer that is not there.
        NotAcceptableError: No entry of `accept` takes JSON.
    """
    if query.get("format") not in {None, "", "json"}:
        raise NotFoundError
    if accept is not None and not _matches(accept):
        raise NotAcceptableError


def requested_indent(accept: str | None) -> int | None:
    """Gives by how much JSON is to be indented, at most 8; None if it is to be compact.

    Args:
        accept: The `Accept` header, such as `application/json; indent=4`.
    """
    best = max(_matches(accept or ""), key=_precedence, default="")
    for parameter in best.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "indent" and value.strip().isdecimal():
            return min(int(value), WIDEST_INDENT) or None
    return None


def _matches(accept: str) -> list[str]:
    return [entry for entry in accept.split(",") if _media_range(entry) in ACCEPTED]


def _media_range(entry: str) -> str:
    return entry.partition(";")[0].strip().lower()


def _precedence(entry: str) -> tuple[int, bool]:
    return ACCEPTED.index(_media_range(entry)), ";" in entry
