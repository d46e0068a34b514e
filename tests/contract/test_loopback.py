"""Applications in this process, on a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from siteowner_contract.loopback import AppError, is_asgi, load_app, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.contract.sabotage import Message, Receive, Send


async def asgi(scope: Message, receive: Receive, send: Send) -> None:
    """Answers its path."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": scope["path"].encode()})


def wsgi(environ: dict[str, str], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Answers its path."""
    start_response("200 OK", [])
    return [environ["PATH_INFO"].encode()]


class ASGIObject:
    """An application that is an object, as Django's and FastAPI's are."""

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answers its path."""
        await asgi(scope, receive, send)


@pytest.mark.parametrize("app", [asgi, wsgi, ASGIObject()], ids=["asgi", "wsgi", "object"])
def test_application_is_served(app: Callable[..., object]) -> None:
    """Both kinds answer over HTTP, on a port of their own."""
    with served(app) as origin:
        assert "/api/teachers/" == httpx.get(f"{origin}/api/teachers/").text


def test_kinds_are_told_apart() -> None:
    """A coroutine function is ASGI, and so is an object with one."""
    assert [True, True, False] == [is_asgi(app) for app in (asgi, ASGIObject(), wsgi)]


def test_application_is_imported_by_name() -> None:
    """`module:attribute`, as servers have it."""
    assert httpx.get is load_app("httpx:get")


@pytest.mark.parametrize("name", ["httpx", "httpx:", "nowhere_at_all:app", "httpx:nothing"])
def test_application_that_is_not_there(name: str) -> None:
    """The message has what was typed."""
    with pytest.raises(AppError, match=f"--app {name}"):
        load_app(name)
