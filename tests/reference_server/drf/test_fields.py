"""DRF's fields, each with the values that DRF accepts and the texts it refuses with."""

from collections.abc import Collection
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter, ValidationError

from siteowner_reference.drf.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    DateTimeField,
    DecimalField,
    EmailField,
    Field,
    ManyRelatedField,
    PrimaryKeyRelatedField,
    URLField,
)
from siteowner_reference.drf.messages import message

PK = PrimaryKeyRelatedField(relation="subject")
MANY = ManyRelatedField(relation="grade")
CODE_VALUE = DecimalField(max_digits=6, decimal_places=2, min_value=1)
NO_NUMBERS: tuple[object, ...] = (
    *("x", "", True, [], {}, "1,5"),
    *("NaN", "sNaN", "Infinity", float("inf")),
)
NO_DATETIMES: tuple[object, ...] = (
    *("", "now", 5, True, [], "2026-02-30"),
    *("2026-11-23T24:00:00Z", "2026-11-23t10:00:00z"),
    *("2026-11-23T10:00:60Z", "2026-11-23T10:00:00+25:00"),
)


class KnownIds:
    """A lookup of relations that have the ids 1 and 2, in Cairo."""

    zone = ZoneInfo("Africa/Cairo")

    def existing(self, relation: str, ids: Collection[int]) -> Collection[int]:
        """Gives those of the ids that are 1 or 2."""
        return {1, 2} & set(ids)

    def is_taken(self, field: str, value: str) -> bool:
        """Knows one taken value."""
        return value == "taken"


def value_of(field: Field, value: object) -> Any:
    """Gives what a field makes of a value."""
    return TypeAdapter(Annotated[Any, field]).validate_python(value, context=KnownIds())


def texts_of(field: Field, value: object) -> list[str]:
    """Gives what a field refuses a value with."""
    with pytest.raises(ValidationError) as refusal:
        value_of(field, value)
    texts: list[str] = refusal.value.errors()[0]["ctx"]["texts"]
    return texts


@pytest.mark.parametrize("value", [True, 1, 1.0, "1", "t", "Y", "yes", "ON", "True", "TRUE"])
def test_boolean_true(value: object) -> None:
    """All of DRF's spellings of true."""
    assert value_of(BooleanField(), value) is True


@pytest.mark.parametrize("value", [False, 0, 0.0, "0", "f", "N", "no", "Off", "false"])
def test_boolean_false(value: object) -> None:
    """All of DRF's spellings of false."""
    assert value_of(BooleanField(), value) is False


@pytest.mark.parametrize("value", ["", " true ", 2, [], {}, "None", "maybe"])
def test_boolean_refused(value: object) -> None:
    """Anything else is no boolean."""
    assert ["Must be a valid boolean."] == texts_of(BooleanField(), value)


@pytest.mark.parametrize(
    ("value", "text"),
    [("  a b\n", "a b"), (5, "5"), (1.0, "1.0"), ("😀" * 5, "😀" * 5), ("\u200b", "\u200b")],
)
def test_char_accepted(value: object, text: str) -> None:
    """Texts are trimmed, numbers are texts, and length is in code points."""
    assert text == value_of(CharField(max_length=5), value)


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        (None, ["This field may not be null."]),
        ("", ["This field may not be blank."]),
        (" \n", ["This field may not be blank."]),
        (True, ["Not a valid string."]),
        ([], ["Not a valid string."]),
        ("123456", ["Ensure this field has no more than 5 characters."]),
        ("a\x00b", ["Null characters are not allowed."]),
        (
            "12345\x00",
            [
                "Ensure this field has no more than 5 characters.",
                "Null characters are not allowed.",
            ],
        ),
        ("\ud800", ["Surrogate characters are not allowed: U+D800."]),
    ],
)
def test_char_refused(value: object, texts: list[str]) -> None:
    """Each fault has its text, several of them in DRF's order."""
    assert texts == texts_of(CharField(max_length=5), value)


def test_nullable_char_is_cleared_by_null_alone() -> None:
    """Where null is allowed a blank text is still refused; only a form's empty part is null."""
    assert value_of(CharField(allow_null=True), None) is None
    assert ["This field may not be blank."] == texts_of(CharField(allow_null=True), "  ")


def test_unique_char() -> None:
    """A taken text is refused in the field's own words."""
    field = CharField(unique_text="Gone.")

    assert ["Gone."] == texts_of(field, "taken")
    assert value_of(field, "free") == "free"


@pytest.mark.parametrize("value", ["a@b.co", "a.b+c@sub.example.com", "x@localhost", "a@مثال.مصر"])
def test_email_accepted(value: str) -> None:
    """Addresses by Django's rules."""
    assert value == value_of(EmailField(), value)


@pytest.mark.parametrize(
    "value", ["a", "a@", "@b.co", "a b@c.co", "a@b", "a@-b.co", "a..b@c.co", "a@b.c", "a@b.co."]
)
def test_email_refused(value: str) -> None:
    """What is no address by Django's rules."""
    assert ["Enter a valid email address."] == texts_of(EmailField(), value)


@pytest.mark.parametrize(
    "value",
    [
        "http://a.eg",
        "https://facebook.com/x?y=1#z",
        "ftp://a.eg:21/",
        "http://127.0.0.1:8000",
        "https://[::1]/",
    ],
)
def test_url_accepted(value: str) -> None:
    """Absolute URLs by Django's rules."""
    assert value == value_of(URLField(), value)


@pytest.mark.parametrize(
    "value",
    [
        "a.eg",
        "//a.eg",
        "javascript:x",
        "http://",
        "http://a b.eg",
        "http://a.eg:x",
        "http://[::1",
        "http://-a.eg",
    ],
)
def test_url_refused(value: str) -> None:
    """What is no URL by Django's rules."""
    assert ["Enter a valid URL."] == texts_of(URLField(), value)


@pytest.mark.parametrize("value", ["A", " a", 5, True, [], ""])
def test_choice_refused(value: object) -> None:
    """What is not exactly a choice is quoted."""
    assert [f'"{value}" is not a valid choice.'] == texts_of(ChoiceField(choices=("a",)), value)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("1e2", "100.00"),
        (" 1.5 ", "1.50"),
        ("5.", "5.00"),
        ("+1.5", "1.50"),
        ("0001.50", "1.50"),
        (1.1, "1.10"),
        (9999, "9999.00"),
    ],
)
def test_decimal_accepted(value: object, number: str) -> None:
    """Numbers in any spelling that Python's decimals know."""
    assert Decimal(number) == value_of(CODE_VALUE, value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((value, "A valid number is required.") for value in NO_NUMBERS),
        ("1" * 1001, "String value too large."),
        ("12345.67", "Ensure that there are no more than 6 digits in total."),
        (0.1 + 0.2, "Ensure that there are no more than 6 digits in total."),
        ("1.234", "Ensure that there are no more than 2 decimal places."),
        ("1e-3", "Ensure that there are no more than 2 decimal places."),
        ("99999.9", "Ensure that there are no more than 4 digits before the decimal point."),
        ("0.99", "Ensure this value is greater than or equal to 1."),
        ("-0", "Ensure this value is greater than or equal to 1."),
    ],
)
def test_decimal_refused(value: object, text: str) -> None:
    """Each fault has its text, the first in DRF's order."""
    assert [text] == texts_of(CODE_VALUE, value)


@pytest.mark.parametrize(
    ("value", "instant"),
    [
        ("2026-11-23T10:00:00Z", datetime(2026, 11, 23, 10, tzinfo=UTC)),
        ("2026-11-23 10:00+02:00", datetime(2026, 11, 23, 8, tzinfo=UTC)),
        ("2026-11-23", datetime(2026, 11, 22, 22, tzinfo=UTC)),
        ("20261123T100000", datetime(2026, 11, 23, 8, tzinfo=UTC)),
        ("2026-11-23T10:00:00,5Z", datetime(2026, 11, 23, 10, 0, 0, 500_000, tzinfo=UTC)),
        ("2026-11-23T10:00:00.123456789Z", datetime(2026, 11, 23, 10, 0, 0, 123_456, tzinfo=UTC)),
    ],
)
def test_datetime_accepted(value: str, instant: datetime) -> None:
    """ISO 8601 in its forms; without an offset it is Cairo's time."""
    assert instant == value_of(DateTimeField(), value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((value, message("datetime")) for value in NO_DATETIMES),
        ("9999-12-31T23:59:59Z", "Datetime value out of range."),
        ("0001-01-01T00:00:00+14:00", "Datetime value out of range."),
    ],
)
def test_datetime_refused(value: object, text: str) -> None:
    """What is no instant, or one that no zone can show."""
    assert [text] == texts_of(DateTimeField(), value)


@pytest.mark.parametrize("value", [1, "1", " 1 ", 1.0, 1.5])
def test_pk_accepted(value: object) -> None:
    """An id as DRF reads it, a fraction cut off."""
    assert value_of(PK, value) == 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, 'Invalid pk "3" - object does not exist.'),
        ("3", 'Invalid pk "3" - object does not exist.'),
        ("x", "Incorrect type. Expected pk value, received str."),
        ("1.0", "Incorrect type. Expected pk value, received str."),
        ([], "Incorrect type. Expected pk value, received list."),
        (True, "Incorrect type. Expected pk value, received bool."),
        ("", "This field may not be null."),
        ("1" * 5000, "Incorrect type. Expected pk value, received str."),
    ],
)
def test_pk_refused(value: object, text: str) -> None:
    """An id that is not there, or is none."""
    assert [text] == texts_of(PK, value)


def test_many_accepted() -> None:
    """Ids are kept once each, ascending."""
    assert [1, 2] == value_of(MANY, ["2", "1", "2"])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([], "This list may not be empty."),
        ("1", 'Expected a list of items but got type "str".'),
        (["1", "x"], "Incorrect type. Expected pk value, received str."),
        (["9", "x"], 'Invalid pk "9" - object does not exist.'),
        (["x", "9"], "Incorrect type. Expected pk value, received str."),
        ([""], "Incorrect type. Expected pk value, received str."),
    ],
)
def test_many_refused(value: object, text: str) -> None:
    """The first bad item is told."""
    assert [text] == texts_of(MANY, value)
