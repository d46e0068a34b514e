"""The fake backend of recharge codes behind a real socket, for processes that are killed."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any

from siteowner_sdk import Request, Response
from siteowner_sdk.core.body import json_body
from tests.sdk.code_server import CodeServer

PATIENCE = 30.0


@dataclass
class CodeService:
    """A served `CodeServer`.

    Attributes:
        codes: The backend.
        chance: Draws how long each answer takes.
        base_url: Where it is.
    """

    codes: CodeServer
    chance: Random
    base_url: str = ""
    busy: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def wait_for_orders(self, number: int, running: Any) -> None:
        """Waits until so many orders have come in all, or the process that orders has ended."""
        end = time.monotonic() + PATIENCE
        while len(self.codes.orders) < number and running() is None and time.monotonic() < end:
            time.sleep(0.001)

    def drain(self) -> None:
        """Waits until every connection has ended: nothing is under way any more."""
        end = time.monotonic() + PATIENCE
        while self.busy and time.monotonic() < end:
            time.sleep(0.005)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: CodeService

    def setup(self) -> None:
        """Counts the connection."""
        with self.service.lock:
            self.service.busy += 1
        super().setup()

    def finish(self) -> None:
        """Counts it no more."""
        super().finish()
        with self.service.lock:
            self.service.busy -= 1

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its own name
        """Says nothing."""

    def do_GET(self) -> None:
        """Answers a look into the list."""
        self._answer(None)

    def do_POST(self) -> None:
        """Answers an order."""
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _answer(self, document: Any) -> None:
        body = None if document is None else json_body(document)
        request = Request("x", self.command, f"http://x{self.path}", body=body)
        outcome = self.service.codes(request)
        if self.command == "POST":
            time.sleep(self.service.chance.uniform(0.002, 0.02))
        if not isinstance(outcome, Response):
            self.close_connection = True
            return
        try:
            self.send_response(outcome.status_code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(outcome.content)))
            self.end_headers()
            self.wfile.write(outcome.content)
        except OSError:
            self.close_connection = True


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that is killed is no error of the server's."""


@contextmanager
def code_service(codes: CodeServer, seed: int) -> Iterator[CodeService]:
    """Serves a backend on a free port of this machine."""
    service = CodeService(codes, Random(seed))
    handler = type("Handler", (_Handler,), {"service": service})
    with _Server(("127.0.0.1", 0), handler) as server:
        service.base_url = f"http://127.0.0.1:{server.server_address[1]}/api"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield service
        finally:
            server.shutdown()
            thread.join()
