"""An application in this process, served on a real socket of the loopback interface."""

from __future__ import annotations

import inspect
import socket
import sys
import threading
import time
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

App = Any
"""A WSGI or ASGI application: something to be called, in one of two ways."""

START_SECONDS = 30.0


class AppError(RuntimeError):
    """An application could not be imported or did not start."""


def load_app(name: str) -> App:
    """Import the application that `module:attribute` names, as seen from the present folder.

    Raises:
        AppError: There is no such module or attribute.
    """
    module, colon, attribute = name.partition(":")
    if not (module and colon and attribute):
        raise AppError(f"--app {name}: an application is given as module:attribute")
    # A command of an installed package has its own folder there, not the one it was called in.
    if (here := str(Path.cwd())) not in sys.path:
        sys.path.insert(0, here)
    try:
        return getattr(import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise AppError(f"--app {name}: {error}") from error


@contextmanager
def served(app: App) -> Iterator[str]:
    """Serve a WSGI or ASGI application; gives its origin, `http://127.0.0.1:PORT`."""
    serve = _serve_asgi if is_asgi(app) else _serve_wsgi
    with serve(app) as port:
        yield f"http://127.0.0.1:{port}"


def is_asgi(app: object) -> bool:
    """Whether an application is called with a scope, not with an environment."""
    # A class or a plain function is its own call; an object is called by its class's method.
    called = app if inspect.isroutine(app) else type(app).__call__
    return inspect.iscoroutinefunction(called)


@contextmanager
def _serve_asgi(app: App) -> Iterator[int]:
    import uvicorn

    listener = socket.create_server(("127.0.0.1", 0))
    # asyncio leaves Nagle's delay of 40 ms on for a socket that it did not make itself.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    server = uvicorn.Server(
        uvicorn.Config(app, log_config=None, log_level="critical", access_log=False)
    )

    def stop() -> None:
        server.should_exit = True

    with _running(lambda: server.run(sockets=[listener]), stop):
        _wait_until(lambda: server.started, "the ASGI application")
        yield listener.getsockname()[1]


@contextmanager
def _serve_wsgi(app: App) -> Iterator[int]:
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Quiet(WSGIRequestHandler):
        def log(self, *_: object) -> None:
            """Say nothing: every exchange is in the report."""

    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    with _running(server.serve_forever, server.shutdown):
        yield server.server_port


@contextmanager
def _running(serve: Callable[[], object], stop: Callable[[], object]) -> Iterator[None]:
    thread = threading.Thread(target=serve, name="served application", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop()
        thread.join()


def _wait_until(ready: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not ready():
        if time.monotonic() > deadline:
            raise AppError(f"{what} did not start within {START_SECONDS:.0f} seconds")
        time.sleep(0.01)
