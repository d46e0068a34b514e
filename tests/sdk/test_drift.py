"""Answers that leave the contract: read all the same, told of, or refused."""

import json
from typing import Any

import pytest

from siteowner_sdk import (
    APIResponseValidationError,
    AsyncSiteOwner,
    Deviation,
    Drift,
    Response,
    SiteOwner,
)
from tests.sdk.examples import EXAMPLE_OF, Example, examples
from tests.sdk.fakes import BASE_URL, AsyncFakeTransport, FakeTransport, answer

TEACHER: dict[str, Any] = EXAMPLE_OF["teachers_retrieve"]
PAGE: dict[str, Any] = EXAMPLE_OF["teachers_list"]
EXAMPLES = examples()

# How the answer of `teachers.retrieve` may leave the contract without being unreadable.
DRIFTS = {
    "a field that the contract does not name": (
        {"batch": 5},
        Drift("teachers_retrieve", "unknown_field", "$.batch", "no such field", "integer"),
    ),
    "such a field with a name that is no word": (
        {"x y": None},
        Drift("teachers_retrieve", "unknown_field", "$['x y']", "no such field", "null"),
    ),
    "a word that an enum does not have": (
        {"gender": "unknown"},
        Drift("teachers_retrieve", "unknown_value", "$.gender", "one of male, female", "'unknown'"),
    ),
    "what is no word in place of an enum's": (
        {"gender": "01012345678"},
        Drift(
            "teachers_retrieve",
            "unknown_value",
            "$.gender",
            "one of male, female",
            "another string",
        ),
    ),
    "a picture whose URL is not absolute": (
        {"profile_picture": "/media/a.png"},
        Drift("teachers_retrieve", "form", "$.profile_picture", "absolute URL", "another string"),
    ),
    "an amount with another number of decimals, deep within": (
        {"video_security_detail": TEACHER["video_security_detail"] | {"price_per_student": "1.5"}},
        Drift(
            "teachers_retrieve",
            "form",
            "$.video_security_detail.price_per_student",
            r"match of ^-?[0-9]+\.[0-9]{2}$",
            "another string",
        ),
    ),
    "a field in the items of an array": (
        {"grades_detail": [{"id": 1, "name": "x", "level": 1}, {"id": 2, "name": "y", "level": 2}]},
        Drift(
            "teachers_retrieve",
            "unknown_field",
            "$.grades_detail[*].level",
            "no such field",
            "integer",
            times=2,
        ),
    ),
}
each_drift = pytest.mark.parametrize(("changes", "drift"), DRIFTS.values(), ids=DRIFTS)

# How it may leave it so that it can't be read.
BROKEN = {
    "an integer as text": ({"id": "7"}, Deviation("$.id", "integer", "string")),
    "an integer with a fraction": ({"id": 7.5}, Deviation("$.id", "integer", "number")),
    "null where there can't be one": ({"name": None}, Deviation("$.name", "string", "null")),
    "a number as text": ({"is_active": "yes"}, Deviation("$.is_active", "boolean", "string")),
    "an object as array": (
        {"subject_detail": []},
        Deviation("$.subject_detail", "object", "array"),
    ),
    "an array as object": ({"grade_ids": {}}, Deviation("$.grade_ids", "array", "object")),
    "an item of another type": (
        {"grade_ids": [1, True]},
        Deviation("$.grade_ids[1]", "integer", "boolean"),
    ),
    "an instant without an offset": (
        {"created_at": "2026-11-24T12:00:00"},
        Deviation("$.created_at", "date-time with an offset", "another string"),
    ),
    "an instant in seconds": (
        {"created_at": "1700000000"},
        Deviation("$.created_at", "date-time with an offset", "another string"),
    ),
}


def client(document: Any, **settings: Any) -> SiteOwner:
    """A client whose server answers with a document."""
    return SiteOwner(BASE_URL, transport=FakeTransport(lambda _: answer(document)), **settings)


@each_drift
def test_by_default_drift_is_read_in_silence(changes: dict[str, Any], drift: Drift) -> None:
    """Nothing is raised, and the document can be had again as it came."""
    teacher = client(TEACHER | changes).teachers.retrieve(1)

    assert TEACHER | changes == teacher.model_dump(mode="json")


@each_drift
def test_drift_is_told(changes: dict[str, Any], drift: Drift) -> None:
    """`on_drift` is called once with the operation, the place, what was expected and what came."""
    told: list[Drift] = []

    client(TEACHER | changes, on_drift=told.append).teachers.retrieve(1)

    assert [drift] == told


@each_drift
async def test_drift_is_told_in_a_task(changes: dict[str, Any], drift: Drift) -> None:
    """The same for tasks."""
    told: list[Drift] = []
    transport = AsyncFakeTransport(lambda _: answer(TEACHER | changes))

    siteowner = AsyncSiteOwner(BASE_URL, transport=transport, on_drift=told.append)
    await siteowner.teachers.retrieve(1)

    assert [drift] == told


@each_drift
def test_strictness_makes_drift_an_error(changes: dict[str, Any], drift: Drift) -> None:
    """`strict=True` raises, with the same place, and calls nobody."""
    told: list[Drift] = []

    with pytest.raises(APIResponseValidationError) as raised:
        client(TEACHER | changes, strict=True, on_drift=told.append).teachers.retrieve(1)

    assert [] == told
    first = raised.value.deviations[0]
    assert drift.times == len(raised.value.deviations)
    assert (drift.path.replace("[*]", "[0]"), drift.expected, drift.found) == (
        first.path,
        first.expected,
        first.found,
    )


@pytest.mark.parametrize("operation", ["recharge_codes_create", "revenue_lecture"])
def test_an_amount_as_a_number(operation: str) -> None:
    """It is drift where the contract says a string, and none where it says either."""
    told: list[Drift] = []
    document = EXAMPLE_OF[operation] | {"value": 150, "total_revenue": 1000.5}
    siteowner = client(document, on_drift=told.append)

    if operation == "recharge_codes_create":
        siteowner.recharge_codes.create(course=1, value="150")
        assert ["$.total_revenue"] == [each.path for each in told]
        assert ["unknown_field"] == [each.kind for each in told]
    else:
        siteowner.revenue.lecture(1)
        assert {"$.value": "unknown_field", "$.total_revenue": "number"} == {
            each.path: each.kind for each in told
        }


def test_what_the_contract_leaves_open_is_no_drift() -> None:
    """A topic may have further fields."""
    course = EXAMPLE_OF["courses_create"]
    document = course | {"topics": [{"id": 1, "name": "x", "order": 3}]}

    changed = client(document, strict=True).courses.update(1)

    assert {"order": 3} == changed.topics[0].model_extra


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_what_is_as_the_contract_says_is_no_drift(example: Example) -> None:
    """Strictness passes every example of the contract."""
    siteowner = client(example.answer, strict=True)

    method = getattr(getattr(siteowner, example.resource), example.method_name)

    method(*example.path_arguments, **example.arguments)


def test_nothing_is_no_drift() -> None:
    """An empty array says nothing, and breaks nothing."""
    assert [] == client([], strict=True).teachers.all()


def test_drift_in_a_page() -> None:
    """The envelope of a list is watched as well: a negative count, a link that is no URL."""
    told: list[Drift] = []

    client(PAGE | {"count": -1, "previous": "?page=1"}, on_drift=told.append).teachers.list()

    assert [("form", "$.count"), ("form", "$.previous")] == [
        (each.kind, each.path) for each in told
    ]


def test_a_line_break_at_the_end_is_drift() -> None:
    """A pattern's end is the very end of a text, as in JSON Schema."""
    detail = TEACHER["video_security_detail"] | {"price_per_student": "1.50\n"}
    told: list[Drift] = []

    client(TEACHER | {"video_security_detail": detail}, on_drift=told.append).teachers.retrieve(1)

    assert ["$.video_security_detail.price_per_student"] == [each.path for each in told]


def test_drift_in_a_log_in() -> None:
    """What answers a log-in is watched as well."""
    told: list[Drift] = []
    answers = iter((answer({"access": "a", "refresh": "r", "user": 1}), answer(TEACHER)))
    transport = FakeTransport(lambda _: next(answers))
    siteowner = SiteOwner(
        BASE_URL, username="owner", password="p", transport=transport, on_drift=told.append
    )

    siteowner.teachers.retrieve(1)

    assert [
        Drift("auth_token_create", "unknown_field", "$.user", "no such field", "integer")
    ] == told


def test_what_on_drift_raises_the_call_raises() -> None:
    """A caller can decide which drift is an error."""

    def refuse(drift: Drift) -> None:
        raise LookupError(drift.path)

    with pytest.raises(LookupError, match=r"\$\.batch"):
        client(TEACHER | {"batch": 5}, on_drift=refuse).teachers.retrieve(1)


@pytest.mark.parametrize("settings", [{}, {"strict": True}, {"on_drift": print}])
@pytest.mark.parametrize(("changes", "deviation"), BROKEN.values(), ids=BROKEN)
def test_what_can_not_be_read_is_an_error(
    changes: dict[str, Any], deviation: Deviation, settings: dict[str, Any]
) -> None:
    """It names the operation, the place, what was expected and what kind of value came."""
    with pytest.raises(APIResponseValidationError) as raised:
        client(TEACHER | changes, **settings).teachers.retrieve(1)

    assert (deviation,) == raised.value.deviations
    assert (
        f"The answer of teachers_retrieve (200) is not what the contract says: {deviation}"
        == str(raised.value)
    )


def test_a_missing_field() -> None:
    """It is named."""
    document = {name: value for name, value in TEACHER.items() if name != "gmail"}

    with pytest.raises(APIResponseValidationError) as raised:
        client(document).teachers.retrieve(1)

    assert (Deviation("$.gmail", "value", "nothing"),) == raised.value.deviations


def test_a_page_for_people() -> None:
    """What says that it is no JSON is called what it says it is: often the base URL is wrong."""
    page = Response(200, {"content-type": "text/html; charset=utf-8"}, b"<html>")
    siteowner = SiteOwner(BASE_URL, transport=FakeTransport(lambda _: page))

    with pytest.raises(APIResponseValidationError) as raised:
        siteowner.teachers.retrieve(1)

    assert (Deviation("$", "JSON document", "text/html"),) == raised.value.deviations


def test_many_deviations() -> None:
    """The message names the first five; all of them are there."""
    with pytest.raises(APIResponseValidationError, match=r"; and 3 more$") as raised:
        client(TEACHER | {"grade_ids": ["1"] * 8}).teachers.retrieve(1)

    assert 8 == len(raised.value.deviations)


def test_an_error_tells_nothing_of_people() -> None:
    """No value of the answer is in the message or in the deviations."""
    secret = "01099999999"
    broken = {name: [secret] for name in ("phone", "gmail", "name", "gender", "created_at", "id")}

    with pytest.raises(APIResponseValidationError) as raised:
        client(TEACHER | broken, strict=True).teachers.retrieve(1)

    assert secret not in str(raised.value)
    assert secret not in repr(raised.value.deviations)
    assert raised.value.__cause__ is None
    assert json.loads(raised.value.response.content)["phone"] == [secret]
