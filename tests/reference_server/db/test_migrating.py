"""Databases of this version, of older and of newer ones."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import typer
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text
from typer.testing import CliRunner

from siteowner_reference.cli import serve
from siteowner_reference.db import migrating
from siteowner_reference.db.database import Database
from siteowner_reference.db.migrating import DatabaseVersionError, newest_version, versions
from siteowner_reference.db.migrations.agreement import OPTIONS
from siteowner_reference.db.queries import totals
from siteowner_reference.db.rows import insert_rows
from siteowner_reference.db.tables import Base, Student
from siteowner_reference.seed.small import small
from tests.reference_server.conftest import NOON
from tests.reference_server.databases import Databases
from tests.reference_server.db.test_races import at_once

OLDEST = "0001"


@pytest.fixture
def url(databases: Databases, tmp_path: Path) -> str:
    """The URL of a database without tables."""
    return databases.empty(tmp_path)


def migrated_to(database: Database, version: str) -> None:
    """Makes the tables of a version."""
    with database.writing() as session:
        config = migrating._config()
        config.attributes["connection"] = session.connection()
        command.upgrade(config, version)


def differences(database: Database) -> list[object]:
    """Gives what a database has other than the tables of the code."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=dict(OPTIONS))
        found: list[object] = compare_metadata(context, Base.metadata)
    return found


def test_migrations_make_the_tables_of_the_code(url: str) -> None:
    """A new database differs in nothing from what the code says of its tables."""
    database = Database(url)
    database.migrate()

    assert [] == differences(database)
    database.close()


def test_an_older_database_is_brought_up_to_date(url: str) -> None:
    """A database of the first version keeps its rows, and gets the totals of them."""
    database = Database(url)
    migrated_to(database, OLDEST)
    rows = small(NOON, ZoneInfo("Africa/Cairo"))
    with database.writing() as session:
        insert_rows(session, rows)
    database.migrate()

    assert [] == differences(database)
    with database.reading() as session:
        assert len(rows[Student]) == len(session.scalars(select(Student.id)).all())
        for table, counted in totals.sources().items():
            kept = session.execute(select(*table.__table__.columns)).all()
            assert sorted(map(str, session.execute(counted))) == sorted(map(str, kept))
    database.close()


def test_a_newer_database_is_refused(url: str) -> None:
    """A database of a version that this server does not know is left alone."""
    database = Database(url)
    database.migrate()
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(DatabaseVersionError, match=f"9999, newer .* up to {newest_version()}"):
        database.migrate()
    database.close()


def test_a_strangers_database_is_refused(url: str) -> None:
    """A database with tables and no version is left alone."""
    database = Database(url)
    with database.writing() as session:
        session.execute(text("CREATE TABLE orders (id INTEGER)"))

    with pytest.raises(DatabaseVersionError, match=r"has tables \(orders.* another database"):
        database.migrate()
    database.close()


def test_many_start_at_once(url: str) -> None:
    """Of servers that start at the same time one makes the tables, and none fails."""

    def start(_number: int) -> None:
        database = Database(url)
        database.migrate()
        database.close()

    at_once(8, start)
    database = Database(url)

    assert [] == differences(database)
    database.close()


def test_versions_are_one_line() -> None:
    """Each version follows the one before it, from the first."""
    assert OLDEST == versions()[-1]
    assert sorted(versions(), reverse=True) == list(versions())


def test_serving_a_newer_database_ends_with_2(tmp_path: Path) -> None:
    """The command says that the server is too old for the database, and what to do."""
    url = f"sqlite:///{tmp_path / 'newer.sqlite3'}"
    database = Database(url)
    database.migrate()
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    app = typer.Typer()
    app.command()(serve)
    result = CliRunner().invoke(app, ["--port", "0", "--database-url", url])

    assert result.exit_code == 2
    assert "install a newer siteowner-sdk" in " ".join(result.output.split())
