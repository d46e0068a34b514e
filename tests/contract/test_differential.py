"""The SDK under the suite's cases: faults in it are found, and never blamed on a server."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from siteowner_contract import Settings, Status, run
from siteowner_contract.conformance import Conformance
from siteowner_contract.differential import SDKDifferential, sdk_name
from siteowner_contract.openapi import load_contract
from siteowner_contract.routes import default_routes
from siteowner_contract.session import Call, Session
from siteowner_sdk import AsyncSiteOwner, SiteOwner

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTRACT = load_contract()
DOCUMENTED = [operation for operation in CONTRACT.values() if operation.secured]
TEACHER = {"id": 3, "name": "Mona"}


def _session(body: Any, status: int = 200) -> Session:
    answer = httpx.Response(status, json=body)
    client = httpx.Client(transport=httpx.MockTransport(lambda _: answer))
    return Session(client, "http://127.0.0.1/api", CONTRACT, default_routes(CONTRACT))


@pytest.fixture
def students_example() -> dict[str, Any]:
    """A student as openapi.yaml shows one."""
    answer = CONTRACT.document["paths"]["/students/{id}/"]["get"]["responses"]["200"]
    content = answer["content"]["application/json"]
    example = content.get("example") or next(iter(content["examples"].values()))["value"]
    return dict(example)


@pytest.fixture
def differential() -> Iterator[SDKDifferential]:
    """Both clients."""
    with SDKDifferential(_session(None), Conformance(CONTRACT)) as compared:
        yield compared


@pytest.mark.parametrize("operation", DOCUMENTED, ids=lambda operation: operation.id)
def test_every_documented_operation_is_a_method_of_both_clients(operation: Any) -> None:
    """An operation that the SDK has not would never be compared."""
    resource, method = sdk_name(operation, Call(operation.id))
    for client in (
        SiteOwner("http://127.0.0.1/api", token="t"),
        AsyncSiteOwner("http://127.0.0.1/api", token="t"),
    ):
        assert callable(getattr(getattr(client, resource), method))


def test_same_request_and_same_answer(
    differential: SDKDifferential, students_example: dict[str, Any]
) -> None:
    """Where both are alike nothing is said."""
    call = Call("students_retrieve", (students_example["id"],))
    exchange = _session(students_example).perform(call)
    assert [] == differential(call, exchange)


def test_further_fields_of_a_page_are_not_missed(differential: SDKDifferential) -> None:
    """A backend may count its pages; the SDK's page has the documented fields alone."""
    page: dict[str, Any] = {
        "count": 0,
        "next": None,
        "previous": None,
        "results": [],
        "total_pages": 1,
    }
    call = Call("assistants_list")
    assert [] == differential(call, _session(page).perform(call))


def test_request_that_is_not_documented_is_found(
    differential: SDKDifferential, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same on both wires may still be wrong."""
    monkeypatch.setattr(
        "siteowner_contract.differential.request_deviations", lambda *_: ["the body: no object"]
    )
    page: dict[str, Any] = {"count": 0, "next": None, "previous": None, "results": []}
    call = Call("assistants_list")
    found = differential(call, _session(page).perform(call))
    assert found[0].endswith("assistants_list: sent what is not documented: the body: no object")


def test_answer_that_is_not_as_documented_tells_nothing(differential: SDKDifferential) -> None:
    """What the server did wrong is the server's alone."""
    call = Call("students_retrieve", (1,))
    assert [] == differential(call, _session({"id": "one"}).perform(call))


def test_refusal_tells_nothing(differential: SDKDifferential) -> None:
    """The SDK is right to raise its error for one."""
    session = _session({"detail": "Not found."}, status=404)
    call = Call("students_retrieve", (1,))
    assert [] == differential(call, session.perform(call))


def test_other_request_is_found_in_both_clients(
    differential: SDKDifferential, students_example: dict[str, Any]
) -> None:
    """What goes out differs: a line for each client, with both requests in it."""
    exchange = _session(students_example).perform(Call("students_retrieve", (1,)))
    found = differential(Call("students_retrieve", (2,)), exchange)
    assert ["SiteOwner", "AsyncSiteOwner"] == [line.split("(")[1].split(")")[0] for line in found]
    assert "/api/students/2/" in found[0]
    assert "/api/students/1/" in found[0]


def test_broken_sdk_ends_a_run_without_a_verdict(
    correct: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An SDK that writes booleans in another way is an error of GEN-5, not a failure."""
    monkeypatch.setattr("siteowner_sdk.core.request.form_text", str)
    finished = run(replace(correct, only=("GEN-5",)))
    [outcome] = finished.outcomes
    assert Status.ERROR is outcome.status
    assert "the SDK (SiteOwner)" in outcome.reason
    assert 2 == finished.exit_status()
