"""One request and its answer, and how both are shown to a person without their secrets."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from siteowner_contract.bodies import Part, read_form, read_json
from siteowner_contract.secret_fields import mask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siteowner_contract.openapi import JSON

SHOWN_HEADERS = ("accept", "accept-language", "content-type")
SHOWN_TEXT = 2_000
SHOWN_LINE = 200


@dataclass(frozen=True)
class Exchange:
    """A request as it was on the wire, and the answer to it.

    Attributes:
        operation: Operation id that the request was made for.
        method: HTTP method.
        url: The whole URL.
        headers: Request headers, names in lower case.
        content: Request body.
        status: Status of the answer.
        answer_headers: Headers of the answer, names in lower case.
        answer: Body of the answer.
        elapsed_s: Seconds until all of it was there, waits for a server that throttles among them.
    """

    operation: str
    method: str
    url: str
    headers: Mapping[str, str]
    content: bytes
    status: int
    answer_headers: Mapping[str, str]
    answer: bytes
    elapsed_s: float = 0.0

    @cached_property
    def json(self) -> JSON:
        """The answer parsed, numbers with a point as Decimal; None when it is no JSON."""
        return read_json(self.answer)

    @property
    def succeeded(self) -> bool:
        """Whether the status is a 2xx."""
        return 200 <= self.status < 300

    @property
    def path(self) -> str:
        """The path of the URL, still encoded."""
        return urlsplit(self.url).path

    @property
    def query(self) -> list[tuple[str, str]]:
        """The decoded query, in its order."""
        return parse_qsl(urlsplit(self.url).query, keep_blank_values=True)

    @property
    def content_type(self) -> str:
        """The content type of the request, empty when there is none."""
        return self.headers.get("content-type", "")

    @property
    def parts(self) -> list[Part]:
        """The parts of the request's form; none when it is no form."""
        return read_form(self.content, self.content_type)

    @property
    def sent(self) -> JSON:
        """The request body for a person: JSON, or the fields of the form, secrets masked."""
        if self.parts:
            return {name: mask(name, value) for name, value in _shown_fields(self.parts).items()}
        return _shown(self.content)

    @property
    def came(self) -> JSON:
        """The answer's body for a person, secrets masked."""
        return _shown(self.answer)

    def summary(self) -> str:
        """The answer in one short line."""
        text = self.answer.decode("utf-8", "replace") if self.json is None else str(self.came)
        return f"{self.status} {cut(' '.join(text.split()), SHOWN_LINE)}".rstrip()

    def curl(self) -> str:
        """The one command that sends the request again; secrets are variables of the shell."""
        words = ["curl", "-sS", "-X", self.method, self.url]
        options = [shlex.join(words), *_curl_headers(self)]
        return " ".join([*options, *_curl_body(self)])

    def as_json(self) -> tuple[JSON, JSON]:
        """The request and the response of a report."""
        shown = {name: value for name, value in self.headers.items() if name in SHOWN_HEADERS}
        request = {"method": self.method, "url": self.url, "headers": shown, "body": self.sent}
        answered = {"content-type": self.answer_headers.get("content-type")}
        return request, {"status": self.status, "headers": answered, "body": self.came}


def cut(text: str, most: int) -> str:
    """A text of at most so many characters, which says when it was cut short."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _shown(content: bytes) -> JSON:
    parsed = read_json(content)
    if parsed is not None:
        return mask("", parsed)
    return cut(content.decode("utf-8", "replace"), SHOWN_TEXT) or None


def _shown_fields(parts: list[Part]) -> dict[str, JSON]:
    fields: dict[str, list[str]] = {}
    for part in parts:
        fields.setdefault(part.name, []).append(_shown_part(part))
    return {name: values[0] if len(values) == 1 else values for name, values in fields.items()}


def _shown_part(part: Part) -> str:
    if part.filename is None:
        return cut(part.content.decode("utf-8", "replace"), SHOWN_TEXT)
    return f"@{part.filename} ({part.media_type}, {len(part.content)} bytes)"


def _curl_headers(exchange: Exchange) -> list[str]:
    shown = [f"-H {shlex.quote('Accept-Language: en')}"]
    if scheme := exchange.headers.get("authorization", "").partition(" ")[0]:
        shown.append(f'-H "Authorization: {scheme} $TOKEN"')
    # curl writes the boundary of a form itself.
    if exchange.content_type and not exchange.parts:
        shown.append(f"-H {shlex.quote(f'Content-Type: {exchange.content_type}')}")
    return shown


def _curl_body(exchange: Exchange) -> list[str]:
    if exchange.parts:
        return [_curl_part(part) for part in exchange.parts]
    if not exchange.content:
        return []
    text = exchange.content.decode("utf-8", "replace")
    parsed = read_json(exchange.content)
    if isinstance(parsed, dict) and mask("", parsed) != parsed:
        return ["--data-binary @body.json"]
    return [f"--data-binary {shlex.quote(text)}"]


def _curl_part(part: Part) -> str:
    if part.filename is not None:
        return f"-F {shlex.quote(f'{part.name}=@{part.filename};type={part.media_type}')}"
    text = part.content.decode("utf-8", "replace")
    if mask(part.name, text) != text:
        return f'--form-string "{part.name}=${part.name.upper()}"'
    return f"--form-string {shlex.quote(f'{part.name}={text}')}"
