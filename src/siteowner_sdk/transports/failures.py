"""What goes wrong on the way, in the words of the SDK."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import APIConnectionError, APITimeoutError

if TYPE_CHECKING:
    from ..core.request import Request

# They may be tokens, or somebody's data.
BYTES = re.compile(r""":?\s*(?:bytearray\()?(?<!\w)b['"].*|:?\s*bytearray\(.*""", re.DOTALL)
OF_ANSWERS = ("DecodingError", "RemoteProtocolError")  # of httpx and httpcore


class BrokenAnswerError(Exception):
    """A server sent what is no answer; says why, and not what."""


def timed_out(request: Request, timeout: float | None, *, sent: bool) -> APITimeoutError:
    """No whole answer came in time."""
    within = "in time" if timeout is None else f"within {timeout:g} s"
    return APITimeoutError(
        f"No whole answer to {_name(request)} {within}",
        request=request.harmless(),
        request_sent=sent,
    )


def shown(why: Exception) -> Exception:
    """What went wrong, or the same without the bytes that a server sent and nobody could read."""
    if type(why).__name__ not in OF_ANSWERS:
        return why
    words = str(why)
    plain = BYTES.split(words)[0]
    return why if plain == words else BrokenAnswerError(plain)


def no_answer(request: Request, why: Exception, *, sent: bool) -> APIConnectionError:
    """No answer came, or it broke off."""
    return APIConnectionError(
        f"No answer to {_name(request)}: {str(shown(why)) or type(why).__name__}",
        request=request.harmless(),
        request_sent=sent,
    )


def _name(request: Request) -> str:
    return f"{request.operation_id} ({request.method} {request.url.partition('?')[0]})"
