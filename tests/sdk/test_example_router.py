"""The router of respx that answers with the contract's examples."""

import asyncio
import inspect
from typing import Any

import httpx
import pytest
import respx

from siteowner_sdk import AsyncSiteOwner, BadRequestError, NotFoundError, SiteOwner
from siteowner_sdk.testing import example_response, example_router
from siteowner_sdk.validation import Violation, validated
from tests.sdk.examples import EXAMPLE_OF, Example, examples
from tests.sdk.fakes import BASE_URL
from tests.sdk.test_operations import as_json

EXAMPLES = {name: each for name, each in examples().items() if not each.query.get("page")}
each_example = pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)


def made(client: SiteOwner | AsyncSiteOwner, example: Example) -> Any:
    """What a client makes of the call of an example."""
    method = getattr(getattr(client, example.resource), example.method_name)
    result = method(*example.path_arguments, **example.arguments)
    return asyncio.run(awaited(result, client)) if inspect.isawaitable(result) else result


async def awaited(result: Any, client: Any) -> Any:
    """A result, and its client closed in the same loop."""
    async with client:
        return await result


@each_example
def test_every_operation_is_answered(
    siteowner_examples: respx.MockRouter, example: Example
) -> None:
    """By the default transport, whatever the host; with an example that the SDK can read."""
    with SiteOwner(BASE_URL, username="owner", password="p") as client:
        result = as_json(made(client, example))

    assert siteowner_examples[example.operation].called
    assert siteowner_examples["auth_token_create"].called
    assert isinstance(result, type(EXAMPLE_OF[example.operation]) | type(example.answer))


@each_example
def test_every_operation_is_answered_in_tasks(
    siteowner_examples: respx.MockRouter, example: Example
) -> None:
    """The async default transport as well."""
    made(AsyncSiteOwner(BASE_URL, token="t"), example)

    assert siteowner_examples[example.operation].called


def test_answers_keep_to_the_contract(siteowner_examples: respx.MockRouter) -> None:
    """All of them pass the validating transport."""
    found: list[Violation] = []
    with validated(SiteOwner(BASE_URL, token="t"), on_violation=found.append) as client:
        for example in EXAMPLES.values():
            if not example.multipart and not example.arguments:
                made(client, example)

    assert [] == found


def test_pages_lead_on_to_their_end(siteowner_examples: respx.MockRouter) -> None:
    """Of a list with several pages each is given when it is asked for, and so is the whole set."""
    with SiteOwner(BASE_URL, token="t") as client:
        page = client.teachers.list()
        teachers = list(page)
        whole = client.teachers.all()
        students = list(client.students.list(page=2))

    assert page.count == len(teachers) == len({teacher.id for teacher in teachers}) == 2
    assert 1 == len(whole)
    assert 1 == len(students)  # the only page that there is an example of
    assert 3 == siteowner_examples["teachers_list"].call_count


def test_a_route_can_be_given_another_answer(siteowner_examples: respx.MockRouter) -> None:
    """By respx's own means, or with another example of the contract."""
    siteowner_examples["teachers_list"].respond(404, json={"detail": "Invalid page."})
    siteowner_examples["teachers_create"].mock(
        return_value=example_response("teachers_create", 400, "email_exists")
    )
    example = next(each for each in EXAMPLES.values() if each.operation == "teachers_create")

    with SiteOwner(BASE_URL, token="t") as client:
        with pytest.raises(NotFoundError, match="Invalid page"):
            client.teachers.list()
        with pytest.raises(BadRequestError) as caught:
            client.teachers.create(**example.arguments)

    assert ["gmail"] == list(caught.value.errors)


def test_paths_that_end_alike_are_told_apart(siteowner_examples: respx.MockRouter) -> None:
    """`/revenue/students/` is not `/students/`."""
    with SiteOwner(BASE_URL, token="t") as client:
        client.revenue.students()

    assert not siteowner_examples["students_list"].called


def test_a_router_of_one_server() -> None:
    """With a base URL no other host, and no other path, is answered."""
    with example_router(base_url=f"{BASE_URL}/") as router:
        assert 200 == httpx.get(f"{BASE_URL}/dashboard/stats/?a=1").status_code
        for other in ("https://other.example/api", f"{BASE_URL}/v2"):
            with pytest.raises(AssertionError, match="not mocked"):
                httpx.get(f"{other}/dashboard/stats/")

        assert 1 == router["dashboard_stats"].call_count


@pytest.mark.parametrize(
    "base_url",
    ["https://s.example:443/api", "HTTPS://S.example/api", "https://bücher.example/مسار"],
)
def test_a_router_takes_the_url_that_the_client_takes(base_url: str) -> None:
    """Though it is written otherwise on the wire."""
    with example_router(base_url=base_url), SiteOwner(base_url, token="t") as client:
        assert client.dashboard.stats()


def test_a_router_of_other_routes() -> None:
    """The client's route table is the router's."""
    routes = {"teachers_retrieve": "v2/tutors/{pk}"}
    with example_router(routes=routes) as router:
        with SiteOwner(BASE_URL, token="t", routes=routes) as client:
            client.teachers.retrieve(4)
            client.students.retrieve(4)

        assert 1 == router["teachers_retrieve"].call_count


def test_without_patching_anything() -> None:
    """As the transport of an httpx client that is handed to the SDK."""
    router = example_router()
    with httpx.Client(transport=httpx.MockTransport(router.handler)) as http_client:
        client = SiteOwner(BASE_URL, token="t", http_client=http_client)

        assert EXAMPLE_OF["dashboard_stats"] == as_json(client.dashboard.stats())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("teachers_destroy",), "teachers_destroy"),
        (("teachers_retrieve", 500), "no 500; the contract has 200, 401, 403, 404, 429"),
        (("teachers_retrieve", 404, "gone"), "no example 'gone' of 404; there are not_found"),
    ],
)
def test_an_example_that_is_not_there(arguments: tuple[Any, ...], message: str) -> None:
    """The message says what there is."""
    with pytest.raises(LookupError, match=message):
        example_response(*arguments)


def test_an_answer_without_a_body() -> None:
    """204 has none."""
    assert (204, b"") == (
        example_response("courses_destroy").status_code,
        example_response("courses_destroy").content,
    )
