"""The contract as the templates see it, with everything about names decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codegen.wire_types import WireType

# Django REST Framework's names of actions, where a method of the SDK is called otherwise.
METHOD_NAMES = {"update": "replace", "partial_update": "update", "destroy": "delete"}

PAGING = {"page", "page_size"}

READING = {"GET", "HEAD", "OPTIONS"}
PAGE_MISSING = "NotFoundError"


@dataclass(frozen=True)
class Alias:
    """A name for a type: a choice of strings, or an amount."""

    name: str
    description: str
    annotation: str


@dataclass(frozen=True)
class Attribute:
    """A field of a model.

    Attributes:
        marks: What is said of it beside its type: a form, or that it is masked in a repr.
    """

    name: str
    description: str
    type: WireType
    required: bool
    marks: tuple[str, ...]

    @property
    def annotation(self) -> str:
        """Its annotation and, where it may be missing, its default."""
        annotation = self.type.in_model
        if self.marks:
            annotation = f"Annotated[{', '.join((annotation, *self.marks))}]"
        return annotation if self.required else f"{annotation} | None = None"


@dataclass(frozen=True)
class Model:
    """An object of answers.

    Attributes:
        open: Whether the contract says that it may have further fields.
    """

    name: str
    description: str
    attributes: tuple[Attribute, ...]
    open: bool


@dataclass(frozen=True)
class Argument:
    """A parameter of an operation or a field of its body.

    Attributes:
        name: Its name on the wire.
        python_name: Its name in the method.
    """

    name: str
    python_name: str
    description: str
    type: WireType
    required: bool

    @property
    def parameter(self) -> str:
        """Its annotation as a parameter and, where it may be left out, its default."""
        return self.type.in_method if self.required else self.type.optional


@dataclass(frozen=True)
class Option:
    """A parameter that each method has beside those of its operation, a field of `CallOptions`."""

    name: str
    parameter: str
    description: str


OPTIONS = (
    Option(
        "timeout",
        "float | Omit | None = omit",
        "Seconds for one attempt, in place of the client's; None without end.",
    ),
    Option(
        "deadline",
        "float | Omit | None = omit",
        "Seconds for all attempts and waits, in place of the client's; None without end.",
    ),
    Option(
        "max_retries", "int | Omit = omit", "Attempts after the first, in place of the client's."
    ),
)
IDEMPOTENT = Option(
    "idempotent",
    "bool = False",
    "Doing it twice does no more than doing it once, so it may be sent again when it is not known "
    "whether it was done.",
)


@dataclass(frozen=True)
class Answer:
    """What a success gives.

    Attributes:
        type: Its annotation.
        description: What it is.
        item: Of a page, the model of its items.
        whole: Whether `all=true` may give a bare array in its place.
        models: Names of the component schemas it mentions.
    """

    type: str
    description: str
    item: str | None
    whole: bool
    models: frozenset[str]


@dataclass(frozen=True)
class Endpoint:
    """An operation."""

    id: str
    tag: str
    public: bool
    method: str
    path: str
    summary: str
    description: str
    requirements: tuple[str, ...]
    path_arguments: tuple[Argument, ...]
    query: tuple[Argument, ...]
    body_encoding: str | None
    body: tuple[Argument, ...]
    answer: Answer | None
    errors: tuple[tuple[str, str], ...]

    @property
    def constant(self) -> str:
        """Its name in `operations.py`."""
        return self.id.upper()

    @property
    def method_name(self) -> str:
        """Its name in a resource."""
        action = self.id.removeprefix(f"{self.tag}_")
        return METHOD_NAMES.get(action, action)

    @property
    def options(self) -> tuple[Option, ...]:
        """What a call has in place of its client's settings."""
        return OPTIONS if self.method in READING else (*OPTIONS, IDEMPOTENT)

    @property
    def list_query(self) -> tuple[Argument, ...]:
        """The query parameters of a method that gives a page."""
        return tuple(argument for argument in self.query if argument.name != "all")

    @property
    def all_query(self) -> tuple[Argument, ...]:
        """The query parameters of a method that gives the whole set."""
        return tuple(argument for argument in self.list_query if argument.name not in PAGING)

    @property
    def all_errors(self) -> tuple[tuple[str, str], ...]:
        """What a method that gives the whole set can raise: no page can be missing."""
        return tuple(each for each in self.errors if each[0] != PAGE_MISSING)


# What a resource has beside its operations: a module of `resources`, and the class there.
BASES = {"recharge_codes": ("many_codes", "ManyRechargeCodes")}


@dataclass(frozen=True)
class Resource:
    """The operations of a tag."""

    name: str
    description: str
    endpoints: tuple[Endpoint, ...]

    @property
    def class_name(self) -> str:
        """The name of its class."""
        return "".join(word.capitalize() for word in self.name.split("_"))

    @property
    def base(self) -> tuple[str, str] | None:
        """The module and class that it extends, or None."""
        return BASES.get(self.name)


@dataclass(frozen=True)
class Contract:
    """All that is generated."""

    aliases: tuple[Alias, ...]
    models: tuple[Model, ...]
    endpoints: tuple[Endpoint, ...]
    resources: tuple[Resource, ...]
