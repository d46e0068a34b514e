"""Does a request conform to openapi.yaml? What goes out is text, which is read by its schema."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

import jsonschema_rs

from siteowner_contract.bodies import read_form, read_json
from siteowner_contract.openapi import MULTIPART, load_contract

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siteowner_contract.bodies import Part
    from siteowner_contract.openapi import JSON, Contract, Operation

MESSAGE = 200
BOOLEANS = {"true": True, "false": False}


def request_deviations(
    operation: Operation, query: Sequence[tuple[str, str]], content: bytes, content_type: str
) -> Iterator[str]:
    """Where a request is not what its operation documents.

    Args:
        operation: The operation.
        query: The query, decoded.
        content: The body.
        content_type: Its content type, empty without one.
    """
    contract = load_contract()
    for name, text in query:
        if name not in operation.query:
            yield f"the query parameter {name} is not documented"
        else:
            schema = operation.query[name]["schema"]
            yield from _errors(schema, _value(contract, schema, text), f"the query's {name}")
    if operation.body_type is None:
        if content:
            yield "a body is sent where none is documented"
    elif content_type.partition(";")[0] != operation.body_type:
        yield f"the body is {content_type or 'nothing'}, not {operation.body_type}"
    else:
        body = _body(contract, operation, content, content_type)
        yield from _errors(operation.body_schema, body, "the body")
        known = contract.resolve(operation.body_schema)["properties"]
        yield from (f"the field {name} is not documented" for name in body if name not in known)


def _body(contract: Contract, operation: Operation, content: bytes, content_type: str) -> JSON:
    if operation.body_type != MULTIPART:
        return read_json(content)
    properties = contract.resolve(operation.body_schema)["properties"]
    values: dict[str, list[JSON]] = {}
    for part in read_form(content, content_type):
        schema = contract.resolve(properties.get(part.name, {}))
        values.setdefault(part.name, []).append(_part(contract, schema.get("items", schema), part))
    return {
        name: value if _is_array(contract, properties.get(name, {})) else value[-1]
        for name, value in values.items()
    }


def _part(contract: Contract, schema: JSON, part: Part) -> JSON:
    if part.filename is not None:
        return "a file"
    return _value(contract, schema, part.content.decode())


def _is_array(contract: Contract, schema: JSON) -> bool:
    return bool(contract.resolve(schema).get("type") == "array")


def _value(contract: Contract, schema: JSON, text: str) -> JSON:
    """A text as the type that its schema asks for, where it is one."""
    schema = contract.resolve(schema)
    kinds = {contract.resolve(branch).get("type") for branch in schema.get("anyOf", [schema])}
    if "boolean" in kinds:
        return BOOLEANS.get(text, text)
    if "integer" in kinds and text.removeprefix("-").isdecimal():
        return int(text)
    return text


def _errors(schema: JSON, value: JSON, what: str) -> Iterator[str]:
    for error in _validator(json.dumps(schema)).iter_errors(value):
        place = ".".join(map(str, error.instance_path))
        yield f"{what}{'.' * bool(place)}{place}: {error.message[:MESSAGE]}"


@cache
def _validator(schema: str) -> jsonschema_rs.Draft202012Validator:
    components = load_contract().document["components"]
    return jsonschema_rs.Draft202012Validator({**json.loads(schema), "components": components})
