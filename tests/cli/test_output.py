"""What commands print and write: tables, JSON, CSV, Parquet."""

from __future__ import annotations

import builtins
import csv
import datetime as dt
import io
import json
import os
import stat
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from pyarrow import parquet
from rich.console import Console

from siteowner_sdk.cli import parquet_file
from siteowner_sdk.cli.csv_text import csv_text
from siteowner_sdk.cli.failures import WrongUsageError
from siteowner_sdk.cli.isolation import IsolatingHook
from siteowner_sdk.cli.new_files import write_whole
from siteowner_sdk.cli.output import Column, Formats, json_rows
from siteowner_sdk.cli.parquet_file import parquet_bytes
from siteowner_sdk.cli.tables import cell, print_fields, print_table
from siteowner_sdk.cli.terminal_text import isolated, printable
from siteowner_sdk.models import Grade, VideoSecurity

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

ARABIC = "ليلى حسن"
FSI, PDI = "\u2068", "\u2069"
GRADES = [Grade(id=1, name=ARABIC), Grade(id=20, name="Second Secondary")]
COLUMNS: list[Column[Grade]] = [
    Column("id", lambda grade: grade.id, "right"),
    Column("name", lambda grade: grade.name),
    Column("worth", lambda grade: Decimal(grade.id * 1000), "right"),
    Column("again", lambda grade: grade.name),
]


def printed(*, width: int, terminal: bool = True) -> list[str]:
    """The lines of a table of grades."""
    file = io.StringIO()
    console = Console(file=file, width=width, force_terminal=terminal, color_system=None)
    if terminal:
        console.push_render_hook(IsolatingHook())
    print_table(console, GRADES, COLUMNS)
    return file.getvalue().splitlines()


def test_json_is_the_apis_own(command: CommandLine) -> None:
    """The fields of the API, decimals as strings, Arabic as it is, each row in a line."""
    shown = command.output("students", "list", "--limit", "2", "--json")
    with command.server.client() as client:
        raw = client.students.with_raw_response.list(page_size=2)

    assert json.loads(raw.content)["results"] == json.loads(shown)
    assert 4 == len(shown.splitlines())
    assert "\\u" not in shown


def test_no_rows(command: CommandLine) -> None:
    """An empty list is an empty array, a line of field names, or a word on standard error."""
    words = ("teachers", "list", "--search", "no such name")

    assert "[]\n" == command.output(*words, "--json") == json_rows([])
    assert command.output(*words, "--csv", "-").startswith("id,user_id,username,")
    nothing = command(*words)
    assert ("", "Nothing found\n") == (nothing.stdout, nothing.stderr)


def test_csv_of_a_command(command: CommandLine) -> None:
    """A file begins with what Excel knows UTF-8 by; all fields are there, and Arabic is whole."""
    path = command.folder / "students.csv"

    done = command("students", "list", "--csv", str(path))

    assert "" == done.stdout
    assert done.stderr.startswith("Wrote ")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    expected = json.loads(command.output("students", "list", "--json"))
    assert [row["name_ar"] for row in expected] == [row["name_ar"] for row in rows]
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,")
    assert list(expected[0]) == list(rows[0])


def test_printed_csv_has_no_byte_order_mark(command: CommandLine) -> None:
    """What a pipe reads begins with the first field."""
    assert command.output("teachers", "list", "--csv", "-").startswith("id,")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+20 10", "'+20 10"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\uff1dx", "'\uff1dx"),
        ("-5.00", "-5.00"),
        ("+201012345678", "+201012345678"),
        ("a=b", "a=b"),
        (None, ""),
        (True, "true"),
        ([1, 2], "[1, 2]"),
        ({"name": ARABIC}, f'{{"name": "{ARABIC}"}}'),
        ('say "hi",\nplease', 'say "hi",\nplease'),
    ],
)
def test_cells_of_csv(value: object, expected: str) -> None:
    """No text is a formula to a spreadsheet, numbers stay numbers, and the rest is JSON."""
    lines = csv_text([{"field": value}], ["field"])

    assert [["field"], [expected]] == list(csv.reader(io.StringIO(lines, newline="")))


def test_parquet_has_types() -> None:
    """Money is a decimal, objects are objects, and a file of no rows has the same columns."""
    rows = [VideoSecurity(id=1, name=ARABIC, price_per_student=Decimal("5.50"))]

    table = parquet.read_table(io.BytesIO(parquet_bytes(rows, VideoSecurity)))
    empty = parquet.read_table(io.BytesIO(parquet_bytes([], VideoSecurity)))

    assert [{"id": 1, "name": ARABIC, "price_per_student": Decimal("5.500000")}] == (
        table.to_pylist()
    )
    assert table.schema == empty.schema


@pytest.mark.parametrize("resource", ["teachers", "students", "assistants"])
def test_parquet_of_a_command(command: CommandLine, resource: str) -> None:
    """All rows of every list are there, and instants are instants."""
    path = command.folder / "rows.parquet"

    command.output(resource, "list", "--parquet", str(path))

    rows = parquet.read_table(path).to_pylist()
    expected = json.loads(command.output(resource, "list", "--json"))
    assert [row["id"] for row in expected] == [row["id"] for row in rows]
    assert [dt.datetime.fromisoformat(row["created_at"]) for row in expected] == [
        row["created_at"] for row in rows
    ]


def test_parquet_that_is_not_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Who lacks the extra is told before anything is fetched."""
    monkeypatch.setattr(parquet_file, "find_spec", lambda _: None)

    with pytest.raises(WrongUsageError, match=r"pip install 'siteowner-sdk\[parquet\]'"):
        Formats(parquet=tmp_path / "x.parquet")


def test_an_existing_file_stays(command: CommandLine) -> None:
    """It is replaced with --overwrite alone, and the server isn't asked before that is clear."""
    path = command.folder / "x.csv"
    path.write_text("mine")
    command.environment["SITEOWNER_BASE_URL"] = "http://127.0.0.1:1/api"

    done = command("teachers", "list", "--csv", str(path))

    assert (2, f"Error: {path} is there already: pass --overwrite to replace it\n") == (
        done.exit_code,
        done.stderr,
    )
    command.environment["SITEOWNER_BASE_URL"] = command.server.base_url
    command.output("teachers", "list", "--csv", str(path), "--overwrite")
    assert "mine" not in path.read_text()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--json", "--csv", "-"), "--json and --csv - would both be printed"),
        (("--parquet", "-"), "--parquet needs the name of a file"),
        (("--csv", "/nowhere/x.csv"), "/nowhere/x.csv can't be written"),
        (("--csv", "/dev/null", "--overwrite"), "/dev/null is no plain file"),
    ],
)
def test_formats_that_cant_be(command: CommandLine, words: tuple[str, ...], sentence: str) -> None:
    """Each is told in a sentence, with 2."""
    done = command("teachers", "list", *words)

    assert 2 == done.exit_code
    assert sentence in done.stderr


def test_a_file_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full the old file stays, and nothing lies beside it."""
    path = tmp_path / "x"
    write_whole(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left on device") as raised:
        write_whole(path, b"new")

    assert str(path) == raised.value.filename
    assert [path] == list(tmp_path.iterdir())
    assert b"old" == path.read_bytes()


def test_modes_of_files(tmp_path: Path) -> None:
    """A file that is replaced keeps its mode, a private one is its owner's alone."""
    public, private = tmp_path / "public", tmp_path / "private"
    public.touch(mode=0o640)
    public.chmod(0o640)

    write_whole(public, b"x")
    write_whole(private, b"x", private=True)

    assert 0o640 == stat.S_IMODE(public.stat().st_mode)
    assert 0o600 == stat.S_IMODE(private.stat().st_mode)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (Decimal("1234.5"), "1,234.50"),
        (dt.datetime(2026, 11, 24, 9, 5, tzinfo=dt.UTC), "2026-11-24 09:05"),
        ([1, 2], "1, 2"),
        (GRADES, f"{ARABIC}, Second Secondary"),
        ("red \x1b[31m\u202e\nend", "red \ufffd[31m\ufffd end"),
    ],
)
def test_cells(value: object, expected: str) -> None:
    """Values are as a person reads them, and none steers the terminal."""
    assert expected == cell(value)


def test_a_table_on_a_terminal() -> None:
    """Amounts stand to the right, and an Arabic name can't pull the next number over."""
    assert [
        "╭────┬──────────────────┬───────────┬──────────────────╮",
        "│ id │ name             │     worth │ again            │",
        "├────┼──────────────────┼───────────┼──────────────────┤",
        f"│  1 │ {FSI}{ARABIC}{PDI}         │  1,000.00 │ {FSI}{ARABIC}{PDI}         │",
        "│ 20 │ Second Secondary │ 20,000.00 │ Second Secondary │",
        "╰────┴──────────────────┴───────────┴──────────────────╯",
    ] == printed(width=80)


def test_a_narrow_terminal() -> None:
    """The last columns are left out, which is said; three stay, and are folded."""
    lines = printed(width=40)

    assert "Left out for want of width: again. " == lines[-2][:35]
    assert "│ id │ name             │     worth │" == lines[1]
    folded = printed(width=24)
    assert max(map(len, folded)) <= 26
    assert any("Second" in line and "Secondary" not in line for line in folded)


def test_a_table_in_a_pipe() -> None:
    """Nothing is cut, framed or isolated, however narrow the pipe's terminal is."""
    assert [
        "id  name                  worth  again",
        f" 1  {ARABIC}           1,000.00  {ARABIC}",
        "20  Second Secondary  20,000.00  Second Secondary",
    ] == printed(width=10, terminal=False)


def test_fields_of_an_object(command: CommandLine) -> None:
    """One object is shown by a line for each field."""
    lines = command.output("students", "retrieve", "1").splitlines()
    student = json.loads(command.output("students", "retrieve", "1", "--json"))

    assert list(student) == [line.split(" ")[0] for line in lines]


def test_fields_on_a_terminal() -> None:
    """They are isolated as a table's cells are."""
    file = io.StringIO()
    console = Console(file=file, width=40, force_terminal=True, no_color=True)
    console.push_render_hook(IsolatingHook())

    print_fields(console, GRADES[0])

    assert f"{FSI}{ARABIC}{PDI}" in file.getvalue()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        (f"  {ARABIC}  ", f"  {FSI}{ARABIC}{PDI}  "),
        (f"Mr {ARABIC} 3", f"{FSI}Mr {ARABIC} 3{PDI}"),
        ("", ""),
        ("   ", "   "),
    ],
)
def test_isolation(text: str, expected: str) -> None:
    """The blanks that make a column stay outside, so that it stays as wide."""
    assert expected == isolated(text)


def test_joiners_are_printable() -> None:
    """What Persian words and emoji are made with stays."""
    assert "نیم\u200cروز" == printable("نیم\u200cروز")


def test_nothing_is_printed_when_a_page_fails(
    command: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list whose second page fails is no output at all, not a half that looks whole."""
    send, calls = command.server.transport.send, builtins.list[object]()

    def breaking(request: object, *, timeout: float | None) -> object:
        calls.append(request)
        if len(calls) > 1:
            raise BrokenPipeError
        return send(request, timeout=timeout)  # type: ignore[arg-type]

    monkeypatch.setattr(command.server.transport, "send", breaking)

    assert "" == command("students", "list", "--page-size", "5", "--json").stdout
