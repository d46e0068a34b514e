"""Several server processes on one database."""

import signal
from collections import Counter
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from tests.reference_server.databases import Databases
from tests.reference_server.db.test_races import at_once
from tests.reference_server.forms import TEACHER, form, picture
from tests.reference_server.served import served
from tests.reference_server.test_serving import command

MANY = 16


def test_workers_serve_one_database(databases: Databases, tmp_path: Path) -> None:
    """Two processes seed once, agree on tokens, and let one of many same creations through."""
    with served(databases.empty(tmp_path), tmp_path, "--workers", "2") as server:
        with server.owner() as owner:
            teachers = len(owner.get("/teachers/", params={"all": "true"}).json())

            def create(_number: int) -> httpx.Response:
                url = f"{server.base_url}/teachers/"
                fields = {**TEACHER, "profile_picture": picture()}
                return httpx.post(url, files=form(fields), headers=owner.headers, timeout=30)

            answers = at_once(MANY, create)
            made = next(answer for answer in answers if answer.status_code == 201)
            shown = [httpx.get(made.json()["profile_picture"]) for _ in range(8)]

            assert {201: 1, 400: MANY - 1} == Counter(answer.status_code for answer in answers)
            assert {picture()} == {answer.content for answer in shown}
            assert teachers + 1 == owner.get("/teachers/").json()["count"]
        server.process.send_signal(signal.SIGTERM)

        assert 0 == server.process.wait(timeout=30)
        with pytest.raises(httpx.ConnectError):
            httpx.get(server.base_url)


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (["--control"], "steers one process"),
        (["--media-url", "memory://pictures"], "that all can read"),
    ],
)
def test_what_workers_can_not_share(options: list[str], text: str) -> None:
    """What would be in one process's memory alone is refused, with what to do."""
    result = CliRunner().invoke(command, ["--port", "0", "--workers", "2", *options])

    assert result.exit_code == 2
    assert text in " ".join(result.output.split())
