"""The command line as a person or a CI job uses it."""

import json
import os
import subprocess
from pathlib import Path

import httpx
import pytest

from siteowner_sdk.cli.demo import OUTSIDERS
from siteowner_sdk.cli.local_server import LocalServer, fresh_server, local_server, siteowner


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`siteowner` with these arguments, its output captured."""
    return subprocess.run(
        siteowner(*arguments),
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_contract_run_against_a_served_server(server: LocalServer, tmp_path: Path) -> None:
    """A quick run by URL, with writes and all outsiders, passes and writes its report."""
    report = tmp_path / "report.json"
    outsiders = [f"--outsider={name}:{server.password}" for name in OUTSIDERS]

    done = run(
        *("contract", "run", "--base-url", server.base_url, "--writes", "--quick", "--seed", "1"),
        *("--json", str(report), *outsiders),
        SITEOWNER_CONTRACT_USERNAME="owner",
        SITEOWNER_CONTRACT_PASSWORD=server.password,
    )

    assert 0 == done.returncode, done.stdout + done.stderr
    found = json.loads(report.read_text())
    assert 0 == found["summary"]["failed"] == found["summary"]["error"]
    assert found["summary"]["passed"] > 30


def test_demo() -> None:
    """The demo shows real figures, checks the server, and ends with 0."""
    done = run("demo", SITEOWNER_CONTRACT_QUICK="1", COLUMNS="120")

    assert 0 == done.returncode, done.stdout + done.stderr
    assert "EGP in" in done.stdout
    assert "Created teacher" in done.stdout
    assert "Refused, as it should be" in done.stdout


def test_without_a_server_the_run_could_not_be_made(unused_url: str) -> None:
    """A base URL where nobody listens ends with 2 and a sentence, not with a verdict."""
    done = run("contract", "run", "--base-url", unused_url, "--token", "x")

    assert 2 == done.returncode
    assert "Traceback" not in done.stderr + done.stdout
    assert unused_url in " ".join((done.stderr + done.stdout).split())


@pytest.fixture
def unused_url() -> str:
    """A URL on a port that was just free."""
    with fresh_server() as gone:
        return gone.base_url


def test_data_outlives_the_server(tmp_path: Path) -> None:
    """A server started again on its database has what was stored, and seeds nothing anew."""
    ids = []
    for _ in range(2):
        with local_server(tmp_path, password="the same secret") as server:
            login = {"username": "owner", "password": "the same secret"}
            token = httpx.post(f"{server.base_url}/auth/token/", json=login).json()["access"]
            http = httpx.Client(
                base_url=server.base_url, headers={"Authorization": f"Bearer {token}"}
            )
            with http:
                course = http.get("/revenue/").json()["courses"][0]["id"]
                body = {"course": course, "value": "1.00"}
                ids.append(http.post("/recharge-codes/", json=body).json()["id"])

    assert ids[0] + 1 == ids[1]


def test_help_names_the_commands() -> None:
    """`siteowner --help` shows what there is."""
    done = run("--help")

    assert 0 == done.returncode
    assert all(name in done.stdout for name in ("serve", "contract", "demo"))


def test_version() -> None:
    """`siteowner --version` prints the version alone."""
    assert "0.1.0" == run("--version").stdout.strip()
