"""The page of all settings, from the docstrings and options that define them."""

import re
from collections.abc import Iterator

from codegen.reference.attributes import Described, attributes
from codegen.reference.markdown import code, named, page, table, value
from codegen.reference.options import Parameter, commands
from siteowner_contract.pytest_plugin import FLAGS, OPTIONS

VARIABLE = re.compile(r"`(SITEOWNER_[A-Z_]+)`")
SERVER = "SITEOWNER_SERVER_"
Row = tuple[str, str, str]
NOTHING = {"None", "()"}

OPENING = """\
# Settings

Every setting of the SDK, the command line, the reference server and the contract suite, with its
variable of the environment below its name. What is given in a program or typed beats the
environment, which beats a file. This page is made from docstrings and options by `make generate`.
"""
SDK = "Arguments of `SiteOwner` and `AsyncSiteOwner`."
COMMAND_LINE = """\
Options of `siteowner` itself, before the name of a command, and variables that have no option.
"""
PROFILES = """\
### Profiles

Keys of a table `[profiles.NAME]` in the configuration. `default_profile = "NAME"` at its top names
the one that holds where none is chosen.
"""
SERVING = "Options of `siteowner serve`, and what only the environment can say."
SUITE = """\
Options of `siteowner contract run`. Each is a key of the file that `--config` names too, as it is
spelled here without the dashes.
"""
DATA = """\
### Data

Keys of the table `[data]` in that file. Each is optional.
"""
PLUGIN = """\
### pytest

Options of the plugin, each with the option of `siteowner contract run` that it stands for, whose
variable counts too.
"""
# What is read from the environment and is no option.
VARIABLES = {
    "SITEOWNER_USERNAME": "Who logs in, as `siteowner login --username`.",
    "SITEOWNER_PASSWORD": "The password to log in with, asked for where it is not given.",
    "SITEOWNER_TOKEN": "A token to use in place of a log-in.",
    "SITEOWNER_NEW_PASSWORD": "The password that a new account gets, asked for likewise.",
    "SITEOWNER_DEBUG": "Anything here shows the traceback of a failure that nobody foresaw.",
}


def settings_page() -> str:
    """Every setting with what it does, its default and its variable, in Markdown."""
    return page(
        OPENING,
        "## SDK",
        SDK,
        table(("argument", "what it is", "default"), _sdk()),
        "## Command line",
        COMMAND_LINE,
        table(("option", "what it does", "default"), _command_line()),
        PROFILES,
        _keys("siteowner_sdk.cli.config", "Profile"),
        "## Reference server",
        SERVING,
        table(("option", "what it is", "default"), _server()),
        "## Contract suite",
        SUITE,
        table(("option", "what it does", "default"), map(_option, _typed("contract run"))),
        DATA,
        _keys("siteowner_contract.data", "Data"),
        PLUGIN,
        table(("option", "what it does", "stands for"), _plugin()),
    )


def _sdk() -> Iterator[Row]:
    for each in attributes("siteowner_sdk.client", "_Client.__init__"):
        found = VARIABLE.search(each.text)
        yield named(each.name, found[1] if found else ""), each.text, _default(each)


def _command_line() -> Iterator[Row]:
    yield from map(_option, (each for each in _typed("") if each.variable))
    for name, text in VARIABLES.items():
        yield code(name), text, ""


def _server() -> Iterator[Row]:
    options = {each.option.removeprefix("--"): each for each in _typed("serve")}
    described = {
        each.name.replace("_", "-"): each.text
        for each in attributes("siteowner_reference.settings", "Settings")
    }
    for name in dict.fromkeys((*options, *described)):
        text = described.get(name) or options[name].text
        option, default = (f"--{name}", options[name].default) if name in options else ("", "")
        yield named(option, SERVER + name.replace("-", "_").upper()), text, value(default)


def _option(option: Parameter) -> Row:
    return named(option.option, option.variable), option.text, value(option.default)


def _typed(command: str) -> tuple[Parameter, ...]:
    words = f"siteowner {command}".strip()
    return next(each.options for each in commands() if each.words == words)


def _keys(module: str, name: str) -> str:
    return table(
        ("key", "what it is"), ((code(each.name), each.text) for each in attributes(module, name))
    )


def _plugin() -> Iterator[Row]:
    for option, (twin, text) in (OPTIONS | FLAGS).items():
        yield code(option), text, code(twin)


def _default(described: Described) -> str:
    return "" if described.default in NOTHING else code(described.default)
