"""Lists cost the same number of statements however long they are."""

from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy import event

from siteowner_reference.http.site import Site

PATHS = ("/teachers/", "/students/", "/assistants/", "/recharge-codes/")
REPORTS = ("/revenue/", "/revenue/courses/1/", "/revenue/students/", "/dashboard/stats/")
MOST = 14


@pytest.fixture
def statements(site: Site) -> Iterator[list[str]]:
    """The statements that are executed."""
    executed: list[str] = []

    def record(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        executed.append(statement)

    event.listen(site.database.engine, "before_cursor_execute", record)
    yield executed
    event.remove(site.database.engine, "before_cursor_execute", record)


@pytest.mark.parametrize("path", PATHS)
def test_no_statement_a_row(owner: httpx.Client, statements: list[str], path: str) -> None:
    """A page of one row and one of many execute the same statements."""
    counts = []
    for page_size in (1, 100):
        statements.clear()
        owner.get(path, params={"page_size": page_size})
        counts.append(len(statements))

    assert counts[0] == counts[1] <= MOST


@pytest.mark.parametrize("path", REPORTS)
def test_reports_take_few_statements(owner: httpx.Client, statements: list[str], path: str) -> None:
    """A report executes a handful of statements."""
    owner.get(path)

    assert 0 < len(statements) <= 8
