"""Django REST Framework as the oracle: the same request, the same answer."""

import pytest

from tests.reference_server.oracle.backends import Backends
from tests.reference_server.oracle.cases import Case
from tests.reference_server.oracle.differences import DIFFERENCES, Difference, difference_of
from tests.reference_server.oracle.fields import field_cases
from tests.reference_server.oracle.protocol import protocol_cases

CASES = (*field_cases(), *protocol_cases())
ALIKE = tuple(case for case in CASES if difference_of(case.id) is None)
DIFFERENT = tuple(case for case in CASES if difference_of(case.id) is not None)


def case_id(case: Case) -> str:
    """Gives the name of a case."""
    return case.id


@pytest.mark.parametrize("case", ALIKE, ids=case_id)
def test_answers_are_djangos(backends: Backends, case: Case) -> None:
    """Status, headers and body are those of the Django backend."""
    reference, django = backends.ask(case.request())

    assert django == reference


@pytest.mark.parametrize("case", DIFFERENT, ids=case_id)
def test_differences_are_as_they_are_meant(backends: Backends, case: Case) -> None:
    """What is meant to be answered otherwise still is, and in the way that is said."""
    difference = difference_of(case.id)
    reference, django = backends.ask(case.request())

    assert difference is not None
    assert difference.how(reference, django), (difference.id, reference, django)


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda difference: difference.id)
def test_every_difference_has_its_cases(difference: Difference) -> None:
    """Each pattern names some case, and no case is named by two differences."""
    named = [case for case in CASES if difference.covers(case.id)]

    for pattern in difference.cases:
        assert any(Difference("", (pattern,), difference.how, "").covers(one.id) for one in named)
    assert all(difference_of(case.id) is difference for case in named)


def test_the_cases_are_many_and_each_is_one() -> None:
    """There are more than a thousand pairs, and no two of one name."""
    assert len({case.id for case in CASES}) == len(CASES) > 1000
