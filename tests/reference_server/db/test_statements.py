"""Every operation executes as many statements over much data as over little."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx
import pytest
from sqlalchemy import event
from sqlalchemy.engine import make_url

from siteowner_reference.app import create_app
from siteowner_reference.db.database import Database
from siteowner_reference.http.operations import Operation
from siteowner_reference.seed.accounts import OWNER_ID
from siteowner_reference.seed.large import Size, large
from siteowner_reference.seed.planting import plant
from tests.reference_server.conftest import SetClock, settings_in
from tests.reference_server.in_process import InProcess
from tests.reference_server.test_contract import course_body, of_operations, send, valid_body

LITTLE = Size(students=60, teachers=10, assistants=10, courses=15, purchases=75, codes=30)
MOST = 24


@dataclass
class Measured:
    """A server whose statements are counted.

    Attributes:
        client: The owner's client.
        executed: The statements since it was emptied.
    """

    client: httpx.Client
    executed: list[str] = field(default_factory=list)

    def statements(self, operation: Operation, page_size: int) -> int:
        """Gives how many an operation that succeeds executes."""
        body = valid_body(self.client, operation)
        ids = {}
        if operation.id == "courses_destroy":
            made = self.client.post("/courses/", **course_body(self.client))
            ids = {"id": made.json()["id"]}
        self.executed.clear()
        query = {"params": {"page_size": page_size}} if operation.method == "GET" else {}
        response = send(self.client, operation, {**body, **query}, **ids)
        assert response.is_success, response.text
        return len(self.executed)

    def record(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        """Keeps a statement that is executed."""
        self.executed.append(statement)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A database file with little data, and one with five times as much."""
    files = []
    for size in (LITTLE, LITTLE.times(5)):
        settings = settings_in(tmp_path_factory.mktemp("seeded"), seed="large")
        database = Database(settings.database_url)
        plant(database, settings, SetClock(), {"large": partial(large, size=size)})
        database.close()
        files.append(Path(make_url(settings.database_url).database or ""))
    return files


def measured(stack: ExitStack, file: Path, folder: Path) -> Measured:
    """Makes a server over a copy of a database file."""
    folder.mkdir()
    shutil.copyfile(file, folder / file.name)
    app = create_app(settings_in(folder), clock=SetClock())
    site = app.state.site
    stack.callback(site.database.close)
    client = httpx.Client(
        transport=InProcess(app),
        base_url="http://siteowner.test/api",
        headers={"Authorization": f"Bearer {site.tokens.access(OWNER_ID)}"},
    )
    made = Measured(stack.enter_context(client))
    event.listen(site.database.engine, "before_cursor_execute", made.record)
    return made


@pytest.fixture
def servers(seeded: list[Path], tmp_path: Path) -> Iterator[list[Measured]]:
    """A server with little data, and one with five times as much."""
    with ExitStack() as stack:
        yield [measured(stack, file, tmp_path / str(number)) for number, file in enumerate(seeded)]


@of_operations()
def test_no_statement_a_row(servers: list[Measured], operation: Operation) -> None:
    """Pages of one row and of many, of little data and of more, take the same few statements."""
    page_sizes = (1, 100) if operation.method == "GET" else (1,)
    counts = {
        server.statements(operation, page_size) for server in servers for page_size in page_sizes
    }

    assert len(counts) == 1
    assert 0 < counts.pop() <= MOST
