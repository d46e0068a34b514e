"""The commands of `siteowner` with their options and arguments, as Typer has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer
from typer.main import get_command

from siteowner_sdk.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = "siteowner"
# What Typer puts behind the text of an option.
ADDED = re.compile(r"\s+\[((?:env var|default|required|[^\[\]]*<=?x|x>=?)[^\[\]]*)\]$")


@dataclass(frozen=True)
class Parameter:
    """An option or an argument.

    Attributes:
        name: How it is typed, with its value: `--port <int>`.
        option: The option's longest name; empty for an argument.
        text: What it does.
        variable: Its variable in the environment, or empty.
        default: What it is when it is not given, or empty.
    """

    name: str
    option: str
    text: str
    variable: str
    default: str


@dataclass(frozen=True)
class Command:
    """A command, or a group of them.

    Attributes:
        words: What is typed for it: `siteowner contract run`.
        usage: What follows these.
        text: What it does.
        parameters: Its arguments and options; `--help` is everywhere, and left out.
        commands: The names of its commands, if it is a group.
    """

    words: str
    usage: str
    text: str
    parameters: tuple[Parameter, ...]
    commands: tuple[str, ...]

    @property
    def arguments(self) -> tuple[Parameter, ...]:
        """What is typed without an option before it."""
        return tuple(each for each in self.parameters if not each.option)

    @property
    def options(self) -> tuple[Parameter, ...]:
        """What is typed with two dashes."""
        return tuple(each for each in self.parameters if each.option)


def commands() -> Iterator[Command]:
    """Every command that is not hidden, each after the group that it belongs to."""
    return _below(get_command(app), PROGRAM)


def _below(command: Any, words: str) -> Iterator[Command]:  # noqa: ANN401 - Typer's own, vendored
    context = typer.Context(command, info_name=words)
    named = {
        name: each for name, each in getattr(command, "commands", {}).items() if not each.hidden
    }
    yield Command(
        words=words,
        usage=" ".join(command.collect_usage_pieces(context)),
        text=(command.help or "").strip(),
        parameters=tuple(_parameters(command, context)),
        commands=tuple(named),
    )
    for name, each in named.items():
        yield from _below(each, f"{words} {name}")


def _parameters(command: Any, context: typer.Context) -> Iterator[Parameter]:  # noqa: ANN401
    for parameter in command.params:
        if (record := parameter.get_help_record(context)) is not None:
            yield _parameter(parameter, *record)


def _parameter(parameter: Any, name: str, said: str) -> Parameter:  # noqa: ANN401 - likewise
    text, added = _split(said)
    is_option = parameter.param_type_name == "option"
    return Parameter(
        # A bar would end a cell of a table, in code as well.
        name=name.replace("|", "/"),
        option=max(parameter.opts, key=len) if is_option else "",
        text=text,
        variable=added.get("env var", ""),
        default=added.get("default", "").removeprefix("(").removesuffix(")"),
    )


def _split(said: str) -> tuple[str, dict[str, str]]:
    """What an option does, and what Typer adds: its variable, its default, its bounds."""
    found = ADDED.search(said)
    if found is None:
        return said, {}
    parts = [part.partition(": ") for part in found[1].split("; ")]
    bounds = [name for name, _, value in parts if not value]
    text = said[: found.start()]
    return " ".join([text, *(f"({bound})" for bound in bounds)]), {
        name: value for name, _, value in parts if value
    }
