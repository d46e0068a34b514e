"""CSV that a spreadsheet can open without harm."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["BYTE_ORDER_MARK", "csv_text"]

# Excel takes a file without it for one in the system's old code page, and garbles Arabic.
BYTE_ORDER_MARK = "\ufeff"
NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
# What a spreadsheet takes for the beginning of a formula, in its full-width forms too.
FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def csv_text(rows: Sequence[Mapping[str, object]], fields: Sequence[str]) -> str:
    """Rows of JSON values as CSV with a line of field names.

    null is empty, a list or an object is written as JSON, and a text that a spreadsheet would
    take for a formula begins with an apostrophe.
    """
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(fields)
    writer.writerows([_cell(row[name]) for name in fields] for row in rows)
    return lines.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _harmless(value)
    return json.dumps(value, ensure_ascii=False)


def _harmless(text: str) -> str:
    is_formula = text.startswith(FORMULA) and not NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text
