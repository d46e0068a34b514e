"""Column types, as functions of values."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy.dialects import sqlite

from siteowner_reference.db.database import Database
from siteowner_reference.db.types import Money, UTCDateTime

DIALECT = sqlite.dialect()


@pytest.mark.parametrize("amount", ["0.00", "0.01", "99999999.99", "-5.50"])
def test_money_is_exact(amount: str) -> None:
    """An amount comes back as it was, with two decimals."""
    piastres = Money().process_bind_param(Decimal(amount), DIALECT)

    assert amount == str(Money().process_result_value(piastres, DIALECT))


def test_money_has_two_decimals() -> None:
    """A fraction of a piastre is refused, never rounded away."""
    with pytest.raises(ValueError, match="at most two decimals"):
        Money().process_bind_param(Decimal("1.005"), DIALECT)


def test_instants_are_utc() -> None:
    """An instant of any offset is kept in UTC and comes back aware."""
    cairo = datetime(2026, 11, 24, 12, tzinfo=timezone(timedelta(hours=2)))
    kept = UTCDateTime().process_bind_param(cairo, DIALECT)
    naive = datetime(2026, 11, 24, 10)  # noqa: DTZ001 (as SQLite gives it back)

    assert kept == cairo
    assert datetime(2026, 11, 24, 10, tzinfo=UTC) == UTCDateTime().process_result_value(
        naive, DIALECT
    )
    with pytest.raises(ValueError, match="naive datetime"):
        UTCDateTime().process_bind_param(naive, DIALECT)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_database_needs_a_file(url: str) -> None:
    """An in-memory database is refused with what to do instead."""
    with pytest.raises(ValueError, match="give a file"):
        Database(url)
