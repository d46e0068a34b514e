"""The page of the command line, from the commands themselves."""

from collections.abc import Iterator

from codegen.reference.markdown import code, named, page, table, value
from codegen.reference.options import PROGRAM, Command, Parameter, commands

OPENING = """\
# Command line

Every command of `siteowner`, with its arguments and options. Each has `--help` as well. Where a
variable of the environment stands below an option, it counts when the option is not typed. This
page is made from the commands by `make generate`.
"""


def command_line_page() -> str:
    """Every command with all that can be typed, in Markdown."""
    return page(OPENING, *(part for command in commands() for part in _section(command)))


def _section(command: Command) -> Iterator[str]:
    yield f"{'#' * _level(command)} {command.words}"
    yield command.text
    yield f"```text\n{command.words} {command.usage}\n```"
    if command.arguments:
        yield table(("argument", "what it is"), map(_argument, command.arguments))
    if command.options:
        yield table(("option", "what it does", "default"), map(_option, command.options))
    if command.commands:
        yield "Commands: " + ", ".join(
            _link(f"{command.words} {name}") for name in command.commands
        )


def _level(command: Command) -> int:
    """Groups and the commands of the program are sections, theirs are below them."""
    return min(2 + command.words.count(" "), 4)


def _argument(argument: Parameter) -> tuple[str, str]:
    return code(argument.name), argument.text


def _option(option: Parameter) -> tuple[str, str, str]:
    return named(option.name, option.variable), option.text, value(option.default)


def _link(words: str) -> str:
    return f"[`{words.removeprefix(PROGRAM).strip()}`](#{words.replace(' ', '-')})"
