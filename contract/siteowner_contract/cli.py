"""The commands of `siteowner contract`.

What takes long to import is imported by the command that needs it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from siteowner_contract import defaults
from siteowner_contract.credentials import Account, Scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import Console

    from siteowner_contract.catalogue import Requirement
    from siteowner_contract.commands import Request

app = typer.Typer(help="Check a SiteOwner backend against the documented requirements.")

ENVIRONMENT = "SITEOWNER_CONTRACT_"
NO_VERDICT = 2
ABANDONED = "broken off before it was cleaned up: what the run made is still there"
# Where the table [data] of contract.toml waits for the command.
DATA = "siteowner_contract.data"


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
    context.meta[DATA] = values.pop("data", {})
    known = {parameter.name for parameter in context.command.params} - {"config"}
    if unknown := sorted(set(values) - known):
        raise typer.BadParameter(f"{file}: there is no option {', '.join(unknown)}")
    context.default_map = {**(context.default_map or {}), **values}
    return file


def _file(format_: str, name: str) -> Any:  # noqa: ANN401 - likewise
    return _option(f"--{format_}", f"Where to write the report as {name}.")


Json = Annotated[Path | None, _file("json", "JSON")]
Junit = Annotated[Path | None, _file("junit", "JUnit XML")]
Html = Annotated[Path | None, _file("html", "HTML")]
Sarif = Annotated[Path | None, _file("sarif", "SARIF")]
Har = Annotated[Path | None, _file("har", "HAR: the exchanges of failures")]


@app.command()
def run(  # noqa: PLR0913, PLR0917 - each option is a parameter
    context: typer.Context,
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
    expired_token: Annotated[
        str | None, _option("--expired-token", "A site owner's token that has run out.")
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
        bool,
        _option(
            "--quick",
            "Fewer of what is much alike: one value where a few are drawn, and of the generated "
            "cases a few valid ones that cover the schema.",
        ),
    ] = False,
    seed: Annotated[int, _option("--seed", "What random values are drawn from.")] = defaults.SEED,
    max_examples: Annotated[
        int, _option("--max-examples", "Generated cases for each operation.", min=1)
    ] = defaults.MAX_EXAMPLES,
    insecure: Annotated[bool, _option("--insecure", "Accept any certificate.")] = False,
    ca_file: Annotated[
        Path | None,
        _option("--ca-file", "Authorities to trust, in PEM.", exists=True, dir_okay=False),
    ] = None,
    timeout: Annotated[
        float, _option("--timeout", "Seconds that an answer may take.")
    ] = defaults.TIMEOUT,
    rate: Annotated[
        str | None, _option("--rate", "Send no faster than this: 5/s, 100/m, 1000/h.")
    ] = None,
    throttle_budget: Annotated[
        float,
        _option(
            "--throttle-budget", "Seconds to wait, in all, for a server that throttles.", min=0
        ),
    ] = defaults.THROTTLE_BUDGET,
    workers: Annotated[
        int | None,
        _option(
            "--workers",
            "Requirements that only read, judged at once; of the embedded server, processes.",
            min=1,
            max=64,
        ),
    ] = None,
    shard: Annotated[
        str | None, _option("--shard", "Check one part of several: 2/4 is the second of four.")
    ] = None,
    state_hook: Annotated[
        str | None,
        _option("--state-hook", "URL or command that makes the server have data to check with."),
    ] = None,
    timezone: Annotated[str, _option("--timezone", "The backend's time zone.")] = defaults.TIMEZONE,
    known: Annotated[
        Path | None, _option("--known", "YAML file of failures that are known and don't count.")
    ] = None,
    json: Json = None,
    junit: Junit = None,
    html: Html = None,
    sarif: Sarif = None,
    har: Har = None,
    unmasked: Annotated[
        bool, _option("--unmasked", "Show personal data; passwords and tokens never.")
    ] = False,
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
        "expired_token": expired_token,
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
        "rate": rate,
        "throttle_budget": throttle_budget,
        "workers": workers,
        "shard": shard,
        "state_hook": state_hook,
        "data": context.meta.get(DATA, {}),
        "timezone": timezone,
    }
    files = _given(json=json, junit=junit, html=html, sarif=sarif, har=har)

    def asked() -> Request:
        return _request(settings, files, known=known, unmasked=unmasked, require_all=require_all)

    if isinstance(context.obj, list):
        context.obj.append(asked())
        return
    from siteowner_contract.commands import run_and_report

    raise _ended(lambda console: run_and_report(asked(), console))


@app.command()
def merge(  # noqa: PLR0913, PLR0917 - likewise
    reports: Annotated[
        list[Path], typer.Argument(metavar="REPORT…", help="JSON reports, such as of shards.")
    ],
    require_all: Annotated[
        bool, _option("--require-all", "A skipped MUST counts as failed.")
    ] = False,
    json: Json = None,
    junit: Junit = None,
    html: Html = None,
    sarif: Sarif = None,
    har: Har = None,
) -> None:
    """Make one report of several, each requirement with its worst verdict; ends as `run` does."""
    from siteowner_contract.commands import merge_and_report

    files = _given(json=json, junit=junit, html=html, sarif=sarif, har=har)
    raise _ended(lambda console: merge_and_report(reports, files, console, require_all=require_all))


@app.command()
def compare(
    first: Annotated[
        str, typer.Argument(metavar="A", help="A URL, a contract.toml, or a JSON report.")
    ],
    second: Annotated[str, typer.Argument(metavar="B", help="The same for the other server.")],
    options: Annotated[
        list[str] | None,
        typer.Argument(metavar="[-- OPTION…]", help="Options of `run`, for both servers."),
    ] = None,
) -> None:
    """Show where two servers differ.

    Ends with 0 when they don't, 1 when they do, 2 when a run could not be made.
    """
    from siteowner_contract.commands import compare_and_report

    raise _ended(
        lambda console: compare_and_report((first, second), options or (), request_of, console)
    )


@app.command(name="list")
def list_(
    only: Annotated[
        list[str] | None, typer.Argument(help="Ids or groups; all of them when left out.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON, for a program to read.")] = False,
) -> None:
    """Show the requirements."""
    from siteowner_contract.catalogue import catalogue_json
    from siteowner_contract.report.console import print_list

    requirements = _select(only or [])
    if json:
        typer.echo(catalogue_json(requirements))
    else:
        print_list(requirements, _console())


@app.command()
def explain(requirement: Annotated[str, typer.Argument(help="Its id, such as TCH-8.")]) -> None:
    """Show what a requirement asks for, and where the documents say so."""
    from siteowner_contract.registry import load_checks
    from siteowner_contract.report.console import print_requirement

    for found in _select([requirement]):
        check = load_checks().get(found.id)
        print_requirement(found, None if check is None else check.run.__doc__, _console())


def request_of(arguments: Sequence[str]) -> Request:
    """What `siteowner contract run` with these arguments would do, environment and all.

    Raises:
        typer.BadParameter: One of them, or the file of options, is wrong.
        SettingsError: They contradict each other.
    """
    taken: list[Request] = []
    # A list as its object tells the command to hand over what was asked for, and not to run.
    typer.main.get_command(app)(["run", *arguments], standalone_mode=False, obj=taken)
    return taken[0]


def _request(
    options: dict[str, Any],
    files: dict[str, Path],
    *,
    known: Path | None,
    unmasked: bool,
    require_all: bool,
) -> Request:
    from siteowner_contract.commands import Request
    from siteowner_contract.settings import Settings, read_data

    settings = Settings(**{**options, "data": read_data(options["data"])})
    return Request(settings, files, known, personal=not unmasked, require_all=require_all)


def _ended(act: Callable[[Console], int]) -> typer.Exit:
    from siteowner_contract.commands import REFUSED

    try:
        return typer.Exit(act(_console()))
    except REFUSED as error:
        return _refused(error)
    except KeyboardInterrupt:
        return _refused(RuntimeError(ABANDONED))


def _given(**files: Path | None) -> dict[str, Path]:
    return {format_: file for format_, file in files.items() if file is not None}


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
