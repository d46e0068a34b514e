"""The commands `run`, `list` and `explain` of `siteowner contract`.

What takes long to import is imported by the command that needs it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path  # noqa: TC003 - Typer reads the annotations at run time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from siteowner_contract.credentials import Account, Scheme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from siteowner_contract.catalogue import Requirement

app = typer.Typer(help="Check a SiteOwner backend against the documented requirements.")

ENVIRONMENT = "SITEOWNER_CONTRACT_"
NO_VERDICT = 2


def _option(name: str, text: str, **more: Any) -> Any:  # noqa: ANN401 - as Typer has it
    """An option with its twin in the environment."""
    variable = ENVIRONMENT + name.removeprefix("--").replace("-", "_").upper()
    return typer.Option(name, help=text, envvar=variable, **more)


def _read_config(context: typer.Context, file: Path | None) -> Path | None:
    """Take the options that a TOML file gives as defaults."""
    if file is None:
        return None
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise typer.BadParameter(f"{file}: {error}") from error
    values = {key.replace("-", "_"): value for key, value in table.items()}
    known = {parameter.name for parameter in context.command.params} - {"config"}
    if unknown := sorted(set(values) - known):
        raise typer.BadParameter(f"{file}: there is no option {', '.join(unknown)}")
    context.default_map = {**(context.default_map or {}), **values}
    return file


@app.command()
def run(  # noqa: PLR0913, PLR0917 - each option is a parameter
    config: Annotated[  # noqa: ARG001 - its callback reads it
        Path | None,
        _option(
            "--config",
            "TOML file with these options as keys.",
            callback=_read_config,
            is_eager=True,
        ),
    ] = None,
    base_url: Annotated[
        str | None, _option("--base-url", "Server to check; the URL ends in /api.")
    ] = None,
    app: Annotated[
        str | None,
        _option("--app", "WSGI or ASGI application to check, module:attribute."),
    ] = None,
    username: Annotated[str | None, _option("--username", "A site owner's user name.")] = None,
    password: Annotated[str | None, _option("--password", "That account's password.")] = None,
    token: Annotated[str | None, _option("--token", "A site owner's token.")] = None,
    auth_scheme: Annotated[
        Scheme, _option("--auth-scheme", "How the token is presented.")
    ] = Scheme.BEARER,
    auth_command: Annotated[
        str | None, _option("--auth-command", "Command that prints an Authorization header.")
    ] = None,
    outsider: Annotated[
        list[Account] | None,
        _option(
            "--outsider",
            "An account that is no site owner.",
            parser=Account.parse,
            metavar="USER:PASSWORD",
        ),
    ] = None,
    routes: Annotated[
        Path | None, _option("--routes", "Route table, where the server's paths differ.")
    ] = None,
    writes: Annotated[
        bool, _option("--writes", "Create teachers, courses and codes, and clean up.")
    ] = False,
    destructive: Annotated[
        bool, _option("--destructive", "Also change and delete what the suite did not make.")
    ] = False,
    yes_this_server: Annotated[
        str | None, _option("--yes-this-server", "Host that writing is meant for.")
    ] = None,
    strict: Annotated[bool, _option("--strict", "A broken SHOULD fails too.")] = False,
    require_all: Annotated[
        bool, _option("--require-all", "A skipped MUST counts as failed.")
    ] = False,
    only: Annotated[
        list[str] | None, _option("--only", "Ids or groups to check: TCH,COD-2.")
    ] = None,
    skip: Annotated[list[str] | None, _option("--skip", "Ids or groups to leave out.")] = None,
    quick: Annotated[
        bool, _option("--quick", "Of the generated cases only the few that cover the schema.")
    ] = False,
    seed: Annotated[int, _option("--seed", "What random values are drawn from.")] = 1,
    max_examples: Annotated[
        int, _option("--max-examples", "Generated cases for each operation.", min=2)
    ] = 10,
    insecure: Annotated[bool, _option("--insecure", "Accept any certificate.")] = False,
    ca_file: Annotated[
        Path | None,
        _option("--ca-file", "Authorities to trust, in PEM.", exists=True, dir_okay=False),
    ] = None,
    timeout: Annotated[float, _option("--timeout", "Seconds that an answer may take.")] = 30.0,
    timezone: Annotated[str, _option("--timezone", "The backend's time zone.")] = "Africa/Cairo",
    json: Annotated[Path | None, _option("--json", "Where to write the JSON report.")] = None,
) -> None:
    """Check a server; without --base-url and --app the embedded reference server.

    Ends with 0 when no checked MUST failed, 1 when one did, 2 when there is no verdict.
    """
    settings = {
        "base_url": base_url,
        "app": app,
        "username": username,
        "password": password,
        "token": token,
        "auth_scheme": auth_scheme,
        "auth_command": auth_command,
        "outsiders": tuple(outsider or ()),
        "routes": routes,
        "writes": writes,
        "destructive": destructive,
        "yes_this_server": yes_this_server,
        "strict": strict,
        "only": tuple(only or ()),
        "skip": tuple(skip or ()),
        "quick": quick,
        "seed": seed,
        "max_examples": max_examples,
        "insecure": insecure,
        "ca_file": ca_file,
        "timeout": timeout,
        "timezone": timezone,
    }
    raise typer.Exit(_run(settings, require_all=require_all, json_file=json))


@app.command(name="list")
def list_(
    only: Annotated[
        list[str] | None, typer.Argument(help="Ids or groups; all of them when left out.")
    ] = None,
) -> None:
    """Show the requirements."""
    from siteowner_contract.report.console import print_list

    print_list(_select(only or []), _console())


@app.command()
def explain(requirement: Annotated[str, typer.Argument(help="Its id, such as TCH-8.")]) -> None:
    """Show what a requirement asks for, and where the documents say so."""
    from siteowner_contract.registry import load_checks
    from siteowner_contract.report.console import print_requirement

    for found in _select([requirement]):
        check = load_checks().get(found.id)
        print_requirement(found, None if check is None else check.run.__doc__, _console())


def _run(options: dict[str, Any], *, require_all: bool, json_file: Path | None) -> int:
    from siteowner_contract.report.console import print_run, progress
    from siteowner_contract.report.json_report import write_json
    from siteowner_contract.runner import REFUSALS, run
    from siteowner_contract.settings import Settings

    console = _console()
    if json_file is not None and not json_file.parent.is_dir():
        raise _refused(NotADirectoryError(f"--json {json_file}: there is no folder for it"))
    try:
        settings = Settings(**options)
        with progress(console, len(_select(settings.only, settings.skip))) as tell:
            finished = run(settings, tell)
    except REFUSALS as error:
        raise _refused(error) from error
    if json_file is not None:
        write_json(finished, json_file)
    print_run(finished, console)
    return finished.exit_status(require_all=require_all)


def _select(only: Sequence[str], skip: Sequence[str] = ()) -> list[Requirement]:
    from siteowner_contract.catalogue import UnknownRequirementError, select

    try:
        return select(only, skip)
    except UnknownRequirementError as error:
        raise _refused(error) from error


def _refused(error: Exception) -> typer.Exit:
    typer.secho(f"error: {error}", err=True, fg="red")
    return typer.Exit(NO_VERDICT)


def _console() -> Console:
    from rich.console import Console

    return Console()
