"""The tree of commands. Each command imports what it needs when it is run, not before."""

from importlib import metadata

import typer

from siteowner_contract.cli import app as contract
from siteowner_reference.cli import serve
from siteowner_sdk.cli.demo import demo

__all__ = ["app"]

app: typer.Typer = typer.Typer(
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_show_locals=False,
)


def print_version(value: bool) -> None:
    """Print the version and stop, when `--version` is given."""
    if value:
        typer.echo(metadata.version("siteowner-sdk"))
        raise typer.Exit


@app.callback()
def siteowner(
    *,
    version: bool = typer.Option(
        False,
        "--version",
        callback=print_version,
        is_eager=True,
        help="Print the version and stop.",
    ),
) -> None:
    """The SiteOwner API: a reference server, a contract suite, and a tour of both."""


app.command("serve")(serve)
app.add_typer(contract, name="contract")
app.command("demo")(demo)
