"""A client that nobody here wrote understands the contract and the reference server."""

import json
import os
import subprocess
from pathlib import Path

import httpx
import pytest

from siteowner_sdk.cli.local_server import LocalServer

ROOT = Path(__file__).parents[2]
ENVIRONMENT = ROOT / ".venv-generated-client/bin"

SCRIPT = """
import json, sys
from siteowner_client import AuthenticatedClient
from siteowner_client.api.dashboard import dashboard_stats
from siteowner_client.api.teachers import teachers_list

client = AuthenticatedClient(base_url=sys.argv[1], token=sys.stdin.read())
page = teachers_list.sync(client=client, is_active=True)
stats = dashboard_stats.sync(client=client)
print(json.dumps([page.to_dict(), stats.to_dict()]))
"""


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a client made by openapi-python-client from openapi.yaml."""
    folder = tmp_path_factory.mktemp("generated")
    config = folder / "config.json"
    config.write_text('{"package_name_override": "siteowner_client"}')
    run = subprocess.run(
        [
            str(ENVIRONMENT / "openapi-python-client"),
            "generate",
            "--fail-on-warning",
            "--path",
            str(ROOT / "openapi.yaml"),
            "--config",
            str(config),
            "--output-path",
            str(folder / "client"),
        ],
        env=os.environ | {"PATH": f"{ENVIRONMENT}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == run.returncode, run.stdout + run.stderr
    return folder / "client"


def test_lists_teachers_and_reads_the_dashboard(generated: Path, server: LocalServer) -> None:
    """The generated client reads what raw HTTP reads: a page of teachers and the dashboard."""
    with httpx.Client(base_url=server.base_url) as http:
        login = {"username": "owner", "password": server.password}
        token = http.post("/auth/token/", json=login).raise_for_status().json()["access"]
        http.headers["Authorization"] = f"Bearer {token}"
        expected = [
            http.get("/teachers/", params={"is_active": "true"}).json(),
            http.get("/dashboard/stats/").json(),
        ]

    run = subprocess.run(
        [str(ENVIRONMENT / "python"), "-c", SCRIPT, server.base_url],
        cwd=generated,
        input=token,
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == run.returncode, run.stderr
    assert expected[0]["count"] > 0
    page, stats = json.loads(run.stdout)
    assert [teacher["id"] for teacher in expected[0]["results"]] == [
        teacher["id"] for teacher in page["results"]
    ]
    assert expected[1] == stats
