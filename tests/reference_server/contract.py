"""`openapi.yaml` as tests need it: its operations, and the schema of each answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import jsonschema_rs
import yaml

from siteowner_reference.contract import openapi_yaml

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True)
class DocumentedOperation:
    """One operation of the contract."""

    id: str
    method: str
    path: str
    definition: Mapping[str, Any]

    def schema(self, status: int) -> Mapping[str, Any]:
        """Gives the schema of an answer's body.

        Raises:
            KeyError: The operation has no such status.
        """
        response = self.definition["responses"][str(status)]
        if "$ref" in response:
            response = document()["components"]["responses"][response["$ref"].rpartition("/")[2]]
        schema: Mapping[str, Any] = response["content"]["application/json"]["schema"]
        return schema

    def check(self, status: int, body: object) -> None:
        """Raises jsonschema_rs.ValidationError if a body is not as documented."""
        schema = {
            "$schema": DIALECT,
            **self.schema(status),
            "components": document()["components"],
        }
        jsonschema_rs.validator_for(schema, validate_formats=True).validate(body)


@cache
def document() -> Mapping[str, Any]:
    """Gives the contract."""
    parsed: Mapping[str, Any] = yaml.safe_load(openapi_yaml())
    return parsed


@cache
def documented_operations() -> tuple[DocumentedOperation, ...]:
    """Gives the operations of the contract."""
    return tuple(
        DocumentedOperation(definition["operationId"], method.upper(), path, definition)
        for path, item in document()["paths"].items()
        for method, definition in item.items()
        if isinstance(definition, dict) and "operationId" in definition
    )


def documented(operation_id: str) -> DocumentedOperation:
    """Gives one operation of the contract."""
    return next(operation for operation in documented_operations() if operation.id == operation_id)
