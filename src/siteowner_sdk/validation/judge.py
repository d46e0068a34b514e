"""A request or a response against its operation. Nothing here changes either."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl, unquote, urlsplit

from . import form
from .contract import path_pattern
from .violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..core.body import Body
    from ..core.request import Request
    from ..core.response import Response
    from ..openapi import Json
    from .contract import Contract, Media, Operation, Parameter
    from .schema import Finding
    from .violation import Level, Part, Place

MULTIPART = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class _Site:
    """What all violations of one request or response have in common."""

    operation_id: str
    part: Part
    level: Level = "must"
    status_code: int | None = None

    def violation(
        self, place: Place, path: str, expected: str, found: str, *, level: Level = "must"
    ) -> Violation:
        weight: Level = "should" if "should" in (self.level, level) else "must"
        return Violation(
            self.operation_id, self.part, place, path, expected, found, weight, self.status_code
        )

    def violations(self, place: Place, findings: Iterable[Finding]) -> Iterator[Violation]:
        for each in findings:
            yield self.violation(place, each.path, each.expected, each.found, level=each.level)


def judge_request(
    contract: Contract, request: Request, routes: Mapping[str, str]
) -> Iterator[Violation]:
    """Where a request leaves the contract.

    Args:
        contract: What it is held against.
        request: What is about to be sent.
        routes: Path templates that stand for those of the contract, by operation id.
    """
    operation = contract.operations.get(request.operation_id)
    if operation is None:
        yield _Site(request.operation_id, "request").violation(
            "operation", "", "an operation of the contract", "another one"
        )
        return
    site = _Site(operation.id, "request", operation.level)
    url = urlsplit(request.url)
    if request.method != operation.method:
        yield site.violation("method", "", operation.method, request.method)
    yield from _path(site, operation, url.path, routes.get(operation.id, operation.path))
    yield from _query(site, operation, url.query)
    yield from _body(site, operation, request.body)


def judge_response(contract: Contract, request: Request, response: Response) -> Iterator[Violation]:
    """Where a response leaves the contract. Of an operation that is in none nothing is said."""
    operation = contract.operations.get(request.operation_id)
    if operation is None:
        return
    status = response.status_code
    documented = operation.response(status)
    if documented is None:
        # A server that breaks, and not what it answers, is what the contract has to say of a 5xx.
        level: Level = "should" if status >= 500 else operation.level
        site = _Site(operation.id, "response", level, status)
        yield site.violation("status", "", f"one of {', '.join(operation.statuses)}", str(status))
        return
    level = "should" if "should" in (operation.level, documented.level) else "must"
    site = _Site(operation.id, "response", level, status)
    for name, header in documented.headers.items():
        if name in response.headers:
            yield from _parameter(site, "headers", name, header, response.headers[name])
    is_list = "all" in operation.query_parameters and 200 <= status < 300
    yield from _answer(site, documented.content, response, request if is_list else None)


def _shape(site: _Site, request: Request, document: Json) -> Iterator[Violation]:
    """Of the two shapes of a list the one that was asked for: a page, or with `all=true` all."""
    asks_for_all = dict(parse_qsl(urlsplit(request.url).query)).get("all") == "true"
    if isinstance(document, list) and not asks_for_all:
        yield site.violation("body", "$", "object", "array")
    if isinstance(document, dict) and asks_for_all:
        page = cast("Mapping[str, Json]", document)
        for name in ("next", "previous"):
            if isinstance(page.get(name), str):
                yield site.violation("body", f"$.{name}", "null", "string")


def _path(site: _Site, operation: Operation, path: str, template: str) -> Iterator[Violation]:
    matched = path_pattern(template).search(path)
    if matched is None:
        yield site.violation("path", "", template, "another path", level="should")
        return
    for name, value in matched.groupdict().items():
        parameter = operation.path_parameters[name]
        yield from _parameter(site, "path", name, parameter, unquote(value))


def _query(site: _Site, operation: Operation, query: str) -> Iterator[Violation]:
    # One without a value counts as left out.
    for name, value in parse_qsl(query):
        parameter = operation.query_parameters.get(name)
        if parameter is None:
            expected = ", ".join(operation.query_parameters) or "no parameter"
            yield site.violation("query", name, expected, "another one", level="should")
        else:
            yield from _parameter(site, "query", name, parameter, value)


def _parameter(
    site: _Site, place: Place, name: str, parameter: Parameter, text: str
) -> Iterator[Violation]:
    for each in parameter.schema.findings(form.typed(text, parameter.types)):
        level: Level = "should" if "should" in (parameter.level, each.level) else "must"
        yield site.violation(place, name, each.expected, each.found, level=level)


def _body(site: _Site, operation: Operation, body: Body | None) -> Iterator[Violation]:
    expected = " or ".join(operation.content) or "no body"
    if body is None:
        if operation.needs_body:
            yield site.violation("body", "", expected, "nothing")
        return
    media_type = _media_type(body.content_type)
    media = operation.content.get(media_type)
    if media is None:
        yield site.violation("content type", "", expected, media_type)
    elif media_type == MULTIPART:
        fields = form.parts(body)
        yield from site.violations("body", media.form.findings(fields))
        yield from site.violations("body", media.schema.findings(media.form.value(fields)))
    else:
        yield from _document(site, media, b"".join(body))


def _answer(
    site: _Site, content: Mapping[str, Media], response: Response, asked: Request | None
) -> Iterator[Violation]:
    expected = " or ".join(content) or "no body"
    if not content:
        if response.content:
            yield site.violation("body", "", expected, "a body")
        return
    media_type = _media_type(response.headers.get("content-type", "none"))
    media = content.get(media_type)
    if media is None:
        yield site.violation("content type", "", expected, media_type)
    else:
        yield from _document(site, media, response.content, asked)


def _document(
    site: _Site, media: Media, content: bytes, asked: Request | None = None
) -> Iterator[Violation]:
    """Where a JSON body leaves the contract; of a list, what was `asked` for it."""
    try:
        document: Json = json.loads(content.decode(), parse_constant=_no_constant)
    except ValueError:
        yield site.violation("body", "$", "JSON", "something else")
        return
    yield from site.violations("body", media.schema.findings(document))
    if asked is not None:
        yield from _shape(site, asked, document)


def _no_constant(name: str) -> Json:
    raise ValueError(f"{name} is no JSON, for all that Python reads it")


def _media_type(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()
