"""Which function checks which requirement."""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from siteowner_contract.context import Context


@dataclass(frozen=True)
class Check:
    """The check of one requirement.

    Attributes:
        requirement: Its id.
        run: Makes the assertions.
        writes: Whether it can't do anything without writing.
    """

    requirement: str
    run: Callable[[Context], None]
    writes: bool


_REGISTERED: dict[str, Check] = {}


def check(
    requirement: str, *, writes: bool = False
) -> Callable[[Callable[[Context], None]], Callable[[Context], None]]:
    """Register a function as the check of a requirement.

    Args:
        requirement: Its id.
        writes: Whether the check can't do anything without writing. One that does more where
            writing is allowed asks the context instead.

    Raises:
        ValueError: Another function checks that requirement already.
    """

    def register(function: Callable[[Context], None]) -> Callable[[Context], None]:
        if requirement in _REGISTERED:
            raise ValueError(f"{requirement} has two checks: {function.__qualname__} is one")
        _REGISTERED[requirement] = Check(requirement, function, writes)
        return function

    return register


@cache
def load_checks() -> Mapping[str, Check]:
    """Every check by the id of its requirement."""
    from siteowner_contract import checks

    for module in pkgutil.iter_modules(checks.__path__, f"{checks.__name__}."):
        import_module(module.name)
    return dict(_REGISTERED)
