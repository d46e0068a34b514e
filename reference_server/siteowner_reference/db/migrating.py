"""The version of a database's tables: brought up to this server's, or refused."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

MIGRATIONS = Path(__file__).with_name("migrations")


class DatabaseVersionError(ValueError):
    """A database whose tables are not ones that this server can bring up to date."""


def migrate(connection: Connection) -> None:
    """Makes the tables, or brings them up to date, in the transaction of a connection.

    Raises:
        DatabaseVersionError: They are of a newer version, or not this server's.
    """
    version = version_of(connection)
    if version == newest_version():
        return
    _check(version, connection)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def version_of(connection: Connection) -> str | None:
    """Gives the version of a database's tables; None if it is not kept there."""
    return MigrationContext.configure(connection).get_current_revision()


@cache
def versions() -> tuple[str, ...]:
    """Gives the versions that this server knows, the newest first."""
    scripts = ScriptDirectory.from_config(_config())
    return tuple(script.revision for script in scripts.walk_revisions())


def newest_version() -> str:
    """Gives the version of the tables that this server works with."""
    return versions()[0]


def _check(version: str | None, connection: Connection) -> None:
    if version is None and (tables := inspect(connection).get_table_names()):
        raise DatabaseVersionError(
            f"The database has tables ({', '.join(sorted(tables)[:3])}, …) but no version of this "
            "server's: they are another program's, or from before versions were kept. Name "
            "another database."
        )
    if version is not None and version not in versions():
        raise DatabaseVersionError(
            f"The database is of version {version}, newer than this server, which knows up to "
            f"{newest_version()}: install a newer siteowner-sdk, or name another database."
        )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config
