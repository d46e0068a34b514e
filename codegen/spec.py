"""openapi.yaml as openapi-pydantic reads it, with its references followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from openapi_pydantic import OpenAPI, Operation, Parameter, PathItem, Reference, Response, Schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

T = TypeVar("T")

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Found:
    """An operation with where it stands in the document."""

    path: str
    method: str
    item: PathItem
    operation: Operation


@dataclass(frozen=True)
class Spec:
    """The document."""

    document: OpenAPI

    @classmethod
    def read(cls, path: Path) -> Spec:
        """Reads it from a file."""
        return cls(OpenAPI.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))))

    @property
    def schemas(self) -> dict[str, Schema]:
        """The schemas of the components by name, in the document's order."""
        components = self.document.components
        assert components is not None
        return {name: self.schema(schema) for name, schema in (components.schemas or {}).items()}

    @property
    def tags(self) -> dict[str, str]:
        """Descriptions of the tags by name."""
        return {tag.name: tag.description or "" for tag in self.document.tags or []}

    def operations(self) -> Iterator[Found]:
        """Every operation with where it stands."""
        for path, item in (self.document.paths or {}).items():
            for method in METHODS:
                operation = getattr(item, method)
                if operation is not None:
                    yield Found(path, method.upper(), item, operation)

    def schema(self, schema: Schema | Reference) -> Schema:
        """A schema, wherever it stands."""
        return self._follow(schema, Schema)

    def parameter(self, parameter: Parameter | Reference) -> Parameter:
        """A parameter, wherever it stands."""
        return self._follow(parameter, Parameter)

    def response(self, response: Response | Reference) -> Response:
        """A response, wherever it stands."""
        return self._follow(response, Response)

    def _follow(self, found: Reference | T, kind: type[T]) -> T:
        if not isinstance(found, Reference):
            return found
        _, _, section, name = found.ref.split("/")
        target: Any = getattr(self.document.components, section)[name]
        assert isinstance(target, kind), f"{found.ref} is no {kind.__name__}"
        return target


def name_of(reference: Reference) -> str:
    """The name of the component that a reference is to."""
    return reference.ref.rsplit("/", 1)[1]
