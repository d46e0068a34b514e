"""The report as JUnit XML, for the test pages of a CI: a requirement is a test case."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from siteowner_contract.report.wording import evidence_text, headline, why_skipped
from siteowner_contract.results import Status

if TYPE_CHECKING:
    from pathlib import Path

    from junitparser.junitparser import FinalResult

    from siteowner_contract.report.model import Judged, Report

# What XML 1.0 has not, not even as a reference.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_junit(report: Report, file: Path) -> None:
    """Write a report."""
    suite = TestSuite(report.suite)
    suite.timestamp = report.started_at.isoformat(timespec="seconds")
    suite.add_property("target", _xml(report.target))
    suite.add_property("seed", str(report.seed))
    suite.add_property("version", report.version)
    suite.add_testcases([_case(report, one) for one in report.requirements])
    suite.add_testcases([_stale(report, text) for text in report.stale_known])
    suite.time = report.duration_s
    document = JUnitXml(report.suite)
    document.add_testsuite(suite)
    document.time = report.duration_s
    document.write(str(file), pretty=True)


def _case(report: Report, judged: Judged) -> TestCase:
    case = TestCase(
        f"{judged.id} {_xml(judged.title)}", f"{report.suite}.{judged.group}", judged.duration_s
    )
    case.result = _results(judged)
    if said := _said(judged):
        case.system_out = _xml(said)
    return case


def _results(judged: Judged) -> list[FinalResult]:
    """What makes the case other than passed."""
    if judged.known is not None:
        return [Skipped(_xml(f"known failure: {judged.known}"), "known")]
    match judged.status:
        case Status.FAILED:
            failure = Failure(_xml(headline(judged)), str(judged.level))
            failure.text = _xml("\n\n".join(evidence_text(one) for one in judged.evidence))
            return [failure]
        case Status.ERROR:
            return [Error(_xml(error), "error") for error in judged.errors]
        case Status.SKIPPED:
            return [Skipped(_xml(why_skipped(judged)), "skipped")]
        case _:
            return []


def _said(judged: Judged) -> str:
    """What limited the check, and what it warns of."""
    warned = judged.status is Status.WARNED or judged.known is not None
    evidence = [evidence_text(one) for one in judged.evidence] if warned else []
    return "\n\n".join([*evidence, *judged.notes])


def _stale(report: Report, text: str) -> TestCase:
    case = TestCase(f"known failure {_xml(text.partition(':')[0])}", f"{report.suite}.known", 0.0)
    case.result = [Failure(_xml(text), "stale")]
    return case


def _xml(text: str) -> str:
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
