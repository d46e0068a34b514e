"""Serving over HTTP, and telling when it does."""

import ipaddress
import logging
import socket
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import uvicorn
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from siteowner_reference.announcing import announce
from siteowner_reference.app import create_app
from siteowner_reference.http.wire import BoundedProtocol
from siteowner_reference.operating import logs
from siteowner_reference.operating.origins import ANY
from siteowner_reference.settings import Settings
from siteowner_reference.sweeping import sweep
from siteowner_reference.workers import check_workers, serve_by_workers

GRACEFUL_SECONDS = 10
OPTIONS: Mapping[str, Any] = {
    "http": BoundedProtocol,
    "ws": "none",
    "log_config": None,  # all logs are configured in one place, and
    "access_log": False,  # a request is logged by the application, which knows the operation
    "server_header": False,
    "timeout_graceful_shutdown": GRACEFUL_SECONDS,
}
"""How uvicorn serves: what is not worked on to the end within ten seconds is broken off."""

LOG = logging.getLogger(__name__)


class ServingError(Exception):
    """The server can't start, and why."""


class AnnouncingServer(uvicorn.Server):
    """Says where it serves as soon as it accepts connections."""

    def __init__(self, config: uvicorn.Config, passwords: Mapping[str, str]) -> None:
        super().__init__(config)
        self._passwords = passwords

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts, then prints the address and the passwords that were made, each once."""
        await super().startup(sockets)
        if self.started and sockets:
            announce(sockets[0], self._passwords)


def is_loopback(host: str) -> bool:
    """Tells if only programs on this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def warn_of_control(host: str, settings: Settings) -> None:
    """Says it when everybody who reaches the server can reset and steer it."""
    if settings.control and not is_loopback(host):
        LOG.warning(
            "The control surface is on, and the server listens on %s: whoever can reach it can "
            "change and reset all data. Leave out --control, or listen on 127.0.0.1.",
            host,
        )
    if settings.control and ANY in settings.cors_origin:
        LOG.warning(
            "The control surface is on for pages of any origin: each page that is open in a "
            "browser here can change and reset all data. Name the origin instead of *."
        )


def run(host: str, port: int, overrides: Mapping[str, object]) -> None:
    """Serves until it is told to stop.

    Args:
        host: The address to listen on.
        port: The port; 0 picks a free one.
        overrides: The settings that are not left to the environment.

    Raises:
        ServingError: A setting is wrong, the database can't be opened, or the port is taken.
    """
    try:
        settings = Settings(**overrides)  # type: ignore[arg-type]
        check_workers(settings)
        app = create_app(settings)
        if settings.sweep_media:
            LOG.info("%d pictures were left over and are deleted.", sweep(app.state.site))
        listener = socket.create_server((host, port), backlog=2048)
        # asyncio leaves Nagle's delay of 40 ms on for a socket that it did not make itself.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except ValidationError as error:
        problems = (f"{detail['loc'][0]}: {detail['msg']}" for detail in error.errors())
        raise ServingError("; ".join(problems)) from error
    except SQLAlchemyError as error:
        raise ServingError(f"the database: {getattr(error, 'orig', None) or error}") from error
    except (ValueError, OSError) as error:
        raise ServingError(str(error)) from error
    logs.configure(settings.log_format, settings.log_level)
    warn_of_control(host, settings)
    with listener:
        if settings.workers > 1:
            app.state.site.database.close()
            serve_by_workers(settings, listener, app.state.passwords, OPTIONS)
        else:
            config = uvicorn.Config(app, **OPTIONS)
            with suppress(KeyboardInterrupt):  # which uvicorn raises again once it has stopped
                AnnouncingServer(config, app.state.passwords).run(sockets=[listener])
