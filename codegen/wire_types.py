"""From a schema to the Python types on both sides of the wire."""

from __future__ import annotations

from dataclasses import dataclass, replace

from openapi_pydantic import DataType, Reference, Schema

from codegen.spec import Spec, name_of


@dataclass(frozen=True)
class WireType:
    """How a schema looks in Python.

    Attributes:
        answer: Annotation in a model.
        argument: Annotation of a method's parameter.
        encoder: Function of the SDK that puts an argument on the wire.
        repeated: Whether it is an array.
        nullable: Whether it may be None.
        models: Names of the component schemas it mentions.
    """

    answer: str
    argument: str = ""
    encoder: str = ""
    repeated: bool = False
    nullable: bool = False
    models: frozenset[str] = frozenset()

    @property
    def in_model(self) -> str:
        """The annotation in a model, with its null."""
        return f"{self.answer} | None" if self.nullable else self.answer

    @property
    def in_method(self) -> str:
        """The annotation of a method's parameter, with its null."""
        return f"{self.argument} | None" if self.nullable else self.argument

    @property
    def optional(self) -> str:
        """The annotation of a method's parameter that may be left out, with its default."""
        return f"{self.argument} | Omit{' | None' if self.nullable else ''} = omit"


TEXT = WireType("str", "str", "text")
MONEY = WireType("Decimal", "Decimal | int | str", "money")

BY_FORMAT = {
    "date": WireType("Day", "dt.date", "date"),
    "date-time": WireType("Instant", "dt.datetime", "date_time"),
    "binary": WireType("bytes", "FileInput", "picture"),
    "decimal": MONEY,
}
# Formats of texts that stay texts; the others are types of their own.
DOCUMENTED_FORMATS = {"uri"}
BY_TYPE = {
    DataType.STRING: TEXT,
    DataType.INTEGER: WireType("int", "int", "integer"),
    DataType.NUMBER: WireType("float"),
    DataType.BOOLEAN: WireType("bool", "bool", "boolean"),
}


def wire_type(spec: Spec, schema: Schema | Reference) -> WireType:
    """The Python types of a schema.

    Raises:
        ValueError: It is of a kind that the contract has not had so far.
    """
    if isinstance(schema, Reference):
        return _component(spec, schema)
    found = _inline(spec, schema)
    return replace(
        found, nullable=found.nullable or bool((schema.model_extra or {}).get("x-clearable"))
    )


def is_enum(schema: Schema) -> bool:
    """Whether a schema is a choice of strings."""
    return schema.enum is not None


def literal(schema: Schema) -> str:
    """The type of a choice of strings."""
    return f"Literal[{', '.join(repr(value) for value in schema.enum or [])}]"


def alias(schema: Schema) -> str:
    """What the name of a component stands for that is no object.

    Raises:
        ValueError: It is of a kind that the contract has not had so far.
    """
    if is_enum(schema):
        return literal(schema)
    if schema.schema_format == "decimal":
        return f"Annotated[Decimal, {documented(schema)}]"
    raise ValueError(f"A component of this kind is not foreseen: {schema.description}")


def documented(schema: Schema) -> str:
    """What a schema says of the values of answers beyond their type; nothing, where it does not."""
    if schema.enum is not None:
        return f"OpenEnum({', '.join(repr(value) for value in schema.enum)})"
    says = {
        "pattern": schema.pattern and f"r'{schema.pattern}'",
        "format": schema.schema_format in DOCUMENTED_FORMATS and f"'{schema.schema_format}'",
        "minimum": schema.minimum is not None and f"{schema.minimum:g}",
        "text": schema.schema_format == "decimal" and schema.type is DataType.STRING,
    }
    said = ", ".join(f"{name}={value}" for name, value in says.items() if value)
    return f"Documented({said})" if said else ""


def _component(spec: Spec, reference: Reference) -> WireType:
    name, schema = name_of(reference), spec.schema(reference)
    if is_enum(schema):
        return WireType(
            f"Annotated[{name} | str, OpenEnum()]", name, "text", models=frozenset({name})
        )
    if schema.schema_format == "decimal":
        return replace(MONEY, answer=name, models=frozenset({name}))
    if schema.type is DataType.OBJECT:
        return WireType(name, models=frozenset({name}))
    return wire_type(spec, schema)


def _inline(spec: Spec, schema: Schema) -> WireType:
    if schema.anyOf:
        return _one_of(spec, schema.anyOf)
    if isinstance(schema.type, list):
        types = [kind for kind in schema.type if kind != DataType.NULL]
        return replace(_scalar(schema, types[0]), nullable=DataType.NULL in schema.type)
    if schema.type is DataType.ARRAY and schema.items is not None:
        item = wire_type(spec, schema.items)
        return replace(
            item,
            answer=f"list[{item.in_model}]",
            argument=f"Sequence[{item.argument}]",
            repeated=True,
            nullable=False,
        )
    if schema.type is None:
        raise ValueError(f"A schema without a type is not foreseen: {schema.description}")
    return _scalar(schema, schema.type)


def _one_of(spec: Spec, members: list[Schema | Reference]) -> WireType:
    """The one schema beside null, a clearing empty text, and a decimal's form as a number."""
    schemas = {wire_type(spec, member) for member in members if not _is_empty_form(member)}
    if MONEY in schemas:
        return MONEY
    if len(schemas) != 1:
        raise ValueError(f"A choice of schemas is not foreseen: {members}")
    return replace(schemas.pop(), nullable=any(_is_null(member) for member in members))


def _is_empty_form(schema: Schema | Reference) -> bool:
    return isinstance(schema, Schema) and (_is_null(schema) or schema.const == "")


def _is_null(schema: Schema | Reference) -> bool:
    return isinstance(schema, Schema) and schema.type is DataType.NULL


def _scalar(schema: Schema, kind: DataType | str) -> WireType:
    if is_enum(schema):
        return replace(TEXT, argument=literal(schema))
    if schema.schema_format in BY_FORMAT:
        return BY_FORMAT[schema.schema_format]
    if kind not in BY_TYPE:
        raise ValueError(
            f"An inline {kind} is not foreseen: make it a component ({schema.description})"
        )
    return BY_TYPE[DataType(kind)]
