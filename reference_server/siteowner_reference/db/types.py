"""Column types that mean the same on every database."""

from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, DateTime, Dialect
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

PIASTRES = 100


class UTCDateTime(TypeDecorator[datetime]):
    """An aware instant. SQLite forgets time zones, so it is UTC there and aware again when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turns an aware instant into UTC; a naive one is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"A naive datetime can't be stored: {value!r}; give it a time zone.")
        return value.astimezone(UTC)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Gives the instant back, aware and in UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Money(TypeDecorator[Decimal]):
    """An amount in EGP, kept as whole piastres so that sums are exact on every database."""

    impl = BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Turns EGP into piastres; a fraction of a piastre is refused, never rounded away."""
        if value is None:
            return None
        piastres = value * PIASTRES
        if piastres != piastres.to_integral_value():
            raise ValueError(f"An amount has at most two decimals, not {value}.")
        return int(piastres)

    @override
    def process_result_value(self, value: int | Decimal | None, dialect: Dialect) -> Decimal | None:
        """Gives EGP back, with two decimals."""
        return None if value is None else Decimal(int(value)).scaleb(-2)
