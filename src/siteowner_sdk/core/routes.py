"""Route tables: the paths of a backend whose paths differ from the contract's."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import os

RouteTable: TypeAlias = "Mapping[str, str] | os.PathLike[str] | str"
"""Path templates by operation id: a mapping, or the path of a TOML file."""

PARAMETER = re.compile(r"{(.*?)}")
# What leads elsewhere than below the base URL: `scheme://`, `//host`, `..`, a query, a backslash.
FOREIGN = re.compile(r"://|^//|(^|/)\.\.?(/|$)|[?#\\%\s]")


def load_routes(table: RouteTable, paths: Mapping[str, str]) -> dict[str, str]:
    """The path templates of a route table, checked.

    Args:
        table: The table. In its templates `{pk}` is read as `{id}`.
        paths: The path templates of the contract by operation id.

    Raises:
        ValueError: It names an operation that there is not, or a template has other parameters than
        the contract's. OSError: The file can't be read.
    """
    templates = table if isinstance(table, Mapping) else _read(Path(table))
    return {
        operation: _checked(operation, template, paths) for operation, template in templates.items()
    }


def _read(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path} is no TOML file: {error}") from error


def _checked(operation: str, template: object, paths: Mapping[str, str]) -> str:
    if operation not in paths:
        raise ValueError(
            f"The route table names {operation!r}; the operations are {', '.join(paths)}"
        )
    if not isinstance(template, str):
        raise ValueError(  # noqa: TRY004 - a file's fault, as the others
            f"The route of {operation} must be a path such as {paths[operation]!r}, "
            f"not {template!r}"
        )
    template = template.replace("{pk}", "{id}")
    if not template.isprintable() or FOREIGN.search(template):
        raise ValueError(
            f"The route of {operation}, {template!r}, must be a path below the base URL: no "
            "origin, query or fragment, and no '..' in it"
        )
    expected, found = (sorted(PARAMETER.findall(path)) for path in (paths[operation], template))
    if expected != found:
        wanted = ", ".join(f"{{{name}}}" for name in expected) or "no parameter"
        raise ValueError(
            f"The route of {operation}, {template!r}, must have {wanted} in it, once each"
        )
    return template
