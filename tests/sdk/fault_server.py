"""A server of raw sockets that fails on purpose, and counts what arrives.

A fault is a function of a `Turn`: one request that arrived whole, and the socket that it came by.
It says whether the connection goes on. No HTTP library comes between: bytes go out as written.
"""

import json
import select
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import BinaryIO

import trustme

from tests.sdk.examples import EXAMPLE_OF

ANSWERS = {
    ("GET", "/api/dashboard/stats/"): ("200 OK", EXAMPLE_OF["dashboard_stats"]),
    ("POST", "/api/recharge-codes/"): ("201 Created", EXAMPLE_OF["recharge_codes_create"]),
    ("PUT", "/api/courses/1/"): ("200 OK", EXAMPLE_OF["courses_update"]),
    ("PATCH", "/api/courses/1/"): ("200 OK", EXAMPLE_OF["courses_update"]),
    ("DELETE", "/api/courses/1/"): ("204 No Content", None),
}
JSON = "Content-Type: application/json"


@dataclass(frozen=True)
class Received:
    """A request as it arrived. Names of headers are in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Turn:
    """A request to be answered.

    Attributes:
        request: What arrived.
        socket: By what it arrived.
        number: How many requests arrived before, by any connection.
        on_connection: How many of them by this one.
    """

    request: Received
    socket: socket.socket
    number: int
    on_connection: int

    def answer(self, *headers: str, encode: Callable[[bytes], bytes] | None = None) -> None:
        """The success that the contract says, its body encoded."""
        status, document = ANSWERS[self.request.method, self.request.path]
        body = b"" if document is None else json.dumps(document, ensure_ascii=False).encode()
        self.send(status, JSON, *headers, body=body if encode is None else encode(body))

    def send(self, status: str, *headers: str, body: bytes = b"") -> None:
        """A response with the length of its body."""
        self.head(status, f"Content-Length: {len(body)}", *headers)
        self.socket.sendall(body)

    def head(self, status: str, *headers: str) -> None:
        """The head of a response alone."""
        self.socket.sendall("\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode())

    def reset(self) -> None:
        """Breaks the connection off, unread and unsent bytes dropped."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def wait(self, most: float = 5.0) -> None:
        """Says nothing until the client is gone."""
        select.select([self.socket], [], [], most)

    def drip(self, piece: bytes) -> None:
        """A piece again and again, each 10 ms, until the client is gone."""
        while not select.select([self.socket], [], [], 0.01)[0]:
            self.socket.sendall(piece)


Fault = Callable[[Turn], bool]


@dataclass
class FaultServer:
    """A server with one fault.

    Attributes:
        base_url: Where it is.
        requests: What arrived whole, in order.
        connections: How many were accepted.
    """

    fault: Fault
    listener: socket.socket
    base_url: str
    tls: ssl.SSLContext | None = None
    early: Fault | None = None
    requests: list[Received] = field(default_factory=list)
    connections: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _threads: list[threading.Thread] = field(default_factory=list)

    def serve(self) -> None:
        """Accepts connections until the listener is shut."""
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve_one, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def join(self) -> None:
        """Waits for the end of all conversations."""
        for thread in self._threads:
            thread.join()

    def _serve_one(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):  # the client may go as it likes
            if self.tls is None:
                self._converse(connection)
            else:
                with self.tls.wrap_socket(connection, server_side=True) as secured:
                    self._converse(secured)

    def _converse(self, connection: socket.socket) -> None:
        with connection.makefile("rb") as incoming:
            on_connection, goes_on = 0, True
            while goes_on and (head := _read_head(incoming)):
                turn = Turn(head, connection, len(self.requests), on_connection)
                if self.early is not None:
                    self.early(turn)
                body = incoming.read(int(head.headers.get("content-length", "0")))
                with self._lock:
                    turn = replace(
                        turn, request=replace(head, body=body), number=len(self.requests)
                    )
                    self.requests.append(turn.request)
                goes_on = self.early is None and self.fault(turn)
                on_connection += 1


def _read_head(incoming: BinaryIO) -> Received | None:
    lines: list[bytes] = []
    while (line := incoming.readline()) != b"\r\n":
        if not line:
            return None
        lines.append(line)
    method, path, _ = lines[0].decode().split(" ")
    headers = {
        name.lower(): value.strip()
        for name, _, value in (line.decode().partition(":") for line in lines[1:])
    }
    return Received(method, path, headers)


@contextmanager
def fault_server(
    fault: Fault, tls: ssl.SSLContext | None = None, *, early: Fault | None = None
) -> Iterator[FaultServer]:
    """Serves a fault, on a free port; one that comes `early` comes before a body was read."""
    scheme = "http" if tls is None else "https"
    with socket.create_server(("127.0.0.1", 0)) as listener:
        base_url = f"{scheme}://127.0.0.1:{listener.getsockname()[1]}/api"
        server = FaultServer(fault, listener, base_url, tls, early)
        accepting = threading.Thread(target=server.serve)
        accepting.start()
        try:
            yield server
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            accepting.join()
            server.join()


def certified(name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server of this name speaks TLS by, and what trusts whoever vouches for it."""
    authority = trustme.CA()
    tls, trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert(name).configure_cert(tls)
    authority.configure_trust(trusting)
    return tls, trusting
