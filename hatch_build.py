"""Puts a copy of openapi.yaml into each of the three packages of the wheel.

An editable install gets none: there each package reads the file at the root of the checkout.
"""

import shutil
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGES = ("siteowner_sdk", "siteowner_contract", "siteowner_reference")


class OpenAPICopies(BuildHookInterface[BuilderConfig]):
    """Three copies, since hatchling includes one file in one place only."""

    @property
    def copies(self) -> Path:
        """Where the copies wait for the wheel."""
        return Path(self.directory) / "openapi"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the copies, and name their places in the wheel."""
        if version == "editable":
            return
        for package in PACKAGES:
            copy = self.copies / package / "openapi.yaml"
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(self.root) / "openapi.yaml", copy)
            build_data["force_include"][str(copy)] = f"{package}/openapi.yaml"

    def finalize(self, *_: object) -> None:
        """Remove the copies."""
        shutil.rmtree(self.copies, ignore_errors=True)
