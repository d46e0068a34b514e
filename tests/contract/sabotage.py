"""Breaks a server from outside: an ASGI application that alters requests or answers of another."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

JSON = Any
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Mapping[str, Any], Receive, Send], Awaitable[None]]
Wrap = Callable[[App], App]


@dataclass(frozen=True)
class Request:
    """A request on its way to the server."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    content: bytes

    def matches(self, method: str, path: str) -> bool:
        """Whether it is of that method and its whole path, below /api, is that pattern."""
        return self.method == method and re.fullmatch(f"/api{path}", self.path) is not None

    def asks(self, name: str) -> str | None:
        """The value of a query parameter."""
        return dict(parse_qsl(self.query)).get(name)

    def without(self, *names: str) -> Request:
        """The same request without those query parameters."""
        kept = [(name, value) for name, value in parse_qsl(self.query) if name not in names]
        return replace(self, query=urlencode(kept))


@dataclass(frozen=True)
class Answer:
    """An answer on its way back."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def json(self) -> JSON:
        """Its body; None when it is no JSON."""
        try:
            return json.loads(self.content)
        except ValueError:
            return None

    def with_json(self, body: JSON) -> Answer:
        """The same answer with another body."""
        return replace(self, content=json.dumps(body, ensure_ascii=False).encode())


AlterRequest = Callable[[Request], Request]
AlterAnswer = Callable[[Request, Answer], Answer]


def altered(
    app: App,
    request: AlterRequest = lambda request: request,
    answer: AlterAnswer = lambda _, answer: answer,
) -> App:
    """An application that alters what goes to `app` and what comes from it."""

    async def altering(scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        sent = await _read(scope, receive)
        changed = request(sent)
        collected = _Collected()
        await app(_scope(scope, changed), _giving(changed.content), collected)
        await _write(send, answer(sent, collected.answer()))

    return altering


class _Collected:
    """Takes the messages of an answer."""

    def __init__(self) -> None:
        self._messages: list[Message] = []

    async def __call__(self, message: Message) -> None:
        self._messages.append(message)

    def answer(self) -> Answer:
        start, *bodies = self._messages
        return Answer(
            start["status"],
            {name.decode(): value.decode("latin-1") for name, value in start["headers"]},
            b"".join(body.get("body", b"") for body in bodies),
        )


async def _read(scope: Mapping[str, Any], receive: Receive) -> Request:
    content, more = b"", True
    while more:
        message = await receive()
        content += message.get("body", b"")
        more = message.get("more_body", False)
    headers = {name.decode(): value.decode("latin-1") for name, value in scope["headers"]}
    return Request(scope["method"], scope["path"], scope["query_string"].decode(), headers, content)


def _scope(scope: Mapping[str, Any], request: Request) -> dict[str, Any]:
    headers = {**request.headers}
    if request.content:
        headers["content-length"] = str(len(request.content))
    return {
        **scope,
        "path": request.path,
        "query_string": request.query.encode(),
        "headers": _encoded(headers),
    }


def _encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]


def _giving(content: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": content, "more_body": False}

    return receive


async def _write(send: Send, answer: Answer) -> None:
    headers = {**answer.headers, "content-length": str(len(answer.content))}
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": [
                (name.encode(), value.encode("latin-1")) for name, value in headers.items()
            ],
        }
    )
    await send({"type": "http.response.body", "body": answer.content})
