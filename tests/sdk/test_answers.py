"""What the SDK makes of an answer."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from siteowner_sdk.models import DailyRevenue, RechargeCode, StudentStatusResult, TokenPair
from tests.sdk.examples import EXAMPLE_OF

CODE: dict[str, Any] = EXAMPLE_OF["recharge_codes_create"]


def code(**changes: Any) -> RechargeCode:
    """A recharge code as it comes over the wire."""
    return TypeAdapter(RechargeCode).validate_json(_json(CODE | changes), strict=True)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("150.00", Decimal("150.00")),
        (150.5, Decimal("150.5")),
        (150, Decimal(150)),
        (99999999.99, Decimal("99999999.99")),
    ],
)
def test_decimals_come_as_strings_or_numbers(value: str | float, expected: Decimal) -> None:
    """Either form is a Decimal, exact to the cent."""
    assert expected == code(value=value).value


def test_instants_are_aware() -> None:
    """A date-time keeps its offset, and one without is not what the contract says."""
    created_at = code(created_at="2026-11-01T12:05:00.5+02:00").created_at

    assert dt.timedelta(hours=2) == created_at.utcoffset()
    assert dt.datetime(2026, 11, 1, 10, 5, 0, 500_000, dt.UTC) == created_at
    with pytest.raises(ValidationError, match="timezone"):
        code(created_at="2026-11-01T12:05:00")


def test_days_are_dates() -> None:
    """A day is a date, not a datetime."""
    day = DailyRevenue.model_validate(
        {"date": "2026-11-01", "revenue": "1.00", "purchase_count": 1}
    )

    assert dt.date(2026, 11, 1) == day.date


def test_a_status_that_the_contract_does_not_name_is_kept() -> None:
    """An enum of an answer is open: a newer backend breaks nothing."""
    result = StudentStatusResult.model_validate_json('{"status": "graduated", "is_active": true}')

    assert "graduated" == result.status


def test_fields_that_the_contract_does_not_name_are_kept() -> None:
    """They can be reached, and are there in the dump."""
    changed = code(batch={"id": 5})

    assert {"batch": {"id": 5}} == changed.model_extra
    assert {"id": 5} == changed.model_dump(mode="json")["batch"]


def test_a_number_as_text_is_no_number() -> None:
    """Nothing is converted in silence."""
    with pytest.raises(ValidationError, match="valid integer"):
        code(course="11")


def test_answers_do_not_change() -> None:
    """A model is what the server said; it can't be changed by mistake."""
    with pytest.raises(ValidationError, match="frozen"):
        code().course = 5


def test_tokens_are_not_in_a_repr() -> None:
    """What logs in must not end in a log."""
    assert "TokenPair()" == repr(TokenPair(access="a", refresh="r"))


def _json(document: dict[str, Any]) -> bytes:
    return TypeAdapter(dict[str, Any]).dump_json(document)
