"""The report as one HTML file that needs nothing else, readable on a phone as well."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from siteowner_contract.catalogue import load_catalogue
from siteowner_contract.report.unseen import with_unseen
from siteowner_contract.report.wording import counts, coverage, verdict_line, why_skipped
from siteowner_contract.results import Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from siteowner_contract.openapi import JSON
    from siteowner_contract.report.model import Judged, Report

PAGE = "report/page"
KNOWN = "known"
SYMBOLS = {
    Status.PASSED: "✓",
    Status.FAILED: "✗",
    Status.WARNED: "!",
    Status.SKIPPED: "○",
    Status.ERROR: "?",
    KNOWN: "≈",
}
GROUPS = {
    "GEN": "every operation",
    "TCH": "teachers",
    "STU": "students",
    "CRS": "courses",
    "AST": "assistants",
    "COD": "recharge codes",
    "REV": "revenue",
    "DSH": "dashboard",
}
# What a reader came for stands first.
RANK = (Status.FAILED, Status.ERROR, Status.WARNED, KNOWN, Status.SKIPPED, Status.PASSED)
# So many of what is broken are open at once; past that one looks for one's own.
OPENED = 5


def write_html(report: Report, file: Path) -> None:
    """Write a report."""
    file.write_text(as_html(report), encoding="utf-8")


def as_html(report: Report) -> str:
    """A report as an HTML document."""
    environment = Environment(
        loader=PackageLoader("siteowner_contract", PAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["body"] = _body
    environment.filters["code"] = _with_code
    environment.filters["unseen"] = with_unseen
    script = _part("report.js")
    states = [state(one) for one in report.requirements]
    return environment.get_template("report.html.jinja").render(
        report=report,
        headline=verdict_line(report),
        worst=min(states, key=RANK.index, default=Status.SKIPPED),
        counts=[*counts(report), *([(KNOWN, len(report.known))] if report.known else [])],
        coverage=coverage(report),
        groups=[
            (group, list(judged))
            for group, judged in groupby(report.requirements, lambda one: one.group)
        ],
        ranked=sorted(report.requirements, key=lambda one: RANK.index(state(one))),
        group_names=GROUPS,
        operation_names=sorted({name for one in report.requirements for name in operations(one)}),
        catalogue=load_catalogue(),
        state=state,
        operations=operations,
        symbols=SYMBOLS,
        opened=OPENED,
        why_skipped=why_skipped,
        style=_part("report.css"),
        script=script,
        script_hash=_hash(script),
    )


def state(judged: Judged) -> str:
    """The verdict as it is shown: a known failure is no failure of the run."""
    return judged.status if judged.known is None else KNOWN


def operations(judged: Judged) -> Sequence[str]:
    """The operations that a requirement speaks of, as far as this version knows it."""
    found = load_catalogue().get(judged.id)
    if found is not None:
        return found.operations
    return sorted({evidence.operation for evidence in judged.evidence})


def _with_code(text: str) -> Markup:
    """A sentence whose names between backticks are shown as code."""
    pieces = [Markup.escape(piece) for piece in text.split("`")]
    return Markup().join(
        Markup("<code>{}</code>").format(piece) if number % 2 else piece
        for number, piece in enumerate(pieces)
    )


def _part(name: str) -> Markup:
    """A file of the page, to stand in it as it is."""
    return Markup((files("siteowner_contract") / PAGE / name).read_text(encoding="utf-8"))  # noqa: S704


def _hash(script: str) -> str:
    """What a Content-Security-Policy lets this script run by, and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


def _body(body: JSON) -> str:
    if body is None:
        return "no body"
    return body if isinstance(body, str) else json.dumps(body, ensure_ascii=False, indent=2)
