"""Failures that a team knows of: they don't fail a run, until they are mended or their time is up.

A file is a list of entries such as

- requirement: TCH-4
  operation: teachers_list      # optional: only what is broken there is known
  reason: search looks at the gmail as well, ticket 512
  expires: 2027-03-31
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from siteowner_contract.catalogue import load_catalogue
from siteowner_contract.openapi import load_contract
from siteowner_contract.results import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from siteowner_contract.report.model import Judged, Report

BROKEN = frozenset({Status.FAILED, Status.WARNED})
HOLDS = frozenset({Status.PASSED, Status.FAILED, Status.WARNED})


class KnownError(ValueError):
    """A file of known failures is wrong."""


class Known(BaseModel):
    """A failure that a team knows of.

    Attributes:
        requirement: Id of the requirement.
        reason: Why it fails, and who looks after it.
        expires: The last day on which that is accepted.
        operation: The operation that fails it; any when None.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    requirement: str
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    expires: date
    operation: str | None = None

    def covers(self, operation: str) -> bool:
        """Whether a failure of that operation is the known one."""
        return self.operation is None or self.operation == operation


def read_known(file: Path) -> list[Known]:
    """Read a file of known failures.

    Raises:
        KnownError: It can't be read, or an entry is wrong; the message says on which line.
    """
    try:
        node = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError(f"{file}: {error}") from error
    except yaml.MarkedYAMLError as error:
        line = 0 if error.problem_mark is None else error.problem_mark.line + 1
        raise KnownError(f"{file}, line {line}: {error.problem}") from error
    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode):
        raise KnownError(f"{file}, line 1: not a list of known failures")
    return [_entry(file, entry) for entry in node.value]


def today_in(timezone: str) -> date:
    """The present day in a time zone."""
    return datetime.now(ZoneInfo(timezone)).date()


def with_known(report: Report, known: Sequence[Known], today: date) -> Report:
    """The report with its known failures marked, and with those that are stale.

    Args:
        report: Of a run.
        known: What its team knows of.
        today: The present day.
    """
    return report.model_copy(
        update={
            "requirements": tuple(marked(one, known, today) for one in report.requirements),
            "stale_known": tuple(
                text for one in report.requirements for text in stale(one, known, today)
            ),
        }
    )


def marked(judged: Judged, known: Sequence[Known], today: date) -> Judged:
    """The verdict, with the reason where it is a known failure and nothing else is broken."""
    entries = [one for one in known if one.requirement == judged.id and one.expires >= today]
    operations = {evidence.operation for evidence in judged.evidence}
    covered = all(any(one.covers(operation) for one in entries) for operation in operations)
    if judged.status not in BROKEN or not entries or not covered:
        return judged
    return judged.model_copy(update={"known": "; ".join(one.reason for one in entries)})


def stale(judged: Judged, known: Sequence[Known], today: date) -> Iterator[str]:
    """What is wrong with the entries for a requirement: mended meanwhile, or past their date."""
    broken = {evidence.operation for evidence in judged.evidence}
    for one in (one for one in known if one.requirement == judged.id):
        where = "" if one.operation is None else f" at {one.operation}"
        what = f"{one.requirement}: the known failure{where} ({one.reason})"
        if one.expires < today:
            yield f"{what} was accepted until {one.expires}; mend it, or give it a new date"
        elif judged.status in HOLDS and not any(one.covers(operation) for operation in broken):
            yield f"{what} is there no more; take it out of the list"


def _entry(file: Path, node: yaml.Node) -> Known:
    where = f"{file}, line {node.start_mark.line + 1}"
    try:
        entry = Known.model_validate(yaml.safe_load(yaml.serialize(node)))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(step) for step in first["loc"]) or "the entry"
        raise KnownError(f"{where}: {field}: {first['msg']}") from error
    if entry.requirement not in load_catalogue():
        raise KnownError(f"{where}: requirement: there is no {entry.requirement}")
    if entry.operation is not None and entry.operation not in load_contract():
        raise KnownError(f"{where}: operation: there is no {entry.operation}")
    return entry
