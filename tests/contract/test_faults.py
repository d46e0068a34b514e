"""The suite catches known-bad servers, each by the requirement that is broken."""

from __future__ import annotations

import pytest

from siteowner_contract import load_catalogue
from siteowner_contract.openapi import load_contract
from tests.contract.faults import FAULTS, Fault
from tests.contract.faults.generated import field_faults, hunt_fields
from tests.contract.faults.hunting import is_caught, judged
from tests.contract.faults.report import survivors

LEAST = 120
EVERY = 40
# At least one of each group of requirements, subtle ones foremost; the others take minutes.
SAMPLE = frozenset(
    {
        "anonymous_read",
        "next_without_search",
        "row_repeated",
        "all_forgets_the_filter",
        "field_missing",
        "revenue_of_nothing",
        "either_filter",
        "hash_shown_deep_down",
        "last_page_instead",
        "search_of_the_phrase",
        "retrieve_differs",
        "patch_loses_phone",
        "suspensions_alike",
        "declined_stays_active",
        "any_grade",
        "course_not_deleted",
        "once_for_each_grade",
        "codes_in_sequence",
        "course_of_the_same_teacher",
        "todays_price",
        "spending_multiplied",
        "last_day_left_out",
        "days_of_another_zone",
        "student_groups_mixed_up",
        "dashboard_cached",
    }
)


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(fault, id=fault.id, marks=[] if fault.name in SAMPLE else pytest.mark.verify)
        for fault in FAULTS
    ],
)
def test_fault_is_caught(fault: Fault) -> None:
    """The check of the broken requirement, alone, fails, or warns where it is a SHOULD."""
    outcome = judged(fault)
    assert is_caught(outcome), outcome.reason


def test_sample_of_broken_fields_is_caught() -> None:
    """A field left out, null or of a wrong type is found at its operation, by conformance alone."""
    verdicts = list(hunt_fields(field_faults()[::EVERY]))
    assert [] == survivors([], verdicts)
    assert any(verdict.shown for verdict in verdicts)


@pytest.mark.verify
@pytest.mark.parametrize("operation", load_contract())
def test_every_broken_field_is_caught(operation: str) -> None:
    """So it is for every field of every operation that the seed shows."""
    faults = [fault for fault in field_faults() if fault.operation == operation]
    verdicts = list(hunt_fields(faults))
    assert [] == survivors([], verdicts)


def test_every_requirement_has_a_fault() -> None:
    """No check is believed without a server that it fails."""
    assert set() == set(load_catalogue()) - {fault.requirement for fault in FAULTS}
    assert LEAST <= len(FAULTS)


def test_faults_are_of_known_requirements_and_have_names_of_their_own() -> None:
    """A fault of a requirement that is gone would prove nothing, nor one that is there twice."""
    assert {fault.requirement for fault in FAULTS} <= set(load_catalogue())
    assert len(FAULTS) == len({fault.name for fault in FAULTS})
    assert {fault.name for fault in FAULTS} >= SAMPLE


def test_every_fault_tells_its_story() -> None:
    """A table of faults is read by those who don't know the server: one sentence each."""
    assert [] == [fault.name for fault in FAULTS if not fault.story.endswith(".")]
