"""A server that costs next to nothing, in a process of its own, so that clients are measured."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from typing import cast

import uvloop

from benchmarks.clients.answers import PAGE, Answers, answers

END_OF_HEAD = b"\r\n\r\n"
STUDENTS = 100_000


class _Connection(asyncio.Protocol):
    """Answers GETs, which have no body, one after the other."""

    def __init__(self, canned: Answers) -> None:
        self._canned = canned
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        while END_OF_HEAD in self._received:
            head, _, self._received = self._received.partition(END_OF_HEAD)
            self._transport.write(_response(_body(self._canned, head.split(b" ", 2)[1])))


def _body(canned: Answers, target: bytes) -> bytes:
    path, _, query = target.partition(b"?")
    if path == b"/api/students/":
        return _students(canned, query)
    return canned.teachers if path == b"/api/teachers/" else canned.teacher


def _students(canned: Answers, query: bytes) -> bytes:
    asked = dict(pair.split(b"=") for pair in query.split(b"&"))
    page = int(asked.get(b"page", b"1"))
    more = f'"http://127.0.0.1/api/students/?page_size={PAGE}&page={page + 1}"'
    following = more if page * PAGE < STUDENTS else "null"
    head = f'{{"count":{STUDENTS},"next":{following},"previous":null,"results":'
    # A page whose items are those of the page before would be refused as a repeated one.
    items = canned.students.replace(b'"id":1,', b'"id":%d,' % (1 + page * PAGE), 1)
    return head.encode() + items + b"}"


def _response(body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body


def _serve(listener: socket.socket, canned: Answers) -> None:
    async def forever() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: _Connection(canned), sock=listener)
        await server.serve_forever()

    uvloop.run(forever())


@contextmanager
def canned_server() -> Iterator[str]:
    """Serves while the block runs; gives its base URL."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener:
        process = get_context("spawn").Process(target=_serve, args=(listener, answers()))
        process.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/api"
        finally:
            process.terminate()
            process.join()
