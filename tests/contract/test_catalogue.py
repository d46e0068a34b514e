"""The catalogue, the checks and openapi.yaml speak of the same requirements."""

from __future__ import annotations

import pytest

from siteowner_contract import Level, Requirement, load_catalogue
from siteowner_contract.catalogue import UnknownRequirementError, select
from siteowner_contract.openapi import load_contract
from siteowner_contract.registry import check, load_checks

GROUPS = {"GEN": 14, "TCH": 23, "STU": 12, "CRS": 14, "AST": 3, "COD": 10, "REV": 11, "DSH": 8}


def test_catalogue_has_every_requirement() -> None:
    """No requirement of the documents is missing, and none is invented."""
    expected = {f"{group}-{n}" for group, most in GROUPS.items() for n in range(1, most + 1)}
    assert expected == set(load_catalogue())


def test_every_requirement_has_a_check_and_every_check_a_requirement() -> None:
    """A requirement without a check would be reported as skipped, for ever."""
    assert set(load_catalogue()) == set(load_checks())


def test_spec_and_catalogue_name_the_same_requirements() -> None:
    """`x-requirements` names no requirement that is not in the catalogue, and all that are."""
    named = {name for operation in load_contract().values() for name in operation.requirements}
    assert set(load_catalogue()) == named


@pytest.mark.parametrize("requirement", load_catalogue().values(), ids=lambda r: r.id)
def test_spec_and_catalogue_give_a_requirement_the_same_operations(
    requirement: Requirement,
) -> None:
    """What the catalogue says of a requirement, `x-requirements` says of its operations."""
    named = [one.id for one in load_contract().values() if requirement.id in one.requirements]
    assert named == list(requirement.operations)


def test_every_check_says_what_it_does() -> None:
    """`explain` and the documentation show the first line of each check."""
    said = {
        id_: (check.run.__doc__ or "").partition("\n")[0] for id_, check in load_checks().items()
    }
    assert [] == [id_ for id_, text in said.items() if not text.endswith(".")]


@pytest.mark.parametrize("requirement", load_catalogue().values(), ids=lambda r: r.id)
def test_source_says_assumed_where_the_level_is_should(requirement: Requirement) -> None:
    """What the documents say is a MUST, what fills a gap in them a SHOULD."""
    is_assumed = requirement.source.startswith("assumed: ")
    assert (requirement.level is Level.SHOULD) == is_assumed


def test_selection_takes_ids_and_groups_in_any_case() -> None:
    """`--only tch,COD-2 --skip TCH-4` leaves out TCH-4 alone."""
    chosen = [requirement.id for requirement in select(["tch,COD-2"], ["TCH-4"])]
    expected = [f"TCH-{n}" for n in range(1, 24) if n != 4] + ["COD-2"]
    assert expected == chosen


def test_selection_of_nothing_known_is_refused() -> None:
    """A typing error must not make a run that checks nothing."""
    with pytest.raises(UnknownRequirementError, match="TCH-99: no such requirement"):
        select(["TCH-99"])


def test_second_check_of_a_requirement_is_refused() -> None:
    """One requirement, one function: the second would silently replace the first."""
    load_checks()
    with pytest.raises(ValueError, match="TCH-1 has two checks"):
        check("TCH-1")(lambda _: None)
