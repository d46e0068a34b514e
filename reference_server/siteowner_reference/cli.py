"""The command `serve`."""

from pathlib import Path
from typing import Annotated, Literal

import typer


def serve(  # noqa: PLR0913, PLR0917 (a command has as many arguments as options)
    host: Annotated[
        str, typer.Option(help="The address to listen on.", envvar="SITEOWNER_SERVER_HOST")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(help="The port; 0 picks a free one.", envvar="SITEOWNER_SERVER_PORT")
    ] = 8000,
    database_url: Annotated[
        str | None,
        typer.Option(help="An SQLAlchemy URL.", show_default="sqlite:///siteowner.sqlite3"),
    ] = None,
    media_dir: Annotated[
        Path | None, typer.Option(help="The folder of uploaded pictures.", show_default="media")
    ] = None,
    media_url: Annotated[
        str | None,
        typer.Option(
            help="Another place for them: any URL of fsspec, such as s3://bucket/folder.",
            show_default="the folder",
        ),
    ] = None,
    sweep_media: Annotated[
        bool | None,
        typer.Option(
            "--sweep-media",
            help="Delete pictures that no row refers to, as a killed server may leave them.",
            show_default="off",
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(help="How many processes serve, from one database.", show_default="1"),
    ] = None,
    seed: Annotated[
        Literal["small", "large", "none"] | None,
        typer.Option(
            help="What an empty database gets; none: only an owner; large: a million purchases.",
            show_default="small",
        ),
    ] = None,
    seed_password: Annotated[
        str | None,
        typer.Option(
            help="The password of the seed's accounts.",
            show_default="one is made for each and printed once",
        ),
    ] = None,
    time_zone: Annotated[
        str | None,
        typer.Option(help="Where days and months begin.", show_default="Africa/Cairo"),
    ] = None,
    access_token_minutes: Annotated[
        int | None,
        typer.Option(help="How long an access token is good for, 5 to 60.", show_default="30"),
    ] = None,
    refresh_token_days: Annotated[
        int | None,
        typer.Option(help="How long a refresh token is good for.", show_default="1"),
    ] = None,
    throttle: Annotated[
        str | None,
        typer.Option(
            help="How often each caller may call, such as 30/s; above it 429.",
            show_default="as often as it likes",
        ),
    ] = None,
    latency: Annotated[
        str | None,
        typer.Option(
            help="How much later each answer comes: 200ms, or 50ms..300ms.", show_default="none"
        ),
    ] = None,
    fault: Annotated[
        str | None,
        typer.Option(
            help="What goes wrong on purpose at which rate: 500=0.1,reset=0.05,slow=0.05.",
            show_default="nothing",
        ),
    ] = None,
    fault_seed: Annotated[
        int | None,
        typer.Option(help="The same seed gives the same latencies and faults.", show_default="0"),
    ] = None,
    cors_origin: Annotated[
        list[str] | None,
        typer.Option(
            help="An origin whose web pages may call, such as http://localhost:5173, or * for "
            "all; repeatable.",
            show_default="none",
        ),
    ] = None,
    control: Annotated[
        bool | None,
        typer.Option(
            "--control",
            help="Let tests reset and steer the server under /_control/.",
            show_default="off",
        ),
    ] = None,
    log_format: Annotated[
        Literal["text", "json"] | None,
        typer.Option(help="How a line of the log looks.", show_default="text"),
    ] = None,
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"] | None,
        typer.Option(help="The least level that is logged.", show_default="info"),
    ] = None,
) -> None:
    """Serve the SiteOwner API from a database, seeded when it is empty.

    Settings are also environment variables, SITEOWNER_SERVER_DATABASE_URL and so on.
    """
    from siteowner_reference.serving import ServingError, run

    given = {
        "database_url": database_url,
        "media_dir": media_dir,
        "media_url": media_url,
        "sweep_media": sweep_media,
        "workers": workers,
        "seed": seed,
        "seed_password": seed_password,
        "time_zone": time_zone,
        "access_token_minutes": access_token_minutes,
        "refresh_token_days": refresh_token_days,
        "throttle": throttle,
        "latency": latency,
        "fault": fault,
        "fault_seed": fault_seed,
        "cors_origin": cors_origin,
        "control": control,
        "log_format": log_format,
        "log_level": log_level,
    }
    try:
        run(host, port, {name: value for name, value in given.items() if value is not None})
    except ServingError as error:
        typer.echo(f"The server can't start: {error}", err=True)
        raise typer.Exit(2) from error
