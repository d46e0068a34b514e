"""A client that was used before a fork, as by Celery's workers, is safe on both sides of it."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")

IN_THREADS = """
import os, sys
from siteowner_sdk import SiteOwner

client = SiteOwner(sys.argv[1], transport=sys.argv[2])
client.courses.delete(1)
child = os.fork()
client.courses.delete(2 if child else 3)
if child:
    os.waitpid(child, 0)
    client.courses.delete(4)
"""

IN_A_LOOP = """
import asyncio, os, sys
from siteowner_sdk import AsyncSiteOwner

client = AsyncSiteOwner(sys.argv[1], transport=sys.argv[2])
loop = asyncio.new_event_loop()
loop.run_until_complete(client.courses.delete(1))
child = os.fork()
if child == 0:
    asyncio.run(client.courses.delete(3))
    asyncio.run(client.close())
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
loop.run_until_complete(client.courses.delete(2))
loop.run_until_complete(client.courses.delete(4))
loop.run_until_complete(client.close())
loop.close()
"""

WHILE_TELLING = """
import os, threading
from siteowner_sdk import Response, SiteOwner, Tokens

class Server:
    def send(self, request, *, timeout):
        if request.operation_id.startswith("auth_token"):
            return Response(200, {}, b'{"access": "a", "refresh": "r"}')
        return Response(204)

    def close(self):
        pass

telling, forked = threading.Event(), threading.Event()

def on_token(tokens):
    if os.getpid() == parent:
        telling.set()
        assert forked.wait(20)

parent = os.getpid()
client = SiteOwner(
    "https://school.example/api", token=Tokens("", "r"), transport=Server(), on_token=on_token
)
thread = threading.Thread(target=client.courses.delete, args=(1,))
thread.start()
assert telling.wait(20)
child = os.fork()
if child == 0:
    client._engine.caller.credentials._untold = True  # as after a callback that failed
    client.courses.delete(1)
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
forked.set()
thread.join()
"""


@contextmanager
def serving(connections: dict[str, int]) -> Iterator[str]:
    """A server that notes the client's port of each path, and keeps connections open."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_DELETE(self) -> None:
            connections[self.path] = self.client_address[1]
            self.send_response(204)
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


WAYS = [
    *((IN_THREADS, transport) for transport in ("httpx", "httpx2")),
    *((IN_A_LOOP, transport) for transport in ("httpx", "httpx2", "aiohttp")),
]


@pytest.mark.parametrize(("code", "transport"), WAYS)
def test_a_child_has_connections_of_its_own(code: str, transport: str) -> None:
    """The parent goes on with its connection; the child, which would read its answers, does not.

    Nor is an event loop that the parent keeps open in the way of one of the child's.
    """
    connections: dict[str, int] = {}

    with serving(connections) as url:
        subprocess.run([sys.executable, "-c", code, url, transport], check=True, timeout=30)

    before, parent, child, after = (connections[f"/courses/{number}/"] for number in (1, 2, 3, 4))
    assert before == parent == after
    assert child != parent


def test_a_child_waits_for_no_thread_of_its_parent() -> None:
    """One that was telling of tokens as the child was forked off is not there to finish."""
    subprocess.run([sys.executable, "-c", WHILE_TELLING], check=True, timeout=30)
