"""`--latency` and `--fault`: what becomes of an answer."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from siteowner_reference.http.disturbing import PAUSE_SECONDS, PIECES, Disturbances
from siteowner_reference.operating.disturbances import Chance, parse_faults, parse_latency
from tests.reference_server.callers import caller
from tests.reference_server.conftest import Configured

API = "/api/"
BODY = b"0123456789" * 7 + b"end"


class Exchange:
    """One request to an application that is disturbed, and what came of it."""

    def __init__(self, fault: str | None, path: str = API, latency: str | None = None) -> None:
        self.pauses: list[float] = []
        self.sent: list[Message] = []
        self.done = 0
        chance = Chance(
            parse_latency(latency) if latency else None,
            parse_faults(fault) if fault else None,
            seed=1,
        )
        disturbed = Disturbances(self.answer, API, chance, self.sleep)
        asyncio.run(disturbed({"type": "http", "path": path, "method": "GET"}, receive, self.send))

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Does what was asked for, and says so."""
        self.done += 1
        await Response(BODY)(scope, receive, send)

    async def sleep(self, seconds: float) -> None:
        """Takes no time."""
        self.pauses.append(seconds)

    async def send(self, message: Message) -> None:
        """Keeps what would be sent."""
        self.sent.append(message)

    @property
    def bodies(self) -> Sequence[bytes]:
        """The pieces of the body."""
        return [message["body"] for message in self.sent if "body" in message]


async def receive() -> dict[str, Any]:
    """Has nothing more to say."""
    return {"type": "http.disconnect"}


def test_latency() -> None:
    """Each answer comes later by a delay within the range, the same one each time."""
    first, second = (Exchange(None, latency="50ms..300ms") for _ in range(2))

    assert 0.05 <= first.pauses[0] <= 0.3
    assert first.pauses == second.pauses
    assert [BODY] == first.bodies


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_status_is_answered_instead(status: int) -> None:
    """With a 5xx nothing is done."""
    exchange = Exchange(f"{status}=1")

    assert (status, 0) == (exchange.sent[0]["status"], exchange.done)
    assert str(status).encode() in exchange.bodies[0]


def test_a_slow_body() -> None:
    """A slow body is whole, comes in pieces, and its headers at once."""
    exchange = Exchange("slow=1")

    assert "http.response.start" == exchange.sent[0]["type"]
    assert BODY == b"".join(exchange.bodies)
    assert PIECES == len(exchange.bodies)
    assert [0.0, *[PAUSE_SECONDS] * PIECES] == exchange.pauses
    assert [True] * (PIECES - 1) + [False] == [
        message.get("more_body", False) for message in exchange.sent[1:]
    ]


def test_a_reset_loses_the_answer_of_what_was_done() -> None:
    """What was asked for is done and not answered; without a connection that is an exception."""
    with pytest.raises(ConnectionResetError, match="as --fault reset wants it"):
        Exchange("reset=1")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/docs", "/openapi.yaml", "/_control/"])
def test_only_the_api_is_disturbed(path: str) -> None:
    """Health, documentation and control surface are always answered well and at once."""
    exchange = Exchange("500=1", path, latency="1s")

    assert ([], [BODY]) == (exchange.pauses, exchange.bodies)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_server_with_faults(configured: Configured) -> None:
    """By its settings a server spoils the share of its answers that is asked for."""

    def course(app: FastAPI) -> list[int]:
        with caller(app, "owner") as client:
            return [client.get("/api/dashboard/stats/").status_code for _ in range(40)]

    first = course(configured(fault="500=0.3", fault_seed=7))

    assert {200, 500} == set(first)
    assert first == course(configured(fault="500=0.3", fault_seed=7))
