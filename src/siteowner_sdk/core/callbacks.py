"""Functions that users hand in, which are called and never awaited."""

from __future__ import annotations

from inspect import iscoroutinefunction


def check_plain(name: str, function: object) -> None:
    """Checks that a function, where there is one, is not a coroutine function.

    Args:
        name: What the user calls it, for the message.
        function: The function, or anything else that can be called; None where none was given.

    Raises:
        TypeError: It is one. It would never be awaited, and what it is told would be lost.
    """
    called = getattr(function, "__call__", None)  # noqa: B004 - what kind it is, not whether
    if iscoroutinefunction(function) or iscoroutinefunction(called):
        raise TypeError(f"{name} must be a plain function, in AsyncSiteOwner too: no async def")
