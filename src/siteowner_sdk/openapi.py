"""`openapi.yaml`, of which a wheel has a copy and a checkout one at its root."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

Json: TypeAlias = Any
"""A value of JSON, or a part of the document."""

PACKAGE = Path(__file__).parent
METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Definition:
    """An operation as the document has it.

    Attributes:
        id: Operation id.
        method: HTTP method, in capitals.
        path: Path template below the base URL.
        item: What all operations of the path share.
        value: The operation itself.
    """

    id: str
    method: str
    path: str
    item: Json
    value: Json


@cache
def openapi_document() -> Json:
    """The contract, as parsed YAML. It is shared: not to be changed.

    Raises:
        ImportError: PyYAML is not installed.
    """
    import yaml

    copies = (PACKAGE / "openapi.yaml", PACKAGE.parents[1] / "openapi.yaml")
    text = next(path for path in copies if path.exists()).read_text(encoding="utf-8")
    # The loader in C is ten times as fast; not every build of PyYAML has it.
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


def definitions(document: Json) -> dict[str, Definition]:
    """All operations of the document by id."""
    return {
        item[method]["operationId"]: Definition(
            item[method]["operationId"], method.upper(), path, item, item[method]
        )
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    }


def resolve(document: Json, node: Json) -> Json:
    """What a node of the document is: itself, or what its `$ref` leads to."""
    while "$ref" in node:
        target = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        node = target
    return node
