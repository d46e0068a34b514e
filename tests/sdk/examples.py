"""Every operation of openapi.yaml with arguments and answers made from the examples there."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent.parent
DOCUMENT: dict[str, Any] = yaml.safe_load((ROOT / "openapi.yaml").read_text("utf-8"))

METHOD_NAMES = {"update": "replace", "partial_update": "update", "destroy": "delete"}
ID = 7
QUERY_VALUES: dict[str, tuple[Any, str]] = {
    "boolean": (False, "false"),
    "integer": (3, "3"),
    "string": ("a+b &ü", "a+b &ü"),
}


@dataclass(frozen=True)
class Example:
    """One call, what it must put on the wire, and what the server answers.

    Attributes:
        arguments: Keyword arguments of the method.
        query: The query on the wire.
        body: The fields of the body on the wire, as JSON; None without a body.
        answer: The document that the server answers; None where it answers nothing.
    """

    operation: str
    resource: str
    method_name: str
    path_arguments: tuple[int, ...]
    arguments: dict[str, Any]
    method: str
    path: str
    query: dict[str, str]
    body: dict[str, Any] | None
    multipart: bool
    status: int
    answer: Any


def examples() -> dict[str, Example]:
    """Every example by a name of its own; operations of no resource are left out."""
    return {
        f"{operation['operationId']}-{index}": example
        for path, item in DOCUMENT["paths"].items()
        for method, operation in item.items()
        if isinstance(operation, dict) and operation.get("security") != []
        for index, example in enumerate(_of_operation(path, method, item, operation))
    }


def _of_operation(
    path: str, method: str, item: dict[str, Any], operation: dict[str, Any]
) -> Iterator[Example]:
    tag = operation["tags"][0]
    action = operation["operationId"].removeprefix(f"{tag}_")
    status, answers = _answers(operation)
    parameters = [
        _resolve(each) for each in [*item.get("parameters", []), *operation.get("parameters", [])]
    ]
    for body in _bodies(operation):
        for number, answer in enumerate(answers):
            whole = isinstance(answer, list) and action == "list"
            query = _query(parameters, whole=whole) if number == 0 or whole else {}
            arguments = {name: value for name, (value, _) in query.items() if name != "all"}
            yield Example(
                operation=operation["operationId"],
                resource=tag,
                method_name="all" if whole else METHOD_NAMES.get(action, action),
                path_arguments=(ID,) if "{" in path else (),
                arguments=arguments | _python_values(body, operation),
                method=method.upper(),
                path=re.sub(r"{\w+}", str(ID), f"/api{path}"),
                query={name: text for name, (_, text) in query.items()},
                body=body,
                multipart="multipart/form-data" in _content(operation),
                status=status,
                answer=answer,
            )


def _query(parameters: list[dict[str, Any]], *, whole: bool) -> dict[str, tuple[Any, str]]:
    query: dict[str, tuple[Any, str]] = {"all": ("true", "true")} if whole else {}
    for parameter in parameters:
        if parameter["in"] == "query" and parameter["name"] not in _left_out(whole=whole):
            query[parameter["name"]] = _query_value(_resolve(parameter["schema"]))
    return query


def _left_out(*, whole: bool) -> set[str]:
    return {"all", "page", "page_size"} if whole else {"all"}


def _query_value(schema: dict[str, Any]) -> tuple[Any, str]:
    if "enum" in schema:
        return schema["enum"][-1], schema["enum"][-1]
    if schema.get("format") == "date":
        return dt.date(2026, 11, 1), "2026-11-01"
    return QUERY_VALUES[schema["type"]]


def _answers(operation: dict[str, Any]) -> tuple[int, list[Any]]:
    for status, response in operation["responses"].items():
        if status.startswith("2"):
            content = response.get("content", {}).get("application/json", {})
            found = [each["value"] for each in content.get("examples", {}).values()]
            return int(status), found or [None]
    raise AssertionError(f"{operation['operationId']} has no success")


def _content(operation: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = operation.get("requestBody", {}).get("content", {})
    return content


def _bodies(operation: dict[str, Any]) -> list[dict[str, Any] | None]:
    for media in _content(operation).values():
        return [each["value"] for each in media["examples"].values()]
    return [None]


def _python_values(body: dict[str, Any] | None, operation: dict[str, Any]) -> dict[str, Any]:
    """The body as Python arguments: an empty text clears, so it is None; instants are datetimes."""
    if body is None:
        return {}
    (media,) = _content(operation).values()
    properties = _resolve(media["schema"])["properties"]
    return {name: _python_value(value, properties[name]) for name, value in body.items()}


def _python_value(value: Any, schema: dict[str, Any]) -> Any:
    if schema.get("format") == "date-time":
        return dt.datetime.fromisoformat(value)
    return None if value == "" else value


def _resolve(found: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in found:
        return found
    target = DOCUMENT
    for step in found["$ref"].removeprefix("#/").split("/"):
        target = target[step]
    return target


def form_parts(content_type: str, content: bytes) -> list[Message]:
    """The parts of a form, read by the standard library."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + content)
    return [part for part in message.walk() if part.get_content_disposition() == "form-data"]


def form_fields(content_type: str, content: bytes) -> dict[str, list[str]]:
    """The texts of a form by field."""
    fields: dict[str, list[str]] = {}
    for part in form_parts(content_type, content):
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        name = part.get_param("name", header="content-disposition")
        fields.setdefault(str(name), []).append(payload.decode())
    return fields


EXAMPLE_OF: dict[str, Any] = {
    example.operation: example.answer for example in reversed(examples().values())
}
"""The first example answer of each operation."""
