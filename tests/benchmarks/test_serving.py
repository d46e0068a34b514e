"""The benchmark of the server counts and shows what it measured."""

from collections.abc import Iterator
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from benchmarks.serving.load import Amount, Load, Request, Target, run
from benchmarks.serving.operations import MEASURED
from benchmarks.serving.report import Comparison, Figures, Growth, comparison_table, growth_table
from siteowner_reference.app import OPERATIONS


class Silent(WSGIRequestHandler):
    """Logs nothing."""

    def log_message(self, *_arguments: object) -> None:
        """Keeps quiet."""


@pytest.fixture
def target() -> Iterator[Target]:
    """A server that answers `/gone` with 404 and all else with its method."""

    def application(environ, start_response):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        status = "404 Not Found" if environ["PATH_INFO"] == "/gone" else "200 OK"
        body = environ["REQUEST_METHOD"].encode()
        start_response(status, [("Content-Length", str(len(body)))])
        return [body]

    with make_server("127.0.0.1", 0, application, handler_class=Silent) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield Target("127.0.0.1", server.server_port)
        server.shutdown()
        thread.join()


def figures(milliseconds: float, size: int = 100) -> Figures:
    """Gives what ten equal requests cost."""
    seconds = milliseconds / 1000
    return Figures(Load([seconds] * 10, seconds * 10, size, 0.0), seconds * 5)


def test_as_many_requests_as_asked_for(target: Target) -> None:
    """The least number is kept to when time is short, over all connections together."""
    message = Request("PATCH", "/").encoded(target, "token")
    load = run(target, [message], Amount(connections=3, seconds=0, at_least=7))

    assert 7 == len(load.latencies)
    assert len("PATCH") == load.size


def test_no_more_than_asked_for(target: Target) -> None:
    """The greatest number is kept to when there is time left."""
    message = Request("GET", "/").encoded(target, "token")
    load = run(target, [message], Amount(seconds=60, at_most=3))

    assert 3 == len(load.latencies)


def test_refusals_are_no_measurements(target: Target) -> None:
    """An answer that is no success ends the measurement, which says which one it was."""
    message = Request("GET", "/gone").encoded(target, "token")

    with pytest.raises(RuntimeError, match=r"/gone .* was answered with 404"):
        run(target, [message], Amount(seconds=0))


def test_growth_is_that_of_the_median() -> None:
    """What keeps its size is compared as it is, and is bold when it grew too much."""
    growth = Growth("dashboard_stats", {1: figures(2), 100: figures(7)}, grows=False)

    assert pytest.approx(3.5) == growth.factor
    assert "| **3.50x** |" in growth_table([growth])


def test_growth_by_the_byte() -> None:
    """What grows is compared by the byte."""
    growth = Growth("revenue_students", {1: figures(2), 100: figures(240, 10_000)}, grows=True)

    assert pytest.approx(1.2) == growth.factor
    assert "| 1.20x a byte |" in growth_table([growth])


def test_servers_are_compared_by_median_rates() -> None:
    """The ratio is that of the medians of the rounds' requests per second."""
    comparison = Comparison("dashboard", [figures(2), figures(1), figures(2)], [figures(6)] * 3)

    assert pytest.approx(3.0) == comparison.ratio
    assert "| 500/s | 167/s | 3.00x | 1.00 | 3.00 |" in comparison_table([comparison])


def test_every_operation_is_measured() -> None:
    """No operation is left out."""
    measured = {operation.name.partition(",")[0] for operation in MEASURED}

    assert {operation.id for operation in OPERATIONS} == measured
