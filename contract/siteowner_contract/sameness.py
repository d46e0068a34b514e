"""When two JSON values mean the same, although they are written differently."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from siteowner_contract.values import amount, instant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siteowner_contract.openapi import JSON

# With a point: a phone that lost its leading zero is not the same number.
DECIMAL = re.compile(r"-?\d+\.\d+")


def differences(raw: JSON, other: JSON, place: str = "") -> Iterator[str]:
    """The places where `other` does not mean what `raw` does.

    An amount may be a number or a string, an instant may have another offset; all else is equal or
    it differs.
    """
    if isinstance(raw, dict) and isinstance(other, dict):
        for name in sorted({*raw, *other}):
            yield from differences(raw.get(name, ...), other.get(name, ...), f"{place}.{name}")
    elif isinstance(raw, list) and isinstance(other, list) and len(raw) == len(other):
        for index, (a, b) in enumerate(zip(raw, other, strict=True)):
            yield from differences(a, b, f"{place}[{index}]")
    elif not _same(raw, other):
        yield f"{place.lstrip('.') or 'the body'}: {_shown(raw)} became {_shown(other)}"


def _same(raw: JSON, other: JSON) -> bool:
    if type(raw) is type(other) and raw == other:
        return True
    if _is_amount(raw):
        return amount(raw) == amount(other)
    moment = instant(raw) if isinstance(raw, str) else None
    return moment is not None and moment == instant(other)


def _is_amount(value: JSON) -> bool:
    if isinstance(value, str):
        return DECIMAL.fullmatch(value) is not None
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _shown(value: JSON) -> str:
    return "nothing" if value is ... else repr(value)
