"""The types for frontends: made from openapi.yaml, compiled strictly, and right about a server."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reference_server.conftest import PASSWORD
from tests.reference_server.forms import picture
from tests.reference_server.served import Served, served

ROOT = Path(__file__).parents[2]
TYPES = "siteowner-api.d.ts"
BIN = Path(sys.prefix) / "bin"


def node(*words: str) -> subprocess.CompletedProcess[str]:
    """Runs the locked Node at the root of the checkout."""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    command = [str(BIN / "node"), *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A reference server with the small seed."""
    folder = tmp_path_factory.mktemp("served")
    with served(f"sqlite:///{folder / 'siteowner.sqlite3'}", folder) as server:
        yield server


def test_the_types_are_those_of_the_contract(tmp_path: Path) -> None:
    """The file in git is what openapi.yaml makes; else `make typescript` was forgotten."""
    made = node("typescript/generate.mjs", str(tmp_path))

    assert (0, "") == (made.returncode, made.stderr)
    kept = (ROOT / "typescript" / TYPES).read_text("utf-8")
    assert (tmp_path / TYPES).read_text("utf-8") == kept


def test_right_calls_compile_and_wrong_ones_do_not() -> None:
    """The strict compiler takes the example, and refuses each wrong call of `calls.ts`."""
    compiled = node("node_modules/typescript/bin/tsc", "--project", "tests/typescript")

    assert (0, "") == (compiled.returncode, compiled.stdout)


def test_the_example_runs(server: Served) -> None:
    """It lists the active teachers, shows what is wrong with a picture, and makes a code."""
    ran = node("typescript/example.ts", server.base_url, "owner", PASSWORD)
    with server.owner() as client:
        active = client.get("/teachers/", params={"is_active": "true"}).json()["results"]
        newest = client.get("/recharge-codes/").json()["results"][0]

    assert (0, "") == (ran.returncode, ran.stderr)
    lines = ran.stdout.splitlines()
    subjects = [(teacher["subject_detail"] or {"name": "no subject"})["name"] for teacher in active]
    listed = [
        f"{teacher['name']}: {subject}" for teacher, subject in zip(active, subjects, strict=True)
    ]
    assert listed == lines[: len(listed)]
    assert lines[len(listed)].startswith("refused with 400: {")
    assert "Upload a valid image." in ran.stdout
    assert f"a code worth 150.00 for {newest['course_name']}" == lines[-1]


def test_the_example_says_why_it_can_not_log_in(server: Served) -> None:
    """A wrong password ends it with the server's own words."""
    ran = node("typescript/example.ts", server.base_url, "owner", "wrong")

    assert 1 == ran.returncode
    assert "401" in ran.stderr
    assert "No active account found" in ran.stderr


def test_a_picture_is_uploaded(server: Served) -> None:
    """A form with text in Arabic, a list and a file arrives whole."""
    with server.owner() as client:
        token = client.headers["Authorization"].removeprefix("Bearer ")
    content = base64.b64encode(picture()).decode()
    ran = node("tests/typescript/upload.ts", server.base_url, token, content)

    assert (0, "") == (ran.returncode, ran.stderr)
    expected = {"name": "منى عادل", "grades": [1, 2], "type": "image/png"}
    assert expected == json.loads(ran.stdout)
