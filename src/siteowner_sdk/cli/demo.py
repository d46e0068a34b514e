"""`siteowner demo`: the whole project at work in a minute.

A reference server is started on a free port over a fresh database, the SDK is led through it, and
the contract suite checks it. Everything is made in a temporary folder and removed at the end.
"""

from __future__ import annotations

import os
import subprocess
from importlib import import_module
from typing import TYPE_CHECKING

import typer

from siteowner_sdk.cli.local_server import ServerStartError, fresh_server, siteowner

if TYPE_CHECKING:
    from siteowner_sdk.cli.local_server import LocalServer

__all__ = ["OUTSIDERS", "demo"]

OUTSIDERS = ("teacher1", "assistant1", "student1")
# What the processes of the demo run: a package that is missing is missed before any is started.
RUN = ("siteowner_reference.serving", "siteowner_contract.commands")


def demo() -> None:
    """Start a server with seeded data, tour it through the SDK, and check it by the contract."""
    from siteowner_sdk.cli.tour import tour

    for name in RUN:
        import_module(name)
    try:
        with fresh_server() as server:
            tour(server.base_url, username="owner", password=server.password)
            raise typer.Exit(contract_run(server))
    except ServerStartError as error:
        typer.echo(f"{error} `siteowner serve` alone shows why.", err=True)
        raise typer.Exit(2) from None


def contract_run(server: LocalServer) -> int:
    """Check the server by the contract suite, as a user would; the exit status of the run."""
    from rich.console import Console

    Console().rule("[bold]Contract run")
    outsiders = [f"--outsider={name}:{server.password}" for name in OUTSIDERS]
    # The server is thrown away afterwards, so the suite may do all that it can.
    may = ("--writes", "--destructive", *outsiders)
    command = siteowner("contract", "run", "--base-url", server.base_url, *may)
    environment = {
        "SITEOWNER_CONTRACT_USERNAME": "owner",
        "SITEOWNER_CONTRACT_PASSWORD": server.password,
    }
    return subprocess.run(command, env=os.environ | environment, check=False).returncode
