"""`siteowner profiles`, and their names for the shell to complete."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from siteowner_sdk.cli.config import Config, Profile, config_path, load_config
from siteowner_sdk.cli.failures import OperatorError

if TYPE_CHECKING:
    from siteowner_sdk.cli.operator import Operator

__all__ = ["profile_names", "profiles"]


def profiles(context: typer.Context) -> None:
    """List the profiles of the configuration; the one in use has a star."""
    from rich.text import Text

    from siteowner_sdk.cli.output import Column
    from siteowner_sdk.cli.tables import print_table

    operator: Operator = context.obj
    config = operator.config
    if not config.profiles:
        where = f"{config.path} has no profiles. Make one: siteowner login"
        operator.errors.print(Text(where), soft_wrap=True)
        return
    columns: list[Column[tuple[str, Profile]]] = [
        Column("profile", lambda row: _name(row[0], operator.profile_name)),
        Column("base_url", lambda row: row[1].base_url),
        Column("username", lambda row: row[1].username),
    ]
    print_table(operator.console, sorted(config.profiles.items()), columns)


def profile_names() -> list[str]:
    """The names of the profiles, for completion; none where the configuration can't be read."""
    given = os.environ.get("SITEOWNER_CONFIG")
    try:
        config: Config = load_config(config_path(Path(given) if given else None))
    except OperatorError:
        return []
    return sorted(config.profiles)


def _name(name: str, in_use: str) -> str:
    return f"{name} *" if name == in_use else name
