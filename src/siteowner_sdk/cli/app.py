"""The tree of commands. Each command imports what it needs when it is run, not before."""

from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

from siteowner_contract.cli import app as contract
from siteowner_reference.cli import serve
from siteowner_sdk.cli import (
    assistants,
    courses,
    log_in,
    recharge_codes,
    revenue,
    students,
    teachers,
)
from siteowner_sdk.cli.dashboard import dashboard
from siteowner_sdk.cli.demo import demo
from siteowner_sdk.cli.failures import OperatorGroup, WrongUsageError
from siteowner_sdk.cli.operator import Operator, Options, Surroundings
from siteowner_sdk.cli.profiles import profile_names, profiles

__all__ = ["app"]

# These have settings of their own, so that siteowner's would be passed over in silence.
WITH_OWN_SETTINGS = ("serve", "contract", "demo")

app: typer.Typer = typer.Typer(
    cls=OperatorGroup,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)


def print_version(value: bool) -> None:
    """Print the version and stop, when `--version` is given."""
    if value:
        typer.echo(metadata.version("siteowner-sdk"))
        raise typer.Exit


@app.callback()
def siteowner(  # noqa: PLR0913 - each option is a parameter
    context: typer.Context,
    *,
    base_url: Annotated[
        str | None,
        typer.Option(help="Where the API is; ends in /api.", envvar="SITEOWNER_BASE_URL"),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            help="Settings and log-in to use, by their name in the configuration.",
            envvar="SITEOWNER_PROFILE",
            autocompletion=profile_names,
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            help="The configuration, in TOML.",
            envvar="SITEOWNER_CONFIG",
            dir_okay=False,
            show_default="siteowner/config.toml where the system has configurations",
        ),
    ] = None,
    routes: Annotated[
        Path | None,
        typer.Option(
            help="Route table, where the server's paths differ.", envvar="SITEOWNER_ROUTES"
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            help="Language of the server's messages.",
            envvar="SITEOWNER_LANGUAGE",
            show_default="en",
        ),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option(
            help="Seconds for one attempt.",
            envvar="SITEOWNER_TIMEOUT",
            min=0.001,
            show_default="30",
        ),
    ] = None,
    insecure: Annotated[
        bool | None,
        typer.Option(
            "--insecure/--secure",
            help="Accept any certificate, or none but good ones.",
            envvar="SITEOWNER_INSECURE",
            show_default="secure",
        ),
    ] = None,
    ca_file: Annotated[
        Path | None,
        typer.Option(help="Authorities to trust, in PEM.", envvar="SITEOWNER_CA_FILE"),
    ] = None,
    version: bool = typer.Option(  # noqa: ARG001 - its callback prints it
        False,
        "--version",
        callback=print_version,
        is_eager=True,
        help="Print the version and stop.",
    ),
) -> None:
    """The SiteOwner API from the command line.

    Teachers, students, courses, codes and revenue of a server; and a reference server, a contract
    suite and a tour of both.
    """
    if context.invoked_subcommand in WITH_OWN_SETTINGS:
        refuse_options(context)
    options = Options(
        base_url=base_url,
        profile=profile,
        config=config,
        routes=routes,
        language=language,
        timeout=timeout,
        insecure=insecure,
        ca_file=ca_file,
    )
    context.obj = Operator(options, context.obj or Surroundings())


def refuse_options(context: typer.Context) -> None:
    """Refuse options that the command does not look at.

    Raises:
        WrongUsageError: There is one on the command line.
    """
    for name in context.params:
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            option = name.replace("_", "-")
            raise WrongUsageError(
                f"--{option} before {context.invoked_subcommand} is for the operator's commands "
                f"alone: see siteowner {context.invoked_subcommand} --help for its own options"
            )


app.command()(log_in.login)
app.command()(log_in.logout)
app.command()(log_in.whoami)
app.command()(profiles)
app.add_typer(teachers.app, name="teachers")
app.add_typer(students.app, name="students")
app.add_typer(courses.app, name="courses")
app.add_typer(assistants.app, name="assistants")
app.add_typer(recharge_codes.app, name="recharge-codes")
app.add_typer(recharge_codes.app, name="codes", hidden=True)
app.add_typer(revenue.app, name="revenue")
app.command()(dashboard)
app.command("serve")(serve)
app.add_typer(contract, name="contract")
app.command("demo")(demo)
