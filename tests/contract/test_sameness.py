"""When the SDK's JSON means what the server's did."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from siteowner_contract.sameness import differences


@pytest.mark.parametrize(
    ("raw", "other"),
    [
        (Decimal("10.50"), "10.50"),
        ("10.50", "10.5"),
        (3, "3"),
        ("2026-11-24T10:00:00+02:00", "2026-11-24T08:00:00Z"),
        ({"a": [1, None, True]}, {"a": [1, None, True]}),
    ],
)
def test_same(raw: Any, other: Any) -> None:
    """An amount in another form and an instant at another offset mean the same."""
    assert [] == list(differences(raw, other))


@pytest.mark.parametrize(
    ("raw", "other", "expected"),
    [
        ("01012345678", "1012345678", "the body: '01012345678' became '1012345678'"),
        ({"a": 1}, {}, "a: 1 became nothing"),
        ({}, {"a": None}, "a: nothing became None"),
        ({"rows": [{"x": "a"}]}, {"rows": [{"x": "b"}]}, "rows[0].x: 'a' became 'b'"),
        ([1, 2], [1], "the body: [1, 2] became [1]"),
        (True, 1, "the body: True became 1"),
        ("2026-11-24T10:00:00+02:00", "2026-11-24T10:00:00Z", "the body: "),
        ("10.50", "10.05", "the body: '10.50' became '10.05'"),
    ],
)
def test_different(raw: Any, other: Any, expected: str) -> None:
    """The place is named, and both values."""
    [difference] = differences(raw, other)
    assert difference.startswith(expected)
