"""The guard in the transport."""

from __future__ import annotations

import httpx
import pytest

from siteowner_contract.transport import (
    GuardedTransport,
    ServerUnreachableError,
    WriteRefusedError,
)

LOGIN = "/api/auth/token/"


def _transport(*, writes: bool, seen: list[httpx.Request] | None = None) -> GuardedTransport:
    def answer(request: httpx.Request) -> httpx.Response:
        if seen is not None:
            seen.append(request)
        return httpx.Response(200)

    return GuardedTransport(httpx.MockTransport(answer), writes=writes, logins=[LOGIN])


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "FOO"])
def test_read_only_run_sends_no_write(method: str) -> None:
    """Whatever is not known to be safe does not leave, whoever in the suite tries."""
    seen: list[httpx.Request] = []
    transport = _transport(writes=False, seen=seen)
    with (
        httpx.Client(transport=transport) as client,
        pytest.raises(WriteRefusedError, match="this run only reads"),
    ):
        client.request(method, "http://127.0.0.1/api/teachers/")
    assert [] == seen
    assert 0 == transport.sent


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_read_only_run_reads(method: str) -> None:
    """Reading is what it is for."""
    with httpx.Client(transport=_transport(writes=False)) as client:
        assert 200 == client.request(method, "http://127.0.0.1/api/teachers/").status_code


def test_read_only_run_logs_in() -> None:
    """Handing out a token changes nothing that anybody would miss."""
    with httpx.Client(transport=_transport(writes=False)) as client:
        assert 200 == client.post(f"http://127.0.0.1{LOGIN}").status_code


def test_writing_run_writes_and_is_counted() -> None:
    """With writes allowed everything passes."""
    transport = _transport(writes=True)
    with httpx.Client(transport=transport) as client:
        client.delete("http://127.0.0.1/api/courses/1/")
    assert 1 == transport.sent


def test_broken_connection_names_the_request() -> None:
    """The message says what was asked, without the query, which may hold names."""

    def fail(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    transport = GuardedTransport(httpx.MockTransport(fail), writes=False, logins=[])
    with (
        httpx.Client(transport=transport) as client,
        pytest.raises(ServerUnreachableError, match=r"GET http://127\.0\.0\.1/api/teachers/: Conn"),
    ):
        client.get("http://127.0.0.1/api/teachers/?search=Mona")
