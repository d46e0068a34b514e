"""The report as one HTML file that needs nothing else, readable on a phone as well."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from siteowner_contract.catalogue import load_catalogue
from siteowner_contract.report.wording import counts, coverage, effort, why_skipped
from siteowner_contract.results import Status

if TYPE_CHECKING:
    from pathlib import Path

    from siteowner_contract.openapi import JSON
    from siteowner_contract.report.model import Report


def write_html(report: Report, file: Path) -> None:
    """Write a report."""
    file.write_text(as_html(report), encoding="utf-8")


def as_html(report: Report) -> str:
    """A report as an HTML document."""
    environment = Environment(
        loader=PackageLoader("siteowner_contract", "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["body"] = _body
    return environment.get_template("report.html.jinja").render(
        report=report,
        broken=[*report.of(Status.FAILED), *report.of(Status.ERROR), *report.of(Status.WARNED)],
        counts=counts(report),
        coverage=coverage(report),
        effort=effort(report),
        sources={one.id: one.source for one in load_catalogue().values()},
        why_skipped=why_skipped,
    )


def _body(body: JSON) -> str:
    if body is None:
        return "no body"
    return body if isinstance(body, str) else json.dumps(body, ensure_ascii=False, indent=2)
