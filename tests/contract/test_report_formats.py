"""JUnit, SARIF, HAR, HTML and the step summary: each as its readers expect it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from html import unescape as html_unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from sarif_pydantic import Sarif

from siteowner_contract import load_catalogue
from siteowner_contract.known import Known, with_known
from siteowner_contract.openapi import contract_file
from siteowner_contract.report.building import report_of
from siteowner_contract.report.github import VARIABLE, as_markdown
from siteowner_contract.report.har import write_har
from siteowner_contract.report.html import as_html
from siteowner_contract.report.junit import write_junit
from siteowner_contract.report.outputs import UnwritableError, check_writable, write_all
from siteowner_contract.report.sarif import as_sarif
from tests.contract.exchanges import exchange
from tests.contract.test_results import ERROR, FAILED, PASSED, SKIPPED, WARNED, finished

if TYPE_CHECKING:
    from pathlib import Path

    from siteowner_contract.report.model import Report

ODD = "<b>&\x00 | `x` \"'"
TODAY = date(2026, 11, 24)


def _report() -> Report:
    """A report with a verdict of each kind, a known failure and a stale one."""
    catalogue = load_catalogue()
    odd = replace(FAILED.findings[1], came=ODD, exchange=exchange(500, {"detail": ODD}))
    outcomes = [
        replace(PASSED, duration_s=1.5),
        replace(FAILED, requirement=catalogue["TCH-9"], findings=[odd, *FAILED.findings]),
        replace(WARNED, requirement=catalogue["GEN-9"]),
        replace(SKIPPED, requirement=catalogue["CRS-1"], notes=["in part"]),
        replace(ERROR, requirement=catalogue["COD-1"], findings=[]),
        replace(FAILED, requirement=catalogue["STU-1"]),
    ]
    known = [
        Known(requirement="STU-1", reason="ticket 7", expires=TODAY),
        Known(requirement="TCH-8", reason="ticket 8", expires=TODAY),
    ]
    return with_known(report_of(finished(*outcomes)), known, TODAY)


@pytest.fixture
def junit(tmp_path: Path) -> ET.Element:
    """The JUnit report, parsed."""
    file = tmp_path / "report.xml"
    write_junit(_report(), file)
    return ET.parse(file).getroot()


def test_junit_has_a_case_for_each_requirement(junit: ET.Element) -> None:
    """Failed, error and skipped stand where a CI counts them; a stale entry is a failure too."""
    [suite] = junit
    cases = {case.attrib["name"].split()[0]: case for case in suite.iter("testcase")}
    assert {
        "TCH-8": [], "TCH-9": ["failure"], "GEN-9": ["system-out"],
        "CRS-1": ["skipped", "system-out"], "COD-1": ["error"],
        "STU-1": ["skipped", "system-out"], "known": ["failure"],
    } == {name: [child.tag for child in case] for name, case in cases.items()}  # fmt: skip
    counts = {name: suite.attrib[name] for name in ("tests", "failures", "errors", "skipped")}
    assert {"tests": "7", "failures": "2", "errors": "1", "skipped": "2"} == counts


def test_junit_says_how_long_each_requirement_took(junit: ET.Element) -> None:
    """A CI's page of slow tests is then right for requirements, too."""
    times = [case.attrib["time"] for case in junit.iter("testcase")]
    assert ["1.5", *("0.0" for _ in times[1:])] == times


def test_junit_survives_what_xml_has_not(junit: ET.Element) -> None:
    """A NUL in an answer must not make the report unreadable."""
    [text] = [one.text for one in junit.iter("failure") if "teachers_list" in (one.text or "")]
    assert text is not None
    assert "came     <b>&\N{REPLACEMENT CHARACTER} | `x` \"'" in text
    assert "curl -sS" in text


def test_sarif_is_of_its_schema_and_points_into_the_contract() -> None:
    """Code scanning shows each broken assertion at its operation, with the requirement as rule."""
    log = as_sarif(_report())
    Sarif.model_validate(log)
    [run] = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert ["TCH-9", "GEN-9", "STU-1"] == rules
    assert [rules[one["ruleIndex"]] for one in run["results"]] == [
        one["ruleId"] for one in run["results"]
    ]
    line = run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"]
    contract = contract_file().read_text(encoding="utf-8").splitlines()
    assert ["get:", "operationId: teachers_list"] == [
        text.strip() for text in contract[line - 1 : line + 1]
    ]
    suppressed = [one["ruleId"] for one in run["results"] if "suppressions" in one]
    assert {"STU-1"} == set(suppressed)


def test_har_has_the_exchanges_of_what_is_broken(tmp_path: Path) -> None:
    """HTTP Archive 1.2, which browsers open; each entry says which requirement it breaks."""
    file = tmp_path / "report.har"
    write_har(_report(), file)
    log = json.loads(file.read_text(encoding="utf-8"))["log"]
    assert "1.2" == log["version"]
    entry = log["entries"][0]
    assert {"startedDateTime", "time", "request", "response", "cache", "timings"} <= set(entry)
    assert entry["comment"].startswith("TCH-9: expected this; came")
    assert (250.0, 250.0) == (entry["time"], entry["timings"]["wait"])
    assert 500 == entry["response"]["status"]
    assert {"detail": ODD} == json.loads(entry["response"]["content"]["text"])


class _Page(HTMLParser):
    """Reads a page: what it fetches, and which articles it has."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.articles: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters of a tag."""
        given = dict(attrs)
        links = [str(given[name]) for name in ("src", "href") if name in given]
        self.fetched += [link for link in links if not link.startswith("#")]
        if tag == "article":
            self.articles.append(given["id"])


def test_html_is_one_file_that_shows_an_answer_as_text() -> None:
    """It fetches nothing, and markup that a server sends is no markup of the page."""
    html = as_html(_report())
    page = _Page()
    page.feed(html)
    assert [] == page.fetched
    assert ["TCH-9", "COD-1", "GEN-9", "STU-1", "CRS-1", "TCH-8"] == page.articles
    assert "<b>" not in html
    assert "&lt;b&gt;&amp;" in html
    assert "ticket 7" in html


def test_step_summary_is_a_table_that_no_answer_breaks() -> None:
    """A pipe or a tag in an answer stays in its cell."""
    text = as_markdown(_report())
    rows = [line for line in text.splitlines() if line.startswith("| failed")]
    assert 1 == len(rows)
    assert r"\<b\>&" in rows[0]
    assert 4 == len(rows[0].replace(r"\|", "").split("|")) - 1
    assert "ticket 8" in text


def test_step_summary_is_added_to_the_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an earlier command of the step wrote stays."""
    file = tmp_path / "summary.md"
    file.write_text("before\n")
    monkeypatch.setenv(VARIABLE, str(file))
    write_all(_report(), {})
    assert file.read_text(encoding="utf-8").startswith("before\n### SiteOwner contract")


def test_file_that_can_not_be_written_is_refused_beforehand(tmp_path: Path) -> None:
    """A run of minutes must not end with its report lost."""
    check_writable({"json": tmp_path / "new.json"})
    for file, message in (
        (tmp_path / "none" / "report.xml", "there is no folder for it"),
        (tmp_path, "that is a folder"),
    ):
        with pytest.raises(UnwritableError, match=message):
            check_writable({"junit": file})


def test_other_reports_are_written_when_one_can_not_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk or a folder gone meanwhile costs one report, not all."""
    monkeypatch.delenv(VARIABLE, raising=False)
    gone, kept = tmp_path / "gone" / "report.xml", tmp_path / "report.json"
    with pytest.raises(UnwritableError, match="--junit"):
        write_all(_report(), {"junit": gone, "json": kept})
    assert kept.exists()


def test_page_runs_its_own_script_alone() -> None:
    """Its policy lets nothing be fetched, and only the script of this very text run."""
    html = as_html(_report())
    [script] = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="(.*?)"', html)
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert "default-src 'none'" in policy
    assert f"script-src 'sha256-{allowed}'" in html_unescape(policy)


def test_page_names_each_state_by_more_than_its_colour() -> None:
    """Each cell of the matrix has a symbol, and its state in words for a screen reader."""
    html = as_html(_report())
    cells = dict(re.findall(r'aria-label="([A-Z]+-\d+, \w+): .*?">(\S)', html))
    assert {
        "TCH-8, passed": "✓",
        "TCH-9, failed": "✗",
        "GEN-9, warned": "!",
        "CRS-1, skipped": "○",
        "COD-1, error": "?",
        "STU-1, known": "≈",
    } == cells
