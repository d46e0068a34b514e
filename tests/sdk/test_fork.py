"""A client that was used before a fork, as by Celery's workers, is safe on both sides of it."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

CODE = """
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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
@pytest.mark.parametrize("transport", ["httpx", "httpx2"])
def test_a_child_has_connections_of_its_own(transport: str) -> None:
    """The parent goes on with its connection; the child, which would read its answers, does not."""
    connections: dict[str, int] = {}

    with serving(connections) as url:
        subprocess.run([sys.executable, "-c", CODE, url, transport], check=True, timeout=30)

    before, parent, child, after = (connections[f"/courses/{number}/"] for number in (1, 2, 3, 4))
    assert before == parent == after
    assert child != parent
