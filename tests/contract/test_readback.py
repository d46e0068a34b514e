"""No operation that writes is forgotten by the authorization matrix."""

from __future__ import annotations

from siteowner_contract.examples import WRITES
from siteowner_contract.openapi import load_contract
from siteowner_contract.readback import READERS

WRITING = {operation.id for operation in load_contract().values() if operation.writes}


def test_every_writing_operation_is_read_back() -> None:
    """A refused write that took effect all the same must show, whichever it was."""
    assert WRITING == set(READERS)


def test_every_writing_operation_has_an_example() -> None:
    """Without one, the operation would not be called at all."""
    assert WRITING == set(WRITES)
