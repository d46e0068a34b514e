"""Models as values: what they show, how they compare, and that they survive copying."""

import copy
import pickle
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from pydantic import TypeAdapter
from rich.console import Console
from rich.pretty import pretty_repr

from siteowner_sdk import SiteOwner, models
from siteowner_sdk.core.model import Model
from siteowner_sdk.models import AccessToken, RechargeCode, Student, Teacher, TokenPair
from tests.sdk.examples import DOCUMENT, EXAMPLE_OF
from tests.sdk.fakes import BASE_URL, FakeTransport, answer

MODELS: dict[str, type[Model]] = {
    name: value
    for name, value in vars(models).items()
    if isinstance(value, type) and issubclass(value, Model) and value.__module__ == models.__name__
}
SENSITIVE = {
    name: {
        field
        for field, schema in DOCUMENT["components"]["schemas"][name]["properties"].items()
        if schema.get("x-sensitive")
    }
    for name in MODELS
}
STUDENT: dict[str, Any] = EXAMPLE_OF["students_retrieve"]


def pretty(value: Any) -> Iterator[object]:
    """A value as devtools prints it."""
    yield from value.__pretty__(repr)


def shown(value: object) -> list[str]:
    """A value in every way in which it ends in a log or on a screen."""
    screen = StringIO()
    Console(file=screen, width=200).print(value)
    return [
        repr(value),
        str(value),
        f"{value}",
        f"{[value]}",
        pretty_repr(value),
        screen.getvalue(),
        "".join(str(part) for part in pretty(value)),
    ]


def test_what_is_sensitive() -> None:
    """openapi.yaml says what is; this is a reminder of what must be among it."""
    assert {"code"} == SENSITIVE["RechargeCode"]
    assert {"access", "refresh"} == SENSITIVE["TokenPair"]
    assert {"access"} == SENSITIVE["AccessToken"]
    assert {
        "phone_number",
        "father_number",
        "mother_number",
        "national_id",
        "birth_date",
        "gmail",
        "facebook_link",
    } == SENSITIVE["Student"]
    assert {"phone", "secondary_phone", "gmail", "facebook"} == SENSITIVE["Teacher"]
    assert {"phone", "gmail"} == SENSITIVE["Assistant"]


@pytest.mark.parametrize("name", MODELS)
def test_what_is_sensitive_is_masked(name: str) -> None:
    """The models mask what openapi.yaml calls sensitive, and nothing else."""
    assert SENSITIVE[name] == {
        field for field, info in MODELS[name].model_fields.items() if not info.repr
    }


@pytest.mark.parametrize(
    ("model", "document"),
    [
        (Student, STUDENT),
        (Teacher, EXAMPLE_OF["teachers_retrieve"]),
        (RechargeCode, EXAMPLE_OF["recharge_codes_create"]),
        (TokenPair, {"access": "secret-a", "refresh": "secret-b"}),
        (AccessToken, {"access": "secret-a"}),
    ],
)
def test_no_secret_is_shown(model: type[Model], document: dict[str, Any]) -> None:
    """However an object is printed, its secrets are not in it; the rest is."""
    made = TypeAdapter(model).validate_python(document)

    for text in shown(made):
        for name in SENSITIVE[model.__name__]:
            if document[name] is not None:
                assert str(document[name]) not in text
        assert str(document.get("id", "")) in text


def test_masks_say_that_there_is_something() -> None:
    """A masked field is named, so that nobody takes it for missing."""
    assert "AccessToken(access=***)" == repr(AccessToken(access="secret"))


def test_what_the_contract_does_not_name_is_masked() -> None:
    """Of a field of a newer backend it is not known whether it is a secret."""
    grade = models.Grade.model_validate({"id": 1, "name": "x", "pin": "secret"})

    assert "Grade(id=1, name='x', pin=***)" == repr(grade)
    assert {"pin": "secret"} == grade.model_extra


@pytest.mark.parametrize(
    "copied",
    [
        copy.copy,
        copy.deepcopy,
        lambda model: pickle.loads(pickle.dumps(model)),
        lambda model: model.model_copy(),
        lambda model: type(model).model_validate(model.model_dump()),
        lambda model: type(model).model_validate_json(model.model_dump_json(), strict=True),
    ],
)
def test_models_are_values(copied: Any) -> None:
    """A copy, however it is made, is equal, has the same hash and the same further fields."""
    teacher = Teacher.model_validate(EXAMPLE_OF["teachers_retrieve"] | {"batch": {"id": 1}})

    twin = copied(teacher)

    assert teacher == twin
    assert hash(teacher) == hash(twin)
    assert {teacher} == {twin}
    assert {"batch": {"id": 1}} == twin.model_extra


def test_different_answers_differ() -> None:
    """Equality is of all fields, hashes of those that can have one."""
    one = Student.model_validate(STUDENT)
    other = Student.model_validate(STUDENT | {"is_active": not STUDENT["is_active"]})

    assert one != other
    assert 2 == len({one, other})


@pytest.mark.parametrize("name", MODELS)
def test_every_model_can_be_put_into_a_schema(name: str) -> None:
    """A user's own FastAPI or pydantic model may have ours in it."""
    schema = MODELS[name].model_json_schema()

    assert set(MODELS[name].model_fields) == set(schema["properties"])
    assert MODELS[name].model_json_schema(mode="serialization")


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickle.dumps])
def test_what_holds_connections_says_that_it_can_not_be_copied(copied: Any) -> None:
    """Whoever hands a client or a page to another process is told what to do instead."""
    page = answer(EXAMPLE_OF["teachers_list"])
    client = SiteOwner(BASE_URL, transport=FakeTransport(lambda _: page))

    with pytest.raises(TypeError, match="make one in each process"):
        copied(client)
    with pytest.raises(TypeError, match="take its results"):
        copied(client.teachers.list())
    assert copied(client.teachers.list().results)
