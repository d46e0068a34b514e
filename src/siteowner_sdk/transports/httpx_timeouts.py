"""How a time limit reaches the sockets under httpx.

httpcore asks for a timeout once a step (connecting, writing, reading) and then gives every single
read of that step as much. Here it is told what is left as a number that knows when the time ends,
and the stream under httpcore asks that number anew before each read.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Iterator

STEPS = ("connect", "pool", "read", "write")
# Of these steps nothing has left yet. httpcore asks for that of the step which it begins.
BEFORE_SENDING = ("connect", "pool")

# A socket takes 0 for "don't block".
SHORTEST = 0.001
# Bytes that are written at once: httpcore's stream would give each `send` of them the whole time.
SLICE = 16 * 1024


class Until(float):
    """Seconds that are left, and the instant of the monotonic clock at which they end."""

    __slots__ = ("ends_at",)

    ends_at: float


class TimeLeft(Mapping[str, "Until | None"]):
    """The timeouts of one attempt, as httpcore asks for them: each step gets what is left."""

    __slots__ = ("_ends_at", "_ever_sent", "_has_read", "_step", "wrote_again")

    def __init__(self, timeout: float | None) -> None:
        """`timeout` is in seconds from now; None without end."""
        self._ends_at = None if timeout is None else time.monotonic() + timeout
        self._step: str | None = None
        self._ever_sent = False
        self._has_read = False
        # After something was read: what a proxy was asked first is not the request itself.
        self.wrote_again: bool = False

    @property
    def sent(self) -> bool:
        """Whether some of the request may have left."""
        return self._step not in BEFORE_SENDING

    @property
    def ever_sent(self) -> bool | None:
        """The same of all connections that were asked for; None where nothing asked for any time.

        A client that was handed in can make several: its transport may send again, and a hook or a
        proxy has connections of its own.
        """
        return None if self._step is None else self._ever_sent

    def check(self) -> None:
        """Raises `TimeoutError` where no time is left."""
        if self._ends_at is not None and time.monotonic() > self._ends_at:
            raise TimeoutError

    def __getitem__(self, step: str) -> Until | None:
        self._step = step
        self.wrote_again = self.wrote_again or (step == "write" and self._has_read)
        self._has_read = self._has_read or step == "read"
        self._ever_sent = self._ever_sent or step not in BEFORE_SENDING
        if self._ends_at is None:
            return None
        left = Until(max(SHORTEST, self._ends_at - time.monotonic()))
        left.ends_at = self._ends_at
        return left

    def __iter__(self) -> Iterator[str]:
        return iter(STEPS)

    def __len__(self) -> int:
        return len(STEPS)


class Stream(Protocol):
    """httpcore's `NetworkStream`."""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes."""
        ...

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends them."""
        ...

    def close(self) -> None:
        """Closes it."""
        ...

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> Stream:
        """The same with TLS."""
        ...

    def get_extra_info(self, info: str) -> object:
        """What is known of it."""
        ...


SocketOption = (
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
)


class Backend(Protocol):
    """httpcore's `NetworkBackend`."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> Stream:
        """A connection."""
        ...

    def sleep(self, seconds: float) -> None:
        """Waits."""
        ...


class BoundedStream:
    """A stream whose every read and every write of a slice ends in time."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.close: Callable[[], None] = stream.close

    def get_extra_info(self, info: str) -> object:
        """As `Stream.get_extra_info`."""
        return self._stream.get_extra_info(info)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """As `Stream.read`."""
        return self._stream.read(max_bytes, _now_left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """As `Stream.write`."""
        for start in range(0, len(buffer), SLICE):
            self._stream.write(buffer[start : start + SLICE], _now_left(timeout))

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> Stream:
        """As `Stream.start_tls`."""
        return BoundedStream(
            self._stream.start_tls(ssl_context, server_hostname, _now_left(timeout))
        )


class BoundedBackend:
    """A backend whose streams are bounded."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.sleep: Callable[[float], None] = backend.sleep

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> Stream:
        """As `Backend.connect_tcp`."""
        return BoundedStream(
            self._backend.connect_tcp(host, port, _now_left(timeout), local_address, socket_options)
        )


def _now_left(timeout: float | None) -> float | None:
    if not isinstance(timeout, Until):
        return timeout
    left = timeout.ends_at - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return max(SHORTEST, left)
