"""`--throttle`: 429 as DRF answers it, in its place among the checks."""

import httpx
import pytest
from fastapi import FastAPI

from tests.reference_server.callers import caller
from tests.reference_server.conftest import Configured, SetClock

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)

STATS = "/api/dashboard/stats/"
LOG_IN = "/api/auth/token/"


@pytest.fixture
def throttled(configured: Configured) -> FastAPI:
    """A server that takes two calls a minute."""
    return configured(throttle="2/m")


def statuses(client: httpx.Client, *calls: tuple[str, str]) -> list[int]:
    """Gives the statuses of calls by method and path."""
    return [client.request(method, path).status_code for method, path in calls]


def test_too_many_requests(throttled: FastAPI, clock: SetClock) -> None:
    """The third call in a minute is 429, with DRF's body, until the first is a minute ago."""
    with caller(throttled, "owner") as client:
        assert [200, 200] == statuses(client, ("GET", STATS), ("GET", STATS))
        response = client.get(STATS)
        clock.advance(seconds=59)
        almost = client.get(STATS)
        clock.advance(seconds=1)

        assert client.get(STATS).status_code == 200

    text = "Request was throttled. Expected available in 60 seconds."
    assert (429, {"detail": text}) == (response.status_code, response.json())
    assert "60" == response.headers["Retry-After"]
    assert "Expected available in 1 second." in almost.json()["detail"]


def test_refused_callers_are_not_counted(throttled: FastAPI) -> None:
    """401 and 403 come before 429."""
    with caller(throttled) as nobody, caller(throttled, "teacher1") as teacher:
        assert [401] * 3 == statuses(nobody, *[("GET", STATS)] * 3)
        assert [403] * 3 == statuses(teacher, *[("GET", STATS)] * 3)


def test_429_comes_before_what_is_asked_for(throttled: FastAPI) -> None:
    """Unmapped methods and unknown ids count, and 429 comes before 405 and 404."""
    with caller(throttled, "owner") as client:
        unknown = "/api/teachers/9999/"
        assert [405, 404] == statuses(client, ("DELETE", unknown), ("GET", unknown))
        assert [429, 429] == statuses(client, ("DELETE", unknown), ("GET", unknown))


def test_log_in_is_counted_by_address(throttled: FastAPI) -> None:
    """Who tries passwords is throttled by address; someone with a token is not affected."""
    with caller(throttled) as nobody, caller(throttled, "owner") as owner:
        assert [400, 400, 429] == statuses(nobody, *[("POST", LOG_IN)] * 3)
        assert owner.get(STATS).status_code == 200


def test_the_rest_is_not_throttled(throttled: FastAPI) -> None:
    """Health and documentation answer as often as one likes."""
    with caller(throttled, "owner") as client:
        assert [200] * 6 == statuses(client, *[("GET", "/healthz"), ("GET", "/docs")] * 3)


def test_a_server_does_not_throttle_unless_told_to(app: FastAPI) -> None:
    """By default one calls as often as one likes."""
    with caller(app, "owner") as client:
        assert {200} == set(statuses(client, *[("GET", STATS)] * 40))
