"""What is logged and shown: an allowlist, so that no secret gets into either."""

import logging
import re
import traceback
from typing import Any

import pytest

from siteowner_sdk import (
    APIConnectionError,
    AsyncSiteOwner,
    BasicAuth,
    BearerAuth,
    InternalServerError,
    Request,
    Response,
    SiteOwner,
    SiteOwnerError,
    TokenAuth,
    Tokens,
)
from siteowner_sdk.core.body import json_body
from siteowner_sdk.core.jwt import Login
from siteowner_sdk.core.options import Limits
from siteowner_sdk.core.request import prepare
from siteowner_sdk.operations import AUTH_TOKEN_CREATE, DASHBOARD_STATS, STUDENTS_LIST
from tests.sdk.examples import Example, examples
from tests.sdk.fakes import (
    BASE_URL,
    AsyncFakeTransport,
    Drive,
    FakeTransport,
    Outcome,
    answer,
    caller,
    no_connection,
    script,
)

EXAMPLES = {example.operation: example for example in examples().values()}
SECRET = "5ecret"
USUAL = frozenset(vars(logging.makeLogRecord({})))


def test_a_line_an_attempt(caplog: pytest.LogCaptureFixture) -> None:
    """DEBUG has method, operation, status, duration, attempt, request id; INFO has the retries."""
    caplog.set_level(logging.DEBUG, "siteowner_sdk")
    unwell = Response(503, {"retry-after": "2", "x-request-id": "r1"})
    drive = Drive(script(unwell, no_connection(sent=True)))
    limits = Limits(timeout=None, deadline=None, max_retries=1)

    with pytest.raises(APIConnectionError):
        drive.run(caller(drive.time, limits=limits).perform(prepare(DASHBOARD_STATS)))

    first, retry, second = caplog.records
    assert "GET dashboard_stats: 503 in 0.000 s, attempt 1, request id r1" == first.getMessage()
    assert "GET dashboard_stats: 503, retry 1 in 2.000 s, request id r1" == retry.getMessage()
    assert "APIConnectionError in 0.000 s, attempt 2, request id None" in second.getMessage()
    assert ["DEBUG", "INFO", "DEBUG"] == [record.levelname for record in caplog.records]
    assert {"siteowner_sdk"} == {record.name for record in caplog.records}


def test_a_record_has_it_as_attributes(caplog: pytest.LogCaptureFixture) -> None:
    """The same stands in the record, under names that clash with nobody's."""
    caplog.set_level(logging.DEBUG, "siteowner_sdk")
    transport = FakeTransport(script(Response(204, {"x-request-id": "r1"})))

    SiteOwner(BASE_URL, transport=transport).courses.delete(7)

    (record,) = caplog.records
    own = {name: value for name, value in vars(record).items() if name.startswith("siteowner_")}
    duration = own.pop("siteowner_duration")
    assert duration >= 0
    assert {
        "siteowner_method": "DELETE",
        "siteowner_operation_id": "courses_destroy",
        "siteowner_status": 204,
        "siteowner_attempt": 1,
        "siteowner_request_id": "r1",
    } == own


def test_nothing_is_logged_by_default(caplog: pytest.LogCaptureFixture) -> None:
    """A program that has not asked for the lines gets none of a call, whatever comes of it."""
    transport = FakeTransport(script(Response(503, {"retry-after": "0"}), Response(503)))

    with pytest.raises(InternalServerError):
        SiteOwner(BASE_URL, transport=transport, max_retries=1).dashboard.stats()

    assert [] == caplog.records


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
@pytest.mark.parametrize("fate", ["success", "refused", "broken", "unreadable"])
async def test_no_secret_is_logged_or_shown(
    example: Example, fate: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Each operation, with secrets wherever one can be, puts none into a record or a repr."""
    caplog.set_level(logging.DEBUG)
    server = server_of(example, fate)
    settings: dict[str, Any] = {
        "username": f"user-{SECRET}",
        "password": f"password-{SECRET}",
        "headers": {"X-Key": SECRET},
        "max_retries": 0 if fate == "broken" else 1,
    }
    transport, async_transport = FakeTransport(server), AsyncFakeTransport(server)
    client = SiteOwner(BASE_URL, transport=transport, **settings)
    async_client = AsyncSiteOwner(BASE_URL, transport=async_transport, **settings)
    arguments = {name: with_secret(value) for name, value in example.arguments.items()}
    shown: list[object] = [client, async_client, client._engine, async_client._engine]
    shown += [client._engine._caller, client._engine._caller.credentials]

    for method in (method_of(client, example), method_of(async_client, example)):
        try:
            result = method(*example.path_arguments, **arguments)
            if hasattr(result, "__await__"):
                result = await result
        except SiteOwnerError as error:
            result = error
            if fate != "refused":  # whose words are the server's, and the caller's to read
                shown += [str(error), "".join(traceback.format_exception(error))]
            shown += [error.request, error.request.url.partition("?")[0]]
    requests = [*transport.requests, *async_transport.requests]
    shown += [*requests, *(request.body for request in requests)]

    assert caplog.records
    for record in caplog.records:
        extra = {name: value for name, value in vars(record).items() if name not in USUAL}
        assert SECRET not in repr((record.getMessage(), record.msg, record.args, extra))
    for each in shown:
        assert SECRET not in f"{each!r}{each}"


@pytest.mark.parametrize(
    "holder",
    [
        BearerAuth(SECRET),
        TokenAuth(SECRET),
        BasicAuth("owner", SECRET),
        Tokens(SECRET, SECRET),
        Login("owner", SECRET),
        Response(200, {"set-cookie": SECRET}, SECRET.encode()),
        Request(
            "students_list",
            "GET",
            f"{BASE_URL}/students/?search={SECRET}",
            {"Authorization": SECRET},
            json_body({"password": SECRET}),
        ),
        prepare(STUDENTS_LIST, query={"search": SECRET}),
        prepare(AUTH_TOKEN_CREATE, body={"username": "owner", "password": SECRET}),
    ],
    ids=lambda holder: type(holder).__name__,
)
def test_what_holds_a_secret_does_not_show_it(holder: object) -> None:
    """Credentials, requests, responses and calls say nothing secret in `repr` and `str`."""
    assert SECRET not in f"{holder!r}{holder}"


def server_of(example: Example, fate: str) -> Any:
    """A server in whose answers secrets are, after a log-in that gives secret tokens."""
    fates: dict[str, Outcome] = {
        "success": answer(example.answer, example.status, Set_Cookie=SECRET),
        "refused": answer({"detail": SECRET}, 429, retry_after="0", X_Echo=SECRET),
        "broken": no_connection(sent=False),
        "unreadable": answer({"secret": SECRET, "id": SECRET}),
    }

    def server(request: Request) -> Outcome:
        if request.operation_id == "auth_token_create":
            return answer({"access": f"access-{SECRET}", "refresh": f"refresh-{SECRET}"})
        return fates[fate]

    return server


def with_secret(value: Any) -> Any:
    """An argument with a secret in it, where it is a text."""
    is_text = type(value) is str and re.fullmatch(r"[\d.]+", value) is None
    return f"{value}-{SECRET}" if is_text else value


def method_of(client: Any, example: Example) -> Any:
    """The method of a client that makes an example's call."""
    return getattr(getattr(client, example.resource), example.method_name)
