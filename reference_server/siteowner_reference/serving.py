"""Serving over HTTP, and telling when it does."""

import socket
from collections.abc import Mapping
from contextlib import suppress

import uvicorn
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from siteowner_reference.app import API, create_app
from siteowner_reference.settings import Settings

GRACEFUL_SECONDS = 10


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
            host, port = sockets[0].getsockname()[:2]
            print(announcement(f"http://{host}:{port}", self._passwords), flush=True)  # noqa: T201


def announcement(origin: str, passwords: Mapping[str, str]) -> str:
    """Gives what is said at the start; a program reads the first line."""
    lines = [f"Serving SiteOwner API at {origin}{API}", f"Documentation at {origin}/docs"]
    if passwords:
        lines.append("Accounts that were made, with their passwords (not shown again):")
    return "\n".join([*lines, *(f"  {name}  {word}" for name, word in passwords.items())])


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
        app = create_app(Settings(**overrides))  # type: ignore[arg-type]
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
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, timeout_graceful_shutdown=GRACEFUL_SECONDS
    )
    with listener, suppress(KeyboardInterrupt):  # which uvicorn raises again once it has stopped
        AnnouncingServer(config, app.state.passwords).run(sockets=[listener])
