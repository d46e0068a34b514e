"""Orders of codes as people write them, and what came of them as people read it."""

import datetime as dt
import os
import time
from collections.abc import Iterator
from decimal import Decimal

import pytest

from siteowner_sdk.cli.code_order import Standing, expiry

FIFTY = Decimal("50.00")
NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _in_cairo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This machine is in Cairo."""
    with monkeypatch.context() as patch:
        patch.setitem(os.environ, "TZ", "Africa/Cairo")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing(500, 500, 0, FIFTY), "500 codes of 50.00 EGP are made"),
        (Standing(1, 1, 0, Decimal(2000)), "1 code of 2,000.00 EGP is made"),
        (Standing(1, 3, 0, FIFTY), "3 codes of 50.00 EGP are made"),
        (Standing(5, 0, 0, FIFTY), "Of 5 codes 5 are not made"),
        (
            Standing(9, 6, 2, FIFTY, NOON),
            "Of 9 codes 6 are made, 2 are unknown, since the answer was lost, 1 is not made",
        ),
    ],
)
def test_how_far_an_order_is(standing: Standing, words: str) -> None:
    """Made, unknown and not made are counted, and nothing is said of what there is none of."""
    assert words == str(standing)
    assert standing.is_met == ("Of" not in words)


def test_what_to_do() -> None:
    """How to go on; from when on the unknown is known, by the local clock; and if it never is."""
    known, unknown = Standing(5, 2, 0, FIFTY), Standing(5, 2, 1, FIFTY, NOON)

    assert "Run it again: it makes what is missing, and nothing twice" == known.advice(
        "Run it again", NOON
    )
    assert "From 14:00:00 on it also knows" in unknown.advice("X", NOON - dt.timedelta(seconds=1))
    assert "Codes that stay unknown can't be told from others" in unknown.advice("X", NOON)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2027-01-31", "2027-01-31T21:59:59+00:00"),
        ("2027-06-30", "2027-06-30T20:59:59+00:00"),
        ("2027-01-31T18:00", "2027-01-31T16:00:00+00:00"),
        ("2027-01-31T18:00:00+05:00", "2027-01-31T13:00:00+00:00"),
        ("2027-01-31T18:00:00Z", "2027-01-31T18:00:00+00:00"),
    ],
)
def test_an_expiry(text: str, instant: str) -> None:
    """A day ends with its last second; without an offset it is this machine's time."""
    assert dt.datetime.fromisoformat(instant) == expiry(text)


@pytest.mark.parametrize("text", ["", "tomorrow", "2027-13-01", "31/01/2027", "2027-01-31T25:00"])
def test_what_is_no_expiry(text: str) -> None:
    """The sentence says what was written and how to write it."""
    with pytest.raises(ValueError, match=f"'{text}' is no time: write it like 2027-06-30 or"):
        expiry(text)
