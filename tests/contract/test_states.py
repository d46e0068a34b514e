"""Provider states: what the suite asks a backend's hook for, and what becomes of it."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from siteowner_contract import Settings, Status, run
from siteowner_contract.loopback import served
from siteowner_contract.state_hook import StateHookError, open_state_hook
from siteowner_contract.states import STATES
from siteowner_reference.app import create_app
from siteowner_reference.control.states import STATES as OFFERED
from siteowner_reference.settings import Settings as ServerSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSWORD = "Vq7-states-of-a-server"
DOCUMENT = Path(__file__).parents[2] / "docs" / "contract-states.md"


@contextmanager
def steered_server(folder: Path, seed: str) -> Iterator[Settings]:
    """Settings that check a reference server which can be steered, and its hook."""
    server = ServerSettings(
        database_url=f"sqlite:///{folder / 'siteowner.sqlite3'}",
        media_dir=folder / "media",
        seed=seed,  # type: ignore[arg-type]
        seed_password=PASSWORD,
        control=True,
    )
    app = create_app(server)
    try:
        with served(app) as origin:
            yield Settings(
                base_url=f"{origin}/api",
                username="owner",
                password=PASSWORD,
                state_hook=f"{origin}/_control/states",
            )
    finally:
        app.state.site.database.close()


def _recording_command(folder: Path, ending: int = 0) -> str:
    """A command that writes down what it is called with."""
    script = folder / "hook.py"
    script.write_text(
        "import pathlib, sys\n"
        f"log = pathlib.Path({str(folder / 'log')!r})\n"
        "log.write_text(sys.argv[-1] + '\\n' + sys.stdin.read())\n"
        "print('no such state', file=sys.stderr)\n"
        f"sys.exit({ending})\n"
    )
    return f"{sys.executable} {script}"


def test_command_gets_the_state(tmp_path: Path) -> None:
    """Its name as the last argument, and the whole as JSON."""
    open_state_hook(_recording_command(tmp_path))("a used code", {"count": 1})
    name, body = (tmp_path / "log").read_text().split("\n")
    assert "a used code" == name
    assert {"state": "a used code", "params": {"count": 1}} == json.loads(body)


def test_command_that_fails_says_why(tmp_path: Path) -> None:
    """The reason names the hook, the state and what the command printed."""
    hook = open_state_hook(_recording_command(tmp_path, ending=3))
    with pytest.raises(StateHookError, match=r"ended with 3 for 'a teacher': no such state"):
        hook("a teacher", {})


@pytest.mark.parametrize("hook", ["/nowhere/at/all", "http://127.0.0.1:9/states"])
def test_hook_that_is_not_there(hook: str) -> None:
    """The message has what was typed."""
    with pytest.raises(StateHookError, match=f"--state-hook {hook}"):
        open_state_hook(hook)("a teacher", {})


def test_missing_state_is_prepared(tmp_path: Path) -> None:
    """What the server has not is made through its hook, and nothing else is."""
    with steered_server(tmp_path, "small") as settings, _owner(settings) as owner:
        for course in _courses(owner):
            if course["enrolled_count"] == 0:
                owner.delete(f"/courses/{course['id']}/")
        before = _courses(owner)
        finished = run(replace(settings, only=("REV-1",)))
        after = _courses(owner)
    assert [] == list(finished.notes)
    assert [0] == [row["enrolled_count"] for row in after if row not in before]


def test_state_that_can_not_be_prepared_is_reported(tmp_path: Path) -> None:
    """The run goes on, and its report has the hook's own words."""
    with steered_server(tmp_path, "none") as settings:
        finished = run(replace(settings, only=("AST-2",)))
    assert Status.SKIPPED is finished.outcomes[0].status
    assert any("'an assistant'" in note for note in finished.notes)


def test_reference_server_offers_the_states_that_it_can_make() -> None:
    """Its names are the suite's names; assistants and what they hang on can't be made there."""
    missing = {state.name for state in STATES} - set(OFFERED)
    assert {
        "a subject taught in two grades",
        "a teacher with a video security",
        "an assistant",
    } == missing


def test_every_state_is_documented() -> None:
    """A backend team reads the names off one page, in the order in which they are asked for."""
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    rows = [line.split("|")[1].strip(" `") for line in lines if line.startswith("| `")]
    assert [state.name for state in STATES] == rows


def _courses(owner: httpx.Client) -> list[dict[str, int]]:
    courses: list[dict[str, int]] = owner.get("/revenue/").json()["courses"]
    return courses


@contextmanager
def _owner(settings: Settings) -> Iterator[httpx.Client]:
    body = {"username": settings.username, "password": settings.password}
    token = httpx.post(f"{settings.base_url}/auth/token/", json=body).json()["access"]
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=str(settings.base_url), headers=headers) as client:
        yield client
