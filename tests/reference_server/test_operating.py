"""The server as a process, over real sockets: how it stops, what it logs, how it disturbs."""

import json
import signal
import socket
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest

from siteowner_reference.serving import is_loopback, warn_of_control
from siteowner_reference.settings import Settings
from tests.reference_server.conftest import PASSWORD
from tests.reference_server.served import served

LOG_IN = {"username": "owner", "password": PASSWORD}


@dataclass(frozen=True)
class Running:
    """A server process.

    Attributes:
        process: The process.
        url: Where it serves, without the API's prefix.
        log: The file that its standard error goes to.
    """

    process: subprocess.Popen[str]
    url: str
    log: Path

    def ended(self) -> str:
        """Tells it to stop, and gives its log."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        return self.log.read_text("utf-8")


@contextmanager
def running(folder: Path, *options: str) -> Iterator[Running]:
    """Runs a server over a new database in a folder."""
    path = folder / "log"
    database_url = f"sqlite:///{folder / 'siteowner.sqlite3'}"
    words = ("--log-level", "info", *options)
    with path.open("w") as log, served(database_url, folder, *words, log=log) as server:
        yield Running(server.process, server.base_url.removesuffix("/api"), path)


def exchange(url: str, request: bytes) -> bytes:
    """Sends bytes and gives all that comes back until the connection ends."""
    address = httpx.URL(url)
    with socket.create_connection((address.host, address.port or 80), timeout=20) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65_536), b""))


def test_a_stop_waits_for_what_is_in_flight(tmp_path: Path) -> None:
    """A request that came before SIGTERM is answered; new connections are not taken."""
    with running(tmp_path, "--latency", "2s") as server, ThreadPoolExecutor(1) as pool:
        httpx.get(f"{server.url}/healthz")
        in_flight = pool.submit(
            httpx.post, f"{server.url}/api/auth/token/", json=LOG_IN, timeout=20
        )
        sleep(0.7)
        server.process.send_signal(signal.SIGTERM)
        sleep(0.7)
        assert server.process.poll() is None
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{server.url}/healthz")

        assert in_flight.result().status_code == 200
        assert server.process.wait(20) in {0, -signal.SIGTERM}


def test_an_idle_connection_does_not_hold_up_a_stop(tmp_path: Path) -> None:
    """A client that keeps its connection open is not waited for."""
    with running(tmp_path) as server, httpx.Client() as client:
        client.get(f"{server.url}/healthz")
        started = monotonic()
        server.ended()

    assert monotonic() - started < 5


def test_json_logs(tmp_path: Path) -> None:
    """With `--log-format json` all that is logged is JSON, and nothing secret or personal."""
    with running(tmp_path, "--log-format", "json") as server:
        token = httpx.post(f"{server.url}/api/auth/token/", json=LOG_IN).json()["access"]
        headers = {"Authorization": f"Bearer {token}", "X-Request-ID": "mine"}
        httpx.get(f"{server.url}/api/students/?search=Nadia", headers=headers)
        exchange(server.url, b"nonsense\r\n\r\n")
        log = server.ended()
    lines = [json.loads(line) for line in log.splitlines()]

    line = next(line for line in lines if line["request_id"] == "mine")
    assert ("students_list", "/api/students/", 200) == tuple(
        line[name] for name in ("operation", "route", "status")
    )
    assert [] == [secret for secret in (PASSWORD, token, "Nadia") if secret in log]


def test_text_logs_of_warnings(tmp_path: Path) -> None:
    """With `--log-level warning` requests leave no line."""
    with running(tmp_path, "--log-level", "warning") as server:
        httpx.get(f"{server.url}/api/teachers/")
        assert server.ended() == ""


def test_large_heads_are_refused_on_the_wire(tmp_path: Path) -> None:
    """Endless headers, and a body that says it is too large, are refused without being read."""
    with running(tmp_path) as server:
        endless = exchange(server.url, b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 140_000)
        body = b"POST /api/auth/token/ HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n"
        too_large = exchange(server.url, body)

        assert endless.startswith(b"HTTP/1.1 400 ")
        assert too_large.startswith(b"HTTP/1.1 413 ")
        assert httpx.get(f"{server.url}/readyz").status_code == 200


def test_a_reset_is_a_reset(tmp_path: Path) -> None:
    """With `--fault reset` the peer sees a broken connection, and the server goes on."""
    with running(tmp_path, "--fault", "reset=1") as server:
        for _ in range(3):
            with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
                httpx.post(f"{server.url}/api/auth/token/", json=LOG_IN)
        assert httpx.get(f"{server.url}/readyz").status_code == 200
        log = server.ended()

    assert log.count(" POST /api/auth/token/ auth_token_create - ") == 3
    assert "Traceback" not in log
    assert "ERROR" not in log


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.5", False),
        ("example.com", False),
    ],
)
def test_loopback(host: str, expected: bool) -> None:
    """An address is a loopback address, or others can reach it."""
    assert expected == is_loopback(host)


@pytest.mark.parametrize(
    ("host", "control", "origin", "warnings"),
    [
        ("127.0.0.1", True, "http://localhost:5173", []),
        ("0.0.0.0", False, "*", []),
        ("0.0.0.0", True, "", ["The control surface is on, and the server listens on 0.0.0.0"]),
        ("127.0.0.1", True, "*", ["The control surface is on for pages of any origin"]),
    ],
)
def test_a_control_surface_for_everybody_is_warned_of(
    caplog: pytest.LogCaptureFixture, host: str, control: bool, origin: str, warnings: Sequence[str]
) -> None:
    """The warning comes with `--control` where other machines, or any web page, can reach it."""
    warn_of_control(host, Settings(control=control, cors_origin=origin))  # type: ignore[arg-type]

    assert warnings == [record.getMessage().partition(":")[0] for record in caplog.records]
