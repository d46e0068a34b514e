"""Forms and JSON on the wire."""

from __future__ import annotations

from decimal import Decimal

import pytest

from siteowner_contract.bodies import Part, Upload, read_form, read_json, write_form


def test_form_is_read_as_it_was_written() -> None:
    """A list repeats its key, None is an empty part, a boolean a word; a file keeps its bytes."""
    upload = Upload("a.png", b"\x89PNG\r\n\x1a\n--b\r\n", "image/png")
    form = {"grades": [1, 2], "biography": None, "is_active": False, "picture": upload}
    content, content_type = write_form(form, "b0undary")
    assert [
        Part("grades", b"1"),
        Part("grades", b"2"),
        Part("biography", b""),
        Part("is_active", b"false"),
        Part("picture", upload.content, "a.png", "image/png"),
    ] == read_form(content, content_type)


def test_form_in_another_type_has_no_parts() -> None:
    """A JSON body is no form."""
    assert [] == read_form(b"{}", "application/json")


def test_json_numbers_with_a_point_stay_exact() -> None:
    """Money that came as a number must not become a float."""
    assert {"revenue": Decimal("0.10"), "count": 1} == read_json(b'{"revenue": 0.10, "count": 1}')


def test_text_that_is_no_json_is_none() -> None:
    """A page of HTML is no body that a check could look into."""
    assert read_json(b"<!doctype html>") is None


@pytest.mark.parametrize("half", [rb"\ud800", rb"\uDFFF", b"\xed\xa0\x80"])
def test_half_a_character_is_read_as_one_that_can_be_written(half: bytes) -> None:
    """An answer with half a surrogate pair must not cost a run its report; a whole pair stays."""
    parsed = read_json(b'{"' + half + b'": ["a' + half + rb'b \ud83d\ude00", 1.5, null]}')
    [[text, *others]] = parsed.values()
    assert "\N{REPLACEMENT CHARACTER}" in next(iter(parsed))
    assert text.startswith("a\N{REPLACEMENT CHARACTER}")
    assert text.endswith("b \N{GRINNING FACE}")
    assert [Decimal("1.5"), None] == others
