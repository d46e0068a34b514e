"""The SDK under the same cases: what it puts on the wire, and what it makes of the answer.

The server is called once, by the suite. Then the SDK makes the same call over a transport that
gives it the same answer, so that nothing is created twice. What differs is a fault of the SDK (or
of this suite) and never of the server.
"""

from __future__ import annotations

import asyncio
import inspect
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote

import httpx
from pydantic import BaseModel

from siteowner_contract.asked import request_deviations
from siteowner_contract.bodies import Part, Upload, read_form, read_json
from siteowner_contract.listing import items_of
from siteowner_contract.sameness import differences
from siteowner_sdk import AsyncPage, AsyncSiteOwner, Page, SiteOwner

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from siteowner_contract.conformance import Conformance
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON, Contract, Operation
    from siteowner_contract.session import Call, Session

Client = SiteOwner | AsyncSiteOwner

PAGE = ("count", "next", "previous", "results")
METHODS = {"partial_update": "update", "update": "replace", "destroy": "delete"}


class Replay:
    """Gives the SDK an answer that is already there, and keeps what it asked."""

    def __init__(self) -> None:
        self._answer = httpx.Response(500)
        self.requests: list[httpx.Request] = []

    def load(self, exchange: Exchange) -> None:
        """Answer the next request with that exchange's answer."""
        shown = {"content-type": exchange.answer_headers.get("content-type", "application/json")}
        self._answer = httpx.Response(exchange.status, headers=shown, content=exchange.answer)
        self.requests.clear()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer."""
        self.requests.append(request)
        return self._answer


class SDKDifferential:
    """Sends cases through the sync and the async client.

    Args:
        session: Where the server is, and at what routes.
        conformance: Tells answers that the SDK need not understand.
    """

    def __init__(self, session: Session, conformance: Conformance) -> None:
        self._contract = session.contract
        self._conformance = conformance
        self._replay = Replay()
        self._runner = asyncio.Runner()
        transport = httpx.MockTransport(self._replay)
        settings: dict[str, Any] = {
            "base_url": session.base_url,
            "token": "opaque",
            "max_retries": 0,
            "routes": session.routes.moved(session.contract),
        }
        self._clients = (
            SiteOwner(**settings, http_client=httpx.Client(transport=transport)),
            AsyncSiteOwner(**settings, http_client=httpx.AsyncClient(transport=transport)),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.close()

    def __call__(self, call: Call, exchange: Exchange) -> list[str]:
        """What the SDK does differently from the raw case; empty when it does the same.

        A case that the SDK can't express, a refusal, and an answer that is not as documented tell
        nothing.
        """
        operation = self._contract[call.operation]
        documented = exchange.status == operation.success and not self._conformance.deviations(
            exchange
        )
        if not (documented and _is_expressible(operation, call)):
            return []
        return [
            f"the SDK ({type(client).__name__}), {call.operation}: {difference}"
            for client in self._clients
            for difference in self._differences(client, operation, call, exchange)
        ]

    def _differences(
        self,
        client: Client,
        operation: Operation,
        call: Call,
        exchange: Exchange,
    ) -> Iterator[str]:
        self._replay.load(exchange)
        try:
            result = _perform(client, operation, call, self._contract)
            if inspect.isawaitable(result):
                result = self._runner.run(_awaited(result))
        except Exception as error:  # noqa: BLE001 - whatever it is, the SDK raised it
            yield f"raised {type(error).__name__}: {error}"
            return
        request = self._replay.requests[0]
        yield from _request_differences(exchange, request)
        content_type = request.headers.get("content-type", "")
        query = request.url.params.multi_items()
        for deviation in request_deviations(operation, query, request.content, content_type):
            yield f"sent what is not documented: {deviation}"
        yield from differences(_given(exchange.json, result), _dumped(result))


def _perform(client: Client, operation: Operation, call: Call, contract: Contract) -> object:
    resource, method = sdk_name(operation, call)
    arguments = _arguments(operation, call, contract)
    result: object = getattr(getattr(client, resource), method)(*call.path, **arguments)
    return result


async def _awaited(result: Awaitable[object]) -> object:
    return await result


def sdk_name(operation: Operation, call: Call) -> tuple[str, str]:
    """The resource and the method of the SDK that an operation is: `teachers`, `update`."""
    method = operation.id.removeprefix(f"{operation.tag}_")
    return operation.tag, "all" if _is_whole(call) else METHODS.get(method, method)


def _is_whole(call: Call) -> bool:
    return call.query.get("all") == "true"


def _is_expressible(operation: Operation, call: Call) -> bool:
    if not operation.secured or not set(call.query) <= set(operation.query):
        return False
    # The SDK's all() pages no more, and its list() has no `all`.
    return "all" not in call.query or (
        _is_whole(call) and not {"page", "page_size"} & set(call.query)
    )


def _arguments(operation: Operation, call: Call, contract: Contract) -> dict[str, object]:
    query = {
        name: _typed(operation.query[name]["schema"], value)
        for name, value in call.query.items()
        if name != "all"
    }
    body = call.json if call.form is None else call.form
    if not body:
        return query
    fields = contract.resolve(operation.body_schema)["properties"]
    return query | {name: _typed(contract.resolve(fields[name]), body[name]) for name in body}


# What the SDK takes where the wire has text, by the schema's format or else its type.
TYPED: dict[str, Callable[[str], object]] = {
    "integer": int,
    "boolean": lambda text: text == "true",
    "date": date.fromisoformat,
    "date-time": datetime.fromisoformat,
}


def _typed(schema: JSON, value: object) -> object:
    """A value of the wire as the SDK takes it."""
    if isinstance(value, Upload):
        return value.content
    if not isinstance(value, str):
        return value
    if value == "" and schema.get("x-clearable"):
        return None
    kind = schema.get("format", str(schema.get("type")))
    return TYPED.get(kind, str)(value)


def _request_differences(exchange: Exchange, request: httpx.Request) -> Iterator[str]:
    sent = (request.method, request.url.path, sorted(request.url.params.multi_items()))
    raw = (exchange.method, unquote(exchange.path), sorted(exchange.query))
    if raw != sent:
        yield f"sent {sent}, not {raw}"
    content_type = request.headers.get("content-type", "")
    parts = read_form(request.content, content_type)
    if exchange.parts or parts:
        if (came := _comparable(parts)) != (wanted := _comparable(exchange.parts)):
            yield f"sent the form {came}, not {wanted}"
    else:
        # No body and an empty object ask for the same.
        wanted, came = (
            read_json(content or b"{}") for content in (exchange.content, request.content)
        )
        yield from (f"sent {difference}" for difference in differences(wanted, came))


def _comparable(parts: list[Part]) -> list[tuple[str, bytes, str | None]]:
    """What counts of the parts: the order of fields does not, nor does a file's name."""
    return sorted(
        ((part.name, part.content, part.filename and part.media_type) for part in parts),
        key=lambda part: part[0],
    )


def _given(raw: JSON, result: object) -> JSON:
    """What of an answer the SDK gives: of a list its items, of a page its documented fields."""
    if isinstance(result, list):
        return items_of(raw)
    if isinstance(result, Page | AsyncPage):
        return {name: raw[name] for name in PAGE}
    return raw


def _dumped(result: object) -> JSON:
    if isinstance(result, BaseModel):
        return result.model_dump(mode="json")
    if isinstance(result, list):
        return [_dumped(item) for item in result]
    if result is None:
        return None
    page = {name: getattr(result, name) for name in PAGE}
    return {**page, "results": _dumped(page["results"])}
