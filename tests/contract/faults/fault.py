"""One known-bad server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from siteowner_contract import load_catalogue

if TYPE_CHECKING:
    import pytest

    from siteowner_contract.catalogue import FaultClass
    from tests.contract.sabotage import App, Wrap

Patch = Callable[["pytest.MonkeyPatch"], None]


def _untouched(app: App) -> App:
    return app


def _unpatched(_: pytest.MonkeyPatch) -> None:
    pass


@dataclass(frozen=True)
class Fault:
    """The reference server with one documented behaviour broken.

    Attributes:
        name: What is broken, as a test id; no two are the same.
        requirement: Id of the requirement whose check must fail, alone and by itself.
        story: What the broken server does, in one sentence; best how real code comes to do it.
        wrap: Breaks the application from outside, by altering requests or answers.
        patch: Breaks it inside, in its own tables of rules, functions or statements.
    """

    name: str
    requirement: str
    story: str
    wrap: Wrap = _untouched
    patch: Patch = _unpatched

    @property
    def id(self) -> str:
        """Requirement and name."""
        return f"{self.requirement}-{self.name}"

    @property
    def fault_class(self) -> FaultClass:
        """The class of the requirement that it breaks."""
        return load_catalogue()[self.requirement].fault_class
