"""A whole run on a server that breaks much: nobody's data are in any of its reports."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from siteowner_contract.commands import Request, run_and_report
from siteowner_contract.privacy import kind_of, leaves, vocabulary
from siteowner_contract.report.github import VARIABLE
from siteowner_contract.report.outputs import WRITERS
from tests.contract.conftest import broken_server
from tests.contract.sabotage import JSON, Answer, App, altered
from tests.contract.sabotage import Request as Sent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ONLY = ("TCH-4", "TCH-9", "TCH-11", "STU-4", "AST-3", "COD-8")
SECRET_FIELDS = frozenset({"access", "refresh", "password"})


def _talkative(seen: set[str]) -> Callable[[App], App]:
    """A server that ignores filters, and quotes people wherever it can.

    Args:
        seen: Filled with everything private that the server had in hand.
    """

    def request(sent: Sent) -> Sent:
        return sent.without("search", "teacher", "is_active", "is_used")

    def answer(sent: Sent, given: Answer) -> Answer:
        resource = sent.path.removeprefix("/api/").partition("/")[0].replace("-", "_")
        private = [
            str(value)
            for parent, name, value in leaves(given.json)
            if value
            and given.status < 300
            and (name in SECRET_FIELDS or kind_of(resource, parent, name))
        ]
        seen.update(private)
        if given.status == 400:
            return replace(given, status=500, content=b"<pre>" + sent.content + given.content)
        if resource == "auth" or not isinstance(given.json, dict):
            return given
        return given.with_json(_quoting(given.json, ", ".join(private)))

    return lambda app: altered(app, request, answer)


def _quoting(body: JSON, told: str) -> JSON:
    rows = body.get("results", [])
    changed = [{**row, "created_at": f"since {told}"} for row in rows]
    return {**body, "results": changed} if rows else {**body, "created_at": f"by {told}"}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], set[str]]:
    """What each report of one run says, and everything private that the server had."""
    folder, seen = tmp_path_factory.mktemp("reports"), set[str]()
    files = {format_: folder / f"report.{format_}" for format_ in WRITERS}
    summary = folder / "summary.md"
    console = Console(width=120, file=io.StringIO())
    with pytest.MonkeyPatch.context() as patch, broken_server(_talkative(seen)) as settings:
        patch.setenv(VARIABLE, str(summary))
        request = Request(replace(settings, only=ONLY), files)
        with console.capture() as captured:
            status = run_and_report(request, console)
    assert 1 == status
    seen.add(str(settings.password))
    texts = {format_: _read(file) for format_, file in files.items()}
    return {**texts, "console": captured.get(), "summary": _read(summary)}, seen


@pytest.mark.parametrize("format_", [*WRITERS, "console", "summary"])
def test_nobody_is_in_a_report(reports: tuple[dict[str, str], set[str]], format_: str) -> None:
    """Neither what the fields hold, nor what messages and broken values quote of them."""
    texts, seen = reports
    private = {value for value in seen if len(value) > 4 and value not in vocabulary()}
    assert len(private) > 100
    assert set() == {value for value in private if _stands(value, texts[format_])}
    assert "TCH-11" in texts[format_]


def _stands(value: str, text: str) -> bool:
    """Whether a value is in a text by itself: an invalid phone of the suite is longer than one."""
    whole = rf"(?<!\w){re.escape(value)}(?!\w)"
    return value in text and re.search(whole, text) is not None


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")
