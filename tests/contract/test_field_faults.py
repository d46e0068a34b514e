"""Generated faults are what they say they are."""

from __future__ import annotations

from tests.contract.faults.generated import FieldFault, Kind, field_faults

BODY = {"results": [{"id": 1, "name": "Mona"}, {"id": 2, "name": "Omar"}]}
NAME = ("results", "[]", "name")


def test_field_is_left_out_wherever_it_is_shown() -> None:
    """Of every row, and the places are counted."""
    broken, shown = FieldFault("teachers_list", NAME, Kind.LEFT_OUT).applied(BODY)
    assert ({"results": [{"id": 1}, {"id": 2}]}, 2) == (broken, shown)


def test_field_is_null() -> None:
    """Only that field is."""
    broken, _ = FieldFault("teachers_list", NAME, Kind.NULL).applied(BODY)
    assert [{"id": 1, "name": None}, {"id": 2, "name": None}] == broken["results"]


def test_field_that_is_not_shown_changes_nothing() -> None:
    """So it can be told from one that nobody noticed."""
    fault = FieldFault("teachers_list", ("results", "[]", "subject", "name"), Kind.NULL)
    assert (BODY, 0) == fault.applied(BODY)


def test_every_documented_field_has_its_faults() -> None:
    """A required field can be left out, one that may be null is never broken by null."""
    names = {fault.name for fault in field_faults()}
    assert "revenue_trends daily_trends[].date: left out" in names
    assert "teachers_retrieve subject_detail.grades_detail[].name: null" in names
    assert "teachers_retrieve biography: wrong type" in names
    assert "teachers_retrieve biography: null" not in names
    assert len(names) == len(field_faults())
