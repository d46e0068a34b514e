"""What must not stand in a report, by the name of the field that holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siteowner_contract.openapi import JSON

SECRETS = frozenset({"password", "access", "refresh", "token"})
MASK = "***"


def mask(name: str, value: JSON) -> JSON:
    """`value` with every secret replaced by `***`, at any depth.

    Args:
        name: Name of the field that holds the value, empty for a whole body.
        value: A JSON value.
    """
    match value:
        case str() if name in SECRETS:
            return MASK
        case dict():
            return {key: mask(key, item) for key, item in value.items()}
        case list():
            return [mask(name, item) for item in value]
        case _:
            return value
