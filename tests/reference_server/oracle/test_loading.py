"""The Django backend's command that copies a reference server's data, on PostgreSQL."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.postgres import Postgres
from tests.reference_server.conftest import PASSWORD, plant_in
from tests.reference_server.oracle.backends import DJANGO_BACKEND

COUNTED = {
    "people_teacher": "teachers",
    "people_teacher_grades": "teacher_grades",
    "people_student": "students",
    "courses_purchase": "purchases",
    "courses_rechargecode": "recharge_codes",
}


def load_reference(source: str, target: str) -> None:
    """Runs the command."""
    subprocess.run(
        [sys.executable, "manage.py", "load_reference", source, "--password", PASSWORD],
        cwd=DJANGO_BACKEND,
        env={**os.environ, "DATABASE_URL": target},
        check=True,
    )


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_all_rows_are_copied(kind: str, postgres: Postgres, tmp_path: Path) -> None:
    """Every row of either database is there, and loading again puts the same in its place."""
    seeded = tmp_path / "seeded.sqlite3"
    sqlite_url = f"sqlite:///{seeded}"
    source = sqlite_url if kind == "sqlite" else postgres.create(f"django_source_{os.getpid()}")
    plant_in(tmp_path)(sqlite_url)
    if kind == "postgresql":
        plant_in(tmp_path)(source)
    target = postgres.create(f"django_{kind}_{os.getpid()}")
    for _ in range(2):
        load_reference(source, target)

    address = target.replace("postgresql+psycopg:", "postgresql:")
    with psycopg.connect(address) as django, closing(sqlite3.connect(seeded)) as reference:
        for table, original in COUNTED.items():
            (copied,) = django.execute(f"SELECT count(*) FROM {table}").fetchone() or (None,)
            assert copied == reference.execute(f"SELECT count(*) FROM {original}").fetchone()[0]
