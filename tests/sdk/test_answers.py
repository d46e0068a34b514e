"""What the SDK makes of an answer."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from siteowner_sdk.models import (
    DailyRevenue,
    LectureRevenue,
    RechargeCode,
    StudentStatusResult,
    TokenPair,
)
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


@settings(max_examples=200, database=None, derandomize=True, deadline=None)
@given(st.integers(-(10**15) + 1, 10**15 - 1))
@example(10**15 - 1)
@example(9_999_999_999)
def test_amounts_as_numbers_are_exact(cents: int) -> None:
    """A number goes by a float: with two decimals it is exact up to 9,999,999,999,999.99."""
    sign, whole = "-" if cents < 0 else "", abs(cents)
    amount = f"{sign}{whole // 100}.{whole % 100:02}"
    content = _json(CODE).replace(b'"150.00"', amount.encode())
    assert content != _json(CODE)

    assert Decimal(amount) == TypeAdapter(RechargeCode).validate_json(content, strict=True).value


def test_amounts_as_texts_are_exact() -> None:
    """However long."""
    assert Decimal("12345678901234567890123.45") == code(value="12345678901234567890123.45").value


@pytest.mark.parametrize("value", ["NaN", "Infinity", "", "abc", "1,5", True, None, [], {}])
def test_what_is_no_amount(value: object) -> None:
    """Nothing else is taken for money."""
    with pytest.raises(ValidationError):
        code(value=value)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number(value: str) -> None:
    """JSON has numbers alone, whatever Python's own writes for a float."""
    example = EXAMPLE_OF["revenue_lecture"]
    name = "average_days_to_purchase"
    content = _json(example | {name: 0.123}).replace(b"0.123", value.encode())

    with pytest.raises(ValidationError, match=name):
        TypeAdapter(LectureRevenue).validate_json(content, strict=True)


@pytest.mark.parametrize(
    "value",
    [
        "0",
        "1700000000",
        "1700000000.5",
        "-5",
        "2026-11-01",
        "20261101T120500Z",
        "2026-W44-7",
        0,
        True,
    ],
)
def test_what_is_no_instant(value: object) -> None:
    """Digits in quotes are no seconds since 1970, and a day is no instant."""
    with pytest.raises(ValidationError, match="date-time with its offset"):
        code(created_at=value)


@pytest.mark.parametrize(
    "value", ["0", "86400", "20261101", "2026-W44-7", "2026-11-01T00:00:00Z", "2026-02-30", 0]
)
def test_what_is_no_day(value: object) -> None:
    """Nor are they days."""
    with pytest.raises(ValidationError, match="a day, such as"):
        DailyRevenue.model_validate({"date": value, "revenue": "1.00", "purchase_count": 1})


def test_instants_are_aware() -> None:
    """A date-time keeps its offset, and one without is not what the contract says."""
    created_at = code(created_at="2026-11-01T12:05:00.5+02:00").created_at

    assert dt.timedelta(hours=2) == created_at.utcoffset()
    assert dt.datetime(2026, 11, 1, 10, 5, 0, 500_000, dt.UTC) == created_at
    assert (
        dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
        == code(created_at="2026-11-01t00:00:00z").created_at
    )
    with pytest.raises(ValidationError, match="date-time with its offset"):
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
        code().course = 5  # type: ignore[misc]


def test_tokens_are_not_in_a_repr() -> None:
    """What logs in must not end in a log."""
    assert "TokenPair(access=***, refresh=***)" == repr(TokenPair(access="a", refresh="r"))


def _json(document: dict[str, Any]) -> bytes:
    return TypeAdapter(dict[str, Any]).dump_json(document)
