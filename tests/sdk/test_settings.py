"""What a client goes by: arguments before the environment."""

from typing import Any

import httpx
import pytest

from siteowner_sdk import (
    AsyncSiteOwner,
    BasicAuth,
    BearerAuth,
    Response,
    SiteOwner,
    TokenAuth,
    Tokens,
)
from siteowner_sdk.core.jwt import Login
from siteowner_sdk.core.settings import Given, Identity, base_url, identity
from tests.sdk.fakes import BASE_URL, AsyncFakeTransport, FakeTransport, script

ENVIRONMENT = {
    "SITEOWNER_BASE_URL": "https://env.example/api/",
    "SITEOWNER_TOKEN": "env-token",
    "SITEOWNER_USERNAME": "env-owner",
    "SITEOWNER_PASSWORD": "env-secret",
}
WITHOUT_TOKEN = {name: value for name, value in ENVIRONMENT.items() if "TOKEN" not in name}


@pytest.mark.parametrize(
    ("given", "environ", "expected"),
    [
        (Given(auth=TokenAuth("k")), ENVIRONMENT, TokenAuth("k")),
        (Given(token="t"), ENVIRONMENT, BearerAuth("t")),
        (Given(token=Tokens("a", "r")), ENVIRONMENT, Tokens("a", "r")),
        (Given(username="u", password="p"), ENVIRONMENT, Login("u", "p")),
        (Given(), ENVIRONMENT, BearerAuth("env-token")),
        (Given(), WITHOUT_TOKEN, Login("env-owner", "env-secret")),
        (Given(), {}, None),
        (Given(), {"SITEOWNER_TOKEN": ""}, None),
    ],
)
def test_who_calls(given: Given, environ: dict[str, str], expected: Identity) -> None:
    """`auth`, then `token`, then `username`, then the environment in the same order."""
    assert expected == identity(given, environ)


@pytest.mark.parametrize(
    ("given", "environ", "message"),
    [
        (Given(auth=BasicAuth("u", "p"), token="t"), {}, "Pass only one of auth and token"),
        (Given(token="t", username="u", password="p"), {}, "only one of token and username"),
        (Given(username="u"), WITHOUT_TOKEN, "username and password belong together"),
        (Given(password="p"), {}, "username and password belong together"),
        (Given(), {"SITEOWNER_USERNAME": "u"}, "SITEOWNER_USERNAME and SITEOWNER_PASSWORD belong"),
    ],
)
def test_who_calls_is_said_once(given: Given, environ: dict[str, str], message: str) -> None:
    """Two ways at once, or half of one, is an error."""
    with pytest.raises(ValueError, match=message):
        identity(given, environ)


def test_where_the_api_is() -> None:
    """The argument comes before the environment; the slash at the end is left away."""
    assert "https://arg.example/api" == base_url("https://arg.example/api/", ENVIRONMENT)
    assert "https://env.example/api" == base_url(None, ENVIRONMENT)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        (None, "No base URL: pass base_url=.* or set SITEOWNER_BASE_URL"),
        ("school.example/api", "must begin with http:// or https:// and name a host"),
        ("ftp://school.example", "must begin with http"),
        ("owner:secret@school.example/api", "must begin with http"),
        ("https://", "name a host"),
        ("https://owner:secret@school.example/api", "can have no credentials"),
        ("https://school.example/api?x=1", "no credentials, query or fragment"),
        ("https://school.example/api?", "no credentials, query or fragment"),
        ("https://school.example/api#", "no credentials, query or fragment"),
        ("https://school.example/api\n", "white space"),
        ("https://school.example/a pi", "white space"),
        ("https://school.example/\x7f", "control character"),
        ("https://school..example/api", "name a host"),
        (f"https://{64 * 'x'}.example/api", "name a host"),
        ("https://school.example:99999/api", "a port from 1 to 65535"),
        ("https://school.example:0/api", "a port from 1 to 65535"),
        ("https://school.example:port/api", "a port from 1 to 65535"),
        ("https://[::1/api", "must begin with http"),
    ],
)
def test_no_way_to_the_api(url: str | None, message: str) -> None:
    """The message says what was wrong and what to pass, and repeats no password."""
    with pytest.raises(ValueError, match=message) as caught:
        base_url(url, {})
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"transport": FakeTransport(script()), "http_client": httpx}, "only one of transport"),
        ({"http_client": httpx, "proxy": "http://proxy.example"}, "proxy and verify are settings"),
        ({"transport": FakeTransport(script()), "verify": False}, "proxy and verify are settings"),
    ],
)
def test_one_way_to_send(settings: dict[str, Any], message: str) -> None:
    """What is handed in brings its own connection settings."""
    with pytest.raises(ValueError, match=message):
        SiteOwner(BASE_URL, **settings)


@pytest.mark.parametrize("name", ["timeout", "deadline"])
def test_a_time_that_is_no_number(name: str) -> None:
    """It would be neither over nor not; a client and a call refuse it."""
    settings: dict[str, Any] = {name: float("nan")}

    with pytest.raises(ValueError, match=f"{name} must be a number of seconds"):
        SiteOwner(BASE_URL, **settings)
    with pytest.raises(ValueError, match=f"{name} must be a number of seconds"):
        SiteOwner(BASE_URL, transport=FakeTransport(script())).dashboard.stats(**settings)


def test_a_header_that_is_there_twice() -> None:
    """One of the two would be meant; both would go out."""
    with pytest.raises(ValueError, match=r"headers= .*: a header is there twice"):
        SiteOwner(BASE_URL, headers={"X-Tenant": "7", "x-tenant": "8"})


def test_a_client_reads_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client without arguments goes by the environment."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    transport = FakeTransport(script(Response(204)))

    SiteOwner(transport=transport).courses.delete(1)

    (request,) = transport.requests
    assert "https://env.example/api/courses/1/" == request.url
    assert "Bearer env-token" == request.headers["Authorization"]


async def test_what_was_handed_in_stays_open() -> None:
    """A transport or an httpx client is closed by who made it."""
    transport, async_transport = FakeTransport(script()), AsyncFakeTransport(script())
    with httpx.Client() as client:
        async with httpx.AsyncClient() as async_client:
            SiteOwner(BASE_URL, http_client=client).close()
            SiteOwner(BASE_URL, transport=transport).close()
            await AsyncSiteOwner(BASE_URL, http_client=async_client).close()
            await AsyncSiteOwner(BASE_URL, transport=async_transport).close()

            assert [False] * 4 == [
                client.is_closed,
                async_client.is_closed,
                transport.closed,
                async_transport.closed,
            ]
