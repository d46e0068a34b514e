"""From plain values to the bytes of a JSON answer."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

CENT = Decimal("0.01")


class JSONRenderer:
    """UTF-8 JSON: money as a string with two decimals, instants in the server's zone (GEN-5)."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._encode = self._encoder(None)

    def render(self, value: object, indent: int | None = None) -> bytes:
        """Gives `value` as JSON; decimals, dates and aware datetimes may be anywhere in it.

        Args:
            value: What is to be rendered.
            indent: By how much each level is indented; None is compact.
        """
        encode = self._encode if indent is None else self._encoder(indent)
        text = encode(value).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        # Half of a surrogate pair, quoted from a request, has no UTF-8 but a JSON escape.
        return text.encode(errors="backslashreplace")

    def _encoder(self, indent: int | None) -> Callable[[object], str]:
        return json.JSONEncoder(
            ensure_ascii=False,
            indent=indent,
            separators=(",", ":") if indent is None else (",", ": "),
            allow_nan=False,
            check_circular=False,
            default=_encoder(self._zone),
        ).encode


def _encoder(zone: ZoneInfo) -> Callable[[object], str]:
    def encode(value: object) -> str:
        if isinstance(value, datetime):
            return _in_whole_minutes(value.astimezone(zone)).isoformat()
        if isinstance(value, Decimal):
            return str(value.quantize(CENT))
        if isinstance(value, date):
            return value.isoformat()
        raise TypeError(f"{type(value).__name__} has no JSON form: {value!r}")

    return encode


def _in_whole_minutes(local: datetime) -> datetime:
    """Gives an instant of before time zones in UTC: its local offset had seconds."""
    offset = local.utcoffset()
    return local.astimezone(UTC) if offset and offset.seconds % 60 else local
