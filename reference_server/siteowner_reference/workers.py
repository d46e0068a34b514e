"""Several server processes on one database, behind one address."""

import multiprocessing
import os
import signal
import socket
from collections.abc import Mapping
from functools import partial
from threading import Thread

import uvicorn
from fastapi import FastAPI
from typing_extensions import override
from uvicorn.supervisors import Multiprocess

from siteowner_reference.announcing import announce
from siteowner_reference.app import create_app
from siteowner_reference.operating import logs
from siteowner_reference.settings import Settings

STARTING_SECONDS = 60


class WorkersError(ValueError):
    """A setting that holds for one process only, and several are asked for."""


def check_workers(settings: Settings) -> None:
    """Refuses what several processes can't do together.

    Raises:
        WorkersError: Something would be in the memory of one of them alone.
    """
    if settings.workers == 1:
        return
    if settings.control:
        raise WorkersError("the control surface steers one process: leave out workers or control")
    if settings.media_location.startswith("memory:"):
        raise WorkersError("several workers need a media_url that all can read, not their memory")


class Workers(Multiprocess):
    """Starts the processes, and another one where one dies."""

    def __init__(
        self, config: uvicorn.Config, listener: socket.socket, passwords: Mapping[str, str]
    ) -> None:
        super().__init__(config, [listener])
        self._passwords = passwords

    @override
    def init_processes(self) -> None:
        """Starts them, and says where they serve as soon as all accept connections."""
        super().init_processes()
        waits = (
            process.wait_until_ready(STARTING_SECONDS, self.should_exit)
            for process in self.processes
        )
        if all(waits):
            announce(self.sockets[0], self._passwords)


def serve_by_workers(
    settings: Settings,
    listener: socket.socket,
    passwords: Mapping[str, str],
    options: Mapping[str, object],
) -> None:
    """Serves until it is told to stop; the database is made already.

    Args:
        settings: What can be set.
        listener: The socket that all of them accept connections from.
        passwords: The passwords that were made.
        options: How uvicorn serves.
    """
    config = uvicorn.Config(
        partial(worker_app, settings),
        factory=True,
        workers=settings.workers,
        **options,  # type: ignore[arg-type]
    )
    Workers(config, listener, passwords).run()


def worker_app(settings: Settings) -> FastAPI:
    """Makes the application of one process, which ends when its parent does, however it ends."""
    logs.configure(settings.log_format, settings.log_level)
    if (parent := multiprocessing.parent_process()) is not None:
        Thread(target=end_after, args=[parent], daemon=True).start()
    return create_app(settings)


def end_after(parent: multiprocessing.process.BaseProcess) -> None:
    """Stops this process in order once its parent is gone."""
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
