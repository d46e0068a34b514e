"""What a header of a request may hold; nothing else leaves, and it is told before anything does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
VALUE = re.compile(r"(?:[!-~](?:[\t -~]*[!-~])?)?")
FRAMING = frozenset({"content-length", "content-type", "host", "transfer-encoding"})
MAY_HOLD = "it may hold printable ASCII characters alone, and no white space around them"


def check_headers(headers: Mapping[str, str], whose: str) -> None:
    """Checks that headers can be sent as they are.

    Args:
        headers: Which ones.
        whose: Where they come from, for the message, which shows no value.

    Raises:
        ValueError: A name is no name of a header, or is there twice; or a value holds a line break,
            say.
    """
    if len({name.lower() for name in headers}) < len(headers):
        raise ValueError(f"{whose}: a header is there twice, its name written in two ways")
    for name, value in headers.items():
        if not NAME.fullmatch(name):
            raise ValueError(f"{whose}: {name!r} is no name of a header")
        if not VALUE.fullmatch(value):
            raise ValueError(f"{whose}: the value of {name} can't be sent: {MAY_HOLD}")


def check_added(headers: Mapping[str, str], whose: str) -> None:
    """As `check_headers`, for those that are added to a request.

    Raises:
        ValueError: One says where to or how the message is framed, and would stand there twice.
    """
    check_headers(headers, whose)
    for name in headers:
        if name.lower() in FRAMING:
            raise ValueError(f"{whose}: {name} is set by the request itself and can't be added")


def check_secret(secret: str, what: str) -> None:
    """Checks that a token or key can stand in a header; it isn't shown.

    Raises:
        ValueError: It is empty, or it was read with the line break after it, say.
    """
    if not secret:
        raise ValueError(f"The {what} is empty")
    if not VALUE.fullmatch(secret):
        raise ValueError(f"The {what} can't be sent: {MAY_HOLD}")
