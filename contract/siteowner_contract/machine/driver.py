"""The SDK over the suite's own session: each step is one call of it, seen raw from below."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, Any, Self

from pydantic import BaseModel

from siteowner_contract.listing import items_of
from siteowner_contract.sameness import differences
from siteowner_contract.transport import ServerUnreachableError
from siteowner_sdk import (
    APIStatusError,
    AsyncPage,
    AsyncSiteOwner,
    Page,
    Request,
    Response,
    SiteOwner,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siteowner_contract.conformance import Conformance
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.machine.steps import Step
    from siteowner_contract.openapi import JSON
    from siteowner_contract.session import Session


# What the SDK gives of a page, beside its items.
PAGE = ("count", "next", "previous")


class RawTransport:
    """Sends what the SDK asks through a session, and keeps the exchanges."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.exchanges: list[Exchange] = []

    def send(self, request: Request, *, timeout: float | None) -> Response:  # noqa: ARG002
        """Send a request; how long it may take is the session's business."""
        content = b"" if request.body is None else b"".join(request.body)
        typed = {} if request.body is None else {"content-type": request.body.content_type}
        exchange = self._session.send(
            request.operation_id, request.method, request.url, content=content, headers=typed
        )
        self.exchanges.append(exchange)
        return Response(exchange.status, exchange.answer_headers, exchange.answer)

    def close(self) -> None:
        """The session stays open."""


class AsyncRawTransport:
    """As `RawTransport`, for tasks; one step is made at a time, so that it may block."""

    def __init__(self, transport: RawTransport) -> None:
        self._transport = transport

    async def send(self, request: Request, *, timeout: float | None) -> Response:  # noqa: ASYNC109
        """Send a request."""
        return self._transport.send(request, timeout=timeout)

    async def close(self) -> None:
        """The session stays open."""


@dataclass(frozen=True)
class Answer:
    """What came of a step.

    Attributes:
        exchanges: The requests and answers on the wire, several for a list that was walked.
        differences: What the SDK made of them otherwise than the wire says.
    """

    exchanges: Sequence[Exchange]
    differences: Sequence[str]

    @property
    def last(self) -> Exchange:
        """The exchange that a finding is about."""
        return self.exchanges[-1]

    @property
    def items(self) -> list[JSON]:
        """The items of all pages, or of the bare array."""
        return [item for exchange in self.exchanges for item in items_of(exchange.json)]


class Driver:
    """Makes steps by the sync and the async client in turn.

    Args:
        session: Where requests really go, as the site owner.
        conformance: Tells answers that the SDK need not understand.
    """

    def __init__(self, session: Session, conformance: Conformance) -> None:
        self._conformance = conformance
        self._raw = RawTransport(session)
        self._runner = asyncio.Runner()
        settings: dict[str, Any] = {
            "base_url": session.base_url,
            "token": "the session's own is sent",
            "max_retries": 0,
            "routes": session.routes.moved(session.contract),
        }
        self._clients = (
            SiteOwner(**settings, transport=self._raw),
            AsyncSiteOwner(**settings, transport=AsyncRawTransport(self._raw)),
        )
        self._turns: Iterator[SiteOwner | AsyncSiteOwner] = cycle(self._clients)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.close()

    def restart(self) -> None:
        """Begin with the sync client again."""
        self._turns = cycle(self._clients)

    def perform(self, step: Step) -> Answer:
        """Make a step.

        Raises:
            ServerUnreachableError: There was no answer.
        """
        client = next(self._turns)
        self._raw.exchanges.clear()
        found: list[str] = []
        try:
            result = self._result(client, step)
        except APIStatusError as error:
            found += _refusal_differences(error, self._raw.exchanges[-1])
        except ServerUnreachableError:
            raise
        except Exception as error:
            if not self._raw.exchanges:
                raise
            if not self._is_at_fault():
                found.append(f"raised {type(error).__name__}: {error}")
        else:
            found += _differences(result, self._raw.exchanges)
        called = f"the SDK ({type(client).__name__}), {step.resource}.{step.method}"
        return Answer(tuple(self._raw.exchanges), [f"{called}: {each}" for each in found])

    def _result(self, client: SiteOwner | AsyncSiteOwner, step: Step) -> JSON:
        method = getattr(getattr(client, step.resource), step.method)
        called = method(*step.path, **step.arguments)
        if isinstance(client, AsyncSiteOwner):
            return self._runner.run(_awaited(called))
        return {**_page(called), "results": list(called)} if isinstance(called, Page) else called

    def _is_at_fault(self) -> bool:
        """Whether the server's answer is one that nobody need understand."""
        return any(map(self._conformance.deviations, self._raw.exchanges))


async def _awaited(called: Any) -> JSON:  # noqa: ANN401 - whatever the SDK gives
    result = await called
    if isinstance(result, AsyncPage):
        return {**_page(result), "results": [item async for item in result]}
    return result


def _page(page: Any) -> JSON:  # noqa: ANN401 - a page of either world
    return {name: getattr(page, name) for name in PAGE}


def _differences(result: JSON, exchanges: Sequence[Exchange]) -> Iterator[str]:
    first = exchanges[0]
    if not first.succeeded:
        yield f"took a {first.status} for a success"
    elif isinstance(result, dict):
        rows = [item for page in exchanges for item in items_of(page.json)]
        wanted = {name: first.json[name] for name in PAGE}
        yield from differences({**wanted, "results": rows}, _dumped(result))
    else:
        raw = items_of(first.json) if isinstance(result, list) else first.json
        yield from differences(raw, _dumped(result))


def _refusal_differences(error: APIStatusError, exchange: Exchange) -> Iterator[str]:
    if error.status_code != exchange.status:
        yield f"raised a {error.status_code} for a {exchange.status}"
    if exchange.json is not None:
        yield from differences(exchange.json, error.body)


def _dumped(result: JSON) -> JSON:
    if isinstance(result, BaseModel):
        return result.model_dump(mode="json")
    if isinstance(result, dict):
        return {name: _dumped(value) for name, value in result.items()}
    if isinstance(result, list):
        return [_dumped(item) for item in result]
    return result
