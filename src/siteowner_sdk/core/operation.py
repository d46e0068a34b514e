"""What an operation of the contract is, as a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeAlias, TypeVar

from .encoding import Scalar
from .files import Upload

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Encoder: TypeAlias = Callable[[str, object], Scalar | Upload]
BodyEncoding: TypeAlias = Literal["json", "multipart"]


class Answer(Protocol[T_co]):
    """What checks the JSON of an answer, such as a pydantic `TypeAdapter`."""

    def validate_json(self, data: bytes, /, *, strict: bool) -> T_co:
        """The answer, or pydantic's `ValidationError`."""
        ...


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a field of a body.

    Attributes:
        name: Its name on the wire.
        encode: What turns a value into a JSON scalar or an upload.
        repeated: Whether it is an array.
    """

    name: str
    encode: Encoder
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Operation(Generic[T_co]):
    """One operation of the contract.

    Attributes:
        id: Its id in `openapi.yaml`.
        method: Its HTTP method.
        path: Template of its path below the base URL, with parameters in braces.
        answer: What a success gives, or None where it gives nothing.
        query: Its query parameters.
        body: How its body is encoded, or None where it has none.
        fields: The fields of that body.
    """

    id: str
    method: str
    path: str
    answer: Answer[T_co] | None = None
    query: tuple[Field, ...] = ()
    body: BodyEncoding | None = None
    fields: tuple[Field, ...] = ()

    def answering(self, answer: Answer[T]) -> Operation[T]:
        """The same operation where its parameters give it another answer."""
        return Operation(
            self.id, self.method, self.path, answer, self.query, self.body, self.fields
        )
