"""The suite on a correct server: nothing to find, and nothing done that was not allowed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import httpx
import pytest

from siteowner_contract import Settings, Status, run
from siteowner_contract.defaults import MAX_EXAMPLES
from siteowner_contract.openapi import load_contract
from siteowner_contract.parts import parts_of, run_in_parts
from siteowner_contract.transport import SAFE_METHODS
from tests.contract.conftest import broken_server
from tests.contract.sabotage import Answer, Request, altered

if TYPE_CHECKING:
    from pathlib import Path

ALL = 95
MOST_CODES = 20


@pytest.fixture
def methods(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """Method and path of everything that leaves."""
    seen: set[tuple[str, str]] = set()
    send = httpx.HTTPTransport.handle_request

    def noting(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        seen.add((request.method, request.url.path))
        return send(transport, request)

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", noting)
    return seen


@pytest.mark.parametrize("seed", [1, 2])
def test_embedded_run_passes_everything(seed: int) -> None:
    """A correct backend passes clean, strictly and with nothing skipped, whatever the seed."""
    finished = run(Settings(seed=seed, quick=True, strict=True))
    broken = [(o.requirement.id, o.reason) for o in finished.outcomes if o.status != Status.PASSED]
    assert [] == broken
    assert ALL == finished.count(Status.PASSED)
    assert finished.requests <= 3_000


@pytest.mark.verify
@pytest.mark.parametrize("seed", range(10, 20))
def test_whole_run_passes_with_any_seed(seed: int) -> None:
    """No check fails by chance, at default settings and in parts, as the command runs them."""
    settings = Settings(seed=seed, strict=True)
    finished = run_in_parts(settings, lambda *_: None, parts_of(settings))
    broken = [(o.requirement.id, o.reason) for o in finished.outcomes if o.status != Status.PASSED]
    assert [] == broken
    assert finished.requests <= 3_000


def test_generated_cases_pass() -> None:
    """All phases of the generator, on a server that is as documented."""
    finished = run(Settings(only=("GEN-5", "GEN-7", "GEN-9"), max_examples=5))
    assert [] == [o.reason for o in finished.outcomes if o.status != Status.PASSED]


def test_read_only_run_reads_only(correct: Settings, methods: set[tuple[str, str]]) -> None:
    """Nothing but reads leaves, generated cases included, save the log-in."""
    settings = replace(correct, writes=False, destructive=False, max_examples=2)
    finished = run(settings)
    logins = {("POST", "/api/auth/token/"), ("POST", "/api/auth/token/refresh/")}
    assert logins == {sent for sent in methods if sent[0] not in SAFE_METHODS}
    assert 0 == finished.exit_status()
    assert [] == finished.left_behind
    assert 0 < finished.count(Status.SKIPPED) < ALL


def test_only_own_courses_are_deleted_and_students_are_put_back(correct: Settings) -> None:
    """A writing run leaves the server's own data as it was; its teachers alone stay, inactive."""
    with httpx.Client(base_url=str(correct.base_url), headers=_authorization(correct)) as client:
        before = _foreign_data(client)
        finished = run(replace(correct, destructive=False, only=("STU", "CRS", "DSH-5")))
        after = _foreign_data(client)
        left = [left for left in finished.left_behind if left.operation == "teachers_create"]
        active = [client.get(f"/teachers/{one.id}/").json()["is_active"] for one in left]
    assert before == after
    assert {"teachers_create"} == {left.operation for left in finished.left_behind}
    assert {False} == set(active)
    [skipped] = [o for o in finished.outcomes if o.status is Status.SKIPPED]
    assert "CRS-9" == skipped.requirement.id


@pytest.mark.verify
def test_twenty_codes_at_most() -> None:
    """A whole run on somebody's server makes no more than twenty codes."""
    made: list[Request] = []

    def counting(request: Request, answer: Answer) -> Answer:
        if request.path == "/api/recharge-codes/" and answer.status == 201:
            made.append(request)
        return answer

    with broken_server(lambda app: altered(app, answer=counting)) as settings:
        finished = run(replace(settings, max_examples=MAX_EXAMPLES))
    assert {Status.PASSED} == {outcome.status for outcome in finished.outcomes}
    assert 0 < len(made) <= MOST_CODES


def test_routes_lead_checks_generated_cases_and_sdk(tmp_path: Path) -> None:
    """A backend with other paths is checked in full, by its route table."""

    def moved(request: Request) -> Request:
        path = request.path.replace("/api/teachers/", "/api/gone/")
        return replace(request, path=path.replace("/api/v2/tutors/", "/api/teachers/"))

    file = tmp_path / "routes.toml"
    file.write_text(
        "".join(
            f'{operation.id} = "{operation.path.replace("/teachers/", "/v2/tutors/")}"\n'
            for operation in load_contract().values()
            if operation.tag == "teachers"
        )
    )
    with broken_server(lambda app: altered(app, request=moved)) as settings:
        finished = run(replace(settings, routes=file, only=("GEN-5", "TCH-5", "TCH-8")))
    assert [] == [outcome.reason for outcome in finished.outcomes if outcome.reason]


def _authorization(settings: Settings) -> dict[str, str]:
    body = {"username": settings.username, "password": settings.password}
    answer = httpx.post(f"{settings.base_url}/auth/token/", json=body)
    return {"Authorization": f"Bearer {answer.json()['access']}"}


def _foreign_data(client: httpx.Client) -> tuple[object, object]:
    students = client.get("/students/", params={"all": "true"}).json()
    flags = [(one["id"], one["status"], one["is_active"]) for one in students]
    return flags, client.get("/revenue/").json()["courses"]
