"""The tables of faults say what was found, and nothing more."""

from __future__ import annotations

from siteowner_contract.catalogue import FaultClass
from tests.contract.faults import FAULTS
from tests.contract.faults.comparison import UNBROKEN, Race, baseline, caught_by_each
from tests.contract.faults.generated import FieldFault, FieldVerdict, Kind
from tests.contract.faults.hunting import Verdict
from tests.contract.faults.report import rate, sheets, survivors

CAUGHT = Verdict("row_repeated", "GEN-3", FaultClass.PROTOCOL, True, "expected a | b", 1.25)
ALIVE = Verdict("double_join", "REV-2", FaultClass.NUMERIC, False, "passed", 0.5)
FIELD = FieldFault("teachers_list", ("results", "[]", "name"), Kind.NULL)


def test_survivors_are_those_that_were_shown_and_not_caught() -> None:
    """A field that the seed never shows can't be found missing."""
    fields = [FieldVerdict(FIELD, shown=False, caught=False)]
    assert ["double_join"] == survivors([CAUGHT, ALIVE], fields)
    fields = [FieldVerdict(FIELD, shown=True, caught=False)]
    assert [FIELD.name] == survivors([CAUGHT], fields)


def test_classes_have_rates_of_their_own() -> None:
    """A class that is weak does not hide behind the others."""
    _, classes = sheets([CAUGHT, ALIVE], [], str)
    rows = [tuple(row) for row in classes.rows]
    assert ("protocol", "1 of 1 (100.0 %)") in rows
    assert ("numeric", "0 of 1 (0.0 %)") in rows
    assert ("all", rate(1, 2)) == rows[-1]


def test_markdown_keeps_a_cell_in_its_column() -> None:
    """What a server says may have a bar in it."""
    faults, _ = sheets([CAUGHT], [], lambda name: f"the story of {name}")
    row = "| GEN-3 | row_repeated | the story of row_repeated | protocol | yes | expected a \\| b |"
    assert f"{row} 1.2 |" in faults.markdown()


def test_baseline_is_all_that_is_said_without_a_fault() -> None:
    """Whatever a seed turns up on the unbroken server is no catch elsewhere."""
    races = [
        Race(UNBROKEN, frozenset(), frozenset({"a at GET /x/"})),
        Race(UNBROKEN, frozenset(), frozenset({"b at GET /x/"})),
        Race("double_join", frozenset({"REV-2"}), frozenset({"c at GET /x/"})),
    ]
    assert frozenset({"a at GET /x/", "b at GET /x/"}) == baseline(races).theirs


def test_noise_and_other_operations_are_no_catch() -> None:
    """What is reported without the fault, or of an operation it has nothing to do with, is luck."""
    [fault] = [fault for fault in FAULTS if fault.name == "double_join"]
    signs = (
        "a at GET /revenue/",
        "b at GET /revenue/",
        "c at GET /students/",
        "d at Stateful tests",
    )
    usual = Race(UNBROKEN, frozenset(), frozenset({signs[0]}))
    race = Race(fault.name, frozenset({"REV-2"}), frozenset(signs))
    expected = Race(fault.name, frozenset({"REV-2"}), frozenset({signs[1], signs[3]}))
    assert expected == caught_by_each(fault, race, usual)
