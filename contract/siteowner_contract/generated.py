"""What any answer may be held to, whatever was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siteowner_contract.catalogue import Level
from siteowner_contract.judge import is_field_errors
from siteowner_contract.results import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siteowner_contract.conformance import Conformance
    from siteowner_contract.exchange import Exchange


def findings_of(exchange: Exchange, conformance: Conformance) -> Iterator[tuple[str, Finding]]:
    """What is wrong with the answer to a generated case, by requirement, the gravest first."""
    if exchange.status >= 500:
        came = exchange.summary()
        yield "GEN-9", Finding(Level.SHOULD, "no server error", came, exchange)
    for deviation in conformance.deviations(exchange) if exchange.succeeded else ():
        expected = f"{deviation.place} as documented"
        yield "GEN-5", Finding(deviation.level, expected, deviation.message, exchange)
    if exchange.status == 400 and not _is_refusal(exchange):
        expected = "messages by field, or a detail"
        yield "GEN-7", Finding(Level.SHOULD, expected, exchange.summary(), exchange)


def _is_refusal(exchange: Exchange) -> bool:
    if not exchange.answer_headers.get("content-type", "").startswith("application/json"):
        # Django itself, before the framework: too many fields, say.
        return True
    body = exchange.json
    return isinstance(body, list) or is_field_errors(body) or "detail" in (body or {})
