"""Log lines: for people or for programs, each with the id of its request."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from siteowner_reference.operating import logs
from siteowner_reference.operating.logs import LogFormat

LOG = logging.getLogger("siteowner_reference.test")


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """The root logger, put back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield root
    root.handlers, root.level = handlers, level


@pytest.fixture
def in_request() -> Iterator[None]:
    """A request that has an id."""
    token = logs.request_id.set("abc")
    yield
    logs.request_id.reset(token)


def logged(log_format: LogFormat, level: logs.LogLevel = "info") -> str:
    """Gives what is written for a message, a debug message and a fault."""
    stream = io.StringIO()
    logs.configure(log_format, level, stream)
    LOG.debug("Detail")
    LOG.info("Hello %s", "you", extra={"fields": {"ms": 1.5}})
    try:
        int("wrong")
    except ValueError:
        LOG.exception("Fault")
    return stream.getvalue()


@pytest.mark.usefixtures("root", "in_request")
def test_json_is_one_object_a_line() -> None:
    """Each record is one line of JSON with its own fields, a traceback inside it."""
    first, second = map(json.loads, logged("json").splitlines())

    assert first.pop("time").startswith("2")
    assert {
        "level": "info",
        "logger": "siteowner_reference.test",
        "message": "Hello you",
        "request_id": "abc",
        "ms": 1.5,
    } == first
    assert "ValueError: invalid literal" in second["exception"]


@pytest.mark.usefixtures("root", "in_request")
def test_text_is_for_people() -> None:
    """A line has time, level, message and the request's id; a traceback follows it."""
    lines = logged("text").splitlines()

    assert lines[0].endswith(" INFO Hello you [abc]")
    assert lines[-1].startswith("ValueError: invalid literal")


@pytest.mark.usefixtures("root")
def test_outside_of_a_request_there_is_no_id() -> None:
    """What the server says of itself belongs to no request."""
    assert logged("text").splitlines()[0].endswith(" INFO Hello you")
    assert json.loads(logged("json").splitlines()[0])["request_id"] is None


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(("level", "first"), [("debug", "Detail"), ("error", "Fault")])
def test_level(level: logs.LogLevel, first: str) -> None:
    """Less than the level that is set is not shown."""
    assert first in logged("text", level).splitlines()[0]
