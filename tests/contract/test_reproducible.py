"""Same seed and same data, same requests."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from siteowner_contract import Settings, run
from siteowner_contract.settings import COVERING
from tests.contract.conftest import broken_server
from tests.contract.sabotage import Request, altered

Sent = list[tuple[str, str, str, bytes]]

# What no seed decides: tokens, the password of this server, and where the parts of a form end.
UNDECIDED = re.compile(rb'(?<="refresh": )"[^"]*"|(?<="password": )"[^"]*"|--[0-9a-f]{32}')
# Nor what a server calls the pictures that it was given.
PICTURE = re.compile(r"(127\.0\.0\.1%3A\d+%2Fmedia%2F|/media/)[0-9a-f]+")


def _recorded(asked: Settings) -> Sent:
    """The requests of a run on a fresh server, in their order."""
    sent: Sent = []

    def record(request: Request) -> Request:
        path, query = (PICTURE.sub("", text) for text in (request.path, request.query))
        sent.append((request.method, path, query, UNDECIDED.sub(b"", request.content)))
        return request

    with broken_server(lambda app: altered(app, request=record)) as reaching:
        run(replace(reaching, only=asked.only, max_examples=COVERING, seed=asked.seed, strict=True))
    return sent


def test_same_seed_sends_the_same(sample: Settings) -> None:
    """Drawn values, names of what is made and generated cases are those of the last run."""
    assert _recorded(sample) == _recorded(sample)


def test_another_seed_sends_something_else(sample: Settings) -> None:
    """Or the seed would be for nothing."""
    assert _recorded(sample) != _recorded(replace(sample, seed=2))


@pytest.mark.verify
def test_whole_run_sends_the_same() -> None:
    """Every requirement, generated cases and the state machine included."""
    assert _recorded(Settings()) == _recorded(Settings())


@pytest.fixture
def sample() -> Settings:
    """A few requirements of every kind."""
    return Settings(only=("GEN-6", "TCH-4", "TCH-11", "STU-4", "COD-6", "REV-7"))
