"""The pytest plugin, as a project of a user has it: its own tests run in a pytest of their own."""

import asyncio
import datetime as dt
import subprocess
import sys
import threading
from collections.abc import Callable
from decimal import Decimal
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from siteowner_sdk import (
    APITimeoutError,
    AsyncSiteOwner,
    AuthenticationError,
    PermissionDeniedError,
    SiteOwner,
)
from siteowner_sdk.testing import ReferenceSeed, ReferenceServer, example_router, reference_server
from siteowner_sdk.validation.contract import load_contract

pytest_plugins = ["pytester"]

# No connection can be made, whoever tries.
NO_SOCKETS = """
import socket
import pytest

@pytest.fixture(autouse=True, scope="session")
def no_sockets():
    def connect(self, address):
        raise AssertionError(f"connected to {address}")
    socket.socket.connect = connect
    socket.socket.bind = connect
"""

USERS_TESTS = """
import asyncio
import pytest

@pytest.mark.parametrize("turn", range(3))
def test_sync(siteowner, turn):
    assert [] == [one for one in siteowner.teachers.all() if one.username == "sara.nabil"]
    siteowner.teachers.create(
        username="sara.nabil", password="Zx9-sara-2026", name="Sara", phone="01012345678",
        gmail="sara.nabil@gmail.com", gender="female", subject=1, grades=[1],
    )

@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"])
@pytest.mark.parametrize("turn", range(2))
async def test_by_anyio(async_siteowner, anyio_backend, turn):
    result = await async_siteowner.students.update(1, status="declined")
    assert "declined" == result.status

def test_by_an_own_loop(async_siteowner):
    async def work():
        async with async_siteowner as client:
            return await asyncio.gather(*(client.students.retrieve(1) for _ in range(5)))
    assert 5 == len(asyncio.run(work()))

def test_both_see_the_same_server(siteowner, async_siteowner):
    siteowner.students.update(1, status="pending")
    async def status():
        return (await async_siteowner.students.retrieve(1)).status
    assert "pending" == asyncio.run(status())

def test_tmp_path_is_the_users_own(siteowner, tmp_path):
    assert [] == list(tmp_path.iterdir())
"""
COUNT = 8


PLUGINS = ("siteowner_sdk.testing.pytest_plugin", "anyio.pytest_plugin")


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """An empty project, in which pytest has no plugins but those that are named."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return pytester


def run(project: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """Runs the tests of a project, warnings being errors."""
    plugins = [word for plugin in PLUGINS for word in ("-p", plugin)]
    return project.runpytest_subprocess(*plugins, "-W", "error", *arguments)


def test_pytest_finds_the_plugin() -> None:
    """By its entry point, so that nobody has to name it."""
    (found,) = entry_points(group="pytest11", name="siteowner_sdk")

    assert "siteowner_sdk.testing.pytest_plugin" == found.value


def test_a_users_tests(project: pytest.Pytester) -> None:
    """In threads and in tasks, by whatever runs the tasks; each test finds the seed untouched."""
    project.makeconftest(NO_SOCKETS)
    project.makepyfile(USERS_TESTS)

    run(project).assert_outcomes(passed=COUNT)


@pytest.mark.verify
def test_a_users_tests_side_by_side(project: pytest.Pytester) -> None:
    """By xdist, each worker with a seed of its own."""
    project.makepyfile(USERS_TESTS)

    run(project, "-p", "xdist", "-n", "2").assert_outcomes(passed=COUNT)


def test_it_costs_nothing_where_nobody_asks() -> None:
    """It is loaded in every project: it brings neither the SDK's parts nor the server."""
    code = (
        "import sys, siteowner_sdk.testing.pytest_plugin;"
        "print(*{'httpx', 'pydantic', 'respx', 'yaml', 'siteowner_reference',"
        " 'siteowner_sdk.client', 'siteowner_sdk.testing.reference'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "" == done.stdout.strip()


# --- The server of a test -------------------------------------------------------------------------


def test_clients_of_other_roles(siteowner_server: ReferenceServer) -> None:
    """Each account of the seed has one, and so has whoever was made since."""
    for role in ("teacher1", "assistant1", "student1"):
        with pytest.raises(PermissionDeniedError):
            siteowner_server.client(role).dashboard.stats()

    made = siteowner_server.state("an inactive teacher")
    with pytest.raises(AuthenticationError):
        siteowner_server.client(made["username"]).dashboard.stats()


def test_an_account_that_is_not_there(siteowner_server: ReferenceServer) -> None:
    """The message names those that are."""
    with pytest.raises(LookupError, match="'nobody'; those of the seed are owner, teacher1"):
        siteowner_server.client("nobody")


def test_real_log_in(siteowner_server: ReferenceServer) -> None:
    """With the password, by a client that the user makes."""
    client = SiteOwner(
        siteowner_server.base_url,
        username="owner",
        password=siteowner_server.password,
        transport=siteowner_server.transport,
    )

    assert client.dashboard.stats().total_students > 0


def test_the_clock_can_be_moved(siteowner_server: ReferenceServer, siteowner: SiteOwner) -> None:
    """However far, the client stays authenticated."""
    siteowner_server.stop_clock(dt.datetime(2030, 5, 1, 9, tzinfo=dt.UTC))
    assert dt.date(2030, 5, 1) == siteowner.revenue.trends().end_date

    siteowner_server.advance_clock(dt.timedelta(days=40))
    assert dt.date(2030, 6, 10) == siteowner.revenue.trends().end_date


def test_what_students_do(siteowner_server: ReferenceServer, siteowner: SiteOwner) -> None:
    """They enrol, buy and redeem, which no operation can do."""
    course = siteowner.revenue.overview().courses[0].id
    lecture = siteowner.revenue.course(course).lectures[0].lecture_id
    student = siteowner.students.all()[-1].id
    bought = siteowner.revenue.lecture(lecture).purchase_count
    code = siteowner.recharge_codes.create(course=course, value=Decimal("50.00"))

    siteowner_server.enrol(student=student, course=course)
    siteowner_server.buy_lecture(student=student, lecture=lecture)
    siteowner_server.redeem(code.code, student=student, course=course)

    assert bought + 1 == siteowner.revenue.lecture(lecture).purchase_count
    used = siteowner.recharge_codes.list(course=course, is_used=True).results
    assert [student] == [each.used_by for each in used if each.id == code.id]


def test_states_and_reset(siteowner_server: ReferenceServer, siteowner: SiteOwner) -> None:
    """A state tells what is in it; a reset takes it away again."""
    before = siteowner.dashboard.stats().total_teachers
    made = siteowner_server.state("a used code", count=2)
    assert 2 == len(made["codes"])

    siteowner_server.reset()

    assert before == siteowner.dashboard.stats().total_teachers


def test_a_refused_command(siteowner_server: ReferenceServer) -> None:
    """The server's words say what there is."""
    with pytest.raises(ValueError, match="states: There is no state 'bliss'; there are: a teacher"):
        siteowner_server.state("bliss")


# --- How it is reached ----------------------------------------------------------------------------


def test_a_clock_without_a_time_zone(tmp_path: Path) -> None:
    """It is refused at once, and not deep in the seed."""
    with pytest.raises(ValueError, match="now must have a time zone"):
        ReferenceSeed(tmp_path, now=dt.datetime(2026, 11, 24))  # noqa: DTZ001 - that is the point


def test_many_threads(siteowner: SiteOwner) -> None:
    """One client, any number of threads."""
    statuses: list[str] = []
    threads = [
        threading.Thread(target=lambda: statuses.append(siteowner.students.retrieve(1).status))
        for _ in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 16 == len(statuses)


async def test_a_sync_client_amid_a_running_loop(siteowner: SiteOwner) -> None:
    """The server runs in a loop of another thread."""
    assert siteowner.dashboard.stats().total_students > 0


async def test_many_tasks(async_siteowner: AsyncSiteOwner) -> None:
    """All in the loop of the test."""
    stats = await asyncio.gather(*(async_siteowner.dashboard.stats() for _ in range(16)))

    assert 1 == len({each.total_students for each in stats})


def test_a_picture(siteowner: SiteOwner) -> None:
    """Uploads arrive."""
    teacher = siteowner.teachers.update(1, profile_picture=pixel())

    assert teacher.profile_picture
    assert teacher.profile_picture.startswith("http://siteowner.test/media/")


def pixel() -> bytes:
    """A PNG of one pixel."""
    import io

    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (1, 1)).save(file, "PNG")
    return file.getvalue()


async def test_a_call_that_takes_too_long(async_siteowner: AsyncSiteOwner) -> None:
    """The client's timeout holds here as well."""
    with pytest.raises(APITimeoutError):
        await async_siteowner.teachers.all(timeout=0.0, max_retries=0)


def test_closing_a_client_leaves_the_server(
    siteowner_server: ReferenceServer, siteowner: SiteOwner
) -> None:
    """A client can be used in a `with` statement, another one afterwards."""
    with siteowner as client:
        client.dashboard.stats()

    assert siteowner_server.client().dashboard.stats().total_students > 0


# --- Without pytest, and without the extra -------------------------------------------------------


def test_a_server_for_a_while() -> None:
    """With its own seed; the clock stands still where it is told to."""
    now = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
    with reference_server(now=now) as server:
        assert now.date() == server.client().revenue.trends().end_date


@pytest.mark.parametrize(
    ("module", "extra", "work"),
    [
        ("respx", "testing", example_router),
        ("siteowner_reference.app", "testing", lambda: ReferenceSeed(Path("nowhere"))),
        ("jsonschema_rs", "validation", load_contract.__wrapped__),
    ],
)
def test_what_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, module: str, extra: str, work: Callable[[], object]
) -> None:
    """And so is what brings it."""
    monkeypatch.setitem(sys.modules, module, None)

    with pytest.raises(
        ImportError, match=rf"{module} is not installed: pip install 'siteowner-sdk\[{extra}\]'"
    ):
        work()
