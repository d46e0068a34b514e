"""openapi.yaml as the suite reads it: operations by id, with their parameters and schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

JSON = Any

METHODS = ("get", "post", "put", "patch", "delete")
MULTIPART = "multipart/form-data"


@dataclass(frozen=True)
class Operation:
    """One operation of the contract.

    Attributes:
        id: The operation id, `teachers_list`.
        tag: The resource it belongs to, `teachers`.
        method: The HTTP method in capitals.
        path: The path template below the base URL, `/teachers/{id}/`.
        path_parameters: Names of the parameters in the path, in their order.
        query: Query parameter name to its definition, `$ref` resolved.
        body_type: Media type of the request body, or None when there is none.
        body_schema: Schema of the request body, or None.
        responses: Status to its definition, `$ref` resolved.
        requirements: Ids of the requirements that the operation names.
        secured: Whether credentials are needed.
    """

    id: str
    tag: str
    method: str
    path: str
    path_parameters: tuple[str, ...]
    query: Mapping[str, JSON]
    body_type: str | None
    body_schema: JSON
    responses: Mapping[int, JSON]
    requirements: tuple[str, ...]
    secured: bool

    @property
    def writes(self) -> bool:
        """Whether the operation changes anything on the server; handing out tokens does not."""
        return self.method != "GET" and self.secured

    @property
    def success(self) -> int:
        """The documented success status."""
        return next(status for status in self.responses if 200 <= status < 300)


class Contract(Mapping[str, Operation]):
    """All operations by id, and the document they were read from."""

    def __init__(self, document: JSON) -> None:
        self.document = document
        self._operations = {operation.id: operation for operation in _operations(document)}

    def __getitem__(self, operation_id: str) -> Operation:
        return self._operations[operation_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._operations)

    def __len__(self) -> int:
        return len(self._operations)

    def resolve(self, node: JSON) -> JSON:
        """The definition that `node` stands for: itself, or what its `$ref` points at."""
        return resolve(self.document, node)


@cache
def load_contract() -> Contract:
    """Read the contract that belongs to this installation."""
    text = contract_file().read_text(encoding="utf-8")
    return Contract(yaml.load(text, Loader=yaml.CSafeLoader))


@cache
def lines_of_operations() -> Mapping[str, int]:
    """The line of openapi.yaml, counted from 1, on which each operation begins."""
    document = yaml.compose(contract_file().read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    assert document is not None
    lines = {}
    for _, item in _pairs(dict(_pairs(document))["paths"]):
        for method, operation in _pairs(item):
            if method in METHODS:
                # A mapping begins below the key that it belongs to, and marks count from 0.
                lines[dict(_pairs(operation))["operationId"].value] = operation.start_mark.line
    return lines


def resolve(document: JSON, node: JSON) -> JSON:
    """Follow `$ref`s inside `document` until something else is found."""
    while "$ref" in node:
        target = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        node = target
    return node


def contract_file() -> Path:
    """Where the contract that belongs to this installation is."""
    package = Path(__file__).parent
    # A wheel carries a copy; a source checkout has the one at its root.
    candidates = (package / "openapi.yaml", package.parent.parent / "openapi.yaml")
    return next(path for path in candidates if path.exists())


def _operations(document: JSON) -> Iterator[Operation]:
    for path, item in document["paths"].items():
        shared = item.get("parameters", [])
        for method in METHODS:
            if method in item:
                yield _operation(document, path, method, item[method], shared)


def _operation(
    document: JSON, path: str, method: str, definition: JSON, shared: list[JSON]
) -> Operation:
    parameters = [resolve(document, node) for node in (*shared, *definition.get("parameters", []))]
    body_type, body_schema = _body(document, definition)
    return Operation(
        id=definition["operationId"],
        tag=definition["tags"][0],
        method=method.upper(),
        path=path,
        path_parameters=tuple(_named(parameters, "path")),
        query=_named(parameters, "query"),
        body_type=body_type,
        body_schema=body_schema,
        responses={
            int(status): resolve(document, response)
            for status, response in definition["responses"].items()
        },
        requirements=tuple(definition.get("x-requirements", ())),
        secured=bool(definition.get("security", document.get("security"))),
    )


def _named(parameters: list[JSON], place: Literal["path", "query"]) -> dict[str, JSON]:
    return {parameter["name"]: parameter for parameter in parameters if parameter["in"] == place}


def _body(document: JSON, definition: JSON) -> tuple[str | None, JSON]:
    if "requestBody" not in definition:
        return None, None
    content = resolve(document, definition["requestBody"])["content"]
    media_type, media = next(iter(content.items()))
    return media_type, media["schema"]


def _pairs(node: yaml.Node) -> list[tuple[str, yaml.Node]]:
    return [(key.value, value) for key, value in node.value]
