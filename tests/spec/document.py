"""openapi.yaml as the tests of this folder read it: plain dictionaries."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs

ROOT = Path(__file__).parents[2]
METHODS = ("get", "post", "put", "patch", "delete")


class Operation(NamedTuple):
    """One operation of openapi.yaml."""

    id: str
    method: str
    path: str
    value: dict[str, Any]


class Spec:
    """openapi.yaml with what the tests ask of it."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.operations = {operation.id: operation for operation in self._operations()}

    def _operations(self) -> Iterator[Operation]:
        for path, item in self.document["paths"].items():
            for method in METHODS:
                if method in item:
                    yield Operation(item[method]["operationId"], method.upper(), path, item[method])

    def resolve(self, value: dict[str, Any]) -> dict[str, Any]:
        """What a reference points at; anything else as it is."""
        if "$ref" not in value:
            return value
        found: Any = self.document
        for key in value["$ref"].removeprefix("#/").split("/"):
            found = found[key.replace("~1", "/").replace("~0", "~")]
        assert isinstance(found, dict)
        return found

    def responses(self, operation: Operation) -> dict[str, dict[str, Any]]:
        """The responses of an operation by status, references resolved."""
        return {
            status: self.resolve(response)
            for status, response in operation.value["responses"].items()
        }

    def parameters(self, operation: Operation) -> dict[str, dict[str, Any]]:
        """The parameters of an operation and of its path by name, references resolved."""
        item = self.document["paths"][operation.path]
        listed = [*item.get("parameters", []), *operation.value.get("parameters", [])]
        return {parameter["name"]: parameter for parameter in map(self.resolve, listed)}

    def errors(self, schema: dict[str, Any], value: object) -> list[str]:
        """How a value deviates from a schema, formats included."""
        validator = jsonschema_rs.Draft202012Validator(
            schema | {"components": self.document["components"]}, validate_formats=True
        )
        return [
            f"{list(error.instance_path)}: {error.message}"
            for error in validator.iter_errors(value)
        ]
