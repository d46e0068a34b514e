"""The route table: where a backend's paths differ from those of openapi.yaml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from siteowner_contract.openapi import Contract, Operation


class RouteTableError(ValueError):
    """A route table names an operation or a parameter that does not exist."""


@dataclass(frozen=True)
class Routes:
    """A path template for each operation, below the base URL."""

    templates: Mapping[str, str]

    def path(self, operation: str, *values: object) -> str:
        """The path of one object or collection, every value percent-encoded.

        Args:
            operation: Operation id.
            values: Path parameters in the order of the contract.
        """
        given = iter(values)
        return re.sub(
            r"\{[^}]+\}", lambda _: quote(str(next(given)), safe=""), self.templates[operation]
        )

    def moved(self, contract: Contract) -> dict[str, str]:
        """The templates that differ from the contract's, by operation id."""
        return {
            operation: template
            for operation, template in self.templates.items()
            if template != contract[operation].path
        }


def default_routes(contract: Contract) -> Routes:
    """The paths that openapi.yaml gives."""
    return Routes({operation.id: operation.path for operation in contract.values()})


def read_routes(file: Path, contract: Contract) -> Routes:
    """Read a route table; what it does not name keeps its path.

    Raises:
        RouteTableError: It is no TOML, or names an operation or parameter that does not exist.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RouteTableError(f"{file}: {error}") from error
    templates = {name: _template(file, contract, name, value) for name, value in table.items()}
    return Routes({**default_routes(contract).templates, **templates})


def _template(file: Path, contract: Contract, name: str, value: object) -> str:
    if name not in contract:
        raise RouteTableError(f"{file}: there is no operation {name}")
    if not isinstance(value, str):
        raise RouteTableError(f"{file}: {name} is not a path in quotes")
    template = "/" + value.removeprefix("/").replace("{pk}", "{id}")
    _check_parameters(file, contract[name], template)
    return template


def _check_parameters(file: Path, operation: Operation, template: str) -> None:
    named = re.findall(r"\{([^}]+)\}", template)
    if named != list(operation.path_parameters):
        wanted = ", ".join(operation.path_parameters) or "none"
        raise RouteTableError(
            f"{file}: {operation.id} has the path parameters {wanted}, not {', '.join(named)}"
        )
