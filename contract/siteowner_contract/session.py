"""Raw HTTP to the server under test, by operation id."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import httpx

from siteowner_contract.bodies import write_form
from siteowner_contract.credentials import ANONYMOUS, Credentials, Fixed
from siteowner_contract.exchange import Exchange

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from siteowner_contract.openapi import JSON, Contract
    from siteowner_contract.routes import Routes

BOUNDARY = "siteowner-contract-7MA4YWxkTrZu0gW"
ACCEPT = {"accept": "application/json", "accept-language": "en"}


@dataclass(frozen=True)
class Call:
    """What a request is made of, before it is written down as HTTP.

    Attributes:
        operation: Operation id.
        path: Path parameters, in their order.
        query: Query parameters; a value may be a list.
        json: JSON body, or None for none.
        form: Fields of a multipart body, or None for none; values may be lists or uploads.
    """

    operation: str
    path: tuple[object, ...] = ()
    query: Mapping[str, object] = field(default_factory=dict)
    json: JSON = None
    form: Mapping[str, object] | None = None


@dataclass(frozen=True)
class Session:
    """One way of calling the server: as somebody, at its routes.

    Attributes:
        client: Sends; its transport is the guarded one.
        base_url: What every path is appended to, without a slash at its end.
        contract: The operations.
        routes: Their paths.
        credentials: Who is calling.
        watch: Told of every answer.
    """

    client: httpx.Client
    base_url: str
    contract: Contract
    routes: Routes
    credentials: Credentials = ANONYMOUS
    watch: Callable[[Exchange], object] | None = None

    def as_(self, credentials: Credentials) -> Session:
        """The same server, called by somebody else."""
        return replace(self, credentials=credentials)

    def over(self, client: httpx.Client) -> Session:
        """The same server, called through another client."""
        return replace(self, client=client)

    def with_header(self, authorization: str) -> Session:
        """The same server, called with that `Authorization` header."""
        return self.as_(Fixed(authorization))

    def call(
        self,
        operation: str,
        *path: object,
        query: Mapping[str, object] | None = None,
        json: JSON = None,
        form: Mapping[str, object] | None = None,
    ) -> Exchange:
        """Call one operation.

        Args:
            operation: Operation id.
            path: Path parameters, in their order.
            query: Query parameters; booleans are written `true` and `false`.
            json: JSON body.
            form: Multipart body.

        Raises:
            WriteRefusedError: It would write, and the run only reads.
            ServerUnreachableError: There was no answer.
        """
        return self.perform(Call(operation, path, query or {}, json, form))

    def perform(self, call: Call) -> Exchange:
        """Make a call; see `call`."""
        content, content_type = _body(call)
        return self.send(
            call.operation,
            self.contract[call.operation].method,
            self.url(call.operation, *call.path),
            query=_query(call.query),
            content=content,
            headers={"content-type": content_type} if content_type else {},
        )

    def url(self, operation: str, *path: object) -> str:
        """Where an operation is."""
        return self.base_url + self.routes.path(operation, *path)

    def send(  # noqa: PLR0913 - a request has that many parts
        self,
        operation: str,
        method: str,
        url: str,
        *,
        query: Sequence[tuple[str, str]] = (),
        content: bytes = b"",
        headers: Mapping[str, str] | None = None,
    ) -> Exchange:
        """Send a request as it is given; only who is calling and the accepted type are added."""
        authorization = self.credentials.authorization()
        sent = {**ACCEPT, **(headers or {})}
        if authorization is not None:
            sent["authorization"] = authorization
        request = self.client.build_request(
            method,
            url,
            params=httpx.QueryParams(list(query)) if query else None,
            content=content or None,
            headers=sent,
        )
        started = time.perf_counter()
        response = self.client.send(request)
        exchange = _exchange(operation, request, response, time.perf_counter() - started)
        if self.watch is not None:
            self.watch(exchange)
        return exchange


def _body(call: Call) -> tuple[bytes, str]:
    if call.form is not None:
        return write_form(call.form, BOUNDARY)
    if call.json is not None:
        return json.dumps(call.json, ensure_ascii=False).encode(), "application/json"
    return b"", ""


def _query(query: Mapping[str, object]) -> list[tuple[str, str]]:
    return [
        (name, _query_text(item))
        for name, value in query.items()
        for item in (value if isinstance(value, list | tuple) else [value])
    ]


def _query_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _exchange(
    operation: str, request: httpx.Request, response: httpx.Response, elapsed_s: float
) -> Exchange:
    return Exchange(
        operation=operation,
        method=request.method,
        url=str(request.url),
        headers=_lower(request.headers),
        content=request.content,
        status=response.status_code,
        answer_headers=_lower(response.headers),
        answer=response.content,
        elapsed_s=elapsed_s,
    )


def _lower(headers: Mapping[str, Any]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
