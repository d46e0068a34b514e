"""The wheel in an empty environment: the reference server, everything at once, other Pythons."""

import tomllib
from pathlib import Path

import httpx
import pytest

from tests.packaging.distributions import ROOT, Distributions
from tests.packaging.environments import environment
from tests.postgres import postgres_server
from tests.reference_server.conftest import PASSWORD

pytestmark = pytest.mark.verify

PYTHON = "Programming Language :: Python :: 3."
CLASSIFIERS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["classifiers"]
PYTHONS = [text.rpartition(" ")[2] for text in CLASSIFIERS if text.startswith(PYTHON)]


def log_in(base_url: str) -> int:
    """Gives the status of a log-in as the site owner."""
    credentials = {"username": "owner", "password": PASSWORD}
    return httpx.post(f"{base_url}/auth/token/", json=credentials, timeout=30).status_code


def test_serving(distributions: Distributions, folder: Path) -> None:
    """`[server]` serves the API, the page, the documentation and the contract from the wheel."""
    made = environment(folder, distributions.wheel, "server")
    with made.serving("--seed-password", PASSWORD) as base_url:
        root = base_url.removesuffix("/api")
        paths = ("/", "/page/page.js", "/docs", "/openapi.yaml", "/readyz")
        statuses = [httpx.get(f"{root}{path}").status_code for path in paths]

        assert [200] * len(paths) == statuses
        assert log_in(base_url) == 200
    lacking = made.run("siteowner", "serve", "--database-url", "postgresql+psycopg://u@h/d")

    assert lacking.returncode == 2
    assert "with siteowner-sdk[postgres] installed" in lacking.stderr


def test_serving_from_postgresql(distributions: Distributions, folder: Path) -> None:
    """`[postgres]` serves from PostgreSQL."""
    made = environment(folder, distributions.wheel, "postgres")
    with (
        postgres_server() as server,
        made.serving(
            "--database-url", server.url("postgres"), "--seed-password", PASSWORD
        ) as base_url,
    ):
        assert log_in(base_url) == 200


@pytest.mark.parametrize("python", PYTHONS)
def test_everything(distributions: Distributions, folder: Path, python: str) -> None:
    """`[all]` on each Python that the classifiers name: a server, a tour and a contract run."""
    made = environment(folder, distributions.wheel, "all", python=python)
    demo = made.run("siteowner", "demo")
    ran = made.run("python", "-c", "import sys; print('3.%d' % sys.version_info.minor)")

    assert (0, f"{python}\n") == (demo.returncode, ran.stdout), demo.stderr
