"""Raw access: the response of a call beside what is read from it."""

import inspect
from typing import Any

import pytest

from siteowner_sdk import (
    APIResponseValidationError,
    AsyncPage,
    AsyncSiteOwner,
    NotFoundError,
    Page,
    RawResponse,
    Response,
    SiteOwner,
)
from tests.sdk.examples import EXAMPLE_OF, Example, examples
from tests.sdk.fakes import BASE_URL, AsyncFakeTransport, FakeTransport, answer
from tests.sdk.test_operations import as_json, assert_as_the_contract_says

TEACHER: dict[str, Any] = EXAMPLE_OF["teachers_retrieve"]
PAGE: dict[str, Any] = EXAMPLE_OF["teachers_list"]
LAST_PAGE = PAGE | {"next": None, "results": [TEACHER | {"id": 99}]}
EXAMPLES = examples()

each_example = pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)


def client(*responses: Response) -> SiteOwner:
    """A client whose server gives these answers, one after the other."""
    waiting = iter(responses)
    return SiteOwner(
        BASE_URL, token="t", max_retries=0, transport=FakeTransport(lambda _: next(waiting))
    )


@each_example
def test_in_a_thread(example: Example) -> None:
    """Each method sends the same and `parse` gives the same as without raw access."""
    transport = FakeTransport(lambda _: answer(example.answer, example.status))
    resource = getattr(SiteOwner(BASE_URL, token="t", transport=transport), example.resource)

    method = getattr(resource.with_raw_response, example.method_name)
    raw = method(*example.path_arguments, **example.arguments)

    assert_as_the_contract_says(example, transport.requests)
    assert (example.status, example.operation) == (raw.status_code, raw.request.operation_id)
    assert example.answer == as_json(raw.parse())


@each_example
async def test_in_a_task(example: Example) -> None:
    """The same for tasks."""
    transport = AsyncFakeTransport(lambda _: answer(example.answer, example.status))
    resource = getattr(AsyncSiteOwner(BASE_URL, token="t", transport=transport), example.resource)

    method = getattr(resource.with_raw_response, example.method_name)
    raw = await method(*example.path_arguments, **example.arguments)

    assert_as_the_contract_says(example, transport.requests)
    assert (example.status, example.operation) == (raw.status_code, raw.request.operation_id)
    assert example.answer == as_json(raw.parse())


def test_what_a_raw_response_tells() -> None:
    """Status, headers, body, request id, retries and the request without its credentials."""
    response = answer(TEACHER, x_request_id="r1", x_served_by="a")

    raw = client(response).teachers.with_raw_response.retrieve(4)

    assert 200 == raw.status_code
    assert {"x-request-id": "r1", "x-served-by": "a"} == raw.headers
    assert response.content == raw.content
    assert ("r1", 0) == (raw.request_id, raw.retries)
    assert raw.elapsed >= 0
    assert f"{BASE_URL}/teachers/4/" == raw.request.url
    assert "Authorization" not in raw.request.headers
    assert "<RawResponse of teachers_retrieve: 200>" == repr(raw)


def test_a_refusal_is_raised_by_the_call() -> None:
    """No refusal is missed by whoever does not parse; its error holds the response."""
    refused = answer({"detail": "Not found."}, 404, x_request_id="r2")

    with pytest.raises(NotFoundError) as raised:
        client(refused).courses.with_raw_response.delete(1)

    assert refused == raised.value.response


def test_an_answer_that_can_not_be_read_can_be_looked_at() -> None:
    """What breaks the contract is raised by `parse`, so that the body can be seen."""
    raw = client(answer({"id": "x"})).teachers.with_raw_response.retrieve(1)

    assert b'{"id": "x"}' == raw.content
    with pytest.raises(APIResponseValidationError, match=r"\$\.id: expected integer"):
        raw.parse()


def test_a_parsed_page_walks_on() -> None:
    """It is the page that `list` gives."""
    siteowner = client(answer(PAGE), answer(LAST_PAGE))

    raw = siteowner.teachers.with_raw_response.list(search="x")
    page = raw.parse()

    assert isinstance(page, Page)
    assert [TEACHER["id"], 99] == [teacher.id for teacher in page]


async def test_a_parsed_page_walks_on_in_a_task() -> None:
    """The same for tasks."""
    waiting = iter((answer(PAGE), answer(LAST_PAGE)))
    siteowner = AsyncSiteOwner(BASE_URL, transport=AsyncFakeTransport(lambda _: next(waiting)))

    raw = await siteowner.teachers.with_raw_response.list()
    page = raw.parse()

    assert isinstance(page, AsyncPage)
    assert [TEACHER["id"], 99] == [teacher.id async for teacher in page]


def test_all_takes_both_shapes() -> None:
    """A bare array and the envelope of a whole set are the same list."""
    for document in ([TEACHER], PAGE | {"next": None}):
        raw = client(answer(document)).teachers.with_raw_response.all()

        assert [TEACHER["id"]] == [teacher.id for teacher in raw.parse()]


def test_all_misses_nothing_in_silence() -> None:
    """A response that is one page of several is not the whole set, and `parse` says so."""
    raw = client(answer(PAGE)).teachers.with_raw_response.all()

    with pytest.raises(APIResponseValidationError, match=r"\$\.next: expected null, found string"):
        raw.parse()


def test_settings_of_the_client_hold() -> None:
    """`strict` makes an error of drift here too."""
    transport = FakeTransport(lambda _: answer(TEACHER | {"batch": 1}))
    raw = SiteOwner(BASE_URL, transport=transport, strict=True).teachers.with_raw_response

    with pytest.raises(APIResponseValidationError, match=r"\$\.batch"):
        raw.retrieve(1).parse()


def test_it_is_made_once() -> None:
    """A resource has one raw twin."""
    teachers = client().teachers

    assert teachers.with_raw_response is teachers.with_raw_response
    assert not inspect.iscoroutinefunction(RawResponse.parse)
