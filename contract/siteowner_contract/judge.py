"""How a check says what must or should hold; what does not is collected, with its evidence."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from siteowner_contract.results import Finding

if TYPE_CHECKING:
    from collections.abc import MutableSequence

    from siteowner_contract.catalogue import Level
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON

ARABIC = re.compile(r"[\u0600-\u06ff]")
SHOWN = 300


class Skip(Exception):  # noqa: N818 - a verdict, as in pytest, and no error
    """Raised by a check that can't run; the message says what would let it."""


class BrokenOff(Exception):  # noqa: N818 - likewise
    """Raised when what follows would have no meaning; the finding is already recorded."""


class Judge:
    """Records broken assertions of one level.

    Args:
        level: MUST or SHOULD.
        findings: Where they are recorded.
    """

    def __init__(self, level: Level, findings: MutableSequence[Finding]) -> None:
        self._level = level
        self._findings = findings

    def holds(
        self, exchange: Exchange, condition: object, expected: str, came: str | None = None
    ) -> bool:
        """Record a finding unless `condition`.

        Args:
            exchange: The evidence.
            condition: What has to be true.
            expected: What the requirement asks for, as a phrase.
            came: What came instead; the answer itself when left out.
        """
        if not condition:
            shown = exchange.summary() if came is None else came
            self._findings.append(Finding(self._level, expected, shown, exchange))
        return bool(condition)

    def equal(self, exchange: Exchange, expected: JSON, came: JSON, what: str) -> bool:
        """`came`, which is `what` in the answer, equals `expected`."""
        return self.holds(
            exchange, expected == came, f"{what} {_shown(expected)}", f"{what} {_shown(came)}"
        )

    def status(self, exchange: Exchange, *statuses: int) -> bool:
        """The answer has one of the statuses."""
        wanted = " or ".join(str(status) for status in statuses)
        return self.holds(exchange, exchange.status in statuses, f"status {wanted}")

    def accepts(self, exchange: Exchange) -> bool:
        """The answer is a success; which one exactly is another requirement's business."""
        return self.holds(exchange, exchange.succeeded, "a success")

    def answers(self, exchange: Exchange, status: int | None = None) -> JSON:
        """The answer has that status, or is any success, and has a JSON body, which is returned.

        Raises:
            BrokenOff: It has not.
        """
        right = exchange.succeeded if status is None else exchange.status == status
        wanted = "a success" if status is None else f"status {status}"
        if not self.holds(
            exchange, right and exchange.json is not None, f"{wanted} with a JSON body"
        ):
            raise BrokenOff
        return exchange.json

    def names(self, exchange: Exchange, field: str, *, begins: str = "") -> bool:
        """The answer is a 400 that names `field` with messages, the first of which so begins."""
        messages = _messages(exchange, field)
        beginning = f" that begin {begins!r}" if begins else ""
        return self.holds(
            exchange,
            exchange.status == 400 and messages and _says(messages[0], begins),
            f"400 with messages on `{field}`{beginning}",
        )

    def refuses(self, exchange: Exchange, field: str, message: str) -> bool:
        """The answer is a 400 with exactly that one message on that one field."""
        messages = _messages(exchange, field)
        alone = isinstance(exchange.json, dict) and set(exchange.json) == {field}
        return self.holds(
            exchange,
            exchange.status == 400
            and alone
            and len(messages) == 1
            and (messages[0] == message or _is_arabic(messages[0])),
            f'400 {{"{field}": ["{message}"]}}',
        )

    def speaks_english(self, exchange: Exchange) -> bool:
        """The answer's texts are English, as they were asked for."""
        english = ARABIC.search(str(exchange.json)) is None
        return self.holds(exchange, english, "English texts, as `Accept-Language: en` asks for")

    def says(self, exchange: Exchange, detail: str, *, whole: bool = True) -> bool:
        """The answer's `detail` is that text, or begins with it."""
        came = exchange.json.get("detail") if isinstance(exchange.json, dict) else None
        matches = isinstance(came, str) and (
            came == detail or (not whole and came.startswith(detail)) or _is_arabic(came)
        )
        return self.holds(exchange, matches, f'{{"detail": "{detail}{"" if whole else "…"}"}}')


def is_field_errors(body: JSON) -> bool:
    """Whether a body maps fields to non-empty lists of messages, nested or by item."""
    return (
        isinstance(body, dict)
        and bool(body)
        and all(_is_messages(value) for value in body.values())
    )


def _is_messages(value: JSON) -> bool:
    if isinstance(value, dict):
        return is_field_errors(value)
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, str | dict) for item in value)
    )


def _messages(exchange: Exchange, field: str) -> list[str]:
    body = exchange.json
    messages = body.get(field) if isinstance(body, dict) else None
    if not isinstance(messages, list) or not all(isinstance(text, str) for text in messages):
        return []
    return messages


def _says(message: str, begins: str) -> bool:
    return message.startswith(begins) or _is_arabic(message)


def _is_arabic(text: str) -> bool:
    # A server that answers in its own language all the same is judged by statuses and names.
    return ARABIC.search(text) is not None


def _numbers_first(value: JSON) -> tuple[float, str]:
    return (value, "") if isinstance(value, int | float) else (math.inf, str(value))


def _shown(value: JSON) -> str:
    text = (
        str(sorted(value, key=_numbers_first))
        if isinstance(value, set | frozenset)
        else repr(value)
    )
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
