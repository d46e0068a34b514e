"""How a command shows what the server answered: a table, JSON, CSV or Parquet.

A command that is `formatted` has the options `Json`, `Csv`, `Parquet` and `Overwrite`. What they
come to is checked before the server is asked for anything, and goes to `show_rows` or `show_one`.
"""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, TypeAlias, TypeVar

import typer

from siteowner_sdk.cli.failures import WrongUsageError
from siteowner_sdk.cli.operator import Operator

__all__ = [
    "Column",
    "Csv",
    "Formats",
    "Json",
    "Overwrite",
    "Parquet",
    "View",
    "check_new_file",
    "field_column",
    "formatted",
    "show_one",
    "show_rows",
]

# A pydantic model; importing pydantic here would make `--help` wait for it.
M = TypeVar("M")

STDOUT = Path("-")
PANEL = "Output"

Json: TypeAlias = Annotated[
    bool, typer.Option("--json", help="Print JSON: the API's own fields.", rich_help_panel=PANEL)
]
Csv: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--csv", metavar="FILE", help="Write CSV into a file; - prints it.", rich_help_panel=PANEL
    ),
]
Parquet: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--parquet", metavar="FILE", help="Write Parquet into a file.", rich_help_panel=PANEL
    ),
]
Overwrite: TypeAlias = Annotated[
    bool,
    typer.Option("--overwrite", help="Replace a file that is there.", rich_help_panel=PANEL),
]


@dataclass(frozen=True)
class Formats:
    """What is wanted in place of a table; nothing at all is a table.

    Attributes:
        as_json: JSON on standard output.
        csv: Where CSV goes; `-` is standard output.
        parquet: Where Parquet goes.
        overwrite: Whether a file that is there may be replaced.
        private: Whether files are for their owner's eyes only.

    Raises:
        WrongUsageError: Two would go to standard output, a file is there, its folder is not, or
            what writes Parquet is not installed.
    """

    as_json: bool = False
    csv: Path | None = None
    parquet: Path | None = None
    overwrite: bool = False
    private: bool = False

    def __post_init__(self) -> None:
        if self.as_json and self.csv == STDOUT:
            raise WrongUsageError("--json and --csv - would both be printed: take one of them")
        if self.parquet == STDOUT:
            raise WrongUsageError("--parquet needs the name of a file: it can't be printed")
        for path in self.files:
            check_new_file(path, overwrite=self.overwrite)
        if self.parquet is not None:
            from siteowner_sdk.cli.parquet_file import check_installed

            check_installed()

    @property
    def files(self) -> list[Path]:
        """The files that are to be written."""
        given = [path for path in (self.csv, self.parquet) if path is not None]
        return [path for path in given if path != STDOUT]

    @property
    def table(self) -> bool:
        """Whether a table is wanted."""
        return not (self.as_json or self.csv or self.parquet)


def check_new_file(path: Path, *, overwrite: bool) -> None:
    """See that a file can be written.

    Raises:
        WrongUsageError: It is there and not to be replaced, or there is no place for it.
    """
    if path.is_dir() or not path.parent.is_dir():
        raise WrongUsageError(f"{path} can't be written: it is a folder, or in none")
    if path.exists() and not path.is_file():
        raise WrongUsageError(f"{path} is no plain file, and is not replaced")
    if path.exists() and not overwrite:
        raise WrongUsageError(f"{path} is there already: pass --overwrite to replace it")


# The options of `Formats`, by its fields, as parameters of a command.
OPTIONS = tuple(
    Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
    for name, annotation, default in (
        ("as_json", Json, False),
        ("csv", Csv, None),
        ("parquet", Parquet, None),
        ("overwrite", Overwrite, False),
    )
)


def formatted(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of its output, in place of its parameter `wanted: Formats`."""
    own = signature(command)

    @wraps(command)
    def with_options(*args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the command's own
        wanted = Formats(**{option.name: kwargs.pop(option.name) for option in OPTIONS})
        command(*args, wanted=wanted, **kwargs)

    others = [each for name, each in own.parameters.items() if name != "wanted"]
    # What Typer reads.
    vars(with_options)["__signature__"] = own.replace(parameters=[*others, *OPTIONS])
    return with_options


@dataclass(frozen=True)
class Column(Generic[M]):
    """A column of a table.

    Attributes:
        title: What stands above it.
        value: What it shows of a row. Decimals are amounts in EGP; None is left empty.
        justify: On which side it stands.
        total: Whether the sum of its values stands below.
    """

    title: str
    value: Callable[[M], object]
    justify: Literal["left", "right"] = "left"
    total: bool = False


def field_column(
    name: str, *, justify: Literal["left", "right"] = "left", total: bool = False
) -> Column[Any]:
    """A column that shows a field of the model by its name."""
    return Column(name, lambda row: getattr(row, name), justify, total)


@dataclass(frozen=True)
class View(Generic[M]):
    """How rows of a model are shown.

    Attributes:
        model: The model, whose fields are those of CSV and Parquet.
        columns: The columns of the table, the most important first: where the terminal is too
            narrow, the last ones are left out.
    """

    model: type[M]
    columns: Sequence[Column[M]]


def show_rows(operator: Operator, rows: Iterable[M], view: View[M], wanted: Formats) -> None:
    """Show a list as it is wanted. All of it is fetched first, so that no half of it is shown.

    Args:
        operator: Where to print.
        rows: Models of the SDK.
        view: How they are shown.
        wanted: The formats.

    Raises:
        OSError: A file can't be written.
    """
    with operator.errors.status("Fetching"):
        found = list(rows)
    if wanted.table:
        from siteowner_sdk.cli.tables import print_table

        print_table(operator.console, found, view.columns)
        operator.errors.print(f"{len(found):,} rows" if found else "Nothing found")
    if wanted.as_json:
        print_text(json_rows([_plain(row) for row in found]))
    write_files(operator, found, view.model, wanted)


def show_one(operator: Operator, model: Any, wanted: Formats) -> None:  # noqa: ANN401 - any model
    """Show one object as it is wanted: by default each of its fields in a line.

    Args:
        operator: Where to print.
        model: A model of the SDK.
        wanted: The formats.

    Raises:
        OSError: A file can't be written.
    """
    if wanted.table:
        from siteowner_sdk.cli.tables import print_fields

        print_fields(operator.console, model)
    if wanted.as_json:
        print_text(json.dumps(_plain(model), ensure_ascii=False, indent=2) + "\n")
    write_files(operator, [model], type(model), wanted)


def json_rows(rows: Sequence[object]) -> str:
    """A JSON array with each row in a line of its own."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n" if rows else "[]\n"


def write_files(operator: Operator, rows: Sequence[Any], model: type, wanted: Formats) -> None:
    """Write CSV and Parquet where they are wanted, and say so.

    Raises:
        OSError: A file can't be written.
    """
    from siteowner_sdk.cli.new_files import write_whole

    if wanted.csv is not None:
        from siteowner_sdk.cli.csv_text import BYTE_ORDER_MARK, csv_text

        text = csv_text([_plain(row) for row in rows], _fields(model))
        if wanted.csv == STDOUT:
            print_text(text)
        else:
            write_whole(wanted.csv, (BYTE_ORDER_MARK + text).encode(), private=wanted.private)
    if wanted.parquet is not None:
        from siteowner_sdk.cli.parquet_file import parquet_bytes

        write_whole(wanted.parquet, parquet_bytes(rows, model), private=wanted.private)
    for path in wanted.files:
        operator.errors.print(f"Wrote {len(rows):,} to {path}", soft_wrap=True)


def print_text(text: str) -> None:
    """Print a text as it is, in UTF-8 whatever the locale."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def _plain(model: Any) -> dict[str, Any]:  # noqa: ANN401 - any model
    plain: dict[str, Any] = model.model_dump(mode="json")
    return plain


def _fields(model: Any) -> list[str]:  # noqa: ANN401 - any model
    return list(model.model_fields)
