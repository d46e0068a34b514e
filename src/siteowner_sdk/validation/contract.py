"""The operations of `openapi.yaml` as requests and responses are held against them."""

from __future__ import annotations

import re
from functools import cache, cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING

from ..core.routes import PARAMETER
from ..extras import extra
from ..openapi import Definition, Json, definitions, openapi_document, resolve
from .form import Form, types
from .schema import Schema

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .violation import Level


def level_of(element: Json) -> Level:
    """How much an element of the document weighs as a whole."""
    return "should" if element.get("x-assumed") is True else "must"


class Parameter:
    """A parameter in a path or a query, or a header of a response."""

    def __init__(self, definition: Json, contract: Contract) -> None:
        self.level: Level = level_of(definition)
        self.schema: Schema = contract.schema(definition["schema"])
        self.types: set[str] = types(definition["schema"], contract.resolve)


class Media:
    """One content type of a body, with its schema."""

    def __init__(self, definition: Json, contract: Contract) -> None:
        self.schema: Schema = contract.schema(definition["schema"])
        self.form: Form = Form(
            self.schema.definition, definition.get("encoding", {}), contract.resolve
        )


class Response:
    """What is documented of one status."""

    def __init__(self, definition: Json, contract: Contract) -> None:
        self.level: Level = level_of(definition)
        self.headers: Mapping[str, Parameter] = {
            name.lower(): Parameter(header, contract)
            for name, header in definition.get("headers", {}).items()
        }
        self.content: Mapping[str, Media] = _content(definition, contract)


class Operation:
    """One operation. Each part of it is read when it is first looked at."""

    def __init__(self, definition: Definition, contract: Contract) -> None:
        self.id: str = definition.id
        self.path: str = definition.path
        self.method: str = definition.method
        self.level: Level = level_of(definition.value)
        self._item = definition.item
        self._definition = definition.value
        self._contract = contract
        self._responses: dict[int, Response | None] = {}

    @cached_property
    def path_parameters(self) -> Mapping[str, Parameter]:
        """The parameters in its path."""
        return self._parameters("path")

    @cached_property
    def query_parameters(self) -> Mapping[str, Parameter]:
        """Those of its query."""
        return self._parameters("query")

    @cached_property
    def content(self) -> Mapping[str, Media]:
        """The content types of its body; none where it has no body."""
        return _content(self._definition.get("requestBody", {}), self._contract)

    @property
    def needs_body(self) -> bool:
        """Whether a request has to have one."""
        return self._definition.get("requestBody", {}).get("required") is True

    @property
    def statuses(self) -> Sequence[str]:
        """The documented statuses."""
        return list(self._definition["responses"])

    def response(self, status: int) -> Response | None:
        """What is documented of a status; None where nothing is."""
        if status not in self._responses:
            found = self._definition["responses"].get(str(status))
            self._responses[status] = found and Response(
                self._contract.resolve(found), self._contract
            )
        return self._responses[status]

    def _parameters(self, place: str) -> Mapping[str, Parameter]:
        declared = (*self._item.get("parameters", ()), *self._definition.get("parameters", ()))
        resolved = (self._contract.resolve(each) for each in declared)
        return {
            each["name"]: Parameter(each, self._contract)
            for each in resolved
            if each["in"] == place
        }


class Contract:
    """All operations by id.

    Args:
        document: `openapi.yaml`, parsed.
    """

    def __init__(self, document: Json) -> None:
        self.resolve: Callable[[Json], Json] = partial(resolve, document)
        self._document = document
        self._schemas: dict[str, Schema] = {}
        self.operations: Mapping[str, Operation] = {
            name: Operation(definition, self) for name, definition in definitions(document).items()
        }

    def schema(self, definition: Json) -> Schema:
        """A schema, the same one for each of its uses, since compiling it is what costs."""
        return self._schemas.setdefault(repr(definition), Schema(definition, self._document))


@cache
def load_contract() -> Contract:
    """The contract that this version of the SDK was made for.

    Raises:
        ImportError: The extra `validation` is not installed.
    """
    with extra("validation"):
        import_module("jsonschema_rs")  # which is first needed when traffic passes
        return Contract(openapi_document())


@cache
def path_pattern(template: str) -> re.Pattern[str]:
    """What the end of a URL's path looks like, by a path template."""
    literals = PARAMETER.split("/" + template.removeprefix("/"))
    return re.compile(
        "".join(
            f"(?P<{text}>[^/]+)" if index % 2 else re.escape(text)
            for index, text in enumerate(literals)
        )
        + r"\Z"
    )


def _content(definition: Json, contract: Contract) -> dict[str, Media]:
    return {
        media_type: Media(media, contract)
        for media_type, media in definition.get("content", {}).items()
    }
