"""The files that a report is written to, whatever their format."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from siteowner_contract.report.github import VARIABLE, write_step_summary
from siteowner_contract.report.har import write_har
from siteowner_contract.report.html import write_html
from siteowner_contract.report.json_report import write_json
from siteowner_contract.report.junit import write_junit
from siteowner_contract.report.sarif import write_sarif

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from siteowner_contract.report.model import Report

WRITERS: Mapping[str, Callable[[Report, Path], None]] = {
    "json": write_json,
    "junit": write_junit,
    "html": write_html,
    "sarif": write_sarif,
    "har": write_har,
}


class UnwritableError(ValueError):
    """A report could not be written where it was asked for."""


def check_writable(files: Mapping[str, Path]) -> None:
    """Refuse before a run, not after it, a file that can't be written.

    Args:
        files: Format to file.

    Raises:
        UnwritableError: There is no folder for one, or it is not for us to write.
    """
    for format_, file in files.items():
        if why := _why_not(file):
            raise UnwritableError(f"--{format_} {file}: {why}")


def write_all(report: Report, files: Mapping[str, Path]) -> None:
    """Write a report to its files, and to the summary of a GitHub Actions step.

    Raises:
        UnwritableError: A file could not be written; the others are.
    """
    failed = []
    for format_, file in files.items():
        try:
            WRITERS[format_](report, file)
        except OSError as error:
            failed.append(f"--{format_} {file}: {error.strerror}")
    try:
        write_step_summary(report, os.environ)
    except OSError as error:
        failed.append(f"{VARIABLE}: {error.strerror}")
    if failed:
        raise UnwritableError("; ".join(failed))


def _why_not(file: Path) -> str:
    """Why a file can't be written, empty when it can."""
    if file.is_dir():
        return "that is a folder"
    if not file.parent.is_dir():
        return "there is no folder for it"
    place = file if file.exists() else file.parent
    return "" if os.access(place, os.W_OK) else "no permission to write there"
