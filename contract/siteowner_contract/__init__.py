"""The contract suite: checks a SiteOwner backend against the documented requirements.

from siteowner_contract import Settings, run

finished = run(Settings(base_url="https://school.example/api", username="owner", password="…"))
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siteowner_contract.catalogue import Level, Requirement, load_catalogue
    from siteowner_contract.credentials import Account, Scheme
    from siteowner_contract.results import ExitStatus, Finding, LeftBehind, Outcome, Run, Status
    from siteowner_contract.runner import run
    from siteowner_contract.settings import Settings, SettingsError

__all__ = [
    "Account",
    "ExitStatus",
    "Finding",
    "LeftBehind",
    "Level",
    "Outcome",
    "Requirement",
    "Run",
    "Scheme",
    "Settings",
    "SettingsError",
    "Status",
    "load_catalogue",
    "run",
]

# Fetched when first used: Schemathesis alone takes a second to import, and the command line
# imports this package to show its help.
_MODULES = {
    "catalogue": ("Level", "Requirement", "load_catalogue"),
    "credentials": ("Account", "Scheme"),
    "results": ("ExitStatus", "Finding", "LeftBehind", "Outcome", "Run", "Status"),
    "runner": ("run",),
    "settings": ("Settings", "SettingsError"),
}


def __getattr__(name: str) -> object:
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
