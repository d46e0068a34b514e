"""What may be done to a server, and which settings contradict each other."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from siteowner_contract import Settings, SettingsError
from siteowner_contract.target import Permissions, is_loopback, open_target, permissions

LOCAL = "http://127.0.0.1:8000/api"
REMOTE = "https://staging.school.example/api"
HOST = "staging.school.example"


@pytest.mark.parametrize(
    ("settings", "url", "expected"),
    [
        ({}, LOCAL, (False, False, False, False)),
        ({"writes": True}, LOCAL, (True, True, False, True)),
        ({"writes": True, "destructive": True}, LOCAL, (True, True, True, True)),
        ({}, REMOTE, (False, False, False, False)),
        ({"writes": True, "yes_this_server": HOST}, REMOTE, (True, False, False, False)),
        (
            {"writes": True, "destructive": True, "yes_this_server": HOST},
            REMOTE,
            (True, True, True, False),
        ),
    ],
)
def test_permissions(
    settings: dict[str, Any], url: str, expected: tuple[bool, bool, bool, bool]
) -> None:
    """Foreign things are touched when asked alone, and dear codes made on loopback alone."""
    assert Permissions(*expected) == permissions(Settings(**settings), url)


@pytest.mark.parametrize("named", [None, "school.example", "127.0.0.1"])
def test_writing_elsewhere_needs_the_host_by_name(named: str | None) -> None:
    """A forgotten option must not fill somebody's database."""
    with pytest.raises(SettingsError, match=f"add --yes-this-server {HOST}"):
        permissions(Settings(writes=True, yes_this_server=named), REMOTE)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("10.0.0.1", False),
        ("localhost.example", False),
    ],
)
def test_loopback(host: str, expected: bool) -> None:
    """Only this machine is this machine."""
    assert expected is is_loopback(host)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"base_url": LOCAL, "app": "a:b"}, "name two servers"),
        ({"destructive": True}, "--destructive needs --writes"),
        ({"username": "owner"}, "belong together"),
        ({"token": "t", "auth_command": "c"}, "give one of"),
        ({"timezone": "Cairo/Africa"}, "no such time zone"),
    ],
)
def test_contradictions_are_refused(settings: dict[str, Any], message: str) -> None:
    """The message names the options."""
    with pytest.raises(SettingsError, match=message):
        Settings(**settings)


def test_application_is_reached_below_api() -> None:
    """An application in this process has its API where the documents have it."""
    with open_target(Settings(app="tests.contract.test_loopback:wsgi")) as target:
        assert "/api/teachers/" == httpx.get(f"{target.base_url}/teachers/").text
        assert "tests.contract.test_loopback:wsgi" == target.name


def test_address_that_is_no_url_is_refused() -> None:
    """A host alone would otherwise fail late and oddly."""
    with (
        pytest.raises(SettingsError, match="not a URL"),
        open_target(Settings(base_url="school.example/api")),
    ):
        pass
