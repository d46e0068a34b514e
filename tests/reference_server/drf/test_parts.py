"""DRF's other manners: forms, pages, filters and rendering, as functions of values."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from siteowner_reference.drf.errors import APIError
from siteowner_reference.drf.filters import integer, parse_filters, parse_ordering, search_words
from siteowner_reference.drf.multipart import UploadedFile, parse_multipart
from siteowner_reference.drf.pagination import Page, envelope, requested_page
from siteowner_reference.drf.rendering import JSONRenderer

TYPE = "multipart/form-data; boundary=B"


def part(disposition: str, content: bytes) -> bytes:
    """Gives one part of a form."""
    return (
        b"--B\r\nContent-Disposition: form-data; "
        + disposition.encode()
        + b"\r\n\r\n"
        + content
        + b"\r\n"
    )


def test_form_has_texts_files_and_repeated_keys() -> None:
    """Parts come by name in order; a part with a file name is a file."""
    body = (
        part('name="grades"', b"1")
        + part('name="grades"', b"2")
        + part('name="cover"; filename="a.png"', b"\x89\r\n-")
        + b"--B--\r\n"
    )

    assert {"grades": ["1", "2"], "cover": [UploadedFile(b"\x89\r\n-")]} == parse_multipart(
        body, TYPE
    ).parts


def test_form_with_an_empty_file_name_is_a_text() -> None:
    """A browser's empty file input is an empty text, which clears."""
    body = part('name="cover"; filename=""', b"") + b"--B--\r\n"

    assert {"cover": [""]} == parse_multipart(body, TYPE).parts


def test_form_in_arabic_and_broken_utf_8() -> None:
    """Texts are UTF-8; what is not becomes U+FFFD."""
    body = part('name="a"', "نور".encode()) + part('name="b"', b"\xff") + b"--B--\r\n"

    assert {"a": ["نور"], "b": ["\ufffd"]} == parse_multipart(body, TYPE).parts


def test_form_that_breaks_off_keeps_its_last_part() -> None:
    """A missing last boundary is forgiven."""
    parts = parse_multipart(part('name="a"', b"one") + part('name="b"', b"two")[:-2], TYPE).parts

    assert {"a": ["one"], "b": ["two"]} == parts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("  Nour  Ali ", ["Nour", "Ali"]),
        ("a,b", ["a", "b"]),
        ('"two words" x', ["two words", "x"]),
        ("'two words'", ["two words"]),
        ("O'Brien D'Arcy", ["O'Brien", "D'Arcy"]),
        ('"open', ['"open']),
    ],
)
def test_search_words(text: str, words: list[str]) -> None:
    """Words are split at spaces and commas; a quoted phrase is one word."""
    assert words == search_words(text)


def test_filters_are_checked_together() -> None:
    """All that can't be read is named at once."""
    with pytest.raises(APIError) as refusal:
        parse_filters({"a": "x", "b": "1", "c": "\x00"}, dict.fromkeys("abcd", integer))

    assert {
        "a": ["Enter a number."],
        "c": ["Null characters are not allowed."],
    } == refusal.value.body


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("value,-used_at", ["value", "-used_at"]),
        ("nothing,-value", ["-value"]),
        ("nothing", ["-created_at"]),
        ("--value", ["-created_at"]),
    ],
)
def test_ordering(text: str, terms: list[str]) -> None:
    """Known names stay, unknown ones are ignored, and none is the default."""
    names = {"value", "used_at", "created_at"}

    assert terms == parse_ordering({"ordering": text}, names, "-created_at")


def test_pages_of_a_list() -> None:
    """A list of 41 rows has three pages of 20, the last with one."""
    page = requested_page({"page": "3"}, 41)

    assert (Page(3, 20, 41), 40, 3) == (page, page.offset, page.last)


def test_envelope_links() -> None:
    """The link to the first page has no number, and a repeated key stays repeated."""
    body = envelope(Page(2, 1, 3), "http://h/a/", "b=2&b=1&page=2", [])

    assert body["next"] == "http://h/a/?b=1&b=2&page=3"
    assert body["previous"] == "http://h/a/?b=1&b=2"


def test_rendering() -> None:
    """Money has two decimals, instants Cairo's offset, and text is raw UTF-8."""
    renderer = JSONRenderer(ZoneInfo("Africa/Cairo"))
    value = {
        "money": [Decimal(5), Decimal("1.005"), Decimal(0)],
        "winter": datetime(2026, 11, 23, 20, 40, tzinfo=UTC),
        "summer": datetime(2026, 7, 1, 21, 0, 0, 5, tzinfo=UTC),
        "day": date(2026, 1, 3),
        "text": "نور\u2028",
    }

    assert (
        '{"money":["5.00","1.00","0.00"],"winter":"2026-11-23T22:40:00+02:00",'
        '"summer":"2026-07-02T00:00:00.000005+03:00","day":"2026-01-03","text":"نور\\u2028"}'
    ) == renderer.render(value).decode()


def test_rendering_refuses_what_is_no_json() -> None:
    """NaN and unknown types never reach a client."""
    renderer = JSONRenderer(ZoneInfo("Africa/Cairo"))

    with pytest.raises(ValueError, match="JSON"):
        renderer.render(float("nan"))
    with pytest.raises(TypeError, match="set has no JSON form"):
        renderer.render({1})
