"""A router of respx that answers every operation with an example of `openapi.yaml`."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from ..core.routes import PARAMETER, load_routes
from ..extras import extra
from ..openapi import Json, definitions, openapi_document, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx
    from respx import MockRouter

    from ..core.routes import RouteTable


def example_router(*, base_url: str | None = None, routes: RouteTable | None = None) -> MockRouter:
    """A router that answers every operation with the contract's own example of its success.

    It is a context manager: within it no request of httpx leaves the process. Its routes are named
    by operation id, to have another answer: `router["teachers_retrieve"].respond(404)`.

    Args:
        base_url: Where the API is; None answers whatever the host.
        routes: Paths that differ from the contract's, as the client has them.

    Raises:
        ImportError: The extra `testing` is not installed.
    """
    with extra("testing"):
        import respx

        operations = definitions(openapi_document())
    paths = {name: operation.path for name, operation in operations.items()}
    paths |= {} if routes is None else load_routes(routes, paths)
    router = respx.mock(assert_all_called=False)
    # Of two paths that end alike the longer one is to be tried first.
    for name in sorted(operations, key=lambda name: paths[name].count("/"), reverse=True):
        url = _url(base_url, paths[name])
        route = router.route(method=operations[name].method, url__regex=url, name=name)
        answers = _documents(name)
        if len(answers) > 1:
            route.side_effect = partial(_chosen, answers)
        else:
            route.return_value = example_response(name)
    return router


def example_response(
    operation: str, status: int | None = None, example: str | None = None
) -> httpx.Response:
    """An answer of an operation as the contract gives it.

    Args:
        operation: Operation id.
        status: Which status; None is the success.
        example: The name of the example; None is the first.

    Raises:
        LookupError: The contract has none such.
        ImportError: The extra `testing` is not installed.
    """
    import httpx

    status, examples = _examples(operation, status)
    if example is not None and example not in examples:
        raise LookupError(
            f"{operation} has no example {example!r} of {status}; there are {', '.join(examples)}"
        )
    if not examples:
        return httpx.Response(status)
    name = next(iter(examples)) if example is None else example
    return httpx.Response(status, json=examples[name]["value"])


def _chosen(answers: list[Json], request: httpx.Request) -> httpx.Response:
    """Of several answers of a list the one that the query asks for."""
    import httpx

    query = request.url.params
    whole = query.get("all", "").lower() == "true"
    later = not whole and query.get("page", "1") != "1"
    return httpx.Response(
        200, json=next((each for each in answers if _shape(each) == (whole, later)), answers[0])
    )


def _shape(answer: Json) -> tuple[bool, bool]:
    """Whether an answer is the whole set, and whether it is a page after the first."""
    whole = isinstance(answer, list)
    return whole, not whole and answer.get("previous") is not None


def _documents(operation: str) -> list[Json]:
    return [example["value"] for example in _examples(operation, None)[1].values()]


def _examples(operation: str, status: int | None) -> tuple[int, Mapping[str, Json]]:
    with extra("testing"):
        document = openapi_document()
    operations = definitions(document)
    if operation not in operations:
        raise LookupError(f"There is no operation {operation}; there are {', '.join(operations)}")
    responses: Json = operations[operation].value["responses"]
    for known, response in responses.items():
        if int(known) == status or (status is None and known.startswith("2")):
            content = resolve(document, response).get("content", {})
            return int(known), content.get("application/json", {}).get("examples", {})
    raise LookupError(f"{operation} has no {status}; the contract has {', '.join(responses)}")


def _normal(base_url: str) -> str:
    """As httpx writes it, without the port of its scheme, say."""
    from httpx import URL

    return str(URL(base_url))


def _url(base_url: str | None, template: str) -> str:
    """What the whole URL of a request looks like."""
    base = r"[^?]*" if base_url is None else re.escape(_normal(base_url).rstrip("/"))
    steps = PARAMETER.split("/" + template.removeprefix("/"))
    path = r"[^/?]+".join(re.escape(text) for text in steps[::2])
    return rf"^{base}{path}(\?.*)?$"
