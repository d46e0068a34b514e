"""Does an answer conform to its schema? What is documented MUST, what is assumed SHOULD."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import jsonschema_rs

from siteowner_contract.catalogue import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON, Contract, Operation

# What an `x-assumed` beside them softens; presence and type of a field stay a MUST.
CONSTRAINTS = frozenset(
    {"enum", "const", "format", "pattern", "minLength", "maxLength", "minimum", "maximum",
     "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems"}
)  # fmt: skip
MESSAGE = 300


@dataclass(frozen=True)
class Deviation:
    """One place where an answer is not what its schema says."""

    level: Level
    place: str
    message: str


class Conformance:
    """Judges answers by the schemas of a contract.

    Args:
        contract: Where the schemas are.
    """

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._components = contract.document["components"]
        self._documented = soften(self._components)
        self._validators: dict[tuple[str, Level], jsonschema_rs.Validator] = {}

    def deviations(self, exchange: Exchange) -> list[Deviation]:
        """Where the answer deviates from the schema of its operation and status.

        An answer with a status that has no schema, such as 204, has nothing to deviate from.
        """
        operation = self._contract[exchange.operation]
        schema = _schema(operation, exchange.status)
        if schema is None:
            return []
        try:
            body = json.loads(exchange.answer)
        except ValueError:
            return [Deviation(_weight(operation, Level.MUST), "the body", "is not JSON")]
        return self._compare(operation, self._branch(schema, body), body)

    def _compare(self, operation: Operation, schema: JSON, body: JSON) -> list[Deviation]:
        broken = self._errors(schema, body, Level.SHOULD)
        if not broken:
            return []
        documented = self._errors(schema, body, Level.MUST)
        places = {place for place, _ in documented}
        assumed = {(place, message) for place, message in broken if place not in places}
        return [
            *_deviations(_weight(operation, Level.MUST), documented),
            *_deviations(Level.SHOULD, assumed),
        ]

    def _branch(self, schema: JSON, body: JSON) -> JSON:
        """Of several shapes the one that the body has, so that messages speak of its fields."""
        kind = "array" if isinstance(body, list) else "object"
        for branch in schema.get("anyOf", ()):
            if self._contract.resolve(branch).get("type") == kind:
                return branch
        return schema

    def _errors(self, schema: JSON, body: JSON, level: Level) -> set[tuple[str, str]]:
        validator = self._validator(schema, level)
        return {
            (_place(error.instance_path), error.message[:MESSAGE])
            for error in validator.iter_errors(body)
        }

    def _validator(self, schema: JSON, level: Level) -> jsonschema_rs.Validator:
        key = json.dumps(schema), level
        if key not in self._validators:
            components = self._components if level is Level.SHOULD else self._documented
            whole = schema if level is Level.SHOULD else soften(schema)
            self._validators[key] = jsonschema_rs.Draft202012Validator(
                {**whole, "components": components}, validate_formats=True
            )
        return self._validators[key]


def soften(node: JSON) -> JSON:
    """A schema without the constraints that are only assumed."""
    match node:
        case dict():
            dropped = CONSTRAINTS if node.get("x-assumed") is True else frozenset[str]()
            return {key: soften(value) for key, value in node.items() if key not in dropped}
        case list():
            return [soften(item) for item in node]
        case _:
            return node


def _schema(operation: Operation, status: int) -> JSON:
    content = operation.responses.get(status, {}).get("content", {})
    return next((media["schema"] for media in content.values()), None)


def _weight(operation: Operation, level: Level) -> Level:
    # The two operations that hand out tokens are assumed as a whole.
    return level if operation.secured else Level.SHOULD


def _deviations(level: Level, errors: Iterable[tuple[str, str]]) -> list[Deviation]:
    # One deviation a place: ten rows with ten wrong values are one.
    places = dict(sorted(errors, reverse=True))
    return [Deviation(level, place, message) for place, message in sorted(places.items())]


def _place(path: Iterable[str | int]) -> str:
    steps = ["[]" if isinstance(step, int) else f".{step}" for step in path]
    return "".join(steps).lstrip(".") or "the body"
