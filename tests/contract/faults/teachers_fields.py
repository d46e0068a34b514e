"""Faults of what a field of a teacher may be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from siteowner_reference.domain import passwords
from siteowner_reference.drf.fields import pictures
from siteowner_reference.http.teachers import TeacherSerializer
from tests.contract.faults.breaking import (
    answers,
    form_field_lost,
    sets,
    statuses,
)
from tests.contract.faults.fault import Fault
from tests.contract.faults.meddling import (
    phones_match,
    sent_is_read_as,
)

if TYPE_CHECKING:
    import pytest


Sent = dict[str, Any]
Condition = Any


def _abbreviated(sent: Sent) -> Sent:
    genders = {"m": "male", "f": "female", "Male": "male", "Female": "female"}
    return {**sent, "gender": [genders.get(v, v) for v in sent.get("gender", ())]}


def _short_when_mixed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A short password passes if it is made of several kinds of characters."""
    problems = passwords._problems

    def lenient(password: str, username: str) -> Any:
        return () if re.search(r"[^a-z]", password) else problems(password, username)

    monkeypatch.setattr(passwords, "_problems", lenient)


def _bytes_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    problems = passwords._problems

    def counted(password: str, username: str) -> Any:
        return problems(password.encode().decode("latin-1"), username)

    monkeypatch.setattr(passwords, "_problems", counted)


def _any_name_of_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """The picture is judged by the name and the type that the client gives."""
    monkeypatch.setattr(
        pictures.ImageField,
        "_recognise",
        lambda _, content: pictures.Picture(content, ".png"),
    )


def _one_more_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(pictures.SUFFIXES, "GIF", ".gif")


def _webp_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(pictures.SUFFIXES, "WEBP")


def _any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MIB", 1)
    to_python = pictures.ImageField.to_python

    def unlimited(field: Any, value: Any, info: Any) -> Any:
        object.__setattr__(field, "max_bytes", 1 << 30)
        try:
            return to_python(field, value, info)
        finally:
            object.__setattr__(field, "max_bytes", 5 << 20)

    monkeypatch.setattr(pictures.ImageField, "to_python", unlimited)


FAULTS = (
    Fault(
        "phone_of_ten_digits",
        "TCH-11",
        "The pattern has {7,8} where it means {8}.",
        patch=phones_match(re.compile(r"^01[0125][0-9]{7,8}$")),
    ),
    Fault(
        "phone_of_any_third_digit",
        "TCH-11",
        "The pattern is 01 and nine digits.",
        patch=phones_match(re.compile(r"^01[0-9]{9}$")),
    ),
    Fault(
        "phone_of_one_more_network",
        "TCH-11",
        "A pattern with a range, [0-25-6], lets 016 pass.",
        patch=phones_match(re.compile(r"^01[0-25-6][0-9]{8}$")),
    ),
    Fault(
        "phone_not_anchored",
        "TCH-11",
        "re.match without an end: what follows the eleven digits is not looked at.",
        patch=phones_match(re.compile(r"^01[0125][0-9]{8}")),
    ),
    Fault(
        "phone_searched",
        "TCH-11",
        "re.search without a beginning: +2 before the number passes.",
        patch=phones_match(re.compile(r"01[0125][0-9]{8}$")),
    ),
    Fault(
        "phone_in_arabic_digits",
        "TCH-11",
        r"\d is every digit that Unicode has.",
        patch=phones_match(re.compile(r"^01[0125]\d{8}$")),
    ),
    Fault(
        "phone_without_015",
        "TCH-11",
        "The fourth network is younger than the pattern.",
        patch=phones_match(re.compile(r"^01[012][0-9]{8}$")),
    ),
    Fault(
        "phone_example_alone",
        "TCH-11",
        "The one number of the tests is special-cased, all else is eleven digits.",
        patch=phones_match(re.compile(r"^(?!013)[0-9]{11}$")),
    ),
    Fault(
        "second_phone_unchecked",
        "TCH-12",
        "The validator is on the first of the two fields alone.",
        patch=sent_is_read_as(
            TeacherSerializer,
            lambda sent: {
                **sent,
                **({"secondary_phone": [""]} if "secondary_phone" in sent else {}),
            },
        ),
    ),
    Fault(
        "second_phone_required",
        "TCH-12",
        "The column may be null, the serializer was not told.",
        statuses("POST", "/teachers/", old=201, new=400),
    ),
    Fault(
        "password_of_seven",
        "TCH-13",
        "The limit is 7, or the comparison is <= where it means <.",
        patch=lambda m: m.setattr(passwords, "MIN_LENGTH", 7),
    ),
    Fault(
        "password_of_nine",
        "TCH-13",
        "More than eight characters are asked for, not eight.",
        patch=lambda m: m.setattr(passwords, "MIN_LENGTH", 10),
    ),
    Fault(
        "password_counted_in_bytes",
        "TCH-13",
        "Seven Arabic letters are fourteen bytes.",
        patch=_bytes_counted,
    ),
    Fault(
        "short_password_of_several_kinds",
        "TCH-13",
        "A strength meter takes the place of the length.",
        patch=_short_when_mixed,
    ),
    Fault(
        "gender_abbreviated",
        "TCH-14",
        "An old client's letters are still let through.",
        patch=sent_is_read_as(TeacherSerializer, _abbreviated),
    ),
    Fault(
        "gender_stored_in_capitals",
        "TCH-14",
        "The choices are capitalised for the admin.",
        answers("POST", "/teachers/", sets(gender=lambda gender: str(gender).title())),
    ),
    Fault(
        "webp_refused",
        "TCH-16",
        "The list of formats was written before WebP.",
        patch=_webp_refused,
    ),
    Fault(
        "picture_on_create_alone",
        "TCH-16",
        "The update saves the fields of the text and forgets the file.",
        form_field_lost("PATCH", r"/teachers/\d+/", "profile_picture"),
    ),
    Fault(
        "picture_by_its_name",
        "TCH-17",
        "The type that the client declares is believed.",
        patch=_any_name_of_a_picture,
    ),
    Fault(
        "animated_pictures",
        "TCH-17",
        "Whatever the imaging library opens is a picture.",
        patch=_one_more_format,
    ),
    Fault(
        "picture_of_any_size",
        "TCH-17",
        "The limit is the web server's, and that is high.",
        patch=_any_size,
    ),
)
