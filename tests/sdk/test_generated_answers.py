"""The SDK reads every answer that openapi.yaml allows, and refuses every one that it does not."""

import asyncio
import inspect
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from siteowner_contract.sameness import differences
from siteowner_sdk import APIResponseValidationError, AsyncSiteOwner, Drift, Response, SiteOwner
from tests.sdk.examples import EXAMPLE_OF, Example, examples
from tests.sdk.fakes import BASE_URL, AsyncFakeTransport, FakeTransport
from tests.sdk.generated_answers import (
    answer_schema,
    answers,
    breakings,
    broken,
    places,
    validator,
)
from tests.sdk.test_operations import as_json

CALLS = {
    f"{each.operation}{'-all' if each.method_name == 'all' else ''}": each
    for each in reversed(examples().values())
    if answer_schema(each.operation) is not None
}
each_call = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)

# What the SDK takes although the contract does not allow it, each with the reason. It is told to
# `on_drift`, and `strict` refuses it.
TOLERATED = {
    "a status that no enum has: a newer backend's word is given as it came": (
        "students_retrieve",
        {"status": "graduated"},
    ),
    "a gender that no enum has, likewise": ("teachers_retrieve", {"gender": "unknown"}),
    "a kind of education, likewise": ("students_retrieve", {"educational_state": "home"}),
    "an amount with other decimals: it is the same number": (
        "revenue_lecture",
        {"price": "150.5", "total_revenue": "1000"},
    ),
    "an amount as a number where a text is asked for, likewise": (
        "revenue_lecture",
        {"price": 150, "final_price": 120.5},
    ),
    "a code in another pattern: old ones are to be read too": (
        "recharge_codes_create",
        {"code": "x7k9"},
    ),
    "a picture whose URL is not absolute: it is for the caller to resolve": (
        "courses_create",
        {"cover_picture": "/media/a.png"},
    ),
}
SAMPLE = settings(
    max_examples=6,
    database=None,
    derandomize=True,
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
MANY = settings(SAMPLE, max_examples=400)


def clients(call: Example, document: Any, **settings: Any) -> tuple[SiteOwner, AsyncSiteOwner]:
    """Both clients, of a server that gives that answer."""
    response = Response(call.status, {}, json.dumps(document).encode())
    return (
        SiteOwner(BASE_URL, transport=FakeTransport(lambda _: response), **settings),
        AsyncSiteOwner(BASE_URL, transport=AsyncFakeTransport(lambda _: response), **settings),
    )


def read(call: Example, document: Any, **settings: Any) -> list[Any]:
    """What both clients make of an answer, as JSON."""
    return [as_json(made(client, call)) for client in clients(call, document, **settings)]


def made(client: SiteOwner | AsyncSiteOwner, call: Example) -> Any:
    """What a client makes of a call."""
    method = getattr(getattr(client, call.resource), call.method_name)
    result = method(*call.path_arguments, **call.arguments)
    return asyncio.run(_awaited(result)) if inspect.isawaitable(result) else result


async def _awaited(result: Any) -> Any:
    return await result


def documents(call: Example) -> st.SearchStrategy[Any]:
    """Valid answers of a call, in the one of two shapes that it reads."""
    shape = {"all": list, "list": dict}.get(call.method_name, object)
    return answers(call.operation).filter(lambda document: isinstance(document, shape))


def assert_read_whole(call: Example, document: Any) -> None:
    """Both clients give all that came, of a page its four fields; they find no drift in it."""
    if call.method_name == "list":
        document = {name: document[name] for name in ("count", "next", "previous", "results")}
    drifts: list[Drift] = []
    for result in read(call, document, on_drift=drifts.append):
        assert [] == list(differences(document, result))
    assert [] == [each for each in drifts if each.kind != "unknown_field"]


def assert_refused(call: Example, document: Any, data: st.DataObject) -> None:
    """Both clients refuse a document that is broken at some place."""
    found = places(call.operation, document)
    assume(found)
    place = data.draw(st.sampled_from(found))
    wrong = broken(document, place, data.draw(st.sampled_from(breakings(place))))
    assert not validator(call.operation).is_valid(wrong)
    for client in clients(call, wrong):
        with pytest.raises(APIResponseValidationError):
            made(client, call)


def tried(call: Example, how: settings) -> None:
    """Read valid answers of a call, and refuse broken ones."""

    @how
    @given(documents(call), st.data())
    def answered(document: Any, data: st.DataObject) -> None:
        assert_read_whole(call, document)
        assert_refused(call, document, data)

    answered()


@each_call
def test_answers_are_read_or_refused(call: Example) -> None:
    """A few generated answers: the valid one is given whole, the broken one raises."""
    tried(call, SAMPLE)


@pytest.mark.verify
@each_call
def test_many_answers_are_read_or_refused(call: Example) -> None:
    """Hundreds of them."""
    tried(call, MANY)


@pytest.mark.parametrize(("operation", "changes"), TOLERATED.values(), ids=TOLERATED)
def test_tolerated(operation: str, changes: dict[str, Any]) -> None:
    """The contract does not allow it, and the SDK gives it all the same, unless told otherwise."""
    call = next(each for each in CALLS.values() if each.operation == operation)
    document = EXAMPLE_OF[operation] | changes
    assert not validator(operation).is_valid(document)
    drifts: list[Drift] = []
    for result in read(call, document, on_drift=drifts.append):
        assert [] == list(differences(document, result))
    assert {f"$.{name}" for name in changes} == {each.path for each in drifts}
    for client in clients(call, document, strict=True):
        with pytest.raises(APIResponseValidationError):
            made(client, call)
