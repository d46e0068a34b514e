"""Telling where the server is, once it is there."""

import socket
from collections.abc import Mapping

from siteowner_reference.app import API


def announce(listener: socket.socket, passwords: Mapping[str, str]) -> None:
    """Prints the address and the passwords that were made."""
    host, port = listener.getsockname()[:2]
    print(announcement(f"http://{host}:{port}", passwords), flush=True)  # noqa: T201


def announcement(origin: str, passwords: Mapping[str, str]) -> str:
    """Gives what is said at the start; a program reads the first line."""
    lines = [
        f"Serving SiteOwner API at {origin}{API}",
        f"Dashboard at {origin}/",
        f"Documentation at {origin}/docs",
    ]
    if passwords:
        lines.append("Accounts that were made, with their passwords (not shown again):")
    return "\n".join([*lines, *(f"  {name}  {word}" for name, word in passwords.items())])
