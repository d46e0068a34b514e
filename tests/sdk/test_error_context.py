"""What every error says of its call, in threads, in tasks and in another process."""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from siteowner_sdk import (
    APIConnectionError,
    APIResponseValidationError,
    APIStatusError,
    AsyncSiteOwner,
    RateLimitError,
    Response,
    SiteOwner,
    SiteOwnerError,
)
from tests.sdk.fakes import (
    BASE_URL,
    AsyncFakeTransport,
    FakeTransport,
    Outcome,
    answer,
    no_connection,
    script,
)

THROTTLED = answer({"detail": "Request was throttled."}, 429, retry_after="0", x_request_id="r1")

OUTCOMES: dict[str, tuple[Outcome, type[SiteOwnerError], str | None]] = {
    "no answer": (no_connection(sent=True), APIConnectionError, None),
    "a refusal": (answer({"detail": "No."}, 403, x_request_id="r1"), APIStatusError, "r1"),
    "another answer": (answer({"id": "x"}, x_request_id="r1"), APIResponseValidationError, "r1"),
}

COPIES: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda error: pickle.loads(pickle.dumps(error)),
}


@pytest.mark.parametrize("kind", OUTCOMES)
@pytest.mark.parametrize("copied", COPIES)
async def test_an_error_says_where_it_came_from(kind: str, copied: str) -> None:
    """Operation, method, path, request id and retries are in each kind of error and its copy."""
    outcome, error_class, request_id = OUTCOMES[kind]
    client = SiteOwner(BASE_URL, transport=FakeTransport(script(THROTTLED, outcome)))
    async_client = AsyncSiteOwner(
        BASE_URL, transport=AsyncFakeTransport(script(THROTTLED, outcome))
    )

    with pytest.raises(error_class) as caught:
        client.students.update(7, status="verified")
    with pytest.raises(error_class) as caught_in_a_task:
        await async_client.students.update(7, status="verified")

    for raised in (caught.value, caught_in_a_task.value):
        error = COPIES[copied](raised)
        assert str(raised) == str(error)
        assert ("students_partial_update", "PATCH") == (error.operation_id, error.method)
        assert ("/api/students/7/", request_id, 1) == (error.path, error.request_id, error.retries)


def test_the_path_has_no_query() -> None:
    """Whom somebody searched for is not in the path that an error names."""
    client = SiteOwner(BASE_URL, transport=FakeTransport(script(Response(403))))

    with pytest.raises(APIStatusError) as caught:
        client.students.list(search="secret")

    assert "/api/students/" == caught.value.path
    assert "secret" not in f"{caught.value!r}{caught.value.request!r}"


@pytest.mark.parametrize(
    ("headers", "deadline", "note"),
    [
        ({"retry-after": "120"}, None, "the server asks for a wait of 120 s, which is more than"),
        ({"retry-after": "30"}, 5.0, "the deadline ends before a wait of 30 s"),
    ],
)
@pytest.mark.parametrize("copied", COPIES)
def test_an_error_says_why_there_was_no_retry(
    headers: dict[str, str], deadline: float | None, note: str, copied: str
) -> None:
    """A wait that is too long is a note on the error, which a copy and a traceback have as well."""
    client = SiteOwner(BASE_URL, transport=FakeTransport(script(Response(429, headers))))

    with pytest.raises(RateLimitError) as caught:
        client.students.update(7, status="verified", deadline=deadline)

    (found,) = COPIES[copied](caught.value).__notes__
    assert f"Not tried again: {note}" in found


def test_an_error_of_a_log_in_is_the_log_ins() -> None:
    """A log-in that fails says so, not that the call failed for which it was made."""
    refused = answer({"detail": "No active account found with the given credentials"}, 401)
    client = SiteOwner(
        BASE_URL, username="u", password="p", transport=FakeTransport(script(refused))
    )

    with pytest.raises(APIStatusError) as caught:
        client.dashboard.stats()

    assert ("auth_token_create", "POST") == (caught.value.operation_id, caught.value.method)
