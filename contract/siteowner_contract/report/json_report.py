"""The report as JSON, for machines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pydantic import ValidationError

from siteowner_contract.report.model import Report

if TYPE_CHECKING:
    from pathlib import Path

    from siteowner_contract.openapi import JSON

# Left out of a requirement, or of a piece of evidence, where there is nothing to say.
OPTIONAL = frozenset({"errors", "notes", "known", "script"})


class ReportError(ValueError):
    """A file is no report of this suite."""


def write_json(report: Report, file: Path) -> None:
    """Write a report."""
    text = json.dumps(as_json(report), ensure_ascii=False, indent=2)
    file.write_text(text + "\n", encoding="utf-8")


def read_json(file: Path) -> Report:
    """Read a report that `write_json` wrote.

    Raises:
        ReportError: It can't be read, or is something else.
    """
    try:
        return Report.model_validate_json(file.read_bytes())
    except OSError as error:
        raise ReportError(f"{file}: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"]) or "the file"
        raise ReportError(
            f"{file}: not a report of `siteowner contract run --json`: {place}: {first['msg']}"
        ) from error


def as_json(report: Report) -> JSON:
    """A report as plain values."""
    shown = report.model_dump(mode="json")
    shown["requirements"] = [
        {**_telling(one), "evidence": [_telling(evidence) for evidence in one["evidence"]]}
        for one in shown["requirements"]
    ]
    return shown


def _telling(part: dict[str, JSON]) -> dict[str, JSON]:
    return {name: value for name, value in part.items() if value or name not in OPTIONAL}
