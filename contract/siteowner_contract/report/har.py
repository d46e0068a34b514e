"""The exchanges of what is broken as a HAR 1.2 archive, for a browser's network page."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import harfile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from siteowner_contract.openapi import JSON
    from siteowner_contract.report.model import Evidence, Judged, Report

PROTOCOL = "HTTP/1.1"


def write_har(report: Report, file: Path) -> None:
    """Write the exchanges of a report; their beginnings tell their order only."""
    creator = harfile.Creator(report.suite, report.version)
    with file.open("w", encoding="utf-8") as opened, harfile.open(opened, creator=creator) as har:
        number = 0
        for judged in report.requirements:
            for evidence in judged.evidence:
                har.add_entry(
                    startedDateTime=report.started_at + timedelta(milliseconds=number),
                    time=evidence.elapsed_ms,
                    request=_request(evidence),
                    response=_response(evidence),
                    timings=harfile.Timings(send=0, wait=evidence.elapsed_ms, receive=0),
                    comment=_comment(judged, evidence),
                )
                number += 1


def _comment(judged: Judged, evidence: Evidence) -> str:
    return f"{judged.id}: expected {evidence.expected}; came {evidence.came}"


def _request(evidence: Evidence) -> harfile.Request:
    sent = evidence.request
    query = parse_qsl(urlsplit(sent.url).query, keep_blank_values=True)
    return harfile.Request(
        method=sent.method,
        url=sent.url,
        httpVersion=PROTOCOL,
        headers=_records(sent.headers),
        queryString=[harfile.Record(name=name, value=value) for name, value in query],
        postData=_post_data(sent.headers.get("content-type", ""), sent.body),
    )


def _post_data(content_type: str, body: JSON) -> harfile.PostData | None:
    if body is None:
        return None
    if content_type.startswith("multipart/") and isinstance(body, dict):
        params = [
            harfile.PostParameter(name=name, value=str(value))
            for name, given in body.items()
            for value in (given if isinstance(given, list) else [given])
        ]
        return harfile.PostData(mimeType=content_type, params=params, text="")
    return harfile.PostData(mimeType=content_type, text=_text(body))


def _response(evidence: Evidence) -> harfile.Response:
    came = evidence.response
    text = "" if came.body is None else _text(came.body)
    return harfile.Response(
        status=came.status,
        statusText="",
        httpVersion=PROTOCOL,
        headers=_records(came.headers),
        content=harfile.Content(
            size=len(text.encode()), mimeType=came.headers.get("content-type") or "", text=text
        ),
        redirectURL="",
        headersSize=-1,
        bodySize=-1,
    )


def _records(headers: Mapping[str, str | None]) -> list[harfile.Record]:
    return [harfile.Record(name=name, value=value) for name, value in headers.items() if value]


def _text(body: JSON) -> str:
    return body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
