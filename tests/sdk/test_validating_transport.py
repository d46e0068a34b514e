"""The transports that hold traffic against the contract, and clients that send by them."""

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from siteowner_sdk import (
    APIStatusError,
    AsyncSiteOwner,
    PermissionDeniedError,
    Request,
    Response,
    SiteOwner,
    SiteOwnerError,
)
from siteowner_sdk.operations import OPERATIONS
from siteowner_sdk.testing import ReferenceServer
from siteowner_sdk.validation import (
    AsyncValidatingTransport,
    ContractViolationError,
    OnViolation,
    ValidatingTransport,
    Violation,
    log_violation,
    raise_on_violation,
    validated,
)
from siteowner_sdk.validation import transport as transport_module
from tests.sdk import faults
from tests.sdk.fakes import BASE_URL, AsyncFakeTransport, FakeTransport
from tests.sdk.fault_server import fault_server
from tests.sdk.validation_cases import BROKEN_RESPONSES, RETRIEVE, documented, teacher
from tests.sdk.ways import Way

LOGGER = "siteowner_sdk.validation"
SECRET = "01098765432"


def owner(
    server: Callable[[Request], Response], on_violation: OnViolation
) -> tuple[SiteOwner, FakeTransport]:
    """A client whose traffic is checked, of a server that is a function."""
    transport = FakeTransport(server)
    client = SiteOwner(BASE_URL, token="t", transport=transport)
    return validated(client, on_violation=on_violation), transport


# --- What passes --------------------------------------------------------------------------------


def test_nothing_is_changed() -> None:
    """The very request is sent, and the very response given back, whatever is wrong with them."""
    answer = teacher(phone=5)
    inner = FakeTransport(lambda _: answer)
    found: list[Violation] = []
    transport = ValidatingTransport(inner, on_violation=found.append)

    assert transport.send(RETRIEVE, timeout=4.5) is answer
    assert inner.requests[0] is RETRIEVE
    assert [4.5] == inner.timeouts
    assert ["$.phone"] == [each.path for each in found]


async def test_nothing_is_changed_in_a_task() -> None:
    """The same by the transport for tasks."""
    answer = teacher(phone=5)
    inner = AsyncFakeTransport(lambda _: answer)
    found: list[Violation] = []
    transport = AsyncValidatingTransport(inner, on_violation=found.append)

    assert await transport.send(RETRIEVE, timeout=None) is answer
    assert inner.requests[0] is RETRIEVE
    assert ["$.phone"] == [each.path for each in found]


async def test_closing_closes_what_is_inside() -> None:
    """Both transports."""
    inner, async_inner = (
        FakeTransport(lambda _: Response(204)),
        AsyncFakeTransport(lambda _: Response(204)),
    )

    ValidatingTransport(inner).close()
    await AsyncValidatingTransport(async_inner).close()

    assert (True, True) == (inner.closed, async_inner.closed)


def test_a_route_table_of_its_own() -> None:
    """A transport that is made by hand is told the client's."""
    found: list[Violation] = []
    transport = ValidatingTransport(
        FakeTransport(lambda _: teacher()),
        on_violation=found.append,
        routes={"teachers_retrieve": "/tutors/{pk}"},
    )

    transport.send(Request("teachers_retrieve", "GET", f"{BASE_URL}/tutors/4"), timeout=None)

    assert [] == found


# --- What is told, and how ----------------------------------------------------------------------


def test_by_default_it_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """A must is a warning, a should information; no value is in either."""
    caplog.set_level(logging.INFO, logger=LOGGER)
    transport = ValidatingTransport(
        FakeTransport(lambda _: teacher(secondary_phone=int(SECRET), gender=SECRET))
    )

    transport.send(RETRIEVE, timeout=None)
    transport.send(Request("teachers_retrieve", "GET", f"{BASE_URL}/tutors/4/"), timeout=None)

    assert {LOGGER} == {record.name for record in caplog.records}
    # Two fields of each answer; the path of the second request is assumed.
    assert ["WARNING", "WARNING", "INFO", "WARNING", "WARNING"] == [
        record.levelname for record in caplog.records
    ]
    assert SECRET not in caplog.text


def test_a_request_that_breaks_the_contract_can_be_kept_from_leaving() -> None:
    """`raise_on_violation` ends the call before anything is sent; it is no error of a call."""
    client, transport = owner(lambda _: teacher(), raise_on_violation)

    with pytest.raises(ContractViolationError) as caught:
        client.teachers.update(4, phone="not a phone")

    assert "$.phone" == caught.value.violation.path
    assert "teachers_partial_update, request, body $.phone" in str(caught.value)
    assert not isinstance(caught.value, SiteOwnerError)
    assert [] == transport.requests


def test_an_answer_that_breaks_the_contract_can_end_the_call() -> None:
    """And so does an answer, even one that the SDK would read."""
    client, _ = owner(lambda _: teacher(gender="unknown"), raise_on_violation)

    with pytest.raises(ContractViolationError, match="one of male, female"):
        client.teachers.retrieve(4)


def test_a_should_ends_no_call(caplog: pytest.LogCaptureFixture) -> None:
    """It is logged instead."""
    caplog.set_level(logging.INFO, logger=LOGGER)
    client, _ = owner(lambda _: documented({"detail": "Down."}, 502), raise_on_violation)

    with pytest.raises(APIStatusError):
        client.revenue.overview(max_retries=0)

    assert ["INFO"] == [record.levelname for record in caplog.records]


def test_a_fault_of_the_check_ends_no_call(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged by its kind, since its words may hold values."""

    def broken(*_: object) -> Iterator[Violation]:
        raise KeyError(SECRET)

    monkeypatch.setattr(transport_module, "judge_response", broken)
    client, _ = owner(lambda _: teacher(), raise_on_violation)

    assert 4 == client.teachers.retrieve(4).id
    assert ["teachers_retrieve could not be checked: KeyError"] == caplog.messages


@pytest.mark.parametrize(
    ("sent", "response"), [each[:2] for each in BROKEN_RESPONSES.values()], ids=BROKEN_RESPONSES
)
def test_no_violation_holds_a_value(sent: Request, response: Response) -> None:
    """Of what came the kind is told, and nothing of a person."""
    told: list[Violation] = []
    transport = ValidatingTransport(FakeTransport(lambda _: response), on_violation=told.append)

    transport.send(sent, timeout=None)

    assert 1 == len(told)
    assert [] == [word for word in PEOPLE if word in str(told)]


PEOPLE = ("منى", "mona.adel", "0101234", "omar@", "unknown")


# --- Clients ------------------------------------------------------------------------------------


def test_a_client_takes_its_routes_along() -> None:
    """What is sent by a route table is held against it."""
    found: list[Violation] = []
    transport = FakeTransport(lambda _: teacher())
    client = SiteOwner(
        BASE_URL, token="t", transport=transport, routes={"teachers_retrieve": "/tutors/{id}"}
    )

    assert client is validated(client, on_violation=found.append)
    client.teachers.retrieve(4)

    assert [] == found


async def test_an_async_client() -> None:
    """The same function, and the same client again."""
    found: list[Violation] = []
    transport = AsyncFakeTransport(lambda _: teacher(phone=None))
    client = AsyncSiteOwner(BASE_URL, token="t", transport=transport)

    assert client is validated(client, on_violation=found.append)
    with pytest.raises(SiteOwnerError):
        await client.teachers.retrieve(4)

    assert ["$.phone"] == [each.path for each in found]


async def test_over_every_transport(way: Way, tmp_path: Path) -> None:
    """What is right has no violation over real sockets either, and an upload arrives whole."""
    found: list[Violation] = []
    path = tmp_path / "غلاف.png"
    path.write_bytes(picture())
    with fault_server(faults.none) as server:
        async with way.client(server.base_url, token="t") as client:
            validated(client, on_violation=found.append)
            await way.result(client.dashboard.stats())
            await way.result(client.recharge_codes.create(course=11, value="150.00"))
            await way.result(client.courses.update(1, cover_picture=path))
            await way.result(client.courses.delete(1))

    assert [] == found
    assert picture() in server.requests[2].body


def test_a_page_that_is_nested_too_deep() -> None:
    """What was found of it before is told all the same."""
    told: list[Violation] = []
    body = b"[" * 100_000 + b"]" * 100_000
    client, _ = owner(lambda _: Response(200, {"content-type": "text/html"}, body), told.append)

    with pytest.raises(SiteOwnerError):
        client.teachers.list()

    assert ["content type"] == [each.place for each in told]


def test_a_callback_is_no_coroutine() -> None:
    """It would never be awaited, and every violation would be lost."""

    async def tell(_: Violation) -> None: ...

    with pytest.raises(TypeError, match="on_violation must be a plain function"):
        owner(lambda _: Response(204), tell)


def test_violations_are_values() -> None:
    """Equal when they say the same, and what logs them takes any."""
    first = Violation("x", "request", "query", "page", "integer", "string")

    assert first == Violation("x", "request", "query", "page", "integer", "string")
    log_violation(first)


# --- The reference server's own traffic ---------------------------------------------------------


class Recording:
    """Sends by another transport, and remembers which operations came to what."""

    def __init__(self, server: ReferenceServer) -> None:
        self._inner = server.transport
        self.seen: set[tuple[str, int]] = set()

    def send(self, request: Request, *, timeout: float | None) -> Response:
        """As the other one."""
        response = self._inner.send(request, timeout=timeout)
        self.seen.add((request.operation_id, response.status_code))
        return response

    def close(self) -> None:
        """Nothing."""


def refused(work: Callable[[], object], *statuses: int) -> None:
    """Makes a call that the server refuses."""
    with pytest.raises(APIStatusError) as caught:
        work()
    assert caught.value.status_code in statuses


def test_the_reference_server_keeps_to_the_contract(siteowner_server: ReferenceServer) -> None:
    """Every operation, by the SDK: successes, refusals, log-in and renewal; not one violation."""
    recording = Recording(siteowner_server)
    found: list[Violation] = []
    client = validated(
        SiteOwner(
            siteowner_server.base_url,
            username="owner",
            password=siteowner_server.password,
            transport=recording,
        ),
        on_violation=found.append,
    )

    use_everything(client, siteowner_server)

    assert [] == found
    assert {operation.id for operation in OPERATIONS} == {
        operation for operation, status in recording.seen if status < 300
    }
    assert {400, 401, 404} <= {status for _, status in recording.seen}


def use_everything(client: SiteOwner, server: ReferenceServer) -> None:
    """Calls each operation, with and without success."""
    read_everything(client)
    write_everything(client)
    server.advance_clock(dt.timedelta(hours=2))
    client.dashboard.stats()  # by a new access token
    refused(lambda: client.teachers.retrieve(10**6), 404)
    refused(lambda: client.teachers.list(page=99), 404)
    refused(lambda: client.recharge_codes.create(course=10**6, value="5.00"), 400)
    refused(lambda: client.courses.delete(1), 400)


def read_everything(client: SiteOwner) -> None:
    """Calls each operation that changes nothing."""
    list(client.teachers.list(is_active=True, search="a", page_size=5))
    teacher = client.teachers.all()[0]
    client.teachers.retrieve(teacher.id)
    list(client.students.list(status="verified", page_size=50))
    client.students.retrieve(client.students.all()[0].id)
    list(client.assistants.list(teacher=teacher.id))
    list(client.recharge_codes.list(is_used=False, ordering="-value"))
    course = client.revenue.overview().courses[0].id
    lecture = client.revenue.course(course).lectures[0].lecture_id
    client.revenue.lecture(lecture)
    client.revenue.students(course=course)
    client.revenue.trends(start_date=dt.date(2026, 1, 1))


def write_everything(client: SiteOwner) -> None:
    """Calls each operation that changes something."""
    person: dict[str, Any] = {
        "username": "sara.nabil",
        "password": "Zx9-sara-2026",
        "name": "سارة نبيل",
        "phone": "01012345678",
        "gmail": "sara.nabil@gmail.com",
        "gender": "female",
        "subject": 1,
        "grades": [1],
    }
    made = client.teachers.create(**person, facebook="https://www.facebook.com/sara")
    client.teachers.replace(made.id, **person, profile_picture=picture())
    client.teachers.update(made.id, facebook=None, profile_picture=None, secondary_phone=None)
    course = client.courses.create(name="Optics", teacher=made.id, grade=1)
    client.courses.replace(course.id, name="Light", teacher=made.id, grade=1)
    client.courses.update(course.id, description="From Ibn al-Haytham on.")
    client.recharge_codes.create(course=course.id, value=50, expires_at=dt.datetime.now(dt.UTC))
    client.courses.delete(course.id)
    client.students.update(client.students.all()[0].id, status="pending")


def picture() -> bytes:
    """A PNG of one pixel."""
    import io

    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (1, 1)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("role", ["teacher1", "assistant1", "student1"])
def test_refusals_of_other_roles_keep_to_the_contract(
    siteowner_server: ReferenceServer, role: str
) -> None:
    """A 403 as well."""
    found: list[Violation] = []
    client = validated(siteowner_server.client(role), on_violation=found.append)

    with pytest.raises(PermissionDeniedError):
        client.dashboard.stats()

    assert [] == found
