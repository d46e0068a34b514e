"""The command `serve`."""

from pathlib import Path
from typing import Annotated, Literal

import typer


def serve(  # noqa: PLR0913, PLR0917 (a command has as many arguments as options)
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0 picks a free one.")] = 8000,
    database_url: Annotated[
        str | None,
        typer.Option(help="An SQLAlchemy URL.", show_default="sqlite:///siteowner.sqlite3"),
    ] = None,
    media_dir: Annotated[
        Path | None, typer.Option(help="The folder of uploaded pictures.", show_default="media")
    ] = None,
    seed: Annotated[
        Literal["small", "none"] | None,
        typer.Option(
            help="What an empty database gets; none: only an owner.", show_default="small"
        ),
    ] = None,
    seed_password: Annotated[
        str | None,
        typer.Option(
            help="The password of the seed's accounts.",
            show_default="one is made for each and printed once",
        ),
    ] = None,
) -> None:
    """Serve the SiteOwner API from a database, seeded when it is empty.

    Settings are also environment variables, SITEOWNER_SERVER_DATABASE_URL and so on.
    """
    from siteowner_reference.serving import ServingError, run

    given = {
        "database_url": database_url,
        "media_dir": media_dir,
        "seed": seed,
        "seed_password": seed_password,
    }
    try:
        run(host, port, {name: value for name, value in given.items() if value is not None})
    except ServingError as error:
        typer.echo(f"The server can't start: {error}", err=True)
        raise typer.Exit(2) from error
