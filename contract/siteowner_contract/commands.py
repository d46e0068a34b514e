"""What the commands do with what was typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from siteowner_contract.known import KnownError, read_known, today_in, with_known
from siteowner_contract.parts import parts_of, run_in_parts
from siteowner_contract.report.building import report_of
from siteowner_contract.report.comparing import differences
from siteowner_contract.report.console import print_differences, print_report, progress
from siteowner_contract.report.json_report import ReportError, read_json
from siteowner_contract.report.merging import merged
from siteowner_contract.report.outputs import UnwritableError, check_writable, write_all
from siteowner_contract.results import ExitStatus
from siteowner_contract.runner import REFUSALS, selected

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rich.console import Console

    from siteowner_contract.report.model import Report
    from siteowner_contract.settings import Settings

REFUSED = (*REFUSALS, KnownError, ReportError, UnwritableError)


@dataclass(frozen=True)
class Request:
    """What `siteowner contract run` was asked for.

    Attributes:
        settings: Of the run.
        files: Where reports go, by their format.
        known: File of known failures.
        personal: Whether personal values are masked.
        require_all: Whether a skipped MUST counts as failed.
    """

    settings: Settings
    files: Mapping[str, Path] = field(default_factory=dict)
    known: Path | None = None
    personal: bool = True
    require_all: bool = False


def run_and_report(request: Request, console: Console) -> int:
    """Check a server, write and print the report.

    Returns:
        The exit status.

    Raises:
        REFUSED: The run could not be made, or a report could not be written.
    """
    check_writable(request.files)
    report = checked(request, console)
    print_report(report, console, masked=request.personal)
    write_all(report, request.files)
    return report.exit_status(require_all=request.require_all)


def checked(request: Request, console: Console) -> Report:
    """The report of a run, known failures marked.

    Raises:
        REFUSED: The run could not be made.
    """
    settings = request.settings
    known = [] if request.known is None else read_known(request.known)
    with progress(console, len(selected(settings))) as tell:
        finished = run_in_parts(settings, tell, parts_of(settings))
    report = report_of(finished, personal=request.personal)
    return with_known(report, known, today_in(settings.timezone))


def merge_and_report(
    reports: Sequence[Path], files: Mapping[str, Path], console: Console, *, require_all: bool
) -> int:
    """Make one report of several, write and print it.

    Returns:
        The exit status.

    Raises:
        REFUSED: A file is no report, or they are of different runs.
    """
    check_writable(files)
    report = merged([read_json(file) for file in reports])
    print_report(report, console, masked=False)
    write_all(report, files)
    return report.exit_status(require_all=require_all)


def compare_and_report(
    servers: tuple[str, str],
    options: Sequence[str],
    parse: Callable[[Sequence[str]], Request],
    console: Console,
) -> int:
    """Print where two servers differ.

    Args:
        servers: Each a URL, a `contract.toml`, or a finished JSON report.
        options: Further options for both runs.
        parse: Reads the options of a run.
        console: Where.

    Returns:
        0 when they don't differ, 1 when they do, 2 when a run had errors of its own.

    Raises:
        REFUSED: A run could not be made, or a file is no report.
    """
    first, second = (_report(server, options, parse, console) for server in servers)
    found = differences(first, second)
    print_differences(first, second, found, console)
    if ExitStatus.NO_VERDICT in {first.exit_status(), second.exit_status()}:
        return ExitStatus.NO_VERDICT
    return ExitStatus.BROKEN if found else ExitStatus.KEPT


def _report(
    server: str,
    options: Sequence[str],
    parse: Callable[[Sequence[str]], Request],
    console: Console,
) -> Report:
    if server.endswith(".json"):
        return read_json(Path(server))
    option = "--base-url" if "://" in server else "--config"
    return checked(parse([option, server, *options]), console)
