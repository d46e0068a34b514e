"""The small seed: deterministic, and as real as it can be."""

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from siteowner_reference.app import create_app
from siteowner_reference.db import tables
from siteowner_reference.db.rows import Rows
from siteowner_reference.domain.accounts import PHONE
from siteowner_reference.domain.students import ACTIVE_BY_STATUS, STATUSES
from siteowner_reference.seed.egypt import GOVERNORATES, national_id
from siteowner_reference.seed.planting import TimeZoneError
from siteowner_reference.seed.small import small
from tests.reference_server.conftest import NOON, PASSWORD, SetClock, settings_in

CAIRO = ZoneInfo("Africa/Cairo")


@pytest.fixture(scope="module")
def rows() -> Rows:
    """The seed at noon."""
    return small(NOON, CAIRO)


def test_same_each_time(rows: Rows) -> None:
    """Two seeds at one instant are equal."""
    assert rows == small(NOON, CAIRO)


def test_a_day_later_is_a_day_later(rows: Rows) -> None:
    """All dates count back from the instant handed in."""
    later = small(NOON + timedelta(days=1), CAIRO)
    first, second = rows[tables.Purchase][-1], later[tables.Purchase][-1]

    assert first["purchased_at"] + timedelta(days=1) == second["purchased_at"]


def test_phones_are_egyptian(rows: Rows) -> None:
    """Every phone is one that the server would accept."""
    phones = [row["phone"] for row in (*rows[tables.Teacher], *rows[tables.Assistant])]
    phones += [row["phone_number"] for row in rows[tables.Student]]

    assert all(PHONE.fullmatch(phone) for phone in phones)


def test_national_ids_tell_the_truth(rows: Rows) -> None:
    """A national id has the birth date, governorate and gender of its student."""
    for row in rows[tables.Student]:
        digits = row["national_id"]
        assert re.fullmatch("[0-9]{14}", digits)
        assert f"{row['birth_date']:%y%m%d}" == digits[1:7]
        assert GOVERNORATES[row["governorate_id"] - 1].code == digits[7:9]
        assert (row["gender"] == "male") == (int(digits[12]) % 2 == 1)


def test_century_of_a_national_id() -> None:
    """The first digit is the century of birth."""
    digits = [national_id(date(year, 1, 2), "01", "male", 1)[0] for year in (1999, 2000)]

    assert ["2", "3"] == digits


def test_flags_go_with_statuses(rows: Rows) -> None:
    """All five statuses are there, and no flag contradicts one."""
    active = {row["id"]: row["is_active"] for row in rows[tables.User]}

    assert set(STATUSES) == {row["status"] for row in rows[tables.Student]}
    for row in rows[tables.Student]:
        flag = active[row["user_id"]]
        assert flag is ACTIVE_BY_STATUS.get(row["status"], flag)


def test_purchases_show_what_matters(rows: Rows) -> None:
    """There are repeated purchases, old prices, days that UTC cuts otherwise, and no future."""
    purchases = rows[tables.Purchase]
    prices = {row["id"]: row["final_price"] for row in rows[tables.Lecture]}
    again = Counter((row["student_id"], row["lecture_id"]) for row in purchases)

    assert max(again.values()) > 1
    assert any(row["amount_paid"] != prices[row["lecture_id"]] for row in purchases)
    assert any(
        row["purchased_at"].astimezone(ZoneInfo("UTC")).date() != row["purchased_on"]
        for row in purchases
    )
    assert all(row["purchased_at"] < NOON for row in purchases)


def test_codes_are_used_unused_and_expired(rows: Rows) -> None:
    """There are codes of all kinds, and none was used before it was made."""
    codes = rows[tables.RechargeCode]

    assert any(row["used_at"] for row in codes)
    assert any(
        row["expires_at"] and row["expires_at"] < NOON and not row["used_at"] for row in codes
    )
    assert all(row["used_at"] is None or row["created_at"] < row["used_at"] < NOON for row in codes)


def test_seeded_only_when_empty(tmp_path: Path) -> None:
    """A second start changes nothing and makes no passwords; both are made only once."""
    first = create_app(settings_in(tmp_path, seed_password=None), clock=SetClock())
    secret = first.state.site.tokens.secret
    first.state.site.database.close()
    second = create_app(settings_in(tmp_path), clock=SetClock())
    second.state.site.database.close()

    assert ["owner", "teacher1", "assistant1", "student1"] == list(first.state.passwords)
    assert len(set(first.state.passwords.values())) == 4
    assert {} == second.state.passwords
    assert secret == second.state.site.tokens.secret


def test_no_seed(tmp_path: Path) -> None:
    """`none` makes what no operation can make: an owner who can log in, and subjects."""
    app = create_app(settings_in(tmp_path, seed="none"), clock=SetClock())
    with app.state.site.reading() as work:
        counts = [
            work.session.scalars(select(func.count()).select_from(table)).one()
            for table in (tables.User, tables.Subject, tables.Student, tables.Course)
        ]
    app.state.site.database.close()

    assert [1, 8, 0, 0] == counts
    assert {"owner": PASSWORD} == app.state.passwords


def test_another_time_zone_is_refused(tmp_path: Path) -> None:
    """A database keeps the zone that its days are counted in."""
    create_app(settings_in(tmp_path), clock=SetClock()).state.site.database.close()

    with pytest.raises(TimeZoneError, match="Africa/Cairo, not in Europe/Athens"):
        create_app(settings_in(tmp_path, time_zone="Europe/Athens"), clock=SetClock())
