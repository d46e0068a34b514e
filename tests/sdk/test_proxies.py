"""By which proxy a request goes."""

from typing import Any

import pytest

from siteowner_sdk import APIConnectionError, AsyncSiteOwner, SiteOwner
from siteowner_sdk.transports.choice import Connection
from siteowner_sdk.transports.environment import environment_proxy
from tests.sdk import faults
from tests.sdk.fakes import BASE_URL
from tests.sdk.fault_server import Turn, fault_server
from tests.sdk.ways import Way

PROXY = "http://proxy.example:3128"


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, None),
        ({"HTTPS_PROXY": PROXY}, PROXY),
        ({"https_proxy": "proxy.example:3128"}, PROXY),
        ({"HTTP_PROXY": PROXY}, None),
        ({"ALL_PROXY": PROXY}, PROXY),
        ({"HTTPS_PROXY": PROXY, "NO_PROXY": "*"}, None),
        ({"HTTPS_PROXY": PROXY, "NO_PROXY": "localhost,school.example"}, None),
        ({"HTTPS_PROXY": PROXY, "NO_PROXY": ".example"}, None),
        ({"HTTPS_PROXY": PROXY, "NO_PROXY": "ool.example"}, PROXY),
    ],
)
def test_the_environment_names_a_proxy(
    environ: dict[str, str], expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the scheme of the server, for all schemes, and not for those hosts."""
    for name, value in environ.items():
        monkeypatch.setenv(name, value)

    assert expected == environment_proxy(BASE_URL)


@pytest.mark.parametrize("by", ["argument", "environment"])
async def test_a_request_goes_by_the_proxy(
    by: str, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the proxy's own credentials, and those of the call."""

    def as_proxy(turn: Turn) -> bool:
        turn.send("403 Forbidden", "Content-Type: application/json", body=b'{"detail": "Proxy."}')
        return True

    with fault_server(as_proxy) as proxy:
        url = proxy.base_url.removesuffix("/api").replace("://", "://user:secret@")
        if by == "environment":
            monkeypatch.setenv("http_proxy", url)
        settings = {"proxy": url} if by == "argument" else {}
        async with way.client("http://school.example/api", token="t", **settings) as client:
            with pytest.raises(Exception, match=r"Proxy\."):
                await way.result(client.dashboard.stats())

    (request,) = proxy.requests
    assert "http://school.example/api/dashboard/stats/" == request.path
    assert "school.example" == request.headers["host"]
    assert "Basic dXNlcjpzZWNyZXQ=" == request.headers["proxy-authorization"]
    assert "Bearer t" == request.headers["authorization"]


async def test_a_server_behind_a_proxy_that_is_not_there(way: Way) -> None:
    """Nothing was sent to the server, then."""
    with fault_server(faults.none) as gone:
        pass
    settings = {"proxy": gone.base_url, "max_retries": 0}
    async with way.client("http://school.example/api", **settings) as client:
        with pytest.raises(Exception, match="No answer to courses_destroy") as caught:
            await way.result(client.courses.delete(1))

    assert caught.value.request_sent is False  # type: ignore[attr-defined]


async def test_a_proxy_that_refuses(way: Way) -> None:
    """Neither its password nor the query is shown, and nothing was sent to the server."""

    def refuses(turn: Turn) -> bool:
        turn.send("407 Proxy Authentication Required")
        return False

    with fault_server(refuses) as proxy:
        url = proxy.base_url.removesuffix("/api").replace("://", "://user:s3cret@")
        async with way.client("https://school.example/api", proxy=url, max_retries=0) as client:
            with pytest.raises(APIConnectionError, match="407") as caught:
                await way.items(client.teachers.list(search="0100-secret"))

    assert not caught.value.request_sent
    shown = f"{caught.value} {caught.value.__cause__}"
    assert "s3cret" not in shown
    assert "0100-secret" not in shown


def test_a_proxy_is_not_shown() -> None:
    """Its URL may hold a password."""
    assert "s3cret" not in repr(Connection(BASE_URL, "http://u:s3cret@proxy.example", verify=True))


async def test_a_proxy_of_which_aiohttp_knows_nothing() -> None:
    """The message names a transport that does."""
    with pytest.raises(ValueError, match=r"not socks5://: take transport='httpx'"):
        AsyncSiteOwner(BASE_URL, transport="aiohttp", proxy="socks5://127.0.0.1:1080")


@pytest.mark.parametrize(
    "proxy", ["user:s3cret@proxy:3128", "http://user:s3cret@proxy:port", "http://user:s3cret@:1"]
)
async def test_a_proxy_that_is_none(proxy: str) -> None:
    """It is said when the client is made, whatever sends, and its password is not shown."""
    for transport in ("httpx", "httpx2", "aiohttp"):
        with pytest.raises(ValueError, match="The proxy must be a URL") as caught:
            AsyncSiteOwner(BASE_URL, transport=transport, proxy=proxy)
        assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("client", [SiteOwner, AsyncSiteOwner])
def test_a_proxy_of_an_unknown_kind(client: Any) -> None:
    """It is said when the client is made."""
    with pytest.raises(ValueError, match="ftp"):
        client(BASE_URL, proxy="ftp://proxy.example")
