"""Every operation, in threads and in tasks, by the examples of openapi.yaml."""

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from pydantic import BaseModel

from siteowner_sdk import AsyncPage, AsyncSiteOwner, Page, Request, SiteOwner
from siteowner_sdk.core.encoding import form_text
from siteowner_sdk.operations import OPERATIONS
from tests.sdk.examples import Example, examples, form_fields
from tests.sdk.fakes import BASE_URL, AsyncFakeTransport, FakeTransport, answer

EXAMPLES = examples()

each_example = pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)


@each_example
def test_in_a_thread(example: Example) -> None:
    """A method of `SiteOwner` sends what the contract says and gives back what the server says."""
    transport = FakeTransport(lambda _: answer(example.answer, example.status))
    client = SiteOwner(BASE_URL, token="t", transport=transport)

    method = getattr(getattr(client, example.resource), example.method_name)
    result = method(*example.path_arguments, **example.arguments)

    assert_as_the_contract_says(example, transport.requests)
    assert example.answer == as_json(result)


@each_example
async def test_in_a_task(example: Example) -> None:
    """A method of `AsyncSiteOwner` does the same."""
    transport = AsyncFakeTransport(lambda _: answer(example.answer, example.status))
    client = AsyncSiteOwner(BASE_URL, token="t", transport=transport)

    method = getattr(getattr(client, example.resource), example.method_name)
    result = await method(*example.path_arguments, **example.arguments)

    assert_as_the_contract_says(example, transport.requests)
    assert example.answer == as_json(result)


def test_every_documented_operation_has_a_method() -> None:
    """The examples reach all operations but the two that log in."""
    reached = {example.operation for example in EXAMPLES.values()}

    assert {
        operation.id for operation in OPERATIONS if not operation.id.startswith("auth_")
    } == reached
    assert 21 == len(reached)


def assert_as_the_contract_says(example: Example, requests: list[Request]) -> None:
    """One request was sent, and it is the example's."""
    (request,) = requests
    url = urlsplit(request.url)
    assert example.operation == request.operation_id
    assert (example.method, example.path) == (request.method, url.path)
    assert example.query == dict(parse_qsl(url.query, keep_blank_values=True))
    assert example.body == wire_body(request, example)
    assert "Bearer t" == request.headers["Authorization"]
    assert "en" == request.headers["Accept-Language"]


def wire_body(request: Request, example: Example) -> dict[str, Any] | None:
    """The body as it goes over the wire; of a form, the example's values where the texts agree."""
    if request.body is None:
        return None
    content = b"".join(request.body)
    assert len(content) == request.body.size
    if not example.multipart:
        assert "application/json" == request.body.content_type
        document: dict[str, Any] = json.loads(content)
        return document
    assert example.body is not None
    fields = form_fields(request.body.content_type, content)
    return {name: original(example.body.get(name), texts) for name, texts in fields.items()}


def original(value: Any, texts: list[str]) -> Any:
    """The value of which these texts are the form, else the texts."""
    values = value if isinstance(value, list) else [value]
    return value if [form_text(each) for each in values] == texts else texts


def as_json(result: Any) -> Any:
    """What the server sent, made from what the SDK gives."""
    if isinstance(result, Page | AsyncPage):
        return {
            "count": result.count,
            "next": result.next,
            "previous": result.previous,
            "results": as_json(result.results),
        }
    if isinstance(result, list):
        return [as_json(item) for item in result]
    return result.model_dump(mode="json") if isinstance(result, BaseModel) else result
