"""Logs: one line a record, as text or as JSON, with the id of the request that it belongs to."""

import json
import logging
import sys
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Literal, TextIO

LogFormat = Literal["text", "json"]
LogLevel = Literal["debug", "info", "warning", "error"]

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request that is being answered; None outside of one."""

TALKATIVE = ("uvicorn", "alembic")
"""Libraries that tell at length that they start; only their warnings are shown."""


class TextFormatter(logging.Formatter):
    """Lines for people: time, level, message, request id; then a traceback, if there is one."""

    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03d"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s%(suffix)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (logging's own name)
        """Gives the line itself."""
        current = request_id.get()
        record.suffix = "" if current is None else f" [{current}]"
        return super().formatMessage(record)


class JSONFormatter(logging.Formatter):
    """Lines for programs: a JSON object each, a traceback inside it."""

    def format(self, record: logging.LogRecord) -> str:
        """Gives `time`, `level`, `logger`, `message`, `request_id` and the record's own fields."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": request_id.get(),
            **_fields(record),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


FORMATTERS: Mapping[LogFormat, type[logging.Formatter]] = {
    "text": TextFormatter,
    "json": JSONFormatter,
}


def configure(log_format: LogFormat, level: LogLevel, stream: TextIO | None = None) -> None:
    """Sends all logs of this process to one stream.

    Args:
        log_format: How a line looks.
        level: The least level that is shown.
        stream: Where to; standard error unless given.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(FORMATTERS[log_format]())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def _fields(record: logging.LogRecord) -> Mapping[str, object]:
    fields: Mapping[str, object] = getattr(record, "fields", {})
    return fields
