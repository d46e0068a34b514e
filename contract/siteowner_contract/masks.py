"""Masks what a run has seen of people and secrets in whatever a report shows.

The same value has the same placeholder all over a report, `<phone 1>`, so that evidence still
shows what equals what.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

from siteowner_contract.bodies import boundary_of, read_json, write_parts
from siteowner_contract.privacy import Kind, Private, kind_of, resource_of
from siteowner_contract.secret_fields import MASK, mask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from siteowner_contract.bodies import Part
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON

WEB_TOKEN = re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*")
USER_OF_URL = re.compile(r"(?<=://)[^/@\s]+(?=@)")
# Whatever field or sentence they stand in.
PATTERNS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), Kind.EMAIL),
    (re.compile(r"(?<![\w-])(?:\+?20|0)1[0125]\d{8}(?!\w)"), Kind.PHONE),
    (re.compile(r"(?<![\w-])[23]\d{13}(?!\w)"), Kind.NATIONAL_ID),
    (re.compile(r"(?<![\w-])[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3}(?![\w-])"), Kind.CODE),
)
# In the place of a resource, for a body whose fields hold messages.
REFUSAL = "refusal"
WORD = re.compile(r"\w+")
# A sentence that was cut short may end inside a name.
CUT = "…"
SHORTEST_BEGINNING = 3
LONGEST_BEGINNING = 80


class Masks:
    """Masks the texts and exchanges of one report.

    Args:
        private: What the run has seen.
        personal: Whether personal values are masked; secrets always are.
    """

    def __init__(self, private: Private, *, personal: bool = True) -> None:
        self._private = private
        self._personal = personal
        self._given: dict[str, str] = {}
        self._counts: Counter[Kind] = Counter()

    def text(self, text: str) -> str:
        """A sentence without personal values and secrets."""
        text = USER_OF_URL.sub(MASK, WEB_TOKEN.sub(MASK, text))
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        if not self._personal:
            return text
        text = self._without_values(text)
        for pattern, kind in PATTERNS:
            text = pattern.sub(partial(self._matched, kind), text)
        return text

    def exchange(self, exchange: Exchange) -> Exchange:
        """The exchange as it may be shown."""
        resource = resource_of(exchange.operation)
        return replace(
            exchange,
            url=self._url(resource, exchange.url),
            content=self._request(resource, exchange),
            answer=self._answer(resource, exchange),
        )

    def placeholder(self, kind: Kind, value: str) -> str:
        """What stands for a value, the same each time."""
        kind = self._private.values.get(value, kind)
        if value not in self._given:
            self._counts[kind] += 1
            self._given[value] = f"<{kind} {self._counts[kind]}>"
        return self._given[value]

    def value(self, resource: str, parent: str, name: str, value: JSON) -> JSON:
        """A value of a body, at any depth, without personal values and secrets."""
        match value:
            case dict():
                return {key: self.value(resource, name, key, item) for key, item in value.items()}
            case list():
                return [self.value(resource, parent, name, item) for item in value]
            case None | bool():
                return value
        known = self._personal and resource != REFUSAL
        kind = kind_of(resource, parent, name) if known else None
        if kind is None:
            return self.text(value) if isinstance(value, str) else value
        return self._of_kind(kind, value)

    def _of_kind(self, kind: Kind, value: JSON) -> JSON:
        if not isinstance(value, str):
            return f"{self.placeholder(kind, str(value))} as a number"
        return self.placeholder(kind, value.strip()) if value.strip() else value

    def _matched(self, kind: Kind, match: re.Match[str]) -> str:
        return self.placeholder(kind, match[0])

    def _without_values(self, text: str) -> str:
        shown, end = [], 0
        for begin, stop, value in self._index.found_in(text):
            kind = self._private.values[value]
            shown += [text[end:begin], self.placeholder(kind, value)]
            end = stop
        return "".join([*shown, text[end:]])

    @cached_property
    def _secrets(self) -> list[str]:
        return sorted(self._private.secrets, key=len, reverse=True)

    @cached_property
    def _index(self) -> Index:
        return Index(self._private.values)

    def _url(self, resource: str, url: str) -> str:
        address, mark, query = url.partition("?")
        pairs = [self._pair(resource, pair) for pair in query.split("&")]
        return self.text(address) + mark + "&".join(pairs)

    def _pair(self, resource: str, pair: str) -> str:
        name, equals, written = pair.partition("=")
        given = unquote_plus(written)
        shown = self.value(resource, "", name, given)
        return pair if shown == given else f"{name}{equals}{shown}"

    def _request(self, resource: str, exchange: Exchange) -> bytes:
        if exchange.parts:
            parts = [self._part(resource, part) for part in exchange.parts]
            return write_parts(parts, boundary_of(exchange.content_type))
        return self._body(resource, exchange.content)

    def _answer(self, resource: str, exchange: Exchange) -> bytes:
        # What a refusal says of a field is a message: evidence, but for whom it quotes.
        return self._body(resource if exchange.succeeded else REFUSAL, exchange.answer)

    def _part(self, resource: str, part: Part) -> Part:
        if part.filename is not None:
            return part
        text = part.content.decode("utf-8", "replace")
        # A secret stays: curl writes it as a variable of the shell, and so knows that it is one.
        if mask(part.name, text) != text:
            return part
        return replace(part, content=str(self.value(resource, "", part.name, text)).encode())

    def _body(self, resource: str, body: bytes) -> bytes:
        parsed = read_json(body)
        if parsed is not None:
            shown = self.value(resource, "", "", parsed)
            return body if shown == parsed else _written(shown)
        try:
            return self.text(body.decode()).encode()
        except UnicodeDecodeError:
            return body


class Index:
    """Finds remembered values in a text, each as whole words.

    Args:
        values: What to look for.
    """

    def __init__(self, values: Iterable[str]) -> None:
        # By its first word: the value from there on, and the value itself.
        self._by_word: dict[str, dict[str, str]] = {}
        for value in values:
            word = WORD.search(value)
            if word is not None:
                self._by_word.setdefault(word[0], {})[value[word.start() :]] = value
        self._lengths = {
            word: sorted({len(rest) for rest in rests}, reverse=True)
            for word, rests in self._by_word.items()
        }
        self._sorted = sorted(rest for rests in self._by_word.values() for rest in rests)

    def found_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where values stand: begin, end, and which; no two overlap."""
        end = 0
        for word in WORD.finditer(text):
            if word.start() < end:
                continue
            found = self._at(text, word) or self._cut_short(text, word.start())
            if found is not None:
                end, value = found
                yield word.start(), end, value

    def _at(self, text: str, word: re.Match[str]) -> tuple[int, str] | None:
        begin = word.start()
        for length in self._lengths.get(word[0], ()):
            end = begin + length
            value = self._by_word[word[0]].get(text[begin:end])
            if value is not None and not WORD.match(text[end : end + 1]):
                return end, value
        return None

    def _cut_short(self, text: str, begin: int) -> tuple[int, str] | None:
        """A value of which a text that was cut short shows the beginning."""
        end = text.find(CUT, begin, begin + LONGEST_BEGINNING)
        beginning = text[begin:end]
        if end < begin + SHORTEST_BEGINNING:
            return None
        place = bisect_left(self._sorted, beginning)
        if place == len(self._sorted) or not self._sorted[place].startswith(beginning):
            return None
        rest = self._sorted[place]
        word = WORD.match(rest)
        return None if word is None else (end, self._by_word[word[0]][rest])


def _written(body: JSON) -> bytes:
    return json.dumps(body, ensure_ascii=False, default=float).encode()
