"""`/healthz` and `/readyz`: what those who watch the server ask."""

import shutil

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from tests.reference_server.callers import caller, site_of
from tests.reference_server.conftest import Configured


def test_ready(app: FastAPI) -> None:
    """A server with its database and its pictures lives and is ready, for everybody."""
    with caller(app) as client:
        alive, ready = client.get("/healthz"), client.get("/readyz")

    assert (200, {"status": "alive"}) == (alive.status_code, alive.json())
    checks = {"database": "ok", "migrations": "ok", "media": "ok"}
    assert (200, {"status": "ready", "checks": checks}) == (ready.status_code, ready.json())


def failed_checks(app: FastAPI) -> list[str]:
    """Gives what keeps a server from being ready, which is alive all the same."""
    with caller(app) as client:
        ready = client.get("/readyz")
        assert client.get("/healthz").status_code == 200

    assert (503, "not ready") == (ready.status_code, ready.json()["status"])
    assert {"ok", "failed"} == set(ready.json()["checks"].values())
    return [name for name, result in ready.json()["checks"].items() if result == "failed"]


def test_not_ready_without_its_tables(app: FastAPI) -> None:
    """A database that lost a table can't answer; why is not told."""
    with site_of(app).writing() as work:
        work.session.execute(text("DROP TABLE server_state"))

    assert ["database"] == failed_checks(app)


def test_not_ready_with_other_tables(app: FastAPI) -> None:
    """A database of another version is not ready."""
    with site_of(app).writing() as work:
        work.session.execute(text("UPDATE alembic_version SET version_num = 'other'"))

    assert ["migrations"] == failed_checks(app)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_not_ready_without_a_place_for_pictures(
    configured: Configured, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Without the folder of pictures the server is not ready."""
    folder = tmp_path_factory.mktemp("media")
    app = configured(media_dir=folder)
    shutil.rmtree(folder)

    assert ["media"] == failed_checks(app)
