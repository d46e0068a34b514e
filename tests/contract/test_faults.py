"""The suite catches known-bad servers, each by the requirement that is broken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from siteowner_contract import Status, load_catalogue, run
from tests.contract.conftest import broken_server
from tests.contract.faults import FAULTS, Fault

NEEDED = {
    *(f"GEN-{n}" for n in range(1, 8)),
    *(f"TCH-{n}" for n in range(1, 10)),
    *(f"STU-{n}" for n in range(6, 9)),
    *(f"CRS-{n}" for n in (2, 3, 4, 5, 6, 9, 10)),
    *(f"COD-{n}" for n in (1, 2, 4, 5)),
    *(f"REV-{n}" for n in (1, 2, 6)),
    *(f"DSH-{n}" for n in (1, 2, 3)),
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.requirement}-{fault.name}")
def test_fault_is_caught(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check of the broken requirement, alone, fails, or warns where it is a SHOULD."""
    fault.patch(monkeypatch)
    with broken_server(fault.wrap) as settings:
        finished = run(replace(settings, only=(fault.requirement,), strict=True))
    [outcome] = finished.outcomes
    assert Status.FAILED == outcome.status, outcome.reason
    assert outcome.findings
    assert not outcome.errors


def test_every_core_requirement_has_a_fault() -> None:
    """No check of the core list is believed without a server that it fails."""
    assert set() == NEEDED - {fault.requirement for fault in FAULTS}


def test_faults_are_of_known_requirements_and_have_names_of_their_own() -> None:
    """A fault of a requirement that is gone would prove nothing."""
    assert {fault.requirement for fault in FAULTS} <= set(load_catalogue())
    assert len(FAULTS) == len({fault.name for fault in FAULTS})
