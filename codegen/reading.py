"""From the document to the contract as the templates see it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from openapi_pydantic import DataType, Operation, Parameter, Reference, Schema

from codegen.contract import Alias, Answer, Argument, Attribute, Contract, Endpoint, Model, Resource
from codegen.spec import Found, Spec, name_of
from codegen.wire_types import alias, documented, wire_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ERRORS = {
    "400": "BadRequestError",
    "401": "AuthenticationError",
    "403": "PermissionDeniedError",
    "404": "NotFoundError",
    "429": "RateLimitError",
}
OTHER_ERROR = "APIStatusError"

BODY_ENCODINGS = {"application/json": "json", "multipart/form-data": "multipart"}
PAGE_FIELDS = {"count", "next", "previous", "results"}


def read_contract(spec: Spec) -> Contract:
    """The contract that a document says."""
    endpoints = tuple(_endpoint(spec, found) for found in spec.operations())
    mentioned = _mentioned(spec, endpoints)
    named = {name: schema for name, schema in spec.schemas.items() if name in mentioned}
    return Contract(
        aliases=tuple(
            Alias(name, _text(schema), alias(schema))
            for name, schema in named.items()
            if schema.type is not DataType.OBJECT
        ),
        models=tuple(
            Model(
                name,
                _text(schema),
                tuple(_attributes(spec, schema)),
                open=schema.additionalProperties is True,
            )
            for name, schema in named.items()
            if schema.type is DataType.OBJECT
        ),
        endpoints=endpoints,
        resources=tuple(_resources(spec, endpoints)),
    )


def _resources(spec: Spec, endpoints: Iterable[Endpoint]) -> Iterator[Resource]:
    """The tags with operations that need credentials; the others are how one gets them."""
    for tag, description in spec.tags.items():
        own = tuple(found for found in endpoints if found.tag == tag and not found.public)
        if own:
            yield Resource(tag, description.strip(), own)


def _endpoint(spec: Spec, found: Found) -> Endpoint:
    operation = found.operation
    assert operation.operationId is not None
    assert operation.tags is not None
    (tag,) = operation.tags
    parameters = [
        spec.parameter(parameter)
        for parameter in (*(found.item.parameters or []), *(operation.parameters or []))
    ]
    encoding, body = _body(spec, found)
    return Endpoint(
        id=operation.operationId,
        tag=tag,
        public=operation.security == [],
        method=found.method,
        path=found.path,
        summary=(operation.summary or "").strip(),
        description=_text(operation),
        requirements=tuple((operation.model_extra or {}).get("x-requirements", ())),
        path_arguments=tuple(
            _path_argument(spec, tag, each) for each in parameters if each.param_in == "path"
        ),
        query=tuple(_query_argument(spec, each) for each in parameters if each.param_in == "query"),
        body_encoding=encoding,
        body=tuple(body),
        answer=_answer(spec, operation),
        errors=tuple(_errors(spec, operation)),
    )


def _path_argument(spec: Spec, tag: str, parameter: Parameter) -> Argument:
    argument = _query_argument(spec, parameter)
    python_name = f"{tag.removesuffix('s')}_id" if parameter.name == "id" else parameter.name
    return replace(argument, python_name=python_name)


def _query_argument(spec: Spec, parameter: Parameter) -> Argument:
    assert parameter.param_schema is not None
    schema = spec.schema(parameter.param_schema)
    return Argument(
        parameter.name,
        parameter.name,
        _text(parameter) + _default(schema),
        wire_type(spec, parameter.param_schema),
        parameter.required,
    )


def _body(spec: Spec, found: Found) -> tuple[str | None, Iterable[Argument]]:
    """The encoding of a body and its fields, those required first."""
    if found.operation.requestBody is None:
        return None, ()
    assert not isinstance(found.operation.requestBody, Reference)
    ((media_type, media),) = found.operation.requestBody.content.items()
    assert media.media_type_schema is not None
    schema = spec.schema(media.media_type_schema)
    encoding = BODY_ENCODINGS[media_type]
    fields = list(_fields(spec, schema, defaults=found.method == "POST"))
    if encoding == "json" and any(field.type.repeated for field in fields):
        raise ValueError(
            f"An array in a body of JSON is not foreseen: {found.operation.operationId}"
        )
    return encoding, sorted(fields, key=lambda field: not field.required)


def _fields(spec: Spec, schema: Schema, *, defaults: bool) -> Iterator[Argument]:
    """The fields of a body. Defaults are creation's: left out of a PUT, a field keeps its value."""
    for name, each in (schema.properties or {}).items():
        default = _default(spec.schema(each)) if defaults else ""
        yield Argument(
            name,
            name,
            _text(each) + default,
            wire_type(spec, each),
            name in (schema.required or []),
        )


def _default(schema: Schema) -> str:
    if schema.default is None:
        return ""
    return f" Default: `{json.dumps(schema.default)}`."


def _answer(spec: Spec, operation: Operation) -> Answer | None:
    for status, found in (operation.responses or {}).items():
        response = spec.response(found)
        if status.startswith("2") and response.content:
            schema = response.content["application/json"].media_type_schema
            assert schema is not None
            return _success(spec, schema, response.description)
    return None


def _success(spec: Spec, schema: Schema | Reference, description: str) -> Answer:
    """What a success gives; of the two shapes of `all=true`, the page."""
    members = schema.anyOf if isinstance(schema, Schema) else None
    page = members[0] if members else schema
    return Answer(
        wire_type(spec, page).answer,
        description.strip(),
        item=_item(spec, page),
        whole=bool(members),
        models=wire_type(spec, page).models,
    )


def _item(spec: Spec, schema: Schema | Reference) -> str | None:
    """The model of a page's items; None of what is no page."""
    properties = spec.schema(schema).properties or {}
    if properties.keys() != PAGE_FIELDS:
        return None
    items = spec.schema(properties["results"]).items
    assert isinstance(items, Reference)
    return name_of(items)


def _errors(spec: Spec, operation: Operation) -> Iterator[tuple[str, str]]:
    for status, found in (operation.responses or {}).items():
        if not status.startswith("2"):
            text = spec.response(found).description.strip()
            error = ERRORS.get(status)
            yield (error, text) if error else (OTHER_ERROR, f"{status}: {text}")


def _attributes(spec: Spec, schema: Schema) -> Iterator[Attribute]:
    for name, found in (schema.properties or {}).items():
        required = name in (schema.required or [])
        yield Attribute(name, _text(found), wire_type(spec, found), required, tuple(_marks(found)))


def _marks(schema: Schema | Reference) -> Iterator[str]:
    if isinstance(schema, Reference):
        return
    if form := documented(schema):
        yield form
    if (schema.model_extra or {}).get("x-sensitive"):
        yield "Field(repr=False)"


def _answer_models(endpoint: Endpoint) -> frozenset[str]:
    return endpoint.answer.models if endpoint.answer else frozenset()


def _mentioned(spec: Spec, endpoints: Iterable[Endpoint]) -> set[str]:
    """The schemas that answers are made of, and the enums of requests."""
    names: set[str] = set()
    for endpoint in endpoints:
        names |= _closure(spec, _answer_models(endpoint))
        for argument in (*endpoint.query, *endpoint.body):
            names |= argument.type.models
    return names


def _closure(spec: Spec, names: Iterable[str]) -> set[str]:
    closure: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        closure.add(name)
        for attribute in _attributes(spec, spec.schemas[name]):
            waiting |= attribute.type.models - closure
    return closure


def _text(found: Schema | Reference | Parameter | Operation) -> str:
    return (found.description or "").strip()
