"""The report as the summary of a GitHub Actions step."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from siteowner_contract.report.wording import counts, coverage, effort, headline
from siteowner_contract.results import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from siteowner_contract.report.model import Judged, Report

VARIABLE = "GITHUB_STEP_SUMMARY"
# GitHub takes 1 MiB a step; a table of more rows than this nobody reads.
MOST_ROWS = 100
MOST_CHARACTERS = 400
MARKUP = re.compile(r"([\\`*_{}\[\]<>|#~])")


def write_step_summary(report: Report, environment: Mapping[str, str]) -> None:
    """Add a report to the step's summary, where the run is a step of GitHub Actions."""
    if file := environment.get(VARIABLE):
        with Path(file).open("a", encoding="utf-8") as opened:
            opened.write(as_markdown(report))


def as_markdown(report: Report) -> str:
    """A report as GitHub's Markdown."""
    numbers = ", ".join(f"{number} {status}" for status, number in counts(report))
    known = f", {len(report.known)} known" if report.known else ""
    return "\n".join(
        [
            f"### SiteOwner contract: {_plain(report.target)}",
            "",
            f"{numbers}{known}. {coverage(report)}. {_plain(effort(report))}.",
            *_paragraphs(report),
            *_table(report),
            "",
        ]
    )


def _paragraphs(report: Report) -> Iterator[str]:
    for text in (*report.stale_known, *report.notes):
        yield from ("", _plain(text))


def _table(report: Report) -> Iterator[str]:
    broken = report.of(Status.FAILED, Status.ERROR, Status.WARNED)
    if not broken:
        return
    yield from ("", "| | requirement | what came |", "|---|---|---|")
    for one in broken[:MOST_ROWS]:
        yield _row(one)
    if len(broken) > MOST_ROWS:
        yield from ("", f"and {len(broken) - MOST_ROWS} more")


def _row(judged: Judged) -> str:
    cells = (judged.status, f"**{judged.id}** {_plain(judged.title)}", _plain(headline(judged)))
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """A text in one line whose characters are no markup."""
    line = " ".join(text.split())
    shown = line if len(line) <= MOST_CHARACTERS else line[: MOST_CHARACTERS - 1] + "…"
    return MARKUP.sub(r"\\\1", shown)
