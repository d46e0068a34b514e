"""The load generator: raw sockets in threads, in a process of its own.

Requests are written out beforehand and answers are read but not parsed, so that generating the
load costs little beside serving it; what it costs is measured, too.
"""

import socket
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from statistics import quantiles
from threading import Lock

TIMEOUT = 120.0
HEAD_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a server listens."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent, again and again.

    Attributes:
        method: The HTTP method.
        path: The path with its query.
        body: The body.
        content_type: What the body is.
    """

    method: str
    path: str
    body: bytes = b""
    content_type: str = "application/json"

    def encoded(self, target: Target, token: str) -> bytes:
        """Gives it as it goes over the wire."""
        lines = [
            f"{self.method} {self.path} HTTP/1.1",
            f"Host: {target.host}:{target.port}",
            f"Authorization: Bearer {token}",
            "Accept: application/json",
        ]
        if self.body:
            lines += [f"Content-Type: {self.content_type}", f"Content-Length: {len(self.body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + self.body


@dataclass(frozen=True, slots=True)
class Load:
    """What came of it.

    Attributes:
        latencies: Seconds from the first byte sent to the last one received, by request.
        seconds: How long it took in all.
        size: The bytes of the last answer's body.
        cpu_seconds: What generating the load cost.
    """

    latencies: Sequence[float]
    seconds: float
    size: int
    cpu_seconds: float

    @property
    def rate(self) -> float:
        """Requests per second."""
        return len(self.latencies) / self.seconds

    def percentile(self, percent: int) -> float:
        """Gives the latency that so many percent of the requests did not exceed, in seconds."""
        if len(self.latencies) == 1:
            return self.latencies[0]
        return quantiles(self.latencies, n=100, method="inclusive")[percent - 1]


class Connection:
    """A connection that is opened when needed, and again when the server has closed it."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._socket: socket.socket | None = None

    def exchange(self, message: bytes) -> tuple[int, int]:
        """Sends a request and reads its answer; gives the status and the size of the body.

        Raises:
            ConnectionError: The server closed the connection before it had answered.
        """
        opened = self._socket or self._open()
        opened.sendall(message)
        head, rest = self._read_head(opened)
        fields = dict(line.split(b":", 1) for line in head.lower().split(b"\r\n")[1:])
        size = int(fields.get(b"content-length", b"0"))
        missing = size - len(rest)
        while missing > 0:
            missing -= len(received(opened))
        if fields.get(b"connection", b"").strip() == b"close" or head.startswith(b"HTTP/1.0"):
            self.close()
        return int(head.split(b" ", 2)[1]), size

    def close(self) -> None:
        """Closes it, if it is open."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _open(self) -> socket.socket:
        self._socket = socket.create_connection(
            (self._target.host, self._target.port), timeout=TIMEOUT
        )
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket

    @staticmethod
    def _read_head(opened: socket.socket) -> tuple[bytes, bytes]:
        data = received(opened)
        while HEAD_END not in data:
            data += received(opened)
        head, _, rest = data.partition(HEAD_END)
        return head, rest


def received(opened: socket.socket) -> bytes:
    """Reads what has come.

    Raises:
        ConnectionError: The other side has closed the connection.
    """
    data = opened.recv(1 << 18)
    if not data:
        raise ConnectionError("the server closed the connection")
    return data


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is sent.

    Attributes:
        connections: Over how many connections at once, one request after another on each.
        seconds: For how long.
        at_least: How many requests in all, even if that takes longer.
        at_most: How many requests in all, even if that takes less; None is without end.
    """

    connections: int = 1
    seconds: float = 1.0
    at_least: int = 1
    at_most: int | None = None

    def numbers(self) -> Iterator[int]:
        """Counts the requests that are to be sent, for all connections together."""
        until = time.perf_counter() + self.seconds
        for number in count():
            if number == self.at_most:
                return
            if number >= self.at_least and time.perf_counter() >= until:
                return
            yield number


def run(target: Target, messages: Sequence[bytes], amount: Amount) -> Load:
    """Sends requests in turn, over and over.

    Raises:
        RuntimeError: Something was answered with another status than a success.
    """
    lock = Lock()
    numbers = amount.numbers()

    def following() -> int | None:
        with lock:
            return next(numbers, None)

    def send() -> list[tuple[float, int]]:
        with closing(Connection(target)) as connection:
            return [
                exchange(connection, messages[n % len(messages)]) for n in iter(following, None)
            ]

    started, cpu = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(amount.connections) as pool:
        futures = [pool.submit(send) for _ in range(amount.connections)]
        sent = [one for future in futures for one in future.result()]
    return Load(
        latencies=[latency for latency, _ in sent],
        seconds=time.perf_counter() - started,
        size=sent[-1][1],
        cpu_seconds=time.process_time() - cpu,
    )


def exchange(connection: Connection, message: bytes) -> tuple[float, int]:
    """Sends a request and gives how long it took, and the size of the answer.

    Raises:
        RuntimeError: It was answered with another status than a success.
    """
    before = time.perf_counter()
    status, size = connection.exchange(message)
    if not 200 <= status < 300:
        line = message.split(b"\r\n", 1)[0].decode()
        raise RuntimeError(f"{line} was answered with {status}")
    return time.perf_counter() - before, size
