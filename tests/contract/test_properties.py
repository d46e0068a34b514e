"""Generated cases: what they find is put down to the requirement it breaks."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from schemathesis.generation import GenerationMode
from schemathesis.generation.meta import TestPhase

from siteowner_contract import Level, Status, run
from siteowner_contract.properties import ALL_FROM, COVERING_TURNS, TURNS, thinned
from siteowner_contract.settings import COVERING
from tests.contract.conftest import broken_server
from tests.contract.faults.breaking import answers, drops, statuses


def test_field_missing_in_an_answer_to_a_generated_write() -> None:
    """The check itself patches one field; generated cases patch all of them."""
    wrap = answers("PATCH", r"/courses/\d+/", drops("description"))
    with broken_server(wrap) as settings:
        [outcome] = run(replace(settings, only=("GEN-5",))).outcomes
    assert Status.FAILED is outcome.status
    operations = {finding.exchange.operation for finding in outcome.findings}
    assert {"courses_partial_update"} == operations


def test_server_error_on_a_generated_case_is_a_warning() -> None:
    """No document says that there is never a 500, so it is a SHOULD."""
    wrap = statuses("POST", "/recharge-codes/", old=400, new=500)
    with broken_server(wrap) as settings:
        finished = run(replace(settings, only=("GEN-9",), max_examples=2))
    [outcome] = finished.outcomes
    assert Status.WARNED is outcome.status
    assert {Level.SHOULD} == {finding.level for finding in outcome.findings}
    assert {"recharge_codes_create"} == {f.exchange.operation for f in outcome.findings}


@pytest.mark.parametrize(
    ("examples", "valid", "one_of"),
    [
        (COVERING, True, COVERING_TURNS),
        (TURNS, True, 1),
        (TURNS, False, TURNS),
        (ALL_FROM, False, 1),
    ],
)
def test_of_the_cases_that_cover_the_schema_a_few_are_sent(
    examples: int, valid: bool, one_of: int
) -> None:
    """Without examples of the valid ones, else of those that break it, until many are asked."""
    passes_over = thinned(0, examples)
    sent = sum(not passes_over("teachers_list", _covering(valid=valid)) for _ in range(60))
    assert 60 // one_of == sent


def _covering(*, valid: bool) -> Any:
    mode = GenerationMode.POSITIVE if valid else GenerationMode.NEGATIVE
    phase = SimpleNamespace(name=TestPhase.COVERAGE)
    return SimpleNamespace(meta=SimpleNamespace(phase=phase, generation=SimpleNamespace(mode=mode)))
