"""From arguments to what goes on the wire."""

import datetime as dt
import json
import re
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest

from siteowner_sdk import Request, SiteOwner, omit
from siteowner_sdk.core import encoding
from siteowner_sdk.core.request import Call, build_request, prepare
from siteowner_sdk.operations import (
    COURSES_PARTIAL_UPDATE,
    RECHARGE_CODES_CREATE,
    RECHARGE_CODES_LIST,
    REVENUE_TRENDS,
    STUDENTS_PARTIAL_UPDATE,
    TEACHERS_LIST,
    TEACHERS_PARTIAL_UPDATE,
    TEACHERS_RETRIEVE,
)
from tests.sdk.examples import form_fields
from tests.sdk.fakes import BASE_URL, FakeTransport, answer


def form(call: Call[Any]) -> dict[str, list[str]]:
    """The form that a call sends."""
    assert call.body is not None
    return form_fields(call.body.content_type, b"".join(call.body))


def document(call: Call[Any]) -> Any:
    """The JSON that a call sends."""
    assert call.body is not None
    return json.loads(b"".join(call.body))


def request(call: Call[Any], base_url: str = BASE_URL, **routes: str) -> Request:
    """The request of a call."""
    return build_request(call, base_url=base_url, routes=routes, headers={})


def test_what_is_omitted_is_not_sent() -> None:
    """`omit` is as if the argument were not there, in a query, in JSON and in a form."""
    query = {"is_active": omit, "subject": 3}
    body = {"course": 1, "value": 5, "expires_at": omit}

    assert (("subject", "3"),) == prepare(TEACHERS_LIST, query=query).query
    assert {"course": 1, "value": "5"} == document(prepare(RECHARGE_CODES_CREATE, body=body))
    assert {} == form(prepare(TEACHERS_PARTIAL_UPDATE, body={"name": omit}))


class Word(str, Enum):  # noqa: UP042 - whose `str` is its name
    """Texts by names, as in a program's own constants."""

    FEMALE = "female"
    EMPTY = ""


class Number(int, Enum):
    """Ids by names."""

    THREE = 3


class Price(Decimal, Enum):
    """Amounts by names."""

    FULL = "1.50"


class Teacher(Enum):
    """Ids by names, which are no numbers themselves."""

    MONA = 1


@pytest.mark.parametrize(
    ("value", "expected"),
    [(Number.THREE, "3"), (Word.FEMALE, "female"), (Price.FULL, "1.50"), (Teacher.MONA, "1")],
)
def test_a_member_of_an_enum_is_its_value_in_a_path(value: Any, expected: str) -> None:
    """Whatever else it is: its name would be another path."""
    assert {"id": expected} == prepare(TEACHERS_RETRIEVE, path={"id": value}).path


def test_a_member_of_an_enum_is_its_value_in_a_query() -> None:
    """A text and a number alike."""
    query = {"search": Word.FEMALE, "subject": Number.THREE}

    assert {"search": "female", "subject": "3"} == dict(prepare(TEACHERS_LIST, query=query).query)


def test_a_member_of_an_enum_is_its_value_in_a_form() -> None:
    """Also in an array; an empty text clears the field."""
    body = {"gender": Word.FEMALE, "name": Word.EMPTY, "grades": [Number.THREE]}

    assert {"gender": ["female"], "name": [""], "grades": ["3"]} == form(
        prepare(TEACHERS_PARTIAL_UPDATE, body=body)
    )


def test_a_member_of_an_enum_is_its_value_in_json() -> None:
    """Numbers, amounts and texts."""
    code = {"course": Number.THREE, "value": Price.FULL}
    student = {"status": Word.FEMALE}

    assert {"course": 3, "value": "1.50"} == document(prepare(RECHARGE_CODES_CREATE, body=code))
    assert {"status": "female"} == document(prepare(STUDENTS_PARTIAL_UPDATE, body=student))


def test_none_is_sent() -> None:
    """None is null in JSON and an empty part in a form, which clears the field."""
    body = {"course": 1, "value": 5, "expires_at": None}

    assert document(prepare(RECHARGE_CODES_CREATE, body=body))["expires_at"] is None
    assert {"description": [""], "cover_picture": [""]} == form(
        prepare(COURSES_PARTIAL_UPDATE, body={"description": None, "cover_picture": None})
    )


def test_a_query_has_no_null() -> None:
    """None in a query is a mistake, and says so."""
    with pytest.raises(TypeError, match="subject can't be None: leave it out"):
        prepare(TEACHERS_LIST, query={"subject": None})


def test_a_form_repeats_the_key_of_an_array() -> None:
    """Arrays are the key repeated."""
    assert {"grades": ["1", "2"]} == form(prepare(TEACHERS_PARTIAL_UPDATE, body={"grades": (1, 2)}))


def test_an_empty_list_has_no_form() -> None:
    """It would be the same as nothing sent, so it is refused."""
    with pytest.raises(ValueError, match="grades can't be an empty list"):
        prepare(TEACHERS_PARTIAL_UPDATE, body={"grades": []})


def test_an_array_is_no_text() -> None:
    """A text is a sequence too, and never meant."""
    with pytest.raises(TypeError, match="grades must be a list, not str"):
        prepare(TEACHERS_PARTIAL_UPDATE, body={"grades": "12"})


def test_multipart_stays_multipart_without_a_field() -> None:
    """A PATCH of nothing is still a form."""
    call = prepare(TEACHERS_PARTIAL_UPDATE, path={"id": 1})

    assert call.body is not None
    assert call.body.content_type.startswith("multipart/form-data; boundary=")
    assert {} == form(call)


def test_texts_of_any_script() -> None:
    """Arabic, quotes and line ends arrive as they are."""
    name = 'منى "عادل"\r\nÜ'

    assert {"name": [name]} == form(prepare(TEACHERS_PARTIAL_UPDATE, body={"name": name}))
    assert (
        f"{BASE_URL}/teachers/?search=%D9%85%D9%86%D9%89+%26"
        == request(prepare(TEACHERS_LIST, query={"search": "منى &"})).url
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("150.00"), "150.00"),
        (Decimal("1E+2"), "100"),
        (Decimal("1E-2"), "0.01"),
        (150, "150"),
        ("1.50", "1.50"),
    ],
)
def test_money_has_no_exponent(value: Decimal | int | str, expected: str) -> None:
    """A Decimal is written out in full."""
    assert expected == encoding.money("value", value)


@pytest.mark.parametrize("value", [1.5, True, None, b"1"])
def test_money_is_never_a_float(value: Any) -> None:
    """The message says which field, what it takes, and what came."""
    with pytest.raises(TypeError, match=r"value must be a Decimal, an int or a str .*, not "):
        encoding.money("value", value)


@pytest.mark.parametrize("value", ["", "ten", "NaN", Decimal("Infinity")])
def test_money_is_a_finite_number(value: Any) -> None:
    """What is no amount is refused before it is sent."""
    with pytest.raises(ValueError, match="value must be"):
        encoding.money("value", value)


@pytest.mark.parametrize(
    ("encode", "value"),
    [
        (encoding.text, 5),
        (encoding.integer, "5"),
        (encoding.integer, True),
        (encoding.integer, 5.0),
        (encoding.boolean, 1),
        (encoding.boolean, "true"),
        (encoding.date, "2026-11-01"),
        (encoding.date, dt.datetime(2026, 11, 1, tzinfo=dt.UTC)),
        (encoding.date_time, dt.date(2026, 11, 1)),
        (encoding.date_time, "2026-11-01T00:00:00Z"),
    ],
)
def test_a_wrong_type_is_said_before_anything_is_sent(encode: Any, value: Any) -> None:
    """The message names the field and the type."""
    with pytest.raises(TypeError, match=f"field must be .*, not {type(value).__name__}"):
        encode("field", value)


def test_an_instant_has_its_time_zone() -> None:
    """An instant keeps its offset; without one it would be another at the server."""
    cairo = dt.timezone(dt.timedelta(hours=2))

    assert "2026-11-01T12:05:00+02:00" == encoding.date_time(
        "expires_at", dt.datetime(2026, 11, 1, 12, 5, tzinfo=cairo)
    )
    with pytest.raises(ValueError, match="expires_at must have a time zone"):
        encoding.date_time("expires_at", dt.datetime(2026, 11, 1))  # noqa: DTZ001


def test_days_and_booleans_in_a_query() -> None:
    """Days are YYYY-MM-DD, booleans in lower case."""
    days = {"start_date": dt.date(2026, 1, 2), "end_date": dt.date(2026, 11, 24)}

    assert (("start_date", "2026-01-02"), ("end_date", "2026-11-24")) == prepare(
        REVENUE_TRENDS, query=days
    ).query
    assert (("is_used", "false"),) == prepare(RECHARGE_CODES_LIST, query={"is_used": False}).query


@pytest.mark.parametrize("value", [None, "", True, Word.EMPTY])
def test_an_id_is_there(value: Any) -> None:
    """An id that is missing would ask for another operation: the list."""
    with pytest.raises(TypeError, match="id is part of the path and can't be"):
        prepare(TEACHERS_RETRIEVE, path={"id": value})


def test_an_id_stays_in_its_segment() -> None:
    """Nothing in an id leads to another path."""
    assert (
        f"{BASE_URL}/teachers/..%2F1%3Fa/"
        == request(prepare(TEACHERS_RETRIEVE, path={"id": "../1?a"})).url
    )


@pytest.mark.parametrize("template", ["/v2/tutors/{id}", "v2/tutors/{id}"])
def test_a_route_is_appended_as_it_stands(template: str) -> None:
    """With or without a slash at the start; at the end, as the template has it."""
    call = prepare(TEACHERS_RETRIEVE, path={"id": 3})

    assert (
        "https://x.example/api/v2/tutors/3"
        == request(call, "https://x.example/api", teachers_retrieve=template).url
    )


def test_headers() -> None:
    """The language is asked for, one's own headers go along and come before the usual ones."""
    transport = FakeTransport(lambda _: answer(None, 204))
    own = {"X-Request-Id": "7", "user-agent": "mine"}

    SiteOwner(BASE_URL, transport=transport, headers=own, language=None).courses.delete(1)
    SiteOwner(BASE_URL, transport=transport, language="ar").courses.delete(1)

    assert {"Accept": "application/json", **own} == transport.requests[0].headers
    assert "ar" == transport.requests[1].headers["Accept-Language"]
    assert transport.requests[1].headers["User-Agent"].startswith("siteowner-sdk/")


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ({"X-Branch": "القاهرة"}, "the value of X-Branch can't be sent"),
        ({"X-Branch": "a\r\nX-Admin: 1"}, "the value of X-Branch can't be sent"),
        ({"X-Branch": " a"}, "the value of X-Branch can't be sent"),
        ({"X Branch": "a"}, "'X Branch' is no name of a header"),
        ({"": "a"}, "'' is no name of a header"),
        ({"content-type": "a"}, "content-type is set by the request itself"),
        ({"Content-Length": "0"}, "Content-Length is set by the request itself"),
        ({"Host": "a"}, "Host is set by the request itself"),
        ({"Transfer-Encoding": "chunked"}, "Transfer-Encoding is set by the request itself"),
    ],
)
def test_header_that_cannot_be_sent_is_refused_at_once(
    headers: dict[str, str], message: str
) -> None:
    """The client is not made: no library stumbles over it later, or sends a line more."""
    with pytest.raises(ValueError, match=re.escape(message)) as caught:
        SiteOwner(BASE_URL, headers=headers)
    assert "X-Admin" not in str(caught.value)


@pytest.mark.parametrize("value", ["", "a", "a b\tc", "~!"])
def test_header_that_can_be_sent_is_sent_as_it_is(value: str) -> None:
    """What is refused is no more than what can't stand in a header."""
    transport = FakeTransport(lambda _: answer(None, 204))
    SiteOwner(BASE_URL, transport=transport, headers={"X-Branch": value}).courses.delete(1)
    assert value == transport.requests[0].headers["X-Branch"]


def test_language_that_cannot_be_sent_is_refused_at_once() -> None:
    """It stands in a header, too."""
    with pytest.raises(ValueError, match="the value of Accept-Language can't be sent"):
        SiteOwner(BASE_URL, language="عربي")


def test_omit_is_one_thing() -> None:
    """It is false, and reads as it is written."""
    assert not omit
    assert "omit" == repr(omit)
