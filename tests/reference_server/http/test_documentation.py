"""The pages, the contract and stored pictures."""

import re

import httpx
import pytest

from siteowner_reference.contract import openapi_yaml

ORIGIN = "http://siteowner.test"


def test_contract_is_served_as_it_is(anonymous: httpx.Client) -> None:
    """`/openapi.yaml` is the contract, byte for byte."""
    assert openapi_yaml() == anonymous.get(f"{ORIGIN}/openapi.yaml").content


def test_documentation_loads_nothing_from_elsewhere(anonymous: httpx.Client) -> None:
    """`/docs` names local files alone, and each is there."""
    page = anonymous.get(f"{ORIGIN}/docs").text
    urls = re.findall(r'(?:href|src)="([^"]+)"', page)

    assert "/openapi.yaml" in page
    assert len(urls) >= 3
    for url in urls:
        assert url.startswith("/docs/static/")
        assert anonymous.get(f"{ORIGIN}{url}").status_code == 200


def test_dashboard_loads_nothing_from_elsewhere(anonymous: httpx.Client) -> None:
    """`/` names files of its own alone, each is there, and a browser is told to fetch no others."""
    page = anonymous.get(f"{ORIGIN}/")
    urls = re.findall(r'(?:href|src)="([^"]+)"', page.text)
    scripts = re.findall(r'from "\./(\w+\.js)"', anonymous.get(f"{ORIGIN}/page/page.js").text)

    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert {"page/page.css", "page/page.js", "docs"} <= set(urls)
    assert {"api.js", "chart.js"} == set(scripts)
    for url in [*urls, *(f"page/{script}" for script in scripts)]:
        assert url == "data:," or anonymous.get(f"{ORIGIN}/{url}").status_code == 200


@pytest.mark.parametrize("name", ["nothing.png", "..%2Fsiteowner.sqlite3", "0" * 32 + ".png", ""])
def test_media_serves_stored_pictures_alone(anonymous: httpx.Client, name: str) -> None:
    """Nothing but the name of a stored picture is answered."""
    assert anonymous.get(f"{ORIGIN}/media/{name}").status_code == 404
