"""Rules that are functions of values."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from siteowner_reference.domain.clock import start_of_month
from siteowner_reference.domain.errors import InvalidError, RefusedError
from siteowner_reference.domain.passwords import (
    UNUSABLE,
    check_password,
    hash_password,
    verify_password,
)
from siteowner_reference.domain.recharge_codes import is_expired, new_code
from siteowner_reference.domain.revenue import average_days, by_topic, date_range, total
from siteowner_reference.domain.students import resulting_activity

CAIRO = ZoneInfo("Africa/Cairo")
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, (date(2026, 10, 25), TODAY)),
        (None, date(2026, 3, 1), (date(2026, 1, 30), date(2026, 3, 1))),
        (date(2026, 11, 1), None, (date(2026, 11, 1), TODAY)),
        (TODAY, TODAY, (TODAY, TODAY)),
        (None, date(1, 1, 5), (date.min, date(1, 1, 5))),
    ],
)
def test_REV_6_date_range(
    start: date | None, end: date | None, expected: tuple[date, date]
) -> None:
    """What is not given is filled in, and the first days of the calendar do no harm."""
    assert expected == date_range(start, end, TODAY)


def test_REV_9_start_after_end() -> None:
    """A range that ends before it starts is refused, a lone start in the future as well."""
    with pytest.raises(RefusedError, match="start_date 2026-11-25 is after end_date 2026-11-24"):
        date_range(date(2026, 11, 25), None, TODAY)


def test_REV_3_topics_add_up_their_lectures() -> None:
    """A topic has the sums over its own lectures, zeros if it has none."""
    topics = [{"topic_id": 1, "topic_name": "A"}, {"topic_id": 2, "topic_name": "B"}]
    lectures = [
        {"topic_id": 1, "purchase_count": 2, "revenue": Decimal("10.10")},
        {"topic_id": 1, "purchase_count": 1, "revenue": Decimal("0.20")},
    ]
    figures = [
        (row["lecture_count"], row["purchase_count"], row["revenue"])
        for row in by_topic(topics, lectures)
    ]

    assert [(2, 3, Decimal("10.30")), (0, 0, Decimal("0.00"))] == figures


def test_total_is_exact() -> None:
    """Amounts are added as decimals."""
    assert Decimal("0.30") == total([{"x": Decimal("0.10")}, {"x": Decimal("0.20")}], "x")


@pytest.mark.parametrize(
    ("days", "mean"), [([], 0.0), ([1.5], 1.5), ([1, 2, None], 1.5), ([None], 0.0)]
)
def test_REV_4_average_days(days: list[float | None], mean: float) -> None:
    """The mean is over purchases with an enrolment, and 0.0 over none."""
    purchases: list[dict[str, Any]] = [
        {"purchased_at": NOW, "enrolled_at": None if day is None else NOW - timedelta(days=day)}
        for day in days
    ]

    assert mean == average_days(purchases)


@pytest.mark.parametrize("flag", [True, False])
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"status": "verified"}, True),
        ({"status": "declined", "is_active": True}, False),
        ({"status": "suspended_permanent"}, False),
        ({"status": "pending", "is_active": True}, True),
        ({"status": "suspended_temporary"}, None),
        ({}, None),
    ],
)
def test_STU_7_to_12_resulting_activity(
    flag: bool, values: dict[str, Any], expected: bool | None
) -> None:
    """A status sets the flag, or the one sent stays, or the old one."""
    after = resulting_activity({"is_active": flag}, values)

    assert after is (flag if expected is None else expected)


@pytest.mark.parametrize(
    "password", ["Sesame-2026!", "correct horse", "كلمة سر طويلة", "0o0o0o0o0o"]
)
def test_TCH_13_good_passwords(password: str) -> None:
    """A long enough password that is neither common nor like the username passes."""
    check_password(password, "teacher1")


@pytest.mark.parametrize("password", ["teacher1!", "1rehcaet", "PASSWORD1", "99999999", "short"])
def test_TCH_13_weak_passwords(password: str) -> None:
    """Each of Django's four validators refuses on `password`."""
    with pytest.raises(InvalidError) as refusal:
        check_password(password, "teacher1")

    assert ["password"] == list(refusal.value.errors)


def test_passwords_are_hashed() -> None:
    """A hash is argon2id's, salted, and an unknown account has no right password."""
    hashes = [hash_password("Sesame-2026!") for _ in range(2)]

    assert hashes[0] != hashes[1]
    assert hashes[0].startswith("$argon2id$")
    assert verify_password(hashes[0], "Sesame-2026!")
    assert not verify_password(hashes[0], "sesame-2026!")
    assert not verify_password(UNUSABLE, "Sesame-2026!")
    assert not verify_password(UNUSABLE, UNUSABLE)


def test_COD_2_new_code_asks_for_each_letter() -> None:
    """A code has 16 letters, each picked by itself from all 36."""
    asked: list[str] = []
    letters = iter("X7K9M2P4QR1WL5D8")

    def choose(alphabet: str) -> str:
        asked.append(alphabet)
        return next(letters)

    assert new_code(choose) == "X7K9-M2P4-QR1W-L5D8"
    assert ["ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"] * 16 == asked


@pytest.mark.parametrize(("delta", "expired"), [(-1, True), (0, False), (1, False)])
def test_code_expires(delta: int, expired: bool) -> None:
    """A code can be redeemed up to its last instant, and one without an expiry ever."""
    assert expired is is_expired(NOW + timedelta(seconds=delta), NOW)
    assert not is_expired(None, NOW)


@pytest.mark.parametrize(
    ("now", "start"),
    [
        (datetime(2026, 10, 31, 21, 59, tzinfo=UTC), datetime(2026, 9, 30, 21, tzinfo=UTC)),
        (datetime(2026, 10, 31, 22, 0, tzinfo=UTC), datetime(2026, 10, 31, 22, tzinfo=UTC)),
    ],
)
def test_DSH_7_month_begins_in_cairo(now: datetime, start: datetime) -> None:
    """A month begins at its first midnight in Cairo, winter time or summer time."""
    assert start == start_of_month(now, CAIRO)
